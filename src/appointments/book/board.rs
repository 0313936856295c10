//! One day as a board: practice by practice, each row a clinician with the slots of the day in order, none out of sight.
//!
//! What is shown stays while further practices answer: practices, rows and chips are keyed, so that no focus is
//! lost, and each practice has its line from the start.

use chrono::{DateTime, Timelike, Utc};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::board_keys::{At, moved};
use super::ids::{DESCRIPTION, slot_id};
use crate::appointments::desk::Desk;
use crate::appointments::desk::practice_search::{PracticeSearch, in_short};
use crate::clinical::slots::{Board, ClinicianRow, Slot, clock, moment};
use crate::ui::focus::focus;
use crate::ui::memo::memo;
use crate::ui::tag::{Tag, TagKind};

/// The board.
#[component]
pub fn BoardOfDay() -> impl IntoView {
    let desk = Desk::here();
    let searching = desk.searching;
    let here = RwSignal::new(None::<String>);
    // The one slot that Tab comes to must exist: where the last one visited has gone, it is the first.
    let stop = memo(move || {
        let (mut first, mut kept) = (None, None);
        let visited = here.get();
        for practice in searching.open() {
            let board = practice.board.read();
            for id in board.slots().map(slot_id) {
                kept = kept.or_else(|| visited.as_ref().filter(|visited| **visited == id).cloned());
                first.get_or_insert(id);
            }
        }
        kept.or(first)
    });
    let choose = move |id: &str| {
        let slot = untrack(|| searching.open().iter().find_map(|practice| find(&practice.board.read(), id)));
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
        } else if let Some(to) = untrack(|| step(&searching.open(), &id, &event.key())) {
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
    // A practice that has still to answer has its line already, and one whose answer is held back keeps it.
    let with_line = move || {
        let mut practices = searching.shown();
        let several = practices.len() > 1;
        practices.retain(|practice| {
            !practice.board.read().rows.is_empty()
                || several && (practice.is_awaited() || practice.is_held.get())
        });
        practices
    };
    view! {
        <div class="app-board" on:keydown=pressed on:click=clicked on:focusin=visited>
            <table role="table" class="app-board__table">
                <caption class="nhsuk-u-visually-hidden">"Free slots by clinician"</caption>
                <thead role="rowgroup" class="nhsuk-u-visually-hidden">
                    <tr role="row">
                        <th scope="col" role="columnheader">"Clinician"</th>
                        <th scope="col" role="columnheader">"Slots"</th>
                    </tr>
                </thead>
                <For
                    each=with_line
                    key=|practice| practice.at.ods()
                    children=move |practice| view! { <PracticeRows practice=practice stop=stop /> }
                />
            </table>
        </div>
    }
}

fn find(board: &Board, id: &str) -> Option<Slot> {
    board.slots().find(|slot| slot_id(slot) == id).cloned()
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

/// The rows of one practice; where several are searched, under a line with its name that opens and folds them.
#[component]
fn PracticeRows(practice: PracticeSearch, stop: Memo<Option<String>>) -> impl IntoView {
    let searching = Desk::here().searching;
    let ods = practice.at.ods();
    let several = memo(move || searching.shown().len() > 1);
    let is_open = memo(move || searching.open().iter().any(|one| one.at.is(&ods)));
    let line = move || several.get().then(|| view! { <PracticeLine practice=practice is_open=is_open /> });
    let rows = move || if is_open.get() { practice.board.get().rows } else { Vec::new() };
    let key = |row: &ClinicianRow| row.slots.iter().map(|slot| slot.id.clone()).collect::<Vec<_>>();
    view! {
        <tbody role="rowgroup">
            {line}
            <For each=rows key=key children=move |row| view! { <BoardRow row=row stop=stop /> } />
        </tbody>
    }
}

/// A practice in one line: its name, how many slots it has on the day, and when the first is where they are folded.
#[component]
fn PracticeLine(practice: PracticeSearch, is_open: Memo<bool>) -> impl IntoView {
    let desk = Desk::here();
    let name = practice.at.practice().name;
    let says = move || {
        let board = practice.board.read();
        let first = board.slots().min_by_key(|slot| moment(&slot.start)).map(|slot| clock(&slot.start));
        let first =
            first.filter(|_| !is_open.get()).map(|first| format!(", first at {first}")).unwrap_or_default();
        match board.count() {
            0 if practice.found().is_some() => "no slot shown on this day".to_owned(),
            0 if practice.is_awaited() => "has not answered yet".to_owned(),
            0 => in_short(&practice.state.read(), desk.now.get()),
            1 => format!("1 slot on this day{first}"),
            count => format!("{count} slots on this day{first}"),
        }
    };
    let held = move || {
        let is_new = practice.is_held.get() && !is_open.get();
        is_new.then(|| view! { " " <Tag kind=TagKind::Incomplete text="just answered" /> })
    };
    let can_open = memo(move || !practice.board.read().rows.is_empty());
    let press = move |_| desk.searching.fold(&practice, !is_open.get_untracked());
    let inside = move |name: String| {
        let own = practice.is_own.then(|| view! { " " <Tag kind=TagKind::Plain text="own practice" /> });
        view! { <strong>{name}</strong> {own} " " <span class="app-quiet">{says}</span> {held} }
    };
    let line = move || match can_open.get() {
        true => view! {
            <button
                type="button"
                class="app-board__fold"
                aria-expanded=move || is_open.get().to_string()
                on:click=press
            >
                {inside(name.clone())}
            </button>
        }
        .into_any(),
        // Nothing to open: no button.
        false => view! { <span class="app-board__fold app-board__fold--none">{inside(name.clone())}</span> }
            .into_any(),
    };
    view! {
        <tr role="row" class="app-board__practice">
            <th scope="rowgroup" role="rowheader" colspan="2">
                {line}
            </th>
        </tr>
    }
}

#[component]
fn BoardRow(row: ClinicianRow, stop: Memo<Option<String>>) -> impl IntoView {
    let desk = Desk::here();
    let deadline = desk.searching.deadline;
    // Said once beside the name when all slots agree, else on each slot.
    let type_of = |slot: &Slot| slot.shown_slot_type().to_owned();
    let channel_of = |slot: &Slot| slot.shown_channel().to_owned();
    let length_of = |slot: &Slot| format!("{} min", slot.minutes);
    let (one_type, one_channel, one_length) =
        (agreed(&row.slots, type_of), agreed(&row.slots, channel_of), agreed(&row.slots, length_of));
    let on_each = OnEach {
        slot_type: one_type.is_none(),
        channel: one_channel.is_none(),
        length: one_length.is_none(),
    };
    let ClinicianRow { schedule, preferred, slots } = row;
    let branch = preferred.then(|| {
        view! { " " <Tag kind=TagKind::Good text="patient's branch" /> }
    });
    // Where the line is drawn: before the first slot beyond the time by which the patient should be seen.
    let cut = {
        let slots = slots.clone();
        memo(move || {
            let deadline = deadline.get()?;
            slots.iter().position(|slot| deadline.is_before(slot))
        })
    };
    let hours: Vec<Option<u32>> =
        slots.iter().map(|slot| slot.start.time().map(|time| time.hour())).collect();
    let chips = slots
        .into_iter()
        .enumerate()
        .map(|(at, slot)| {
            let ends_hour = hours.get(at + 1).is_some_and(|next| Some(next) != hours.get(at));
            let line = move || {
                let by = deadline.get().filter(|_| cut.get() == Some(at))?.shown(desk.now.get());
                Some(view! { <span class="app-board__deadline">{format!("after {by}")}</span> })
            };
            view! {
                {line}
                <SlotChip free=slot stop=stop on_each=on_each ends_hour=ends_hour />
            }
        })
        .collect_view();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <span class="app-board__name">{schedule.practitioner.shown().to_owned()}</span>
                " "
                <span class="app-board__where">
                    {format!("{}, {}", schedule.shown_role(), schedule.shown_gender().to_lowercase())}
                    {format!(" · {} · {}", schedule.location.shown(), schedule.shown_session())}
                    {one_type.map(|one| format!(" · {one}"))}
                    {one_channel.map(|one| view! { " · " <strong>{one}</strong> })}
                    {one_length.map(|one| format!(" · {one}"))} {branch}
                </span>
            </th>
            <td role="cell">{chips}</td>
        </tr>
    }
}

/// What all slots say alike.
fn agreed(slots: &[Slot], said: impl Fn(&Slot) -> String) -> Option<String> {
    let first = said(slots.first()?);
    slots.iter().all(|slot| said(slot) == first).then_some(first)
}

/// What is said on each slot of a row, because its slots differ in it.
#[derive(Clone, Copy)]
struct OnEach {
    slot_type: bool,
    channel: bool,
    length: bool,
}

/// One free slot: choosing it again does nothing, choosing another takes its place. The board listens for all of them.
#[component]
fn SlotChip(free: Slot, stop: Memo<Option<String>>, on_each: OnEach, ends_hour: bool) -> impl IntoView {
    let desk = Desk::here();
    let slot = free;
    let id = slot_id(&slot);
    let time = clock(&slot.start);
    let length = format!("{} min", slot.minutes);
    let channel = slot.shown_channel().to_owned();
    let shown_length = on_each.length.then(|| view! { " " <small>{length.clone()}</small> });
    let shown_channel = on_each.channel.then(|| view! { " " <small>{channel.clone()}</small> });
    let shown_type =
        on_each.slot_type.then(|| view! { " " <small>{slot.shown_slot_type().to_owned()}</small> });
    // What is said once beside the name is heard with each slot.
    let heard = format!(
        "{}{}, {}{}",
        if on_each.length { String::new() } else { format!(", {length}") },
        if on_each.channel { String::new() } else { format!(", {channel}") },
        slot.schedule.practitioner.shown(),
        if slot.has_odd_offset() { ", confirm the time with the practice" } else { "" },
    );
    let refused = slot.bookable(desk.now.get_untracked()).is_err();
    let slot = StoredValue::new(slot);
    let is_chosen = memo(move || slot.with_value(|slot| desk.choosing.holds(slot)));
    let is_late = memo(move || slot.with_value(|slot| desk.searching.is_late(slot)));
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
            class=("app-slot--hour-end", ends_hour)
            class=("app-slot--late", move || is_late.get())
            id=id
            tabindex=is_stop
            aria-pressed=move || is_chosen.get().to_string()
        >
            <span class="app-slot__time">{time}</span>
            {shown_length}
            {shown_channel}
            {shown_type}
            {move || is_late.get().then(|| view! { " " <small class="app-slot__late">"late"</small> })}
            <span class="nhsuk-u-visually-hidden">{heard}</span>
        </button>
    }
}
