//! What may be taken now, all of it.

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::not_shown;
use crate::clinical::medications::{Flag, Group, Medication};
use crate::clinical::{Area, Medications};
use crate::record::area_panel::card_panel;
use crate::record::medications::flags;
use crate::record::medicine::{doses, medicine};
use crate::record::structured::StructuredRecord;
use crate::record::when::when;
use crate::ui::card::Card;
use crate::ui::link::Link;
use crate::ui::written::written;

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
    let count = |group: Group| items.all().filter(|one| one.group == group).count();
    let left_out = [
        (count(Group::Stopped), "stopped"),
        (count(Group::Past), "past"),
        (count(Group::InError), "entered in error"),
    ];
    written(html! {
        @if let Some(words) = items.none_current() { p.app-card__body { (words) } }
        (rows(&items.items))
        @if items.apart.iter().any(|one| one.group.may_be_current()) {
            p.app-card__body.app-small {
                "Not on the practice's list, but linked from other items. There may be gaps between these:"
            }
            (rows(&items.apart))
        }
        @if let Some(words) = supply_left(&items) { p.app-card__body { (words) } }
        (not_shown(&left_out))
    })
}

/// Those that may be current.
fn rows(of: &[Medication]) -> Markup {
    html! {
        ul.app-list {
            @for one in of.iter().filter(|one| one.group.may_be_current()) { (row(one)) }
        }
    }
}

/// `Stopped, but supply may be left: Warfarin 3mg tablets`: no current medication, but perhaps in the patient's hands.
fn supply_left(items: &Medications) -> Option<String> {
    let has_supply = |one: &&Medication| one.flags.iter().any(|flag| matches!(flag, Flag::SupplyLeft(_)));
    let names: Vec<String> = items.all().filter(has_supply).map(|one| one.name.text()).collect();
    (!names.is_empty()).then(|| format!("Stopped, but supply may be left: {}.", names.join(", ")))
}

fn row(one: &Medication) -> Markup {
    html! {
        li.app-list__row.app-list__row--medication {
            div {
                (medicine(&one.name))
                (doses("DOSE", &one.dose))
                (flags(&one.flags))
            }
            div {
                div { (one.kind.words()) }
                div.app-quiet.app-small {
                    @match &one.last_issue {
                        Some(last) => { "issued " (when(Some(&last.date))) }
                        None if one.agency.is_elsewhere => { "prescribed elsewhere: " (one.agency.words) }
                        None => "last issue not sent",
                    }
                }
            }
        }
    }
}
