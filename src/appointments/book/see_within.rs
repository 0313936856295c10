//! By when the patient should be seen: chosen as the time frame of triage, said as a time of the UK's clock (APT-13).

use leptos::prelude::*;

use crate::appointments::desk::Desk;
use crate::appointments::desk::searching::Layout;
use crate::clinical::slots::Deadline;
use crate::session::clock;

const FIELD: &str = "see-within";

/// The time frame, and the moment it ends.
#[component]
pub fn SeeWithin() -> impl IntoView {
    let desk = Desk::here();
    let deadline = desk.searching.deadline;
    let options = Deadline::HOURS
        .into_iter()
        .map(|hours| {
            let is_chosen = move || deadline.get().is_some_and(|deadline| deadline.hours == hours);
            view! {
                <option value=hours.to_string() prop:selected=is_chosen>
                    {Deadline::frame(hours)}
                </option>
            }
        })
        .collect_view();
    let change = move |event: leptos::ev::Event| {
        let now = clock::now();
        desk.now.set(now);
        let frame: Option<Deadline> =
            event_target_value(&event).parse().ok().map(|hours| Deadline::within(hours, now));
        deadline.set(frame);
        // Whoever has to be seen soon is shown what starts soonest; the board is one key away.
        if frame.is_some() {
            desk.searching.layout.set(Layout::SoonestFirst);
        }
        desk.choosing.late_agreed.set(false);
    };
    let by = move || {
        let deadline = deadline.get()?;
        Some(view! { " by " <strong>{deadline.shown(desk.now.get())}</strong> })
    };
    view! {
        <span class="app-see-within">
            <label for=FIELD>"See within"</label>
            <select
                autocomplete="off"
                class="nhsuk-select app-filters__select"
                class=("app-filters__select--on", move || deadline.read().is_some())
                id=FIELD
                on:change=change
            >
                <option value="" prop:selected=move || deadline.read().is_none()>
                    "no limit"
                </option>
                {options}
            </select>
            <span role="status">{by}</span>
        </span>
    }
}
