//! `/medications`: by group, dense and whole; issues and details of one medication beneath.

mod detail;
mod filter;
mod row;

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, MouseEvent};

use super::area_panel::area_page;
use super::by_group::by_group;
use super::filter::{Filter, FilterBar, NEWEST_FIRST};
use super::not_included::not_included;
use crate::clinical::medications::{Group, Medication};
use crate::clinical::{Area, Medications};
use crate::ui::callout::Callout;
use crate::ui::data_table::DataTable;
use detail::Detail;
use filter::Show;
pub use row::flags;
use row::{button_id, columns, key_of, row};

/// Which medication is open, by its key.
type Chosen = RwSignal<Option<usize>>;

/// The medications of the open patient.
#[component]
pub fn MedicationsPage() -> impl IntoView {
    let filter = Filter::off();
    area_page(
        Area::Medications,
        "Medications",
        |reading| &reading.medications,
        move |items| view! { <MedicationList medications=items filter=filter /> }.into_any(),
    )
}

#[component]
fn MedicationList(medications: Arc<Medications>, filter: Filter<Show>) -> impl IntoView {
    let chosen: Chosen = RwSignal::new(None);
    mark_open(chosen);
    let none_listed = medications.items.is_empty().then(|| {
        view! {
            <p class="app-nothing">
                "The practice's own list of medications has nothing that can be shown (information not available)."
            </p>
        }
    });
    let list = filter.over(&medications, |medications| &medications.items);
    let tally = list.tally();
    let tables = list.drawn(move |rows| {
        let table = |group: Group, rows: &[&Medication]| table(group.title(), rows, chosen);
        by_group(Group::ALL, rows, |medication| medication.group, table)
    });
    // What came through other items is never part of a filter's "all" (ARS-37).
    let apart = (!medications.apart.is_empty()).then(|| {
        let rows: Vec<&Medication> = medications.apart.iter().collect();
        view! {
            <Callout heading="Not on the practice's list of medications">
                "These came only because consultations, problems or other items contain or link to them. There may be gaps between them."
            </Callout>
            {table("Linked from other items", &rows, chosen)}
        }
    });
    let not_included = not_included(&medications.not_included);
    view! {
        <FilterBar
            of="Medications"
            tally=tally
            order=NEWEST_FIRST
            remark="Current: active in the practice's system, or marked as completed there but not over, or an acute that ended in the last 28 days. Current does not mean taken: check the dates and marks of each line."
        />
        {none_listed}
        <div class="app-medications" on:click=move |event| open_or_close(&event, chosen)>
            {tables}
            {apart}
            <Detail medications=medications chosen=chosen />
        </div>
        {not_included}
        <p class="app-quiet app-small">
            "Medication reviews are among the diary entries, vaccines may be among the immunisations. What other places prescribe is here only if the practice recorded it."
        </p>
    }
}

fn table(title: &'static str, medications: &[&Medication], chosen: Chosen) -> AnyView {
    // Read without following it: the buttons follow it by themselves.
    let open = chosen.get_untracked();
    let rows = medications.iter().map(|one| row(one, open == Some(one.key))).collect();
    // Near the height that it will have: a group out of sight is not laid out.
    let height = format!("auto {}rem", 4 + 5 * medications.len());
    view! {
        <div class="app-group" style:contain-intrinsic-size=height>
            <DataTable caption=format!("{title} ({})", medications.len()) columns=columns() rows=rows />
        </div>
    }
    .into_any()
}

/// The button of a medication.
fn button(key: usize) -> Option<HtmlElement> {
    document().get_element_by_id(&button_id(key))?.dyn_into().ok()
}

/// A click on a row's button opens its medication, or closes it; the button says which.
fn open_or_close(event: &MouseEvent, chosen: Chosen) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let pressed = target.and_then(|target| target.closest("button[aria-controls=medication-detail]").ok());
    let Some(key) = pressed.flatten().and_then(|button| key_of(&button.id())) else { return };
    chosen.update(|chosen| *chosen = if *chosen == Some(key) { None } else { Some(key) });
}

/// Keeps the buttons true to what is open.
fn mark_open(chosen: Chosen) {
    Effect::new(move |before: Option<Option<usize>>| {
        let now = chosen.get();
        let mark = |key: Option<usize>, words| {
            if let Some(button) = key.and_then(button) {
                let _ = button.set_attribute("aria-expanded", words);
            }
        };
        mark(before.flatten(), "false");
        mark(now, "true");
        now
    });
}
