//! One medication as a row: medicine and dose first, then what tells whether it is taken (ARS-32 to ARS-36).

use leptos::prelude::*;

use super::Chosen;
use crate::clinical::medications::{Flag, Medication};
use crate::record::medicine::{Doses, Medicine};
use crate::record::notes::Notes;
use crate::record::when::When;
use crate::ui::data_table::{Column, Missing, Row};
use crate::ui::tag::{Tag, TagKind};

/// The columns of every group.
pub fn columns() -> Vec<Column> {
    vec![
        Column::text("Medicine and dose"),
        Column::text("Type and status"),
        Column::date("Start and end"),
        Column::date("Last issued"),
        Column::numeric("Issues"),
        Column::text("Quantity"),
        Column::date("Review"),
        Column::text("Prescribed by"),
    ]
}

/// The row; its button opens issues and details.
pub fn row(medication: &Medication, chosen: Chosen) -> Row {
    Row::new(vec![
        medicine(medication).into_any(),
        status(medication).into_any(),
        dates(medication).into_any(),
        last_issue(medication).into_any(),
        issues(medication, chosen).into_any(),
        quantity(medication).into_any(),
        view! { <When date=medication.review.clone() missing="Not stated" /> }.into_any(),
        prescribed(medication).into_any(),
    ])
}

/// The flags of a medication as tags.
#[component]
pub fn Flags(
    /// The flags.
    flags: Vec<Flag>,
) -> impl IntoView {
    flags
        .into_iter()
        .map(|flag| {
            let kind = if flag.is_caution() { TagKind::Incomplete } else { TagKind::Plain };
            view! {
                <Tag kind=kind text=flag.words() />
                " "
            }
        })
        .collect_view()
}

fn medicine(medication: &Medication) -> impl IntoView + use<> {
    let remarks = medication
        .remarks
        .iter()
        .cloned()
        .chain(medication.not_for_patient.then(|| "Not to be disclosed to the patient".to_owned()))
        .map(|remark| view! { <div class="app-medicine__note">{remark}</div> })
        .collect_view();
    let linked = (!medication.problems.is_empty()).then(|| {
        view! { <div class="app-medicine__note">"Linked problem: " {medication.problems.join(", ")}</div> }
    });
    let plan_dose = (!medication.plan_dose.is_empty()).then(|| {
        view! { <Doses doses=medication.plan_dose.clone() label="DOSE OF THE PLAN" /> }
    });
    view! {
        <Medicine name=medication.name.clone() />
        <Doses doses=medication.dose.clone() />
        {plan_dose}
        <div class="app-medicine__flags"><Flags flags=medication.flags.clone() /></div>
        <div class="app-medicine__note"><Notes notes=medication.notes.clone() /></div>
        {linked}
        {remarks}
    }
}

/// The counts, and the button that opens issues and details beneath the list.
fn issues(medication: &Medication, chosen: Chosen) -> impl IntoView + use<> {
    let key = medication.key;
    let label = match medication.issues.len() {
        0 => "details".to_owned(),
        1 => "1\u{a0}issue".to_owned(),
        count => format!("{count}\u{a0}issues"),
    };
    let count = match medication.issue_count() {
        Some(count) => count.into_any(),
        None => view! { <Missing words="Not stated" /> }.into_any(),
    };
    let is_open = move || chosen.get() == Some(key);
    let name = medication.name.text();
    view! {
        <div>{count}</div>
        <button
            type="button"
            class="app-link-button app-small app-not-on-paper"
            id=button_id(key)
            aria-expanded=move || is_open().to_string()
            aria-controls="medication-detail"
            on:click=move |_| chosen.update(|chosen| *chosen = if *chosen == Some(key) { None } else { Some(key) })
        >
            {label}
            <span class="nhsuk-u-visually-hidden">" and details of " {name}</span>
        </button>
    }
}

/// The id of a row's button: focus returns there.
pub fn button_id(key: usize) -> String {
    format!("medication-{key}")
}

fn status(medication: &Medication) -> impl IntoView + use<> {
    let stopped = medication.stopped.clone().map(|stopped| {
        let reason = stopped.reason.unwrap_or_else(|| "reason not recorded".to_owned());
        view! {
            <div>"Stopped " <When date=stopped.date /></div>
            <div class="app-text">{reason}</div>
        }
    });
    let status = medication.stopped.is_none().then(|| medication.status.words().to_owned());
    view! {
        <div>{medication.kind.words().to_owned()}</div>
        <div class="app-quiet app-small">{status}</div>
        {stopped}
    }
}

fn dates(medication: &Medication) -> impl IntoView + use<> {
    let end = match medication.end.clone() {
        Some(end) => view! { <div class="app-small">"to " <When date=Some(end) /></div> }.into_any(),
        None => view! { <div class="app-quiet app-small">"no end date"</div> }.into_any(),
    };
    view! {
        <When date=medication.start.clone() missing="Not recorded" />
        {end}
    }
}

fn last_issue(medication: &Medication) -> impl IntoView + use<> {
    match medication.last_issue.clone() {
        Some(last) => {
            let source = last.from_issues.then(|| {
                view! { <div class="app-quiet app-small">"from the issues"</div> }
            });
            view! {
                <When date=Some(last.date) />
                {source}
            }
            .into_any()
        }
        None => view! { <Missing words="Not recorded" /> }.into_any(),
    }
}

fn quantity(medication: &Medication) -> impl IntoView + use<> {
    let duration = medication.duration.clone().map(|duration| {
        view! { <div class="app-quiet app-small">{duration}</div> }
    });
    view! {
        {medication.quantity.clone()}
        {duration}
    }
}

fn prescribed(medication: &Medication) -> impl IntoView + use<> {
    let who = match &medication.prescriber {
        Some(prescriber) => {
            let words = if prescriber.is_recorder { "recorded by " } else { "" };
            // This practice's own name beside each line would only hide another one's.
            let behalf = prescriber.on_behalf_of.as_ref().filter(|_| medication.agency.is_elsewhere);
            let behalf = behalf.map(|behalf| format!(", for {}", behalf.name));
            let words = format!("{words}{}{}", prescriber.person.name, behalf.unwrap_or_default());
            view! { <div class="app-quiet app-small">{words}</div> }.into_any()
        }
        None => view! { <div class="app-small"><Missing words="Prescriber not recorded" /></div> }.into_any(),
    };
    view! {
        {medication.agency.words.clone()}
        {who}
    }
}
