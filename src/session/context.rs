//! The reactive session that screens share. One struct of a few handles, not one of all state.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use super::drafts::Drafts;
use super::permission::PermissionRule;
use super::settings::Reach;
use super::under_way::{End, HalfDone, Key, Matter};
use super::{AuditTrail, OpenPatient, Settings, UnderWay};
use crate::gpconnect::client::random_trace_id;
use crate::gpconnect::{
    Cancel, Capability, Client, Connection, Held, Provider, Statements, TracedPatient, Transport,
};

/// What a page starts with: `main` makes it, the shell provides it.
#[derive(Clone)]
pub struct Start {
    /// The site's settings.
    pub settings: Arc<Settings>,
    /// How calls leave.
    pub connection: Connection,
    /// Where attempts are recorded.
    pub audit: AuditTrail,
}

impl Start {
    /// Joins settings and transport.
    pub fn new(settings: Settings, transport: Arc<dyn Transport>) -> Self {
        let audit = AuditTrail::default();
        let connection = Connection {
            transport,
            mode: settings.reach.mode(),
            identity: settings.identity.clone(),
            now: super::clock::now,
            new_trace_id: random_trace_id,
            timeout: Duration::from_secs(settings.timeout_seconds.into()),
            max_bytes: settings.max_megabytes as usize * 1_000_000,
            observer: audit.observer(),
            held: Held::default(),
            statements: Statements::default(),
        };
        Self { settings: Arc::new(settings), connection, audit }
    }
}

/// What every screen may use. `Copy`, taken from the context with [`session`].
#[derive(Clone, Copy)]
pub struct Session {
    settings: StoredValue<Arc<Settings>>,
    connection: StoredValue<Connection>,
    audit: StoredValue<AuditTrail>,
    open: RwSignal<Option<Arc<OpenPatient>>>,
    under_way: RwSignal<UnderWay>,
    drafts: RwSignal<Drafts>,
}

impl Session {
    /// Puts a session into the context of the current owner.
    pub fn provide(start: Start) -> Self {
        let session = Self {
            settings: StoredValue::new(start.settings),
            connection: StoredValue::new(start.connection),
            audit: StoredValue::new(start.audit),
            open: RwSignal::new(None),
            under_way: RwSignal::new(UnderWay::default()),
            drafts: RwSignal::new(Drafts::default()),
        };
        provide_context(session);
        session
    }

    /// The site's settings.
    pub fn settings(&self) -> Arc<Settings> {
        self.settings.get_value()
    }

    /// How calls leave.
    pub fn connection(&self) -> Connection {
        self.connection.get_value()
    }

    /// A client for one practice.
    pub fn client(&self, provider: &Arc<Provider>) -> Client {
        self.connection.with_value(|connection| connection.client(provider.clone()))
    }

