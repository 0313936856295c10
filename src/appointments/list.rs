//! `/appointments`: the patient's appointments, practice by practice, one of them open beside the lists.

mod amend_form;
mod cancel_form;
mod change_panel;
mod list_of_practice;
mod open_appointment;
mod other_practices;

use leptos::prelude::*;

use super::desk::Desk;
use super::desk::listing::Listing;
use super::rebooking_bar::RebookingBar;
use crate::clinical::State;
use crate::clinical::appointments::{NO_SHOW, NOT_ASKED_NOT_SHOWN};
use crate::format::{date, uk_time};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::Callout;
use crate::ui::link::Link;
use crate::ui::memo::memo;
use crate::ui::on_paper::print_on_every_sheet;
use list_of_practice::ListOfPractice;
use open_appointment::OpenAppointment;
use other_practices::OtherPractices;

/// The page of a patient's appointments.
#[component]
pub fn AppointmentsOfPatient() -> impl IntoView {
    let desk = Desk::here();
    let listings = desk.listings();
    // A practice that has the patient is asked for the list; looking for the patient there is the user's decision.
    for listing in listings.clone() {
        Effect::new(move |_| {
            if listing.has_patient() {
                desk.load_once(listing);
            }
        });
    }
    desk.report_lists();
    let on_paper = listings.clone();
    print_on_every_sheet(Signal::derive(move || on_paper.iter().filter_map(on_every_sheet).collect()));
    let all = StoredValue::new(listings);
    let shown = memo(move || {
        let place = |listings: &Vec<Listing>| {
            listings.iter().enumerate().filter(|(_, one)| one.has_patient()).map(|(place, _)| place).collect()
        };
        all.with_value(place)
    });
    let lists = move || {
        let places: Vec<usize> = shown.get();
        let list = |place: usize| {
            let listing = all.with_value(|all| all.get(place).copied())?;
            Some(view! { <ListOfPractice listing=listing /> })
        };
        places.into_iter().map(list).collect_view()
    };
    // Where the patient's own practice has no address for it, its appointments are missing here, and that is said.
    let own = desk.own().provider();
    let not_offered = own.roots.foundations.is_none().then(|| {
        let heading = format!("Appointments at {} cannot be read here", own.name);
        view! {
            <Callout heading=heading>
                "No address for Foundations and Appointment Management is set up for this practice. The patient may have appointments there: telephone the practice."
            </Callout>
        }
    });
    let is_loading =
        move || all.with_value(|all| all.iter().any(|one| matches!(&*one.state.read(), State::Loading)));
    let again = Callback::new(move |()| {
        for listing in all.get_value() {
            desk.load(listing);
        }
    });
    let panels = all.get_value().into_iter().map(|listing| view! { <OpenAppointment listing=listing /> });
    view! {
        <div class="app-appointments">
            <div class="app-appointments__list">
                <div class="app-page-head">
                    <h1 tabindex="-1">"Appointments"</h1>
                    <Link to="/book">"Book an appointment"</Link>
                    <span class="app-page-head__end">
                        <Button
                            kind=ButtonKind::Secondary
                            small=true
                            blocked=Signal::derive(is_loading)
                            on_press=again
                        >
                            "Refresh"
                        </Button>
                    </span>
                </div>
                <RebookingBar />
                {not_offered}
                {lists}
                <OtherPractices />
                <p class="app-book__note">{NOT_ASKED_NOT_SHOWN} " " {NO_SHOW}</p>
            </div>
            {panels.collect_view()}
        </div>
    }
}

/// The practice and the time of its list, for each sheet of paper.
fn on_every_sheet(listing: &Listing) -> Option<String> {
    if !listing.has_patient() {
        return None;
    }
    let read_at = match &*listing.state.read() {
        State::Present { items, .. } => {
            format!("read at {}", date::day_and_time(uk_time::wall_clock(items.at)))
        }
        State::NotRequested
        | State::Loading
        | State::Failed(_)
        | State::Withheld(_)
        | State::NotSupported(_)
        | State::Empty(_) => "see below".to_owned(),
    };
    Some(format!("Appointments at {}, {read_at}", listing.at.practice().name))
}
