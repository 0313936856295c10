//! A practice's answer: days with counts, filters, then one day as a board or as a list.

use std::sync::Arc;

use chrono::NaiveDate;
use leptos::prelude::*;

use super::at_practice::AtPractice;
use super::board::BoardOfDay;
use super::desk::Desk;
use super::failed_call::FailedCall;
use super::searching::{Found, Layout, PracticeSearch};
use super::slot_list::ListOfDay;
use crate::clinical::State;
use crate::clinical::slots::{Board, Day, Facet, Filters, preferred_branch};
use crate::format::{date, uk_time};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::Callout;
use crate::ui::card::Nothing;
use crate::ui::progress::Progress;
use crate::ui::unique_id;

/// Id of the first slot of the day, board or list.
pub const FIRST_SLOT: &str = "slot-0-0";

/// What one practice answered, in each of its states.
#[component]
pub fn PracticeSlots(practice: PracticeSearch) -> impl IntoView {
    let desk = Desk::here();
    let at = practice.at;
    let name = at.practice().name;
    let again = Callback::new(move |()| desk.searching.search(desk));
    move || match practice.state.get() {
        State::NotRequested => {
            view! { <p>"Nothing was asked yet. Choose the days, then search."</p> }.into_any()
        }
        State::Loading => view! { <Progress what=format!("Asking {name} for free slots") /> }.into_any(),
        State::Failed(error) => {
            view! { <FailedCall error=error practice=at.practice() on_retry=again /> }.into_any()
        }
        State::Withheld(words) => {
            view! { <Callout heading="Slots withheld">{words.join(" ")}</Callout> }.into_any()
        }
        State::NotSupported(words) => {
            view! { <Callout heading="Not available at this practice">{words}</Callout> }.into_any()
        }
        State::Empty(words) => view! { <Nothing words=words /> }.into_any(),
        State::Present { items, warnings } => {
            view! { <SlotsFound at=at found=items warnings=warnings /> }.into_any()
        }
    }
}

#[component]
fn SlotsFound(at: AtPractice, found: Arc<Found>, warnings: Vec<String>) -> impl IntoView {
    let desk = Desk::here();
    let searching = desk.searching;
    let filters = searching.filters;
    let found = StoredValue::new(found);
    let days =
        Memo::new(move |_| found.with_value(|found| found.slots.days(&filters.read(), desk.now.get())));
    let nothing = Memo::new(move |_| {
        found.with_value(|found| {
            let filters = filters.read();
            let nothing = found.slots.nothing(&filters, desk.now.get())?;
            Some(found.slots.words(&nothing, &filters))
        })
    });
    let preferred = at.patient().and_then(|found| preferred_branch(found.patient()).map(str::to_owned));
    let board = Memo::new(move |_| {
        let Some(day) = searching.day.get() else { return Board { hours: Vec::new(), rows: Vec::new() } };
        found
            .with_value(|found| found.slots.board(day, &filters.read(), preferred.as_deref(), desk.now.get()))
    });
    let searched_as = found.with_value(|found| found.slots.search.organisation_type.clone());
    let warned = (!warnings.is_empty()).then(|| {
        view! { <Callout heading="Not everything that was sent is shown">{warnings.join(" ")}</Callout> }
    });
    let content = move || match nothing.get() {
        Some(words) => view! { <Nothing words=words /> }.into_any(),
        None if board.with(|board| board.rows.is_empty()) => {
            let words = move || none_this_day(&days.read(), searching.day.get());
            view! { <p class="app-nothing">{words}</p> }.into_any()
        }
        None => match searching.layout.get() {
            Layout::Board => view! { <BoardOfDay board=board searched_as=searched_as.clone() /> }.into_any(),
            Layout::List => view! { <ListOfDay board=board searched_as=searched_as.clone() /> }.into_any(),
        },
    };
    let (trace_id, at) = found.with_value(|found| (found.trace_id.clone(), found.at));
    view! {
        {warned}
        <DayPicker days=days />
        <FilterBar found=found days=days />
        {content}
        <p class="app-book__note">
            {format!("Read at {} from ", date::day_and_time(uk_time::wall_clock(at)))}
            {found.with_value(|found| found.slots.search.practice.clone())} ", trace id "
            <span class="app-trace">{trace_id}</span>
        </p>
    }
}

/// The words for a day without slots to show; other days have some.
fn none_this_day(days: &[Day], shown: Option<NaiveDate>) -> String {
    let Some(day) = days.iter().find(|day| Some(day.date) == shown) else {
        return "Choose a day.".to_owned();
    };
    let on = date::long_day(day.date);
    match (day.hidden, day.started) {
        (0, 0) => format!("No free slot on {on}."),
        (0, started) => format!("No free slot is left on {on}: {started} have started."),
        (hidden, _) => format!("The filter hides all {hidden} free slots on {on}."),
    }
}

