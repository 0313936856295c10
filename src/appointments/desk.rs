//! What is open now for the patient, as all screens of appointments share it: it outlives each screen and goes with the
//! patient, so that a booking whose answer is on its way is not lost because somebody looks at another page. What is done
//! with it is in the `to_…` files, by its purpose.

pub mod at_practice;
pub mod change_fields;
pub mod choosing;
mod following;
pub mod left_out;
pub mod listing;
pub mod practice_search;
mod rail;
pub mod searching;
mod to_book;
mod to_change;
mod to_list;
mod to_meet;
mod to_search;

use std::time::Duration;

use chrono::{DateTime, Utc};
use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;

use super::flow::open_ends::OpenEnds;
use super::flow::rebooking::Rebooking;
use crate::clinical::slots::Chain;
use crate::format;
use crate::gpconnect::Organisation;
use crate::session::standing::Standing;
use crate::session::{ForPatient, clock, session};
use at_practice::AtPractice;
use choosing::Choosing;
use listing::Listing;
use searching::Searching;

/// How often it is asked what time it is, so that slots that have started are no longer offered.
const TICK: Duration = Duration::from_secs(15);

/// The desk of the open patient.
#[derive(Clone, Copy)]
pub struct Desk {
    /// The open patient.
    pub patient: ForPatient,
    own: AtPractice,
    practices: StoredValue<Vec<AtPractice>>,
    /// The present moment, a quarter of a minute old at most.
    pub now: RwSignal<DateTime<Utc>>,
    /// The search for free slots.
    pub searching: Searching,
    /// The choice, its form and its booking.
    pub choosing: Choosing,
    /// The patient's appointments at the registered practice.
    pub listing: Listing,
    listings: StoredValue<Vec<Listing>>,
    /// A rebooking under way, whose two steps are on two pages.
    pub rebooking: RwSignal<Option<Rebooking>>,
    /// What was sent and has no known end.
    pub open_ends: RwSignal<OpenEnds>,
}

impl Desk {
    /// Puts the desk of the open patient into the context of the current owner, which must be the patient's.
    pub fn provide() {
        let (session, Some(patient)) = (session(), ForPatient::here()) else { return };
        // Without a service that finds patients there is none for appointments either: whoever asks is told so.
        let open = patient.open();
        let found =
            open.found().cloned().map_or(Standing::NotLooked, |found| Standing::Found(Box::new(found)));
        let own = AtPractice::new(patient.client(), found);
        let settings = session.settings();
        let others = settings.federation().into_iter().filter(|provider| !own.is(&provider.ods));
        let others = others.map(|provider| AtPractice::new(session.client(&provider), Standing::NotLooked));
        let practices: Vec<AtPractice> = std::iter::once(own).chain(others).collect();
        let now = RwSignal::new(clock::now());
        if let Ok(ticking) = set_interval_with_handle(move || now.set(clock::now()), TICK) {
            on_cleanup(move || ticking.clear());
        }
        let choosing = Choosing::default();
        let listings: Vec<Listing> = Vec::from_iter(practices.iter().copied().map(Listing::of));
        let Some(listing) = listings.first().copied() else { return };
        let desk = Self {
            searching: Searching::of(&practices, &settings.identity.organisation, now),
            own,
            practices: StoredValue::new(practices),
            patient,
            now,
            choosing,
            listing,
            listings: StoredValue::new(listings),
            rebooking: RwSignal::new(None),
            open_ends: RwSignal::new(OpenEnds::default()),
        };
        desk.report_booking();
        desk.hold_half_done();
        provide_context(desk);
    }

    /// The desk of the open patient.
    #[allow(
        clippy::expect_used,
        reason = "the shell provides it with the patient, before any screen of theirs"
    )]
    pub fn here() -> Self {
        use_context().expect("a desk is provided for the open patient")
    }

    /// The desk at the registered practice.
    pub fn own(&self) -> AtPractice {
        self.own
    }

    /// Whether it is the registered practice.
    pub fn is_own(&self, at: &AtPractice) -> bool {
        self.own.is(&at.ods())
    }

    /// The desk at each practice that can be booked with, the registered one first.
    pub fn practices(&self) -> Vec<AtPractice> {
        self.practices.get_value()
    }

    /// The desk at one practice, by its ODS code.
    pub fn at(&self, ods: &str) -> Option<AtPractice> {
        self.practices.with_value(|practices| practices.iter().find(|practice| practice.is(ods)).copied())
    }

    /// The patient's appointments at each practice, the registered one first.
    pub fn listings(&self) -> Vec<Listing> {
        self.listings.get_value()
    }

    /// The patient's appointments at one practice, by its ODS code.
    pub fn listing_at(&self, ods: &str) -> Option<Listing> {
        self.listings.with_value(|listings| listings.iter().find(|listing| listing.at.is(ods)).copied())
    }

    /// The desk at the practice whose slots were chosen.
    pub fn of(&self, chain: &Chain) -> Option<AtPractice> {
        self.at(chain.practice()?)
    }

    /// The patient by name, birth date and NHS number, for the last look before something is saved.
    pub fn patient_in_words(&self) -> String {
        let open = self.patient.open();
        let (person, number) = (open.demographics(), open.traced().nhs_number().spaced());
        let born = format::date_or_missing(person.birth_date.as_ref());
        format!("{}, born {born}, NHS number {number}", person.full_name())
    }

    /// The organisation that books.
    pub fn organisation(&self) -> Organisation {
        self.own.client().identity().organisation.clone()
    }
}
