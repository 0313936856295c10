//! The answers of the practices looked at: days with counts, filters, then one day as a board or as a list.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::board::BoardOfDay;
use super::day_picker::DayPicker;
use super::filter_bar::FilterBar;
use super::ids::SLOTS;
use super::practice_notes::{PracticeNotes, Where};
use super::slot_list::ListOfDay;
use crate::appointments::desk::Desk;
use crate::appointments::desk::practice_search::{PracticeSearch, SlotsAnswer, in_short};
use crate::appointments::desk::searching::{Layout, Searching};
use crate::clinical::State;
use crate::clinical::slots::{Day, table};
use crate::format::{date, uk_time};
use crate::gpconnect::Provider;
use crate::ui::details::Details;
use crate::ui::download::DownloadButton;
use crate::ui::memo::memo;

/// Puts the focus on the first slot of the day, board or list.
pub fn focus_first_slot() {
    let first = document().query_selector(&format!("#{SLOTS} .app-slot:not([hidden] *)")).ok().flatten();
    if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Nothing to do when the browser refuses: the slots are in sight even so.
        let _ = first.focus();
    }
}

/// What the practices answered.
#[component]
pub fn SlotsOfDay() -> impl IntoView {
    let desk = Desk::here();
    let searching = desk.searching;
    let days = memo(move || searching.days());
    let has_slots = memo(move || searching.has_slots());
    let has_rows = memo(move || searching.shown().iter().any(|one| !one.board.read().rows.is_empty()));
    let content = move || match (has_rows.get(), searching.layout.get()) {
        (false, _) => {
            let words =
                move || none_this_day(&days.read(), searching.day.get(), &searching.filters.read().words());
            view! { <p class="app-nothing">{words}</p> }.into_any()
        }
        (true, Layout::ByPractice) => view! { <BoardOfDay /> }.into_any(),
        (true, Layout::SoonestFirst) => view! { <ListOfDay /> }.into_any(),
    };
    let content_of_table = Callback::new(move |()| untrack(|| table_of(searching, desk.now.get())));
    let slots = move || {
        has_slots.get().then(|| {
            view! {
                <DayPicker days=days />
                <FilterBar days=days />
                <div id=SLOTS tabindex="-1" class="app-slots">
                    {content}
                </div>
                <Elsewhere />
                <PracticeNotes place=Where::Below />
                <DownloadButton name="free-slots.csv" media_type="text/csv;charset=utf-8" content=content_of_table>
                    "Download these slots (CSV)"
                </DownloadButton>
                <Details summary="Details for support">
                    <Provenance />
                </Details>
            }
        })
    };
    view! {
        <PracticeNotes place=Where::Above />
        {slots}
    }
}

/// Everything that the practices looked at answered, as the filters show it, and who did not answer.
fn table_of(searching: Searching, now: DateTime<Utc>) -> String {
    let answers: Vec<(Arc<Provider>, SlotsAnswer)> =
        searching.shown().iter().map(|practice| (practice.at.provider(), practice.state.get())).collect();
    let practices = answers.iter().map(|(provider, state)| match state {
        State::Present { items, .. } => table::Practice::Slots(&items.slots),
        other @ (State::NotRequested
        | State::Loading
        | State::Failed(_)
        | State::Withheld(_)
        | State::NotSupported(_)
        | State::Empty(_)) => {
            table::Practice::None { name: &provider.name, ods: &provider.ods, why: in_short(other, now) }
        }
    });
    table::csv(practices, &searching.filters.get(), now)
}

/// The words for a day without slots to show.
fn none_this_day(days: &[Day], shown: Option<NaiveDate>, filters: &str) -> String {
    let Some(day) = days.iter().find(|day| Some(day.date) == shown) else {
        return "Choose a day.".to_owned();
    };
    let on = date::long_day(day.date);
    match (day.hidden, day.started) {
        (0, 0) => format!("No free slot on {on}."),
        (0, started) => format!("No free slot is left on {on}: {started} have started."),
        (1, _) => format!("The filter ({filters}) hides the 1 free slot on {on}. Show all to see it."),
        (hidden, _) => {
            format!("The filter ({filters}) hides all {hidden} free slots on {on}. Show all to see them.")
        }
    }
}

/// Which practices have nothing on the day shown, and which have not said yet: an absent row is never unexplained.
#[component]
fn Elsewhere() -> impl IntoView {
    let searching = Desk::here().searching;
    let says = move || {
        let (mut without, mut waiting, mut unknown, mut held) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let shown = searching.shown();
        let open = searching.open();
        let is_open = |practice: &PracticeSearch| open.iter().any(|one| one.at.ods() == practice.at.ods());
        for practice in &shown {
            let name = practice.at.practice().name;
            match &*practice.state.read() {
                State::Loading => waiting.push(name),
                State::Failed(_) | State::Withheld(_) | State::NotSupported(_) => unknown.push(name),
                State::Empty(_) => without.push(name),
                State::Present { .. } if practice.board.read().rows.is_empty() => without.push(name),
                // Takes the place of the sentence that it has not answered, so that the page keeps its length.
                State::Present { .. } if practice.is_held.get() && !is_open(practice) => held.push(name),
                State::Present { .. } | State::NotRequested => {}
            }
        }
        let sentence = |words: &str, names: Vec<String>| match names.as_slice() {
            [] => String::new(),
            names => format!("{words} {}. ", names.join(", ")),
        };
        let day = searching.day.get().map(date::long_day).unwrap_or_default();
        let without = if without.len() == shown.len() { Vec::new() } else { without };
        let without_words = match without.len() {
            1 => format!("1 practice has nothing shown on {day}:"),
            several => format!("{several} practices have nothing shown on {day}:"),
        };
        sentence("Not counted, because they have not answered yet:", waiting)
            + &sentence("Answered while you were reading, and not opened yet:", held)
            + &sentence("Not counted, because they did not answer:", unknown)
            + &sentence(&without_words, without)
    };
    view! { <p class="app-book__note">{says}</p> }
}

/// When each answer came, and its trace id to quote to support.
#[component]
fn Provenance() -> impl IntoView {
    let searching = Desk::here().searching;
    let read = move || {
        let read: Vec<_> = searching.shown().iter().filter_map(|practice| practice.found()).collect();
        let each = read.into_iter().map(|found| {
            let at = date::day_and_time(uk_time::wall_clock(found.at));
            view! {
                <p class="app-book__note">
                    {format!("Read at {at} from {}, trace id ", found.slots.search.practice)}
                    <span class="app-trace">{found.trace_id.clone()}</span>
                </p>
            }
        });
        each.collect_view()
    };
    view! { {read} }
}
