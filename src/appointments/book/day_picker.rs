//! One day of several, with what is free on each at all practices looked at together.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::appointments::desk::Desk;
use crate::clinical::State;
use crate::clinical::slots::Day;
use crate::ui::memo::memo;
use crate::ui::unique_id;

/// Radio buttons underneath, so that arrow keys move. A day keeps its place and its focus while counts arrive.
#[component]
pub fn DayPicker(days: Memo<Vec<Day>>) -> impl IntoView {
    let searching = Desk::here().searching;
    let name = unique_id("day");
    // Until a practice has answered, nothing is known: not even "none".
    let is_known = memo(move || {
        searching
            .shown()
            .iter()
            .any(|practice| matches!(&*practice.state.read(), State::Present { .. } | State::Empty(_)))
    });
    let tile = move |date: NaiveDate| {
        let id = format!("{name}-{date}");
        let day = memo(move || days.read().iter().find(|day| day.date == date).copied());
        let free = move || match day.get() {
            Some(day) if is_known.get() => day.free.to_string(),
            _ => "–".to_owned(),
        };
        let said = move || match day.get() {
            _ if !is_known.get() => "not known".to_owned(),
            Some(day) => match (day.free, day.hidden) {
                (1, 0) => "1 slot".to_owned(),
                (free, 0) => format!("{free} slots"),
                (free, hidden) => format!("{free} slots, {hidden} hidden by the filter"),
            },
            None => String::new(),
        };
        let none = move || day.get().is_none_or(|day| day.free == 0);
        view! {
            <div class="app-days__day">
                <input
                    autocomplete="off"
                    class="app-days__input"
                    type="radio"
                    id=id.clone()
                    name=name.clone()
                    prop:checked=move || searching.day.get() == Some(date)
                    on:change=move |_| searching.day.set(Some(date))
                />
                <label class="app-days__label" class=("app-days__label--none", none) for=id>
                    <span>{date.format("%a %d-%b").to_string()}</span>
                    " "
                    <strong aria-hidden="true">{free}</strong>
                    <span class="nhsuk-u-visually-hidden">{said}</span>
                </label>
            </div>
        }
    };
    let dates = move || days.read().iter().map(|day| day.date).collect::<Vec<_>>();
    view! {
        <fieldset class="app-days">
            <legend class="nhsuk-u-visually-hidden">"Day, with the number of free slots"</legend>
            <For
                each=dates
                key=|date| *date
                children=tile
            />
        </fieldset>
    }
}
