//! `/summary`: who reads it at 3 am sees allergies, medication, and what is missing and why.

use std::sync::Arc;

use leptos::prelude::*;

use super::allergies::{Marks, Statements, reaction};
use super::area_panel::area_panel;
use super::medications::Flags;
use super::medicine::{Doses, Medicine};
use super::source::{Asked, Source};
use super::strip::Strip;
use super::structured::StructuredRecord;
use super::when::When;
use crate::clinical::allergies::Allergy;
use crate::clinical::medications::{Group, Medication};
use crate::clinical::summary::AreaReading;
use crate::clinical::{Allergies, Area, Medications, State};
use crate::gpconnect::Error;
use crate::ui::card::Card;
use crate::ui::link::Link;

/// The summary of the open patient.
#[component]
pub fn SummaryPage() -> impl IntoView {
    let Some(record) = StructuredRecord::here() else {
        return view! { <h1>"Summary"</h1><p>"No record is open."</p> }.into_any();
    };
    // One request, so one state: what failed or was refused as a whole is said once.
    let body = move || {
        area_panel(record, None, record.whole(), move |_| {
            view! {
                <div class="app-summary">
                    <div>
                        <AllergiesCard record=record />
                        <MedicationCard record=record />
                    </div>
                    <div>
                        <OtherAreas record=record />
                    </div>
                </div>
                <Asked record=record />
            }
            .into_any()
        })
    };
    view! {
        <div class="app-page-head">
            <h1>"Summary"</h1>
            <Source record=record />
        </div>
        <Strip record=record />
        {body}
    }
    .into_any()
}

fn present<T>(state: AreaReading<T, Error>) -> Option<Arc<T>> {
    match state {
        State::Present { items, .. } => Some(items),
        State::NotRequested
        | State::Loading
        | State::Failed(_)
        | State::Withheld(_)
        | State::NotSupported(_)
        | State::Empty(_) => None,
    }
}

#[component]
fn AllergiesCard(record: StructuredRecord) -> impl IntoView {
    let body = move || area_panel(record, Some(Area::Allergies), record.allergies(), allergies);
    let count = move || present(record.allergies()).map(|items| format!("{} active", items.active.len()));
    let end = move || {
        view! {
            <span class="app-quiet">{count}</span>
            " "
            <Link to="/allergies">"All allergies"</Link>
        }
    };
    // Red is for what can harm, not for an empty list.
    let alert = present(record.allergies()).is_some_and(|items| !items.active.is_empty());
    view! {
        <Card heading="Allergies and adverse reactions" alert=alert end=ViewFn::from(end)>
            <div class="app-card__list">{body}</div>
        </Card>
    }
}

fn allergies(items: Arc<Allergies>) -> AnyView {
    let none = items.none_active().map(|words| view! { <p class="app-card__body">{words}</p> });
    let rows = items.active.iter().map(allergy).collect_view();
    let ended = match items.ended.len() {
        0 => None,
        1 => Some("1 ended allergy is listed apart.".to_owned()),
        count => Some(format!("{count} ended allergies are listed apart.")),
    };
    view! {
        <Statements allergies=items.clone() />
        {none}
        <ul class="app-list">{rows}</ul>
        {ended.map(|ended| view! { <p class="app-card__body app-quiet app-small">{ended}</p> })}
    }
    .into_any()
}

fn allergy(allergy: &Allergy) -> impl IntoView + use<> {
    let reactions = allergy.reactions.iter().map(reaction).collect_view();
    let none = allergy.reactions.is_empty().then_some("Reaction not recorded");
    let date = allergy.onset.clone().or_else(|| allergy.asserted.clone());
    view! {
        <li class="app-list__row app-list__row--allergy">
            <div>
                <span class="app-allergy__agent">{allergy.agent.clone()}</span>
                <Marks allergy=allergy.clone() />
            </div>
            <div>{reactions} {none}</div>
            <div class="app-list__date"><When date=date /></div>
        </li>
    }
}

#[component]
fn MedicationCard(record: StructuredRecord) -> impl IntoView {
    let body = move || area_panel(record, Some(Area::Medications), record.medications(), medications);
    let count = move || {
        present(record.medications()).map(|items| {
            let groups = Group::ALL.into_iter().filter(|group| group.may_be_current());
            groups
                .map(|group| (group.title().to_lowercase(), items.group(group).count()))
                .filter(|(_, count)| *count > 0)
                .map(|(title, count)| format!("{count} {title}"))
                .collect::<Vec<_>>()
                .join(", ")
        })
    };
    let end = move || {
        view! {
            <span class="app-quiet">{count}</span>
            " "
            <Link to="/medications">"All medications"</Link>
        }
    };
    view! {
        <Card heading="Current medication" end=ViewFn::from(end)>
            <div class="app-card__list">{body}</div>
        </Card>
    }
}

fn medications(items: Arc<Medications>) -> AnyView {
    let current: Vec<&Medication> = items.items.iter().filter(|one| one.group.may_be_current()).collect();
    let none = current.is_empty().then(|| {
        view! {
            <p class="app-card__body">
                "No medication of the practice's list is active, and no acute ended in the last 28 days."
            </p>
        }
    });
    let past = items.items.len() - current.len();
    let rows = current.into_iter().map(medication).collect_view();
    let rest = [(past, "stopped or past"), (items.apart.len(), "linked from other items")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, words)| format!("{count} {words}"))
        .collect::<Vec<_>>()
        .join(", ");
    let rest = (!rest.is_empty()).then(|| {
        view! { <p class="app-card__body app-quiet app-small">"Not shown here: " {rest} "."</p> }
    });
    view! {
        {none}
        <ul class="app-list">{rows}</ul>
        {rest}
    }
    .into_any()
}

fn medication(medication: &Medication) -> impl IntoView + use<> {
    let issued = match medication.last_issue.clone() {
        Some(last) => view! { "issued " <When date=Some(last.date) /> }.into_any(),
        None if medication.agency.is_elsewhere => {
            format!("prescribed elsewhere: {}", medication.agency.words).into_any()
        }
        None => "last issue not recorded".into_any(),
    };
    view! {
        <li class="app-list__row app-list__row--medication">
            <div>
                <Medicine name=medication.name.clone() />
                <Doses doses=medication.dose.clone() />
                <Flags flags=medication.flags.clone() />
            </div>
            <div>
                <div>{medication.kind.words().to_owned()}</div>
                <div class="app-quiet app-small">{issued}</div>
            </div>
        </li>
    }
}

/// The other areas with their states: words, never a blank.
#[component]
fn OtherAreas(record: StructuredRecord) -> impl IntoView {
    let rows = Area::ALL
        .into_iter()
        .filter(|area| !matches!(area, Area::Allergies | Area::Medications))
        .map(|area| {
            view! {
                <li class="app-list__row app-list__row--area">
                    <div><Link to=format!("/{}", area.route())>{area.title()}</Link></div>
                    <div class="app-quiet">{move || record.outline(area).words}</div>
                </li>
            }
        })
        .collect_view();
    view! {
        <Card heading="Other areas">
            <ul class="app-list">{rows}</ul>
        </Card>
    }
}
