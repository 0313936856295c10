//! `/allergies`: active ones with reactions and notes in full, statements that there are none, ended ones apart.

use std::sync::Arc;

use leptos::prelude::*;

use super::area_panel::area_page;
use super::notes::Notes;
use super::when::When;
use crate::clinical::allergies::{Allergy, Criticality, NoKnown, Reaction};
use crate::clinical::{Allergies, Area};
use crate::format;
use crate::format::concept::Degraded;
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::card::Nothing;
use crate::ui::data_table::{Column, DataTable, Missing, Row};
use crate::ui::tag::{Tag, TagKind};

/// Shown where no reaction came.
pub const NO_REACTION_SENT: &str = "No reaction was sent";

/// The allergies of the open patient.
#[component]
pub fn AllergiesPage() -> impl IntoView {
    area_page(Area::Allergies, "Allergies and adverse reactions", |reading| &reading.allergies, content)
}

fn content(items: Arc<Allergies>) -> AnyView {
    let none = items.none_active().map(|words| view! { <Nothing words=words /> });
    let active = (!items.active.is_empty()).then(|| {
        let rows = items.active.iter().map(row).collect();
        view! {
            <div class="app-allergies">
                <DataTable caption=format!("Active ({})", items.active.len()) columns=columns() rows=rows />
            </div>
        }
    });
    let ended = (!items.ended.is_empty()).then(|| {
        let columns = vec![
            Column::text("Ended allergy"),
            Column::text("Ended"),
            Column::text("Reaction at the time"),
            Column::date("First shown"),
            Column::text("Recorded"),
            Column::text("Notes"),
        ];
        let rows = items.ended.iter().map(ended_row).collect();
        let caption = format!("Ended allergies ({}): no longer active", items.ended.len());
        view! {
            <div class="app-allergies app-allergies--ended">
                <DataTable caption=caption columns=columns rows=rows />
            </div>
        }
    });
    let in_error = (!items.in_error.is_empty()).then(|| {
        let rows = items.in_error.iter().map(row).collect();
        let caption =
            format!("Entered in error ({}): recorded by mistake, not allergies", items.in_error.len());
        view! {
            <div class="app-allergies app-allergies--ended">
                <DataTable caption=caption columns=columns() rows=rows />
            </div>
        }
    });
    view! {
        <Statements allergies=items.clone() />
        {none}
        {active}
        <NotIncluded entries=items.not_included.clone() />
        {ended}
        {in_error}
    }
    .into_any()
}

/// The columns of what has not ended.
fn columns() -> Vec<Column> {
    vec![
        Column::text("Allergy or adverse reaction"),
        Column::text("Reaction"),
        Column::date("First shown"),
        Column::text("Recorded"),
        Column::text("Notes"),
    ]
}

/// "No known allergy" as a statement line, flagged where an allergy contradicts it (ARS-29).
#[component]
pub fn Statements(
    /// The allergies.
    allergies: Arc<Allergies>,
) -> impl IntoView {
    let contradicted = allergies.is_contradicted().then(|| {
        view! {
            <Callout kind=CalloutKind::Danger heading="The record contradicts itself">
                "It says that there are no known allergies, but it also lists allergies. Both are shown. Ask the patient."
            </Callout>
        }
    });
    let lines = allergies.no_known.iter().cloned().map(statement).collect_view();
    view! {
        {contradicted}
        {lines}
    }
}

fn statement(statement: NoKnown) -> impl IntoView {
    let recorded = match (&statement.asserted, &statement.recorder) {
        (Some(date), Some(who)) => format!(" – recorded {} by {who}", format::date(date)),
        (Some(date), None) => format!(" – recorded {}", format::date(date)),
        (None, Some(who)) => format!(" – recorded by {who}"),
        (None, None) => " – date and author not sent".to_owned(),
    };
    view! {
        <div class="app-nothing app-statement">
            <strong>{statement.words}</strong>
            {recorded}
            <Notes notes=statement.notes />
        </div>
    }
}

/// Entries of a list that cannot be shown, in place (structured digest 2.10).
#[component]
pub fn NotIncluded(
    /// Their words.
    entries: Vec<String>,
) -> impl IntoView {
    (!entries.is_empty()).then(|| {
        let items = entries.into_iter().map(|words| view! { <li>{words}</li> }).collect_view();
        view! {
            <div class="app-nothing">
                <p>"Listed by the practice, without details in this response:"</p>
                <ul class="nhsuk-list nhsuk-list--bullet">{items}</ul>
            </div>
        }
    })
}

