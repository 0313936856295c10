//! Issues and details of the chosen medication, beneath the list and in sight while the list is read.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use maud::html;

use super::{Chosen, button};
use crate::clinical::medications::{Issue, Medication, Prescriber};
use crate::clinical::{Area, Medications};
use crate::format;
use crate::record::facts::facts;
use crate::record::handed_over::HandedOver;
use crate::record::medicine::{doses, medicine};
use crate::record::notes::notes;
use crate::record::when::when;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::data_table::{Column, DataTable, Row, missing};
use crate::ui::row_actions::RowActionButtons;
use crate::ui::tag::{TagKind, tag};
use crate::ui::written::written;

/// The panel; nothing while no medication is chosen. `Esc` and "Close" lead back to the row.
#[component]
pub fn Detail(
    /// The medications.
    medications: Arc<Medications>,
    /// Which one is open.
    chosen: Chosen,
) -> impl IntoView {
    let heading = NodeRef::<html::H2>::new();
    // Not `on_load`, which may run once only: one medication is opened after another.
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            request_animation_frame(move || {
                let _ = heading.focus();
            });
        }
    });
    let close = move || {
        let Some(key) = chosen.get_untracked() else { return };
        chosen.set(None);
        if let Some(button) = button(key) {
            let _ = button.focus();
        }
    };
    let with = HandedOver::of(Area::Medications, |reading| &reading.medications);
    let panel = move || {
        let key = chosen.get()?;
        let medication = medications.items.iter().chain(&medications.apart).find(|one| one.key == key)?;
        let esc = move |event: web_sys::KeyboardEvent| {
            if event.key() == "Escape" {
                close();
            }
        };
        Some(view! {
            <section
                class="app-medication-detail"
                aria-labelledby="medication-detail-heading"
                on:keydown=esc
            >
                <div class="app-card__head">
                    <h2 id="medication-detail-heading" tabindex="-1" node_ref=heading>
                        {medication.name.text()}
                    </h2>
                    <span class="app-quiet app-small">{medication.kind.words().to_owned()}</span>
                    <span class="app-card__end app-not-on-paper">
                        <Button kind=ButtonKind::Link on_press=Callback::new(move |()| close())>"Close"</Button>
                    </span>
                </div>
                <div class="app-medication-detail__body">
                    <RowActionButtons row=with.row(medication.name.text(), medication.in_words()) />
                    {written(facts(&more(medication)))}
                    {issues(medication)}
                </div>
            </section>
        })
    };
    view! { <div id="medication-detail" class="app-medication-detail-place">{panel}</div> }
}

/// What the row has no room for.
fn more(medication: &Medication) -> [(&'static str, Option<String>); 7] {
    let date = |date: &Option<crate::fhir::DateTime>| date.as_ref().map(format::date);
    let by = medication.prescriber.as_ref();
    [
        ("Authorised", date(&medication.authorised)),
        ("Entered", date(&medication.asserted)),
        ("Prescribed by", by.filter(|who| !who.is_recorder).map(for_whom)),
        ("Recorded by", by.filter(|who| who.is_recorder).map(for_whom)),
        ("Reported by", medication.source.as_ref().map(ToString::to_string)),
        ("Dispenser", medication.dispenser.as_ref().map(ToString::to_string)),
        ("Replaces", medication.replaces.clone()),
    ]
}

fn issues(medication: &Medication) -> AnyView {
    if medication.issues.is_empty() {
        return written(html! {
            p.app-card__body { "No issues came with this medication in the answer." }
        });
    }
    let columns = vec![
        Column::date("Issued"),
        Column::text("Quantity"),
        Column::text("For"),
        Column::text("Status"),
        Column::text("Prescribed by"),
        Column::text("Notes and differences"),
    ];
    let rows = medication.issues.iter().map(|one| issue(one, medication)).collect();
    let caption = format!("Issues ({}), newest first", medication.issues.len());
    view! { <DataTable caption=caption columns=columns rows=rows /> }.into_any()
}

/// The prescriber with role, and for whom; in words where it is only who recorded it.
fn prescriber(prescriber: &Prescriber) -> String {
    let recorded = if prescriber.is_recorder { "recorded by " } else { "" };
    format!("{recorded}{}", for_whom(prescriber))
}

fn for_whom(prescriber: &Prescriber) -> String {
    let behalf = prescriber.on_behalf_of.as_ref().map(|behalf| format!(", for {behalf}"));
    format!("{}{}", prescriber.person, behalf.unwrap_or_default())
}

fn issue(issue: &Issue, of: &Medication) -> Row {
    let dispenser = issue.dispenser.as_ref().filter(|who| of.dispenser.as_ref() != Some(who));
    let end = issue.end.as_ref().map(format::date);
    let duration = match (&issue.duration, end) {
        (Some(duration), Some(end)) => html! { (duration) ", to " (end) },
        (Some(duration), None) => html! { (duration) },
        (None, Some(end)) => html! { "to " (end) },
        (None, None) => missing("Not sent"),
    };
    let status = if issue.is_future || issue.is_void() {
        tag(TagKind::Incomplete, &issue.status_words())
    } else {
        html! { (issue.status_words()) }
    };
    let by = match &issue.prescriber {
        Some(issued) if of.prescriber.as_ref() == Some(issued) => html! { (issued.person.name) },
        Some(issued) => html! { (prescriber(issued)) },
        None => missing("Not sent"),
    };
    let says_nothing = issue.name.is_none()
        && issue.kind.is_none()
        && issue.dose.is_empty()
        && issue.notes.is_empty()
        && dispenser.is_none()
        && !issue.not_for_patient;
    let differs = html! {
        @if says_nothing { (missing("None sent")) }
        @if let Some(name) = &issue.name { div { (medicine(name)) } }
        @if let Some(kind) = &issue.kind { div { (kind.words()) } }
        (doses("DOSE", &issue.dose))
        (notes(&issue.notes))
        @if let Some(who) = dispenser {
            div.app-small { "Dispenser: " (who.to_string()) }
        }
        @if issue.not_for_patient {
            (tag(TagKind::Incomplete, "Not to be disclosed to the patient"))
        }
    };
    Row::new(vec![when(issue.date.as_ref()), html! { (issue.quantity) }, duration, status, by, differs])
}
