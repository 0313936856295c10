//! What may be taken now, all of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::not_shown;
use crate::clinical::medications::{Group, Medication};
use crate::clinical::{Area, Medications};
use crate::format::markup::Markup;
use crate::record::area_panel::area_panel;
use crate::record::medications::write_flags;
use crate::record::medicine::{write_doses, write_medicine};
use crate::record::structured::StructuredRecord;
use crate::record::when::write_when;
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
    let mut rows = Markup::default();
    for one in current {
        medication(one, &mut rows);
    }
    let rest = not_shown([(past, "stopped or past"), (items.apart.len(), "linked from other items")]);
    view! {
        {none}
        <ul class="app-list" inner_html=rows.into_html()></ul>
        {rest}
    }
    .into_any()
}

fn medication(medication: &Medication, into: &mut Markup) {
    into.within("li", "app-list__row app-list__row--medication", |into| {
        into.within("div", "", |into| {
            write_medicine(into, &medication.name);
            write_doses(into, "DOSE", &medication.dose);
            write_flags(into, &medication.flags);
        });
        into.within("div", "", |into| {
            into.element("div", "", medication.kind.words());
            into.within("div", "app-quiet app-small", |into| match &medication.last_issue {
                Some(last) => {
                    into.text("issued ");
                    write_when(into, Some(&last.date));
                }
                None if medication.agency.is_elsewhere => {
                    into.text(&format!("prescribed elsewhere: {}", medication.agency.words));
                }
                None => into.text("last issue not recorded"),
            });
        });
    });
}
