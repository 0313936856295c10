//! `/allergies`: active ones with reactions and notes in full, statements that there are none, ended ones apart.

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};
use web_sys::MouseEvent;

use super::area_panel::area_page;
use super::handed_over::HandedOver;
use super::not_included::not_included;
use super::notes::{notes, notes_or};
use super::when::{when, when_or};
use crate::clinical::allergies::{Allergy, Criticality, NoKnown, Reaction};
use crate::clinical::{Allergies, Area};
use crate::format;
use crate::format::concept::Degraded;
use crate::ui::callout::{CalloutKind, callout};
use crate::ui::card::Nothing;
use crate::ui::data_table::{Column, DataTable, Row, missing};
use crate::ui::row_actions::RowActions;
use crate::ui::tag::{TagKind, tag};
use crate::ui::written::written;

/// Shown where no reaction came.
pub const NO_REACTION_SENT: &str = "No reaction was sent";

/// The allergies of the open patient.
#[component]
pub fn AllergiesPage() -> impl IntoView {
    area_page(Area::Allergies, "Allergies and adverse reactions", |reading| &reading.allergies, content)
}

fn content(items: Arc<Allergies>) -> AnyView {
    let actions = RowActions::here();
    let with = HandedOver::of(Area::Allergies, |reading| &reading.allergies);
    let press = {
        let items = items.clone();
        move |event: MouseEvent| {
            if let Some(actions) = actions {
                actions.answer(&event, |place| {
                    let (name, text) = items.in_words(place)?;
                    Some(with.row(name, text))
                });
            }
        }
    };
    let none = items.none_active().map(|words| view! { <Nothing words=words /> });
    let active = (!items.active.is_empty()).then(|| {
        let rows = items.active.iter().enumerate().map(|(at, one)| row(one, at, actions)).collect();
        view! {
            <div class="app-allergies">
                <DataTable caption=format!("Active ({})", items.active.len()) columns=columns() rows=rows />
            </div>
        }
    });
    let ended = (!items.ended.is_empty()).then(|| {
        let columns = vec![
            Column::text("Ended allergy").wide("20%"),
            Column::text("Ended").wide("7.5rem"),
            Column::text("Reaction at the time"),
            Column::date("First shown").wide("7.5rem"),
            Column::text("Recorded").wide("16%"),
            Column::text("Notes").wide("16%"),
        ];
        let first = items.active.len();
        let rows =
            items.ended.iter().enumerate().map(|(at, one)| ended_row(one, first + at, actions)).collect();
        let caption = format!("Ended allergies ({}): no longer active", items.ended.len());
        view! {
            <div class="app-allergies app-allergies--ended">
                <DataTable caption=caption columns=columns rows=rows />
            </div>
        }
    });
    let in_error = (!items.in_error.is_empty()).then(|| {
        let rows = items.in_error.iter().map(|one| row(one, 0, None)).collect();
        let caption =
            format!("Entered in error ({}): recorded by mistake, not allergies", items.in_error.len());
        view! {
            <div class="app-allergies app-allergies--ended">
                <DataTable caption=caption columns=columns() rows=rows />
            </div>
        }
    });
    view! {
        {written(statements(&items))}
        {none}
        <div on:click=press>
            {active}
            {not_included(&items.not_included)}
            {ended}
        </div>
        {in_error}
    }
    .into_any()
}

/// The columns of what has not ended.
fn columns() -> Vec<Column> {
    vec![
        Column::text("Allergy or adverse reaction").wide("22%"),
        Column::text("Reaction"),
        Column::date("First shown").wide("7.5rem"),
        Column::text("Recorded").wide("16%"),
        Column::text("Notes").wide("28%"),
    ]
}

/// "No known allergy" as a statement line, flagged where an allergy contradicts it (ARS-29).
pub fn statements(allergies: &Allergies) -> Markup {
    html! {
        @if allergies.is_contradicted() {
            (callout(CalloutKind::Danger, "The record contradicts itself", html! {
                "It says that there are no known allergies, but it also lists allergies. Both are shown. Ask the patient."
            }))
        }
        @for one in &allergies.no_known { (statement(one)) }
    }
}

