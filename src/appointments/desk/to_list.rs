//! To list: ask a practice for the patient's appointments, and settle what the answer says of anything not settled.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::Desk;
use super::at_practice::AtPractice;
use super::listing::{Listed, Listing};
use crate::clinical::State;
use crate::clinical::appointments::{Appointments, ListAsked};
use crate::fhir::Bundle;
use crate::gpconnect::appointments::ListAppointments;
use crate::gpconnect::foundations::{ReadLocation, ReadPractitioner};
use crate::gpconnect::{Error, Failure, Received};
use crate::session::clock;

impl Desk {
    /// Asks for the list when nobody has yet.
    pub fn load_once(self, listing: Listing) {
        if listing.question.is_open() {
            self.load(listing);
        }
    }

    /// Asks for the list; a question still under way is ended first.
    pub fn load(self, listing: Listing) {
        let Some(patient) = listing.at.patient() else { return };
        self.now.set(clock::now());
        let client = listing.at.client();
        let id = patient.id().to_owned();
        let asked = ListAsked::from_today(&client.provider().name, clock::now());
        let (from, until) = (asked.from, asked.until);
        listing.question.ask(
            async move |stop| client.send(&ListAppointments { patient: &patient, from, until }, stop).await,
            move |answer| match answer {
                Ok(received) => self.listed(listing.at, &id, asked, received),
                Err(error) => match error.failure {
                    Failure::NotSupported { what } => State::NotSupported(what),
                    _ => State::Failed(error),
                },
            },
        );
    }

    /// Reads a list that has come, and first lets it settle what was not known elsewhere.
    fn listed(
        self,
        at: AtPractice,
        id: &str,
        asked: ListAsked,
        received: Received<Bundle>,
    ) -> State<Arc<Listed>, Error> {
        let Received { value, trace_id, at: read } = received;
        let appointments = Appointments::read(&value, id, asked);
        at.directory.update(|directory| directory.learn(&value));
        self.look_up(at, &appointments);
        self.settle_by_list(at, &appointments, &trace_id, read);
        if appointments.is_empty() {
            State::Empty(appointments.nothing())
        } else {
            State::Present {
                warnings: appointments.warnings.clone(),
                items: Arc::new(Listed { appointments, trace_id, at: read }),
            }
        }
    }

    /// A list read just now says what is booked in a rebooking, and of what had no known end.
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
            let (client, cancel) = (at.client(), self.patient.cancel());
            self.patient.spawn(async move {
                let read = client.send(&ReadPractitioner { id: &id }, &cancel).await;
                let read = read.ok().map(|received| received.value);
                at.directory.update(|directory| directory.answer_practitioner(&id, read));
            });
        }
        for id in locations {
            let (client, cancel) = (at.client(), self.patient.cancel());
            self.patient.spawn(async move {
                let read = client.send(&ReadLocation { id: &id }, &cancel).await;
                let read = read.ok().map(|received| received.value);
                at.directory.update(|directory| directory.answer_location(&id, read));
            });
        }
    }
}
