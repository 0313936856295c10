//! One day as a list across all practices, what starts soonest first: one row for each slot, with everything that is known
//! about it (APT-05).

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::ids::{DESCRIPTION, slot_id};
use crate::appointments::desk::Desk;
use crate::appointments::desk::searching::count;
use crate::clinical::slots::{Board, Filters, Slot, span};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::data_table::{Column, LiveRow, LiveTable, RowMark};
use crate::ui::focus::focus;
use crate::ui::memo::memo;
use crate::ui::tag::{Tag, TagKind};

/// Answers that come one after another are put in their places together, this long after the first.
const TOGETHER: Duration = Duration::from_millis(300);

/// The list.
#[component]
pub fn ListOfDay() -> impl IntoView {
    let desk = Desk::here();
    let searching = desk.searching;
    let boards = memo(move || {
        let mut shown = searching.shown();
        shown.retain(|practice| !practice.is_held.get());
        shown.iter().map(|practice| practice.whole_board.get()).collect::<Vec<_>>()
    });
    let drawn = RwSignal::new(boards.get_untracked());
    let is_due = StoredValue::new(false);
    let catch_up = move || {
        if is_due.try_set_value(false).is_none()
            && let Some(boards) = boards.try_get_untracked()
        {
            drawn.try_set(boards);
        }
    };
    Effect::watch(
        move || boards.get(),
        move |_, _, _| {
            if !is_due.get_value() {
                is_due.set_value(true);
                set_timeout(catch_up, TOGETHER);
            }
        },
        false,
    );
    let held = move || {
        let mut held = searching.held();
        held.retain(|practice| !practice.board.read().rows.is_empty());
        let slots = count(&held);
        let words = match held.as_slice() {
            [] => return None,
            [one] => format!("{} has answered", one.at.practice().name),
            several => format!("{} more practices have answered", several.len()),
        };
        let words = format!("{words}: {slots} more on this day. Show them");
        let on_press = Callback::new(move |()| searching.release());
        Some(view! { <Button kind=ButtonKind::Secondary on_press=on_press>{words}</Button> })
    };
    let list = move || table(drawn.get());
    // Up and down lead from slot to slot.
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let step: i32 = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        let Some(here) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
            return;
        };
        let Ok(all) = document().query_selector_all(".app-slot-list tr:not([hidden]) .app-slot") else {
            return;
        };
        let at = (0..all.length()).find(|at| all.item(*at).is_some_and(|one| one.is_same_node(Some(&here))));
        let to = at.and_then(|at| at.checked_add_signed(step)).and_then(|to| all.item(to));
        if let Some(to) = to.and_then(|to| to.dyn_into::<web_sys::HtmlElement>().ok()) {
            event.prevent_default();
            // A slot that cannot take the focus stays where it is.
            let _ = to.focus();
        }
    };
    view! {
        <div on:keydown=pressed>
            {list}
            // At the foot of the window, where it moves nothing.
            <div class="app-slot-list__held">{held}</div>
        </div>
    }
}

fn table(boards: Vec<Board>) -> impl IntoView {
    let searching = Desk::here().searching;
    let practices: BTreeMap<String, String> =
        untrack(|| searching.shown()).iter().map(|one| (one.at.ods(), one.at.practice().name)).collect();
    let slots = Board::soonest(boards);
    let columns = vec![
        Column::date("Time"),
        Column::text("Clinician"),
        Column::text("How, slot type, session"),
        Column::text("Where"),
    ];
    // Drawn once; what is chosen changes inside the cells, and filters hide rows.
    let rows = slots
        .iter()
        .map(|(slot, preferred)| {
            let practice = practices.get(slot.practice.as_ref()).cloned().unwrap_or_default();
            slot_row(slot.clone(), *preferred, practice)
        })
        .collect();
    let section = NodeRef::<html::Section>::new();
    Effect::new(move |_| {
        if let Some(section) = section.get() {
            hide(&section, &slots, &searching.filters.read());
        }
    });
    view! {
        <section class="app-slot-list" node_ref=section>
            <LiveTable caption="Free slots, soonest first".to_owned() hide_caption=true columns=columns rows=rows />
        </section>
    }
}

/// Hides the rows of slots that do not pass the filters: from sight, paper, find-in-page and screen readers alike.
fn hide(section: &web_sys::HtmlElement, slots: &[(Slot, bool)], filters: &Filters) {
    let Ok(rows) = section.query_selector_all("tbody > tr") else { return };
    for (row, (slot, _)) in (0..).map_while(|at| rows.item(at)).zip(slots) {
        row.unchecked_into::<web_sys::HtmlElement>().set_hidden(!filters.pass(slot));
    }
}

fn slot_row(slot: Slot, preferred: bool, practice: String) -> LiveRow {
    let desk = Desk::here();
    let schedule = slot.schedule.clone();
    let place = schedule.location.shown().to_owned();
    // The name of a site often begins with its practice's.
    let site = (!place.starts_with(&practice)).then(|| view! { <strong>{practice}</strong> ": " });
    let branch = preferred.then(|| view! { " " <Tag kind=TagKind::Good text="patient's branch" /> });
    let cells = vec![
        view! {
            {schedule.practitioner.shown().to_owned()}
            <div class="app-quiet app-small">
                {format!("{}, {}", schedule.shown_role(), schedule.shown_gender().to_lowercase())}
            </div>
        }
        .into_any(),
        view! {
            {slot.shown_channel().to_owned()}
            <div class="app-quiet app-small">
                {format!("{} · {}", slot.shown_slot_type(), schedule.shown_session())}
            </div>
        }
        .into_any(),
        view! {
            {site}
            {place}
            {branch}
            <div class="app-quiet app-small">{schedule.location.shown_address().to_owned()}</div>
        }
        .into_any(),
    ];
    let who = format!(", {}", schedule.practitioner.shown());
    let time = span(&slot.start, Some(&slot.end));
    let length = format!("{} min", slot.minutes);
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
            " "
            <small>{length}</small>
            {move || is_late().then(|| view! { " " <small class="app-slot__late">"late"</small> })}
            <span class="nhsuk-u-visually-hidden">{who}</span>
        </button>
    };
    LiveRow::new(std::iter::once(time.into_any()).chain(cells).collect()).marked(RowMark::Plain)
}
