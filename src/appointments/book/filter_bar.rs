//! The day in words, the filters over all practices looked at, and what they hide (APT-12, hazard 100).

use leptos::prelude::*;

use crate::appointments::desk::Desk;
use crate::appointments::desk::searching::Layout;
use crate::clinical::slots::{Day, Facet, Filters};
use crate::format::date;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::memo::memo;
use crate::ui::unique_id;

/// The heading of the day, the filters, the count.
#[component]
pub fn FilterBar(days: Memo<Vec<Day>>) -> impl IntoView {
    let desk = Desk::here();
    let searching = desk.searching;
    let filters = searching.filters;
    let heading = move || {
        let shown = searching.shown();
        let whose = match shown.as_slice() {
            [one] => one.at.practice().name,
            several => format!("{} practices", several.len()),
        };
        searching.day.get().map(|day| format!("{whose}, {}", date::long_day(day)))
    };
    let says = move || {
        let days = days.read();
        let Some(day) = days.iter().find(|day| Some(day.date) == searching.day.get()) else {
            return String::new();
        };
        let folded = searching.out_of_sight(day.free);
        let mut says = match (day.free, day.hidden, folded) {
            (1, 0, 0) => "the 1 free slot is shown".to_owned(),
            (free, 0, 0) => format!("all {free} free slots shown"),
            (free, hidden, 0) => format!("{free} of {} free slots shown, {hidden} hidden", free + hidden),
            (free, 0, folded) => format!("{free} free slots, {folded} of them folded"),
            (free, hidden, folded) => {
                format!(
                    "{free} of {} free slots pass the filters, {folded} of them folded; {hidden} hidden",
                    free + hidden
                )
            }
        };
        match day.started {
            0 => {}
            1 => says.push_str("; 1 has started and is not shown"),
            started => says.push_str(&format!("; {started} have started and are not shown")),
        }
        says
    };
    // Heard when a filter changes it; that practices answer is told for all of them together.
    Effect::watch(move || filters.get(), move |_, _, _| desk.patient.say(&untrack(says)), false);
    let late = move || {
        let deadline = searching.deadline.get()?;
        let late = searching.shown().iter().map(|practice| practice.late(deadline)).sum::<usize>();
        let by = deadline.shown(desk.now.get());
        (late > 0)
            .then(|| view! { <strong class="app-filters__late">{format!("{late} later than {by}")}</strong> })
    };
    let values = memo(move || {
        let mut answered = searching.shown();
        // What is held back moves no filter either.
        answered.retain(|practice| !practice.is_held.get());
        let answers: Vec<_> = answered.iter().filter_map(|practice| practice.found()).collect();
        let slots = || answers.iter().flat_map(|found| &found.slots.slots);
        Facet::ALL.map(|facet| facet.values(slots()))
    });
    // A facet with one value narrows nothing, unless it is what hides everything.
    let facets = move || {
        let values = values.read();
        let narrows =
            |(facet, values): &(Facet, &Vec<_>)| values.len() > 1 || filters.read().get(*facet).is_some();
        Facet::ALL.into_iter().zip(values.iter()).filter(narrows).map(|(facet, _)| facet).collect::<Vec<_>>()
    };
    let select = move |facet: Facet| {
        let values = memo(move || {
            let all = values.read();
            let found = Facet::ALL.into_iter().zip(all.iter()).find(|(one, _)| *one == facet);
            found.map(|(_, values)| values.clone()).unwrap_or_default()
        });
        view! { <FacetSelect facet=facet values=values /> }
    };
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
    let folds = move || {
        let can = searching.layout.get() == Layout::ByPractice
            && searching.are_many()
            && searching.shown().len() > 1;
        can.then(|| {
            view! {
                <Button kind=ButtonKind::Link on_press=Callback::new(move |()| searching.fold_all(true))>
                    "Open all practices"
                </Button>
                <Button kind=ButtonKind::Link on_press=Callback::new(move |()| searching.fold_all(false))>
                    "Fold all"
                </Button>
            }
        })
    };
    view! {
        <div class="app-filters">
            <h2>{heading}</h2>
            <span class="app-quiet app-small">{says}</span>
            {late}
            {show_all}
            {folds}
            <div class="app-filters__row">
                <For each=facets key=|facet| *facet children=select />
            </div>
        </div>
    }
}

#[component]
fn FacetSelect(facet: Facet, values: Memo<Vec<(String, usize)>>) -> impl IntoView {
    let filters = Desk::here().searching.filters;
    let id = unique_id("filter");
    let options = move || {
        values
            .get()
            .into_iter()
            .map(|(value, count)| {
                let chosen = value.clone();
                let is_chosen = move || filters.read().get(facet) == Some(chosen.as_str());
                view! {
                    <option value=value.clone() prop:selected=is_chosen>
                        {format!("{value} ({count})")}
                    </option>
                }
            })
            .collect_view()
    };
    let change = move |event: leptos::ev::Event| {
        let value = event_target_value(&event);
        filters.update(|filters| filters.set(facet, Some(value).filter(|value| !value.is_empty())));
    };
    view! {
        <label class="nhsuk-u-visually-hidden" for=id.clone()>{facet.label()}</label>
        <select
            autocomplete="off"
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
