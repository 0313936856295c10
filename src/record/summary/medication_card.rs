//! What may be taken now, all of it.

use std::sync::Arc;

use leptos::prelude::*;

use super::not_shown;
use crate::clinical::medications::{Flag, Group, Medication};
use crate::clinical::{Area, Medications};
use crate::format::markup::Markup;
use crate::record::area_panel::card_panel;
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
    let body = move || card_panel(record, Area::Medications, record.medications(), medications);
    let count = move || {
        record.medications().present().map(|items| {
            let groups = Group::ALL.into_iter().filter(|group| group.may_be_current());
            groups
                .map(|group| (group.title().to_lowercase(), items.group(group).count()))
                .filter(|(_, count)| *count > 0)
                .map(|(title, count)| format!("{count} {title}"))
                .collect::<Vec<_>>()
                .join("; ")
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
    let none = items.none_current().map(|words| view! { <p class="app-card__body">{words}</p> });
    let apart = items.apart.iter().any(|one| one.group.may_be_current()).then(|| {
        view! {
            <p class="app-card__body app-small">
                "Not on the practice's list, but linked from other items. There may be gaps between these:"
            </p>
            {rows(&items.apart)}
        }
    });
    let supply_left = supply_left(&items).map(|words| view! { <p class="app-card__body">{words}</p> });
    let count = |group: Group| items.all().filter(|one| one.group == group).count();
    let rest = not_shown([
        (count(Group::Stopped), "stopped"),
        (count(Group::Past), "past"),
        (count(Group::InError), "entered in error"),
    ]);
    view! {
        {none}
        {rows(&items.items)}
        {apart}
        {supply_left}
        {rest}
    }
    .into_any()
}

/// Those that may be current.
fn rows(of: &[Medication]) -> impl IntoView + use<> {
    let mut rows = Markup::default();
    for one in of.iter().filter(|one| one.group.may_be_current()) {
        medication(one, &mut rows);
    }
    view! { <ul class="app-list" inner_html=rows.into_html()></ul> }
}

/// `Stopped, but supply may be left: Warfarin 3mg tablets`: no current medication, but perhaps in the patient's hands.
fn supply_left(items: &Medications) -> Option<String> {
    let has_supply = |one: &&Medication| one.flags.iter().any(|flag| matches!(flag, Flag::SupplyLeft(_)));
    let names: Vec<String> = items.all().filter(has_supply).map(|one| one.name.text()).collect();
    (!names.is_empty()).then(|| format!("Stopped, but supply may be left: {}.", names.join(", ")))
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
                None => into.text("last issue not sent"),
            });
        });
    });
}