fn statement(statement: &NoKnown) -> Markup {
    let recorded = match (&statement.asserted, &statement.recorder) {
        (Some(date), Some(who)) => format!(" – recorded {} by {who}", format::date(date)),
        (Some(date), None) => format!(" – recorded {}", format::date(date)),
        (None, Some(who)) => format!(" – recorded by {who}"),
        (None, None) => " – date and author not sent".to_owned(),
    };
    html! {
        div.app-nothing.app-statement {
            strong { (statement.words) }
            (recorded)
            (notes(&statement.notes))
        }
    }
}

fn row(allergy: &Allergy, place: usize, actions: Option<RowActions>) -> Row {
    Row::new(vec![
        agent(allergy, place, actions),
        all_reactions(allergy),
        when_or(allergy.onset.as_ref(), "Not sent"),
        recorded(allergy),
        notes_or(&allergy.notes, "None sent"),
    ])
}

fn ended_row(allergy: &Allergy, place: usize, actions: Option<RowActions>) -> Row {
    let ended = allergy.ended.clone().unwrap_or_default();
    let ended = html! {
        (tag(TagKind::Plain, "Ended"))
        " "
        (when(ended.date.as_ref()))
        div.app-text { (ended.reason.as_deref().unwrap_or("Reason not sent")) }
    };
    Row::new(vec![
        agent(allergy, place, actions),
        ended,
        all_reactions(allergy),
        when_or(allergy.onset.as_ref(), "Not sent"),
        recorded(allergy),
        notes_or(&allergy.notes, "None sent"),
    ])
}

fn agent(allergy: &Allergy, place: usize, actions: Option<RowActions>) -> Markup {
    html! {
        div.app-allergy__agent { (allergy.agent) }
        (marks(allergy))
        div.app-allergy__kind {
            @match &allergy.kind {
                Some(kind) => { (kind) ", " (allergy.category_words().to_lowercase()) }
                None => (allergy.category_words()),
            }
        }
        @if let Some(actions) = actions { (actions.buttons(place, &allergy.agent)) }
    }
}

/// What must be known about an entry before it is relied on.
pub fn marks(allergy: &Allergy) -> Markup {
    let degraded = allergy.degraded.map(|degraded| match degraded {
        Degraded::DrugAllergy => "Uncoded drug allergy: will not trigger decision support",
        Degraded::NonDrugAllergy
        | Degraded::Medication
        | Degraded::Plan
        | Degraded::Referral
        | Degraded::Request
        | Degraded::RecordEntry => "Uncoded: will not trigger decision support",
    });
    let nopat = allergy.not_for_patient.then_some("Not to be disclosed to the patient");
    let marks = degraded.into_iter().chain(nopat).chain(allergy.remarks.iter().map(String::as_str));
    html! { @for text in marks { div { (tag(TagKind::Incomplete, text)) } } }
}

fn all_reactions(allergy: &Allergy) -> Markup {
    html! {
        @if allergy.reactions.is_empty() { (missing(NO_REACTION_SENT)) }
        (reactions(&allergy.reactions))
        @match &allergy.criticality {
            Some(Criticality::High) => {
                div { (tag(TagKind::Danger, "High risk: potentially life-threatening")) }
            }
            Some(other @ (Criticality::Low | Criticality::UnableToAssess | Criticality::Other(_))) => {
                div.app-small { "Risk: " (other.words()) }
            }
            None => {}
        }
    }
}

/// Reactions: what was seen, in bold how severe, how it got into the body, and what was written about it.
pub fn reactions(reactions: &[Reaction]) -> Markup {
    html! { @for one in reactions { (reaction(one)) } }
}

fn reaction(reaction: &Reaction) -> Markup {
    html! {
        div {
            @if reaction.is_known { (reaction.manifestation) } @else { (missing(&reaction.manifestation)) }
            @if let Some(severity) = &reaction.severity { " · " strong { (severity.words()) } }
            @if let Some(route) = &reaction.route { " (route: " (route) ")" }
        }
        @if let Some(words) = &reaction.description { div.app-text { (words) } }
        @if let Some(words) = &reaction.more { div.app-text { (words) } }
    }
}

fn recorded(allergy: &Allergy) -> Markup {
    html! {
        (when(allergy.asserted.as_ref()))
        @if let Some(who) = &allergy.recorder { div.app-quiet.app-small { "by " (who.to_string()) } }
        @if let Some(who) = &allergy.asserter { div.app-quiet.app-small { "said by " (who.to_string()) } }
        @if allergy.last_occurrence.is_some() {
            div.app-small { "Last happened " (when(allergy.last_occurrence.as_ref())) }
        }
    }
}
