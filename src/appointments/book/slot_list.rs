//! One day as a list: one row for each slot, with everything that is known about it (APT-05).

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::ids::{DESCRIPTION, slot_id};
use crate::appointments::desk::Desk;
use crate::appointments::desk::practice_search::PracticeSearch;
use crate::clinical::slots::{Filters, Slot, SlotPlace, span};
use crate::ui::data_table::{Column, DataTable, Row, RowMark};
use crate::ui::focus::focus;
use crate::ui::gradually::follows;
use crate::ui::tag::{Tag, TagKind};

/// The list, by practice and location.
#[component]
pub fn ListOfDay() -> impl IntoView {
    let searching = Desk::here().searching;
    let with_rows = move || {
        let mut practices = searching.shown();
        practices.retain(|practice| !practice.whole_board.read().rows.is_empty());
        practices
    };
    view! {
        <For
            each=with_rows
            key=|practice| practice.at.ods()
            children=move |practice| {
                // Each practice is drawn in a task of its own: they are many, and the first ones are in sight.
                let board = follows(practice.whole_board);
                let places = move || {
                    board.get().places().into_iter().map(|place| place_view(practice, place)).collect_view()
                };
                view! { {places} }
            }
        />
    }
}

fn place_view(practice: PracticeSearch, place: SlotPlace) -> impl IntoView {
    let mut slots: Vec<Slot> = place.rows.into_iter().flat_map(|row| row.slots).collect();
    slots.sort_by_key(|slot| crate::clinical::slots::moment(&slot.start));
    let branch = place.preferred.then(|| view! { " " <Tag kind=TagKind::Good text="patient's branch" /> });
    let columns = vec![
        Column::date("Time"),
        Column::numeric("Length"),
        Column::text("Clinician"),
        Column::text("Role, gender"),
        Column::text("How"),
        Column::text("Slot type"),
        Column::text("Session"),
    ];
    // Tables are drawn once; what is chosen changes inside the cells, and filters hide rows.
    let rows = slots.iter().cloned().map(slot_row).collect();
    let section = NodeRef::<html::Section>::new();
    let searching = Desk::here().searching;
    Effect::new(move |_| {
        if let Some(section) = section.get() {
            hide(&section, &slots, &searching.filters.read());
        }
    });
    let name = practice.at.practice().name;
    let heading = match place.name.starts_with(&name) {
        true => place.name.clone(),
        false => format!("{name}: {}", place.name),
    };
    let caption = format!("Free slots at {heading}, {}", place.address);
    view! {
        <section class="app-slot-list" node_ref=section>
            <h3>{heading} {branch}</h3>
            <p class="app-quiet app-small">{place.address}</p>
            <DataTable caption=caption hide_caption=true columns=columns rows=rows />
        </section>
    }
}

/// Hides the rows of slots that do not pass the filters, and the place where none does: from sight, paper, find-in-page
/// and screen readers alike.
fn hide(section: &web_sys::HtmlElement, slots: &[Slot], filters: &Filters) {
    let Ok(rows) = section.query_selector_all("tbody > tr") else { return };
    let mut is_empty = true;
    for (row, slot) in (0..).map_while(|at| rows.item(at)).zip(slots) {
        let passes = filters.pass(slot);
        is_empty &= !passes;
        row.unchecked_into::<web_sys::HtmlElement>().set_hidden(!passes);
    }
    section.set_hidden(is_empty);
}

fn slot_row(slot: Slot) -> Row {
    let desk = Desk::here();
    let schedule = slot.schedule.clone();
    let cells = vec![
        format!("{}\u{a0}min", slot.minutes).into_any(),
        schedule.practitioner.shown().to_owned().into_any(),
        format!("{}, {}", schedule.shown_role(), schedule.shown_gender().to_lowercase()).into_any(),
        slot.shown_channel().to_owned().into_any(),
        slot.shown_slot_type().to_owned().into_any(),
        schedule.shown_session().to_owned().into_any(),
    ];
    let who = format!(", {}", schedule.practitioner.shown());
    let time = span(&slot.start, Some(&slot.end));
    let id = slot_id(&slot);
    let slot = StoredValue::new(slot);
    let is_late = move || slot.with_value(|slot| desk.searching.is_late(slot));
    let is_chosen = move || slot.with_value(|slot| desk.choosing.holds(slot));
    let choose = move || slot.with_value(|slot| desk.choose(slot));
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.repeat() {
            event.prevent_default();
            choose();
            focus(DESCRIPTION);
        }
    };
    let time = view! {
        <button
            type="button"
            class="app-slot app-slot--row"
            class=("app-slot--chosen", is_chosen)
            class=("app-slot--late", is_late)
            id=id
            aria-pressed=move || is_chosen().to_string()
            on:click=move |_| choose()
            on:keydown=pressed
        >
            <span class="app-slot__time">{time}</span>
            {move || is_late().then(|| view! { " " <small class="app-slot__late">"late"</small> })}
            <span class="nhsuk-u-visually-hidden">{who}</span>
        </button>
    };
    Row::new(std::iter::once(time.into_any()).chain(cells).collect()).marked(RowMark::Plain)
}
