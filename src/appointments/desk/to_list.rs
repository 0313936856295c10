//! To list: ask a practice for the patient's appointments, and settle what the answer says of anything not settled.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::Desk;
use super::at_practice::AtPractice;
use super::listing::{Listed, Listing};
use crate::clinical::State;
use crate::clinical::appointments::{Appointments, ListAsked};
use crate::gpconnect::appointments::ListAppointments;
use crate::gpconnect::foundations::{ReadLocation, ReadPractitioner};
use crate::gpconnect::{Cancel, Failure, Received};
use crate::session::clock;

impl Desk {
    /// Asks for the list when nobody has yet.
    pub fn load_once(self, listing: Listing) {
        if listing.state.with_untracked(|state| matches!(state, State::NotRequested)) {
            self.load(listing);
        }
    }

    /// Asks for the list; a question still under way is ended first.
    pub fn load(self, listing: Listing) {
        let Some(patient) = listing.at.patient() else { return };
        self.now.set(clock::now());
        let stop = Cancel::new();
        listing.stop.with_value(Cancel::fire);
        listing.stop.set_value(stop.clone());
        listing.state.set(State::Loading);
        let client = listing.at.client();
        let asked = ListAsked::from_today(&client.provider().name, clock::now());
        self.spawn(async move {
            let list = ListAppointments { patient: &patient, from: asked.from, until: asked.until };
            let answer = client.send(&list, &stop).await;
            if stop.is_fired() {
                return;
            }
            listing.state.set(match answer {
                Ok(received) => {
                    let appointments = Appointments::read(&received.value, patient.id(), asked);
                    listing.at.directory.update(|directory| directory.learn(&received.value));
                    self.look_up(listing.at, &appointments);
                    self.settle_by_list(listing.at, &appointments, &received.trace_id, received.at);
                    if appointments.is_empty() {
                        State::Empty(appointments.nothing())
                    } else {
                        State::Present {
                            warnings: appointments.warnings.clone(),
                            items: Arc::new(Listed {
                                appointments,
                                trace_id: received.trace_id,
                                at: received.at,
                            }),
                        }
                    }
                }
                Err(error) => match error.failure {
                    Failure::NotSupported { what } => State::NotSupported(what),
                    _ => State::Failed(error),
                },
            });
        });
    }

    /// A list read just now says what stands of a rebooking, and of what had no known end.
    fn settle_by_list(
        self,
        at: AtPractice,
        appointments: &Appointments,
        trace_id: &str,
        read: DateTime<Utc>,
    ) {
        let listed = appointments.items(&at.directory.read_untracked());
        let ods = at.ods();
        let received = Received { value: listed.clone(), trace_id: trace_id.to_owned(), at: read };
        self.compare_open(&ods, &received, appointments.is_whole());
        if self.rebooking.with_untracked(Option::is_some) {
            self.rebooking.update(|rebooking| {
                if let Some(rebooking) = rebooking {
                    rebooking.read(&ods, &listed);
                }
            });
        }
    }

    /// Asks for the people and places that only their ids name; a failure is "not available" (APT-38).
    fn look_up(self, at: AtPractice, appointments: &Appointments) {
        let asked = at.directory.try_update(|directory| directory.ask(&appointments.received()));
        let Some((practitioners, locations)) = asked else { return };
        for id in practitioners {
            let (client, cancel) = (at.client(), self.cancel());
            self.spawn(async move {
                let read = client.send(&ReadPractitioner { id: &id }, &cancel).await;
                let read = read.ok().map(|received| received.value);
                at.directory.update(|directory| directory.answer_practitioner(&id, read));
            });
        }
        for id in locations {
            let (client, cancel) = (at.client(), self.cancel());
            self.spawn(async move {
                let read = client.send(&ReadLocation { id: &id }, &cancel).await;
                let read = read.ok().map(|received| received.value);
                at.directory.update(|directory| directory.answer_location(&id, read));
            });
        }
    }
}
