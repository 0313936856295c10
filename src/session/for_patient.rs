//! The open patient as every screen uses them: what is asked, sent, said and confirmed for them goes through here, and
//! ends with them. Nothing else starts a call about the open patient (`tests/house/layers.rs` holds the code to it).

use std::future::Future;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::owner::WeakOwner;
use leptos::task::spawn_local_scoped_with_cancellation;

use super::under_way::{End, HalfDone, Matter};
use super::{OpenPatient, Session, audit, session};
use crate::clinical::CrossCheck;
use crate::clinical::cross_check::{Confirmation, Confirmations};
use crate::gpconnect::{Cancel, Client, Provider, TracedPatient};
use crate::ui::live_region::Announcer;

/// The open patient. `Copy`; one for each that is opened, gone with them (ARH-29).
#[derive(Clone, Copy)]
pub struct ForPatient {
    open: StoredValue<Arc<OpenPatient>>,
    owner: StoredValue<WeakOwner>,
    cancel: StoredValue<Cancel>,
    confirmed: RwSignal<Confirmations>,
    announcer: Announcer,
    session: Session,
}

impl ForPatient {
    /// Puts the open patient into the context of the current owner, which must be the patient's; nobody without one.
    pub fn provide() {
        let session = session();
        let (Some(owner), Some(open)) = (Owner::current(), session.patient_untracked()) else { return };
        let cancel = Cancel::new();
        let stop = cancel.clone();
        on_cleanup(move || stop.fire());
        provide_context(Self {
            confirmed: RwSignal::new(open.confirmed_on_opening()),
            open: StoredValue::new(open),
            owner: StoredValue::new(owner.downgrade()),
            cancel: StoredValue::new(cancel),
            announcer: use_context().unwrap_or_default(),
            session,
        });
    }

    /// The open patient, below the shell's scope of them.
    pub fn here() -> Option<Self> {
        use_context()
    }

    /// Who is open.
    pub fn open(&self) -> Arc<OpenPatient> {
        self.open.get_value()
    }

    /// The trace of the patient, with which a practice is asked for them.
    pub fn traced(&self) -> TracedPatient {
        self.open.with_value(|open| open.traced().clone())
    }

    /// The patient's registered practice.
    pub fn practice(&self) -> Arc<Provider> {
        self.open.with_value(|open| open.provider().clone())
    }

    /// Asks the patient's registered practice.
    pub fn client(&self) -> Client {
        self.session.client(&self.practice())
    }

    /// Fires when the patient is closed.
    pub fn cancel(&self) -> Cancel {
        self.cancel.get_value()
    }

    /// Does something that belongs to the patient and not to the screen that asked for it.
    pub fn spawn(&self, work: impl Future<Output = ()> + 'static) {
        self.owner.with_value(|owner| spawn_within(owner, work));
    }

    /// Sends something that changes something, and sees it through: neither closing nor locking ends it. `land` takes how
    /// it ended, and whether the patient is still open: then it belongs to their screens, else what it gives is shown
    /// outside their pages (see [`super::UnderWay`]).
    pub fn see_through<E: 'static>(
        &self,
        matter: Matter,
        what: String,
        work: impl Future<Output = E> + 'static,
        land: impl FnOnce(E, bool) -> Option<End> + 'static,
    ) {
        self.session.see_through_for(&self.traced(), matter, what, work, land);
    }

    /// Notes what of one matter is half done, told should the patient be closed before it is finished.
    pub fn hold(&self, matter: Matter, half_done: Vec<HalfDone>) {
        self.session.hold_for(&self.traced(), matter, half_done);
    }

    /// What of one matter was sent before the patient was closed and opened again, and nobody knows the end of; tracked.
    pub fn sent_before(&self, matter: Matter) -> Vec<String> {
        let number = self.open.with_value(|open| open.traced().nhs_number().clone());
        let under_way = self.session.under_way();
        under_way
            .with(|under_way| under_way.open_for(matter, &number).into_iter().map(str::to_owned).collect())
    }

    /// Says a text to screen readers.
    pub fn say(&self, text: &str) {
        self.announcer.say(text);
    }

    /// What was confirmed so far despite differences, on whichever screen; tracked.
    pub fn confirmed(&self) -> Confirmations {
        self.confirmed.get()
    }

    /// What was confirmed so far, not tracked.
    pub fn confirmed_untracked(&self) -> Confirmations {
        self.confirmed.try_get_untracked().unwrap_or_default()
    }

    /// Somebody was shown what a practice names otherwise and says that it is the same person: kept, and in the audit
    /// trail (FND-12, ARS-59).
    pub fn confirmed_person(&self, practice: &Provider, check: CrossCheck, trace_id: String) {
        self.record(audit::CROSS_CHECK, practice, trace_id, audit::person_confirmed(&check));
        self.confirmed.update(|so_far| {
            so_far.add(Confirmation { source: practice.name.clone(), check, also: None });
        });
    }

    /// Records what the user did for the patient here, without a call.
    pub fn record(&self, interaction: &'static str, practice: &Provider, trace_id: String, outcome: String) {
        let attempt = audit::done_here(interaction, practice, &self.traced(), trace_id, outcome);
        self.session.audit().record(attempt);
    }
}

/// Does something that ends with an owner; nothing once the owner has gone.
pub(super) fn spawn_within(owner: &WeakOwner, work: impl Future<Output = ()> + 'static) {
    if let Some(owner) = owner.upgrade() {
        owner.with(|| spawn_local_scoped_with_cancellation(work));
    }
}
