//! One day as a board: rows are clinicians, columns are hours, chips are slots.

use chrono::{DateTime, Timelike, Utc};
use leptos::html;
use leptos::prelude::*;

use super::board_keys::{At, moved};
use super::choice_panel::DESCRIPTION;
use super::desk::Desk;
use super::focus::focus;
use crate::clinical::slots::{Board, Row, Slot, clock, moment};
use crate::ui::tag::{Tag, TagKind};

/// The board.
#[component]
pub fn BoardOfDay(board: Memo<Board>, searched_as: Option<String>) -> impl IntoView {
    let frame = NodeRef::<html::Div>::new();
    let here = RwSignal::new((0, 0));
    let searched_as = StoredValue::new(searched_as);
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let starts: Vec<Vec<_>> = board.with_untracked(|board| {
            let of_row = |row: &Row| row.slots.iter().map(|slot| moment(&slot.start)).collect();
            board.rows.iter().map(of_row).collect()
        });
        let distance = |a: Option<DateTime<Utc>>, b: Option<DateTime<Utc>>| match (a, b) {
            (Some(a), Some(b)) => (b - a).num_minutes(),
            _ => i64::MAX,
        };
        if let Some(to) = moved(&starts, here.get_untracked(), &event.key(), distance) {
            event.prevent_default();
            here.set(to);
            focus(&slot_id(to));
        }
    };
    let table = move || {
        let Board { hours, rows } = board.get();
        // The slot that Tab comes to must exist: a board drawn anew starts at its first.
        let (row, place) = here.get_untracked();
        if rows.get(row).is_none_or(|row| row.slots.len() <= place) {
            here.set((0, 0));
        }
        let heads = hours
            .iter()
            .map(|hour| {
                let is_empty = !rows.iter().any(|row| row.in_hour(*hour).next().is_some());
                view! {
                    <th scope="col" class=("app-board__hour--empty", is_empty)>{format!("{hour:02}:00")}</th>
                }
            })
            .collect_view();
        let body = rows
            .into_iter()
            .enumerate()
            .map(|(index, row)| {
                view! { <BoardRow row=row index=index hours=hours.clone() here=here searched_as=searched_as /> }
            })
            .collect_view();
        view! {
            <table class="app-board__table">
                <caption class="nhsuk-u-visually-hidden">"Free slots by clinician and hour"</caption>
                <thead>
                    <tr>
                        <th scope="col" class="app-board__who">"Clinician"</th>
                        {heads}
                    </tr>
                </thead>
                <tbody>{body}</tbody>
            </table>
        }
    };
    view! {
        <div class="app-board" node_ref=frame on:keydown=pressed>
            {table}
        </div>
    }
}

fn slot_id((row, place): At) -> String {
    format!("slot-{row}-{place}")
}

#[component]
fn BoardRow(
    row: Row,
    index: usize,
    hours: Vec<u32>,
    here: RwSignal<At>,
    searched_as: StoredValue<Option<String>>,
) -> impl IntoView {
    // Said once beside the name when all slots agree, else on each slot.
    let first_type = row.slots.first().map(|slot| slot.shown_slot_type().to_owned()).unwrap_or_default();
    let one_type = row.slots.iter().all(|slot| slot.shown_slot_type() == first_type);
    let cells = hours
        .into_iter()
        .map(|hour| {
            let chips = row
                .slots
                .iter()
                .enumerate()
                .filter(|(_, slot)| slot.start.time().is_some_and(|time| time.hour() == hour))
                .map(|(place, slot)| {
                    view! {
                        <SlotChip
                            free=slot.clone()
                            at=(index, place)
                            here=here
                            shows_type=!one_type
                            searched_as=searched_as
                        />
                    }
                })
                .collect_view();
            view! { <td>{chips}</td> }
        })
        .collect_view();
    let schedule = row.schedule.clone();
    let branch = row.preferred.then(|| {
        view! { " " <Tag kind=TagKind::Good text="patient's branch" /> }
    });
    view! {
        <tr>
            <th scope="row" class="app-board__who">
                <span class="app-board__name">{schedule.practitioner.shown().to_owned()}</span>
                <span class="app-board__role">
                    {format!("{}, {}", schedule.shown_role(), schedule.shown_gender().to_lowercase())}
                </span>
                <span class="app-board__where">
                    {format!("{} · {}", schedule.location.shown(), schedule.shown_session())}
                    {one_type.then(|| format!(" · {first_type}"))} {branch}
                </span>
            </th>
            {cells}
        </tr>
    }
}

/// One free slot: choosing it again does nothing, choosing another takes its place.
#[component]
fn SlotChip(
    free: Slot,
    at: At,
    here: RwSignal<At>,
    shows_type: bool,
    searched_as: StoredValue<Option<String>>,
) -> impl IntoView {
    let desk = Desk::here();
    let slot = free;
    let time = clock(&slot.start);
    let length = format!("{} min", slot.minutes);
    let channel = slot.shown_channel().to_owned();
    // In person is the rule and said for listeners only; what departs from it is in sight.
    let in_person = channel == "In person";
    let shown_channel = (!in_person).then(|| view! { <small>{channel.clone()}</small> });
    let shown_type = shows_type.then(|| view! { <small>{slot.shown_slot_type().to_owned()}</small> });
    let heard = format!(
        "{}, {}{}",
        if in_person { ", In person" } else { "" },
        slot.schedule.practitioner.shown(),
        if slot.has_odd_offset() { ", confirm the time with the practice" } else { "" },
    );
    let refused = slot.bookable(desk.now.get_untracked()).err();
    let slot = StoredValue::new(slot);
    let is_chosen = move || slot.with_value(|slot| desk.choosing.holds(slot));
    let choose = move || {
        here.set(at);
        slot.with_value(|slot| desk.choosing.choose(desk, slot, searched_as.get_value()));
    };
    // Enter goes on to the form; Space and a click stay on the board.
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && !event.repeat() {
            event.prevent_default();
            event.stop_propagation();
            choose();
            focus(DESCRIPTION);
        }
    };
    view! {
        <button
            type="button"
            class="app-slot"
            class=("app-slot--chosen", is_chosen)
            class=("app-slot--refused", refused.is_some())
            id=slot_id(at)
            tabindex=move || if here.get() == at { "0" } else { "-1" }
            aria-pressed=move || is_chosen().to_string()
            on:click=move |_| choose()
            on:focus=move |_| here.set(at)
            on:keydown=pressed
        >
            <span class="app-slot__time">{time}</span>
            " "
            <small>{length}</small>
            " "
            {shown_channel}
            " "
            {shown_type}
            <span class="nhsuk-u-visually-hidden">{heard}</span>
        </button>
    }
}