/// One day of several, with what is free on each: radio buttons underneath, so that arrow keys move.
#[component]
fn DayPicker(days: Memo<Vec<Day>>) -> impl IntoView {
    let desk = Desk::here();
    let shown = desk.searching.day;
    let name = unique_id("day");
    let tile = move |day: Day| {
        let id = format!("{name}-{}", day.date);
        let said = match (day.free, day.hidden) {
            (1, 0) => "1 slot".to_owned(),
            (free, 0) => format!("{free} slots"),
            (free, hidden) => format!("{free} slots, {hidden} hidden by the filter"),
        };
        view! {
            <div class="app-days__day">
                <input
                    class="app-days__input"
                    type="radio"
                    id=id.clone()
                    name=name.clone()
                    prop:checked=move || shown.get() == Some(day.date)
                    on:change=move |_| shown.set(Some(day.date))
                />
                <label class="app-days__label" class=("app-days__label--none", day.free == 0) for=id>
                    <span>{day.date.format("%a %d-%b").to_string()}</span>
                    " "
                    <strong aria-hidden="true">{day.free}</strong>
                    <span class="nhsuk-u-visually-hidden">{said}</span>
                </label>
            </div>
        }
    };
    view! {
        <fieldset class="app-days">
            <legend class="nhsuk-u-visually-hidden">"Day, with the number of free slots"</legend>
            {move || days.get().into_iter().map(tile.clone()).collect_view()}
        </fieldset>
    }
}

/// The day in words, the filters, and what they hide (APT-12).
#[component]
fn FilterBar(found: StoredValue<Arc<Found>>, days: Memo<Vec<Day>>) -> impl IntoView {
    let desk = Desk::here();
    let (filters, shown) = (desk.searching.filters, desk.searching.day);
    let heading = move || {
        let practice = found.with_value(|found| found.slots.search.practice.clone());
        shown.get().map(|day| format!("{practice}, {}", date::long_day(day)))
    };
    let says = move || {
        let days = days.read();
        let Some(day) = days.iter().find(|day| Some(day.date) == shown.get()) else { return String::new() };
        let mut says = match (day.free, day.hidden) {
            (1, 0) => "the 1 free slot is shown".to_owned(),
            (free, 0) => format!("all {free} free slots shown"),
            (free, hidden) => format!("{free} of {} free slots shown, {hidden} hidden", free + hidden),
        };
        match day.started {
            0 => {}
            1 => says.push_str("; 1 has started and is not shown"),
            started => says.push_str(&format!("; {started} have started and are not shown")),
        }
        says
    };
    // A facet with one value narrows nothing.
    let selects = found.with_value(|found| {
        Facet::ALL
            .into_iter()
            .filter_map(|facet| {
                let values = facet.values(found.slots.slots.iter());
                (values.len() > 1).then(|| view! { <FacetSelect facet=facet values=values /> })
            })
            .collect_view()
    });
    let show_all = move || {
        filters.read().any().then(|| {
            view! {
                <Button
                    kind=ButtonKind::Link
                    on_press=Callback::new(move |()| filters.set(Filters::default()))
                >
                    "Show all"
                </Button>
            }
        })
    };
    view! {
        <div class="app-filters">
            <h2 class="app-filters__heading">{heading}</h2>
            <span class="app-quiet app-small" role="status">{says}</span>
            {show_all}
            <div class="app-filters__row">{selects}</div>
        </div>
    }
}

#[component]
fn FacetSelect(facet: Facet, values: Vec<(String, usize)>) -> impl IntoView {
    let desk = Desk::here();
    let filters = desk.searching.filters;
    let id = unique_id("filter");
    let options = values
        .into_iter()
        .map(|(value, count)| {
            let chosen = value.clone();
            let is_chosen = move || filters.read().get(facet) == Some(chosen.as_str());
            view! {
                <option value=value.clone() prop:selected=is_chosen>{format!("{value} ({count})")}</option>
            }
        })
        .collect_view();
    let change = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        filters.update(|filters| filters.set(facet, Some(value).filter(|value| !value.is_empty())));
    };
    view! {
        <label class="nhsuk-u-visually-hidden" for=id.clone()>{facet.label()}</label>
        <select
            class="nhsuk-select app-filters__select"
            class=("app-filters__select--on", move || filters.read().get(facet).is_some())
            id=id
            on:change=change
        >
            <option value="" prop:selected=move || filters.read().get(facet).is_none()>
                {format!("{}: any", facet.label())}
            </option>
            {options}
        </select>
    }
}
