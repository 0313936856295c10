//! What the screens of appointments share for the open patient: it outlives each screen and dies with the patient.
//!
//! A booking whose answer is on its way must not be lost because somebody looks at another page.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use super::choosing::Choosing;
use super::listing::Listing;
use super::report::Practice;
use super::searching::Searching;
use crate::clinical::appointments::Directory;
use crate::format;
use crate::gpconnect::{Cancel, Client, FoundPatient, Organisation};
use crate::session::{OpenPatient, clock, session};
use crate::ui::live_region::Announcer;

/// How often it is asked what time it is, so that slots that have started are no longer offered.
const TICK: Duration = Duration::from_secs(15);

/// The desk of the open patient.
#[derive(Clone, Copy)]
pub struct Desk {
    patient: StoredValue<Arc<OpenPatient>>,
    client: StoredValue<Client>,
    cancel: StoredValue<Cancel>,
    owner: StoredValue<Owner>,
    announcer: Announcer,
    /// The present moment, a quarter of a minute old at most.
    pub now: RwSignal<DateTime<Utc>>,
    /// The people and places of the practice.
    pub directory: RwSignal<Directory>,
    /// The search for free slots.
    pub searching: Searching,
    /// The choice, its form and its booking.
    pub choosing: Choosing,
    /// The patient's appointments.
    pub listing: Listing,
}

impl Desk {
    /// Puts the desk of the open patient into the context of the current owner, which must be the patient's.
    pub fn provide() {
        let session = session();
        let (Some(owner), Some(patient)) = (Owner::current(), session.patient_untracked()) else { return };
        let client = session.client(patient.provider());
        let now = RwSignal::new(clock::now());
        if let Ok(ticking) = set_interval_with_handle(move || now.set(clock::now()), TICK) {
            on_cleanup(move || ticking.clear());
        }
        let cancel = Cancel::new();
        let stop = cancel.clone();
        on_cleanup(move || stop.fire());
        let choosing = Choosing::default();
        choosing.report();
        // Leaving the page while a booking is on its way asks first: its answer would be lost.
        let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
            if choosing.booking.with_untracked(super::stage::Stage::is_sending) {
                event.prevent_default();
            }
        });
        on_cleanup(move || leaving.remove());
        provide_context(Self {
            searching: Searching::of(patient.provider().clone(), client.identity().organisation.clone()),
            client: StoredValue::new(client),
            patient: StoredValue::new(patient),
            cancel: StoredValue::new(cancel),
            owner: StoredValue::new(owner),
            announcer: use_context().unwrap_or_default(),
            now,
            directory: RwSignal::new(Directory::default()),
            choosing,
            listing: Listing::default(),
        });
    }

    /// The desk of the open patient.
    #[allow(
        clippy::expect_used,
        reason = "the shell provides it with the patient, before any screen of theirs"
    )]
    pub fn here() -> Self {
        use_context().expect("a desk is provided for the open patient")
    }

    /// The record of the patient at the practice.
    pub fn patient(&self) -> FoundPatient {
        self.patient.with_value(|patient| patient.found().clone())
    }

    /// The patient by name, birth date and NHS number, for the last look before something is saved.
    pub fn patient_in_words(&self) -> String {
        let person = self.patient.with_value(|patient| patient.demographics());
        let born = format::date_or_missing(person.birth_date.as_ref());
        let number = person.nhs_number.as_deref().map(format::nhs_number::spaced).unwrap_or_default();
        format!("{}, born {born}, NHS number {number}", person.full_name())
    }

    /// Asks the practice.
    pub fn client(&self) -> Client {
        self.client.get_value()
    }

    /// Fires when the patient is closed.
    pub fn cancel(&self) -> Cancel {
        self.cancel.get_value()
    }

    /// The organisation that books.
    pub fn organisation(&self) -> Organisation {
        self.client.with_value(|client| client.identity().organisation.clone())
    }

    /// The practice as words need it.
    pub fn practice(&self) -> Practice {
        self.client.with_value(|client| {
            let provider = client.provider();
            Practice { name: provider.name.clone(), phone: provider.phone.clone() }
        })
    }

    /// Says a text to screen readers.
    pub fn say(&self, text: &str) {
        self.announcer.say(text);
    }

    /// Does something that belongs to the patient and not to the screen that asked for it.
    pub fn spawn(&self, work: impl Future<Output = ()> + 'static) {
        self.owner.with_value(|owner| owner.with(|| spawn_local_scoped_with_cancellation(work)));
    }
}
