//! `/book`: choose, check, book, and what came of it.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::choice_panel::ChoicePanel;
use super::ending::BookingEnded;
use super::ids::{CHOICE_HEADING, HEADING};
use super::meeting::MeetPatient;
use super::practice_tiles::PracticeTiles;
use super::review::CheckAndBook;
use super::search_form::SearchForm;
use super::see_within::SeeWithin;
use super::slots_of_day::{SlotsOfDay, focus_first_slot};
use super::telling::tell_answers;
use crate::appointments::desk::Desk;
use crate::appointments::desk::searching::Layout;
use crate::appointments::flow::booking::{Booking, Ending};
use crate::appointments::rebooking_bar::RebookingBar;
use crate::clinical::State;
use crate::clinical::appointments::Status;
use crate::ui::afresh::afresh;
use crate::ui::focus::{focus, focus_soon};
use crate::ui::link::Place;
use crate::ui::memo::memo;
use crate::ui::segmented::Segmented;

/// The steps as the page shows them: sending stays on the page of the last look.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Choosing,
    Meeting,
    Checking,
    /// By what is known of it: one that was open may end after all.
    Ended(std::mem::Discriminant<Ending>),
}

/// The page of a booking.
#[component]
pub fn Book() -> impl IntoView {
    let desk = Desk::here();
    let booking = desk.choosing.booking;
    // A confirmation is read once; whoever comes back wants to book. What went wrong stays until it is dealt with.
    if desk.choosing.seen.get_untracked()
        && booking.with_untracked(|booking| matches!(booking, Booking::Ended(_, Ending::Booked { .. })))
    {
        desk.choosing.reopen();
    }
    // Asked for again while it is shown, from the rail or by its key: a new booking begins.
    let place = Place::here();
    Effect::watch(move || place.again.get(), move |_, _, _| desk.choosing.reopen(), false);
    desk.search_once();
    let searching = desk.searching;
    Effect::watch(move || searching.today.get(), move |_, _, _| searching.move_on(), false);
    desk.load_once(desk.listing);
    desk.report_lists();

    let shown = memo(move || match &*booking.read() {
        Booking::Open if desk.choosing.meeting.read().is_some() => Shown::Meeting,
        Booking::Open => Shown::Choosing,
        Booking::Reviewing(_) | Booking::Sending(_) => Shown::Checking,
        Booking::Ended(_, ending) => Shown::Ended(std::mem::discriminant(ending)),
    });
    Effect::new(move |before: Option<Shown>| {
        let now = shown.get();
        match (before, now) {
            // The shell places the focus of a page just arrived at.
            (None, _) => {}
            (Some(before), now) if before == now => {}
            // Back to what was filled in; after an ending, to the board.
            (Some(Shown::Checking | Shown::Meeting), Shown::Choosing) => focus_soon(CHOICE_HEADING),
            _ => focus_soon(HEADING),
        }
        now
    });
    // Each step afresh: a button of one step never turns into a button of the next under the finger.
    afresh(
        move || shown.get(),
        |shown| match shown {
            Shown::Choosing => view! { <Choose /> }.into_any(),
            Shown::Meeting => view! { <MeetPatient /> }.into_any(),
            Shown::Checking => view! { <CheckAndBook /> }.into_any(),
            Shown::Ended(_) => view! { <BookingEnded /> }.into_any(),
        },
    )
}

/// Search, board and choice side by side.
#[component]
fn Choose() -> impl IntoView {
    let desk = Desk::here();
    tell_answers(desk);
    let searching = desk.searching;
    let layouts = Signal::stored(vec![
        (Layout::ByPractice, "By practice".to_owned()),
        (Layout::SoonestFirst, "Soonest first".to_owned()),
    ]);
    let has_slots = move || searching.has_slots();
    // From the heading, where the page begins, one key leads to the slots.
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "ArrowDown" {
            event.prevent_default();
            focus_first_slot();
        }
    };
    // Acts only while the focus is on this page's own part and in no field (SC 2.1.4).
    let switched = move |event: leptos::ev::KeyboardEvent| {
        let is_typing = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
            .is_some_and(|element| {
                element
                    .closest("input:not([type=radio]), select, textarea")
                    .is_ok_and(|field| field.is_some())
            });
        let is_plain = !(event.ctrl_key() || event.alt_key() || event.meta_key());
        if is_plain && !is_typing && event.key().eq_ignore_ascii_case("s") && searching.has_slots() {
            event.prevent_default();
            searching.layout.update(|layout| *layout = layout.other());
            request_animation_frame(focus_first_slot);
        }
    };
    view! {
        <div class="app-book">
            <div class="app-book__slots" on:keydown=switched>
                <div class="app-page-head">
                    <h1 id=HEADING tabindex="-1" on:keydown=pressed>
                        "Book an appointment"
                    </h1>
                    <Show when=has_slots>
                        <button
                            type="button"
                            class="app-link-button app-book__skip"
                            on:click=move |_| focus_first_slot()
                        >
                            "Go to the first slot of the day"
                        </button>
                        <Segmented legend="Show the day as" options=layouts value=searching.layout />
                    </Show>
                    <span class="app-page-head__end">
                        <SeeWithin />
                    </span>
                </div>
                <RebookingBar />
                <SearchForm />
                <PracticeTiles />
                <SlotsOfDay />
                <BookedAlready />
                <ChosenBar />
            </div>
            <ChoicePanel />
        </div>
    }
}

/// What the patient has booked already, so that nobody books twice by mistake.
#[component]
fn BookedAlready() -> impl IntoView {
    let desk = Desk::here();
    let listing = desk.listing;
    let says = move || {
        let now = desk.now.get();
        match &*listing.state.read() {
            State::NotRequested => String::new(),
            State::Loading => "Reading the appointments that the patient already has…".to_owned(),
            State::Empty(_) => "The patient has no other appointment at this practice.".to_owned(),
            State::Failed(_) | State::Withheld(_) | State::NotSupported(_) => {
                "It could not be checked whether the patient already has an appointment.".to_owned()
            }
            State::Present { items, warnings } => {
                let booked: Vec<String> = items
                    .appointments
                    .items(&listing.at.directory.read())
                    .iter()
                    .filter(|one| one.status == Status::Booked && !one.is_past(now))
                    .map(|one| format!("{} ({})", one.when(), one.shown_practitioner()))
                    .collect();
                let partly = if warnings.is_empty() { "" } else { " The list is not complete." };
                if booked.is_empty() {
                    format!("The patient has no other booked appointment at this practice.{partly}")
                } else {
                    format!("The patient already has: {}.{partly}", booked.join("; "))
                }
            }
        }
    };
    view! {
        <p class="app-book__note">
            "Times are UK times as the practice sent them. Arrow keys move between slots, Enter chooses, S changes between by practice and soonest first. " {says}
        </p>
    }
}

/// On narrow screens the choice is below the board: a bar says that there is one, and leads to it.
#[component]
fn ChosenBar() -> impl IntoView {
    let desk = Desk::here();
    let chain = desk.choosing.chain;
    move || {
        chain.get().map(|chain| {
            let when = chain
                .first()
                .zip(chain.last())
                .map(|(first, last)| crate::clinical::slots::when(&first.start, Some(&last.end)));
            view! {
                <div class="app-book__chosen">
                    <span>{when}</span>
                    <button type="button" class="app-link-button" on:click=move |_| focus(CHOICE_HEADING)>
                        "Go to your choice"
                    </button>
                </div>
            }
        })
    }
}