fn row(allergy: &Allergy) -> Row {
    Row::new(vec![
        agent(allergy).into_any(),
        reactions(allergy).into_any(),
        view! { <When date=allergy.onset.clone() missing="Not sent" /> }.into_any(),
        recorded(allergy).into_any(),
        view! { <Notes notes=allergy.notes.clone() missing="None sent" /> }.into_any(),
    ])
}

fn ended_row(allergy: &Allergy) -> Row {
    let ended = allergy.ended.clone().unwrap_or_default();
    let reason = ended.reason.unwrap_or_else(|| "Reason not sent".to_owned());
    let ended = view! {
        <Tag text="Ended" />
        " "
        <When date=ended.date />
        <div class="app-text">{reason}</div>
    };
    Row::new(vec![
        agent(allergy).into_any(),
        ended.into_any(),
        reactions(allergy).into_any(),
        view! { <When date=allergy.onset.clone() missing="Not sent" /> }.into_any(),
        recorded(allergy).into_any(),
        view! { <Notes notes=allergy.notes.clone() missing="None sent" /> }.into_any(),
    ])
}

fn agent(allergy: &Allergy) -> impl IntoView + use<> {
    let kind = match &allergy.kind {
        Some(kind) => format!("{kind}, {}", allergy.category_words().to_lowercase()),
        None => allergy.category_words(),
    };
    view! {
        <div class="app-allergy__agent">{allergy.agent.clone()}</div>
        <Marks allergy=allergy.clone() />
        <div class="app-allergy__kind">{kind}</div>
    }
}

/// What must be known about an entry before it is relied on.
#[component]
pub fn Marks(
    /// The allergy.
    allergy: Allergy,
) -> impl IntoView {
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
    let marks = degraded.into_iter().chain(nopat).map(str::to_owned).chain(allergy.remarks);
    marks.map(|text| view! { <div><Tag kind=TagKind::Incomplete text=text /></div> }).collect_view()
}

fn reactions(allergy: &Allergy) -> impl IntoView + use<> {
    let lines = match allergy.reactions.as_slice() {
        [] => view! { <Missing words=NO_REACTION_SENT /> }.into_any(),
        reactions => reactions.iter().map(reaction).collect_view().into_any(),
    };
    let criticality = allergy.criticality.as_ref().map(|criticality| match criticality {
        Criticality::High => {
            view! { <div><Tag kind=TagKind::Danger text="High risk: potentially life-threatening" /></div> }
                .into_any()
        }
        Criticality::Low | Criticality::UnableToAssess | Criticality::Other(_) => {
            view! { <div class="app-small">"Risk: " {criticality.words()}</div> }.into_any()
        }
    });
    view! {
        {lines}
        {criticality}
    }
}

/// One reaction: what was seen, in bold how severe, how it got into the body, and what was written about it.
pub fn reaction(reaction: &Reaction) -> impl IntoView + use<> {
    let words = if reaction.is_known {
        reaction.manifestation.clone().into_any()
    } else {
        view! { <Missing words=reaction.manifestation.clone() /> }.into_any()
    };
    let severity = reaction.severity.as_ref().map(|severity| {
        view! {
            " · "
            <strong>{severity.words().to_owned()}</strong>
        }
    });
    let description = reaction.description.clone().map(|words| view! { <div class="app-text">{words}</div> });
    let route = reaction.route.as_ref().map(|route| format!(" (route: {route})"));
    let more = reaction.more.iter().map(|words| view! { <div class="app-text">{words.clone()}</div> });
    let more = more.collect_view();
    view! {
        <div>{words} {severity} {route}</div>
        {description}
        {more}
    }
}

fn recorded(allergy: &Allergy) -> impl IntoView + use<> {
    let last = allergy.last_occurrence.clone().map(|date| {
        view! { <div class="app-small">"Last happened " <When date=Some(date) /></div> }
    });
    let by = allergy.recorder.as_ref().map(|who| {
        view! { <div class="app-quiet app-small">{format!("by {who}")}</div> }
    });
    let said = allergy.asserter.as_ref().map(|who| {
        view! { <div class="app-quiet app-small">{format!("reported by {who}")}</div> }
    });
    view! {
        <When date=allergy.asserted.clone() />
        {by}
        {said}
        {last}
    }
}