    /// Reads what a practice's system says that it offers, once in this session, beside whatever else is asked meanwhile.
    #[allow(
        clippy::disallowed_methods,
        reason = "it is about no patient and belongs to the session: whoever is closed meanwhile must not cost the next one the answer"
    )]
    pub fn learn(&self, provider: &Arc<Provider>) {
        let client = self.client(provider);
        leptos::task::spawn_local(async move {
            for capability in [Capability::Foundations, Capability::Html] {
                client.learn(capability, Duration::from_secs(15), &Cancel::new()).await;
            }
        });
    }

    /// The audit trail.
    pub fn audit(&self) -> AuditTrail {
        self.audit.get_value()
    }

    /// The open patient, tracked.
    pub fn patient(&self) -> Option<Arc<OpenPatient>> {
        self.open.get()
    }

    /// The open patient, not tracked.
    pub fn patient_untracked(&self) -> Option<Arc<OpenPatient>> {
        self.open.get_untracked()
    }

    /// Opens a patient, and says whether it did: where the site asks for the patient's permission, nobody opens without one
    /// (ARH-08). The screens of the one before are dropped with their owner, their requests aborted (ARH-29).
    pub fn open(&self, patient: OpenPatient) -> bool {
        let asks = self.settings.with_value(|settings| settings.permission == PermissionRule::Explicit);
        if asks && patient.permission().is_none() {
            return false;
        }
        self.leave();
        self.open.set(Some(Arc::new(patient)));
        true
    }

    /// Sends something that changes something for somebody traced, open or not (yet), and sees it through: neither
    /// closing nor locking ends it, and it is theirs until [`Session::leave`]. `land` takes how it ended, and whether
    /// they are still the patient in hand: then it belongs to their screens, else what it gives is shown outside their
    /// pages (see [`UnderWay`]).
    #[allow(
        clippy::disallowed_methods,
        reason = "this is the one work that must outlive the patient; it touches what is theirs only while they are open"
    )]
    pub fn see_through_for<E: 'static>(
        self,
        traced: &TracedPatient,
        matter: Matter,
        what: String,
        work: impl Future<Output = E> + 'static,
        land: impl FnOnce(E, bool) -> Option<End> + 'static,
    ) {
        let number = traced.nhs_number().clone();
        let Some(key) = self.under_way.try_update(|under_way| under_way.start(matter, what, number)) else {
            return;
        };
        leptos::task::spawn_local(async move {
            let ended = work.await;
            let is_open = !self.under_way.with_untracked(|under_way| under_way.is_left(key));
            let end = land(ended, is_open);
            self.under_way.update(|under_way| under_way.end(key, end));
        });
    }

    /// Notes what of one matter is half done for somebody traced, open or not (yet), told should they be closed before it is
    /// finished.
    pub fn hold_for(&self, traced: &TracedPatient, matter: Matter, half_done: Vec<HalfDone>) {
        self.under_way.update(|under_way| under_way.hold(matter, half_done, traced.nhs_number()));
    }

    /// What is under way, and what ended unseen; tracked where it is read.
    pub fn under_way(&self) -> ReadSignal<UnderWay> {
        self.under_way.read_only()
    }

    /// Consultation summaries that are not sent yet.
    pub fn drafts(&self) -> RwSignal<Drafts> {
        self.drafts
    }

    /// Whether closing the window would lose something: what has not ended, what is not settled, what is not sent.
    pub fn would_lose(&self) -> bool {
        self.under_way.with_untracked(UnderWay::would_be_lost)
            || self.drafts.with_untracked(Drafts::would_be_lost)
    }

    /// Whether this page has to stay, without its patient: something must be told, or a summary is not sent.
    pub fn has_to_stay(&self) -> bool {
        self.under_way.with_untracked(UnderWay::has_to_tell)
            || self.drafts.with_untracked(Drafts::would_be_lost)
    }

    /// The user has read a notice.
    pub fn put_away(&self, key: Key) {
        self.under_way.update(|under_way| under_way.put_away(key));
    }

    /// Closes the patient, and says whether one was open: their screens, requests and whatever was kept for them end. The
    /// memory itself is given back, not wiped: it goes with the page, which whoever closes a patient reloads where
    /// [`Session::may_load_anew`].
    pub fn close(&self) -> bool {
        let is_open = self.open.with_untracked(Option::is_some);
        if is_open {
            self.leave();
            self.open.set(None);
        }
        is_open
    }

    /// Whether a new page may take this one's place: nothing is on its way or still has to be told, which would be lost with
    /// it, and no provider lives inside it.
    pub fn may_load_anew(&self) -> bool {
        let is_within = self.settings.with_value(|settings| settings.reach == Reach::Sandbox);
        !is_within && !self.has_to_stay()
    }

    /// Turns away from whoever something was sent for: what ends from now on, and what is half done, is shown outside their pages.
    pub fn leave(&self) {
        self.under_way.update(UnderWay::leave);
        self.drafts.update(Drafts::leave);
    }
}

/// The session of this page.
#[allow(clippy::expect_used, reason = "main provides it before any screen exists")]
pub fn session() -> Session {
    use_context::<Session>().expect("a session is provided by the shell")
}
