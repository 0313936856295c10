//! What may be taken now, all of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::not_shown;
use crate::clinical::medications::{Group, Medication};
use crate::clinical::{Area, Medications};
use crate::record::area_panel::area_panel;
use crate::record::medications::Flags;
use crate::record::medicine::{Doses, Medicine};
use crate::record::structured::StructuredRecord;
use crate::record::when::When;
use crate::ui::card::Card;
use crate::ui::link::Link;

/// The medications that may be current.
#[component]
pub fn MedicationCard(
    /// The record.
    record: StructuredRecord,
) -> impl IntoView {
    let body = move || area_panel(record, Some(Area::Medications), record.medications(), medications);
    let count = move || {
        record.medications().present().map(|items| {
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
    let rest = not_shown([(past, "stopped or past"), (items.apart.len(), "linked from other items")]);
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
