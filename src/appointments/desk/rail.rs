//! What the rail says of booking and of the lists while the user looks at another page.

use leptos::prelude::*;

use super::Desk;
use super::listing::Listing;
use crate::appointments::flow::booking::{Booking, Ending};
use crate::clinical::State;
use crate::ui::area_rail::{AreaState, AreaStates, Severity};

impl Desk {
    /// Reports to the rail what must not be forgotten on another page: a booking on its way, or one not settled.
    pub fn report_booking(self) {
        let (choosing, states) = (self.choosing, AreaStates::here());
        Effect::new(move |_| {
            let state = match &*choosing.booking.read() {
                Booking::Sending(_) => Some(AreaState::new("sending", Severity::Quiet)),
                Booking::Ended(_, Ending::Booked { .. }) if !choosing.seen.get() => {
                    Some(AreaState::new("booked", Severity::Plain))
                }
                Booking::Open | Booking::Reviewing(_) | Booking::Ended(..) => {
                    let unsettled = self.open_ends.with(|open| open.bookings().next().is_some());
                    unsettled.then(|| AreaState::new("not known", Severity::Failed))
                }
            };
            match state {
                Some(state) => states.set("book", state),
                None => states.clear("book"),
            }
        });
    }

    /// Reports the state of the lists to the rail: the registered practice's state, and what is booked at all that have
    /// answered; one list that is missing makes the number incomplete.
    pub fn report_lists(self) {
        let states = AreaStates::here();
        Effect::new(move |_| {
            let (words, severity) = match &*self.listing.state.read() {
                State::NotRequested => ("not asked".to_owned(), Severity::Quiet),
                State::Loading => ("loading".to_owned(), Severity::Quiet),
                State::Failed(_) => ("failed".to_owned(), Severity::Failed),
                State::Withheld(_) => ("withheld".to_owned(), Severity::Incomplete),
                State::NotSupported(_) => ("not supported".to_owned(), Severity::Quiet),
                State::Empty(_) | State::Present { .. } => {
                    let asked: Vec<_> = self
                        .listings()
                        .into_iter()
                        .filter(Listing::has_patient)
                        .map(|one| one.booked())
                        .collect();
                    let booked: usize = asked.iter().flatten().map(|(booked, _)| booked).sum();
                    match asked.iter().all(|list| matches!(list, Some((_, true)))) {
                        true => (booked.to_string(), Severity::Plain),
                        false => (format!("{booked}, incomplete"), Severity::Incomplete),
                    }
                }
            };
            states.set("appointments", AreaState::new(words, severity));
        });
    }
}
