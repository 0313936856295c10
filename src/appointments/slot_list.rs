//! One day as a list: one row for each slot, with everything that is known about it (APT-05).

use leptos::prelude::*;

use super::choice_panel::DESCRIPTION;
use super::desk::Desk;
use super::focus::focus;
use crate::clinical::slots::{Board, Place, Slot, clock};
use crate::ui::data_table::{Column, DataTable, Row, RowMark};
use crate::ui::tag::{Tag, TagKind};

/// The list, by location.
#[component]
pub fn ListOfDay(board: Memo<Board>, searched_as: Option<String>) -> impl IntoView {
    let searched_as = StoredValue::new(searched_as);
    move || {
        let places = board.get().places().into_iter().enumerate();
        places.map(|(index, place)| place_view(index, place, searched_as)).collect_view()
    }
}

fn place_view(index: usize, place: Place, searched_as: StoredValue<Option<String>>) -> impl IntoView {
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
    // Tables are drawn once; what is chosen changes inside the cells.
    let rows = slots.into_iter().enumerate().map(|(row, slot)| slot_row((index, row), slot, searched_as));
    let caption = format!("Free slots at {}, {}", place.name, place.address);
    view! {
        <section class="app-slot-list">
            <h3>{place.name.clone()} {branch}</h3>
            <p class="app-quiet app-small">{place.address}</p>
            <DataTable caption=caption hide_caption=true columns=columns rows=rows.collect() />
        </section>
    }
}

fn slot_row((place, row): (usize, usize), slot: Slot, searched_as: StoredValue<Option<String>>) -> Row {
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
    let time = format!("{} to {}", clock(&slot.start), clock(&slot.end));
    let slot = StoredValue::new(slot);
    let is_chosen = move || slot.with_value(|slot| desk.choosing.holds(slot));
    let choose = move || slot.with_value(|slot| desk.choosing.choose(desk, slot, searched_as.get_value()));
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
            id=format!("slot-{place}-{row}")
            aria-pressed=move || is_chosen().to_string()
            on:click=move |_| choose()
            on:keydown=pressed
        >
            <span class="app-slot__time">{time}</span>
            <span class="nhsuk-u-visually-hidden">{who}</span>
        </button>
    };
    Row::new(std::iter::once(time.into_any()).chain(cells).collect()).marked(RowMark::Plain)
}
