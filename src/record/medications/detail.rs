//! Issues and details of the chosen medication, beneath the list and in sight while the list is read.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;

use super::{Chosen, button};
use crate::clinical::Medications;
use crate::clinical::medications::{Issue, Medication, Prescriber};
use crate::format;
use crate::record::medicine::{Doses, Medicine};
use crate::record::notes::Notes;
use crate::record::when::When;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::data_table::{Column, DataTable, Missing, Row};
use crate::ui::tag::{Tag, TagKind};

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
                    {facts(medication)}
                    {issues(medication)}
                </div>
            </section>
        })
    };
    view! { <div id="medication-detail" class="app-medication-detail-place">{panel}</div> }
}

/// What the row has no room for.
fn facts(medication: &Medication) -> impl IntoView + use<> {
    let date = |date: &Option<crate::fhir::DateTime>| date.as_ref().map(format::date);
    let by = medication.prescriber.as_ref();
    let facts: Vec<(&str, Option<String>)> = vec![
        ("Authorised", date(&medication.authorised)),
        ("Entered", date(&medication.asserted)),
        ("Prescribed by", by.filter(|who| !who.is_recorder).map(for_whom)),
        ("Recorded by", by.filter(|who| who.is_recorder).map(for_whom)),
        ("Reported by", medication.source.as_ref().map(ToString::to_string)),
        ("Dispenser", medication.dispenser.as_ref().map(ToString::to_string)),
        ("Replaces", medication.replaces.clone()),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(name, value)| {
            value.map(|value| view! { <div><dt>{name}</dt>" "<dd>{value}</dd></div> })
        })
        .collect_view();
    view! { <dl class="app-facts">{facts}</dl> }
}

fn issues(medication: &Medication) -> impl IntoView + use<> {
    if medication.issues.is_empty() {
        return view! { <p class="app-card__body">"No issues came with this medication in the answer."</p> }
            .into_any();
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
    let medication_prescriber = of.prescriber.clone();
    let dispenser = issue.dispenser.clone().filter(|who| of.dispenser.as_ref() != Some(who));
    let duration = match (&issue.duration, &issue.end) {
        (Some(duration), Some(end)) => format!("{duration}, to {}", format::date(end)).into_any(),
        (Some(duration), None) => duration.clone().into_any(),
        (None, Some(end)) => format!("to {}", format::date(end)).into_any(),
        (None, None) => view! { <Missing words="Not sent" /> }.into_any(),
    };
    let status = if issue.is_future || issue.is_void() {
        view! { <Tag kind=TagKind::Incomplete text=issue.status_words() /> }.into_any()
    } else {
        issue.status_words().into_any()
    };
    let by = match issue.prescriber.clone() {
        Some(issued) if medication_prescriber.as_ref() == Some(&issued) => issued.person.name.into_any(),
        Some(issued) => prescriber(&issued).into_any(),
        None => view! { <Missing words="Not sent" /> }.into_any(),
    };
    let says_nothing = issue.name.is_none()
        && issue.kind.is_none()
        && issue.dose.is_empty()
        && issue.notes.is_empty()
        && dispenser.is_none()
        && !issue.not_for_patient;
    let differs = view! {
        {says_nothing.then(|| view! { <Missing words="None sent" /> })}
        {issue.name.clone().map(|name| view! { <div><Medicine name=name /></div> })}
        {issue.kind.clone().map(|kind| view! { <div>{kind.words().to_owned()}</div> })}
        <Doses doses=issue.dose.clone() />
        <Notes notes=issue.notes.clone() />
        {dispenser.map(|who| view! { <div class="app-small">{format!("Dispenser: {who}")}</div> })}
        {issue.not_for_patient.then(|| view! { <Tag kind=TagKind::Incomplete text="Not to be disclosed to the patient" /> })}
    };
    Row::new(vec![
        view! { <When date=issue.date.clone() /> }.into_any(),
        issue.quantity.clone().into_any(),
        duration,
        status,
        by,
        differs.into_any(),
    ])
}
