//! One day as a board: rows are clinicians, practice by practice; columns are hours; chips are slots.
//!
//! What is shown stays while further practices answer: rows, columns and chips are keyed, so that no focus is lost.

use chrono::{DateTime, Timelike, Utc};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::board_keys::{At, moved};
use super::ids::{DESCRIPTION, slot_id};
use crate::appointments::desk::Desk;
use crate::appointments::desk::practice_search::PracticeSearch;
use crate::clinical::slots::{Board, ClinicianRow, Slot, clock, moment};
use crate::ui::focus::focus;
use crate::ui::tag::{Tag, TagKind};

/// The board.
#[component]
pub fn BoardOfDay() -> impl IntoView {
    let desk = Desk::here();
    let searching = desk.searching;
    let hours = Memo::new(move |_| {
        let boards: Vec<Board> = searching.shown().iter().map(|practice| practice.board.get()).collect();
        Board::hours_of(&boards)
    });
    let here = RwSignal::new(None::<String>);
    // The one slot that Tab comes to must exist: where the last one visited has gone, it is the first.
    let stop = Memo::new(move |_| {
        let (mut first, mut kept) = (None, None);
        let visited = here.get();
        for practice in searching.shown() {
            let board = practice.board.read();
            for id in board.rows.iter().flat_map(|row| &row.slots).map(slot_id) {
                kept = kept.or_else(|| visited.as_ref().filter(|visited| **visited == id).cloned());
                first.get_or_insert(id);
            }
        }
        kept.or(first)
    });
    let choose = move |id: &str| {
        let slot = untrack(|| searching.shown().iter().find_map(|practice| find(&practice.board.read(), id)));
        if let Some(slot) = slot {
            here.set(Some(id.to_owned()));
            desk.choose(&slot);
        }
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let Some(id) = slot_of(event.target()) else { return };
        // Enter goes on to the form; Space and a click stay on the board.
        if event.key() == "Enter" {
            event.prevent_default();
            if !event.repeat() {
                choose(&id);
                focus(DESCRIPTION);
            }
        } else if let Some(to) = untrack(|| step(&searching.shown(), &id, &event.key())) {
            event.prevent_default();
            focus(&to);
        }
    };
    let clicked = move |event: leptos::ev::MouseEvent| {
        if let Some(id) = slot_of(event.target()) {
            choose(&id);
        }
    };
    let visited = move |event: leptos::ev::FocusEvent| {
        if let Some(id) = slot_of(event.target()) {
            here.set(Some(id));
        }
    };
    let head = move |hour: u32| {
        let is_empty = move || {
            let boards = searching.shown();
            !boards
                .iter()
                .any(|one| one.board.read().rows.iter().any(|row| row.in_hour(hour).next().is_some()))
        };
        view! {
            <th scope="col" class=("app-board__hour--empty", is_empty)>{format!("{hour:02}:00")}</th>
        }
    };
    let with_rows = move || {
        let mut practices = searching.shown();
        practices.retain(|practice| !practice.board.read().rows.is_empty());
        practices
    };
    view! {
        <div class="app-board" on:keydown=pressed on:click=clicked on:focusin=visited>
            <table class="app-board__table">
                <caption class="nhsuk-u-visually-hidden">"Free slots by clinician and hour"</caption>
                <thead>
                    <tr>
                        <th scope="col" class="app-board__who">"Clinician"</th>
                        <For each=move || hours.get() key=|hour| *hour children=head />
                    </tr>
                </thead>
                <For
                    each=with_rows
                    key=|practice| practice.at.ods()
                    children=move |practice| {
                        view! { <PracticeRows practice=practice hours=hours stop=stop /> }
                    }
                />
            </table>
        </div>
    }
}

fn find(board: &Board, id: &str) -> Option<Slot> {
    board.rows.iter().flat_map(|row| &row.slots).find(|slot| slot_id(slot) == id).cloned()
}

/// The element's id of the slot that an event happened on.
fn slot_of(target: Option<web_sys::EventTarget>) -> Option<String> {
    let element = target?.dyn_into::<web_sys::Element>().ok()?;
    element.closest(".app-slot").ok()?.map(|slot| slot.id())
}

/// Where a key leads from a slot, over the rows of all practices.
fn step(practices: &[PracticeSearch], id: &str, key: &str) -> Option<String> {
    let boards: Vec<Board> = practices.iter().map(|practice| practice.board.get()).collect();
    let rows: Vec<&ClinicianRow> = boards.iter().flat_map(|board| &board.rows).collect();
    let here: At = rows
        .iter()
        .enumerate()
        .find_map(|(row, one)| Some((row, one.slots.iter().position(|slot| slot_id(slot) == id)?)))?;
    let starts: Vec<Vec<_>> =
        rows.iter().map(|row| row.slots.iter().map(|slot| moment(&slot.start)).collect()).collect();
    let distance = |a: Option<DateTime<Utc>>, b: Option<DateTime<Utc>>| match (a, b) {
        (Some(a), Some(b)) => (b - a).num_minutes(),
        _ => i64::MAX,
    };
    let (row, place) = moved(&starts, here, key, distance)?;
    rows.get(row)?.slots.get(place).map(slot_id)
}

/// The rows of one practice, under its name where several are searched.
#[component]
fn PracticeRows(
    practice: PracticeSearch,
    hours: Memo<Vec<u32>>,
    stop: Memo<Option<String>>,
) -> impl IntoView {
    let searching = Desk::here().searching;
    let name = practice.at.practice().name;
    let count = Memo::new(move |_| practice.board.read().count());
    let several = Memo::new(move |_| searching.shown().len() > 1);
    let heading = move || {
        let name = name.clone();
        several.get().then(|| {
            let says = move || match count.get() {
                1 => "1 slot on this day".to_owned(),
                count => format!("{count} slots on this day"),
            };
            let own = practice.is_own.then(|| view! { " " <Tag kind=TagKind::Plain text="own practice" /> });
            view! {
                <tr class="app-board__practice">
                    <th scope="rowgroup" colspan=move || (hours.read().len() + 1).to_string()>
                        <span class="app-board__practice-name">
                            <strong>{name}</strong> {own} " " <span class="app-quiet">{says}</span>
                        </span>
                    </th>
                </tr>
            }
        })
    };
    let key = |row: &ClinicianRow| row.slots.iter().map(|slot| slot.id.clone()).collect::<Vec<_>>();
    view! {
        <tbody>
            {heading}
            <For
                each=move || practice.board.get().rows
                key=key
                children=move |row| view! { <BoardRow row=row hours=hours stop=stop /> }
            />
        </tbody>
    }
}

#[component]
fn BoardRow(row: ClinicianRow, hours: Memo<Vec<u32>>, stop: Memo<Option<String>>) -> impl IntoView {
    // Said once beside the name when all slots agree, else on each slot.
    let first_type = row.slots.first().map(|slot| slot.shown_slot_type().to_owned()).unwrap_or_default();
    let one_type = row.slots.iter().all(|slot| slot.shown_slot_type() == first_type);
    let first_channel = row.slots.first().map(|slot| slot.shown_channel().to_owned()).unwrap_or_default();
    let one_channel = row.slots.iter().all(|slot| slot.shown_channel() == first_channel);
    let schedule = row.schedule.clone();
    let branch = row.preferred.then(|| {
        view! { " " <Tag kind=TagKind::Good text="patient's branch" /> }
    });
    let cell = move |hour: u32| {
        let of_hour =
            row.slots.iter().filter(|slot| slot.start.time().is_some_and(|time| time.hour() == hour));
        let chips = of_hour.map(|slot| {
            view! {
                <SlotChip
                    free=slot.clone()
                    stop=stop
                    shows_type=!one_type
                    shows_channel=!one_channel
                />
            }
        });
        view! { <td>{chips.collect_view()}</td> }
    };
    view! {
        <tr>
            <th scope="row" class="app-board__who">
                <span class="app-board__name">{schedule.practitioner.shown().to_owned()}</span>
                <span class="app-board__role">
                    {format!("{}, {}", schedule.shown_role(), schedule.shown_gender().to_lowercase())}
                </span>
                <span class="app-board__where">
                    {format!("{} · {}", schedule.location.shown(), schedule.shown_session())}
                    {one_type.then(|| format!(" · {first_type}"))}
                    {one_channel.then(|| view! { " · " <strong>{first_channel}</strong> })} {branch}
                </span>
            </th>
            <For each=move || hours.get() key=|hour| *hour children=cell />
        </tr>
    }
}

/// One free slot: choosing it again does nothing, choosing another takes its place. The board listens for all of them.
#[component]
fn SlotChip(free: Slot, stop: Memo<Option<String>>, shows_type: bool, shows_channel: bool) -> impl IntoView {
    let desk = Desk::here();
    let slot = free;
    let id = slot_id(&slot);
    let time = clock(&slot.start);
    let length = format!("{} min", slot.minutes);
    let channel = slot.shown_channel().to_owned();
    let shown_channel = shows_channel.then(|| view! { <small>{channel.clone()}</small> });
    let shown_type = shows_type.then(|| view! { <small>{slot.shown_slot_type().to_owned()}</small> });
    // What is said once beside the name is heard with each slot.
    let heard = format!(
        "{}, {}{}",
        if shows_channel { String::new() } else { format!(", {channel}") },
        slot.schedule.practitioner.shown(),
        if slot.has_odd_offset() { ", confirm the time with the practice" } else { "" },
    );
    let refused = slot.bookable(desk.now.get_untracked()).is_err();
    let slot = StoredValue::new(slot);
    let is_chosen = Memo::new(move |_| slot.with_value(|slot| desk.choosing.holds(slot)));
    let is_late = Memo::new(move |_| slot.with_value(|slot| desk.searching.is_late(slot)));
    let is_stop = {
        let id = id.clone();
        move || if stop.read().as_deref() == Some(id.as_str()) { "0" } else { "-1" }
    };
    view! {
        <button
            type="button"
            class="app-slot"
            class=("app-slot--chosen", move || is_chosen.get())
            class=("app-slot--refused", refused)
            class=("app-slot--late", move || is_late.get())
            id=id
            tabindex=is_stop
            aria-pressed=move || is_chosen.get().to_string()
        >
            <span class="app-slot__time">{time}</span>
            " "
            <small>{length}</small>
            " "
            {shown_channel}
            " "
            {shown_type}
            {move || is_late.get().then(|| view! { <small class="app-slot__late">"late"</small> })}
            <span class="nhsuk-u-visually-hidden">{heard}</span>
        </button>
    }
}
