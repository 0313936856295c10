//! Whoever was looked up and is not open yet.

use leptos::prelude::*;

use super::opening::Candidate;
use crate::session::permission::{GivenBy, PERMISSION, PermissionRule};
use crate::session::{OpenPatient, Permission, Session, audit, clock};

/// The candidate between `/find` and `/check`. The shell provides one above the routes.
#[derive(Clone, Copy)]
pub struct Opening(pub RwSignal<Option<Candidate>>, RwSignal<bool>, fn() -> Ready);

/// Whether everything is there that an open patient needs.
pub type Ready = std::pin::Pin<Box<dyn Future<Output = bool>>>;

impl Opening {
    /// Provides an opening with nobody in it, for the whole page.
    pub fn provide(ready: fn() -> Ready) {
        provide_context(Self(RwSignal::new(None), RwSignal::new(false), ready));
    }

    /// Whether anything of a person is on the screen who is not open: a candidate, a number, what was found; tracked.
    pub fn shows_somebody(&self) -> bool {
        self.1.get() || self.0.with(Option::is_some)
    }

    /// Forgets whoever was looked up.
    pub fn clear(&self) {
        self.0.set(None);
        self.1.set(false);
    }

    /// The opening that the shell provided.
    #[allow(clippy::expect_used, reason = "the shell provides it before any screen exists")]
    pub fn here() -> Self {
        use_context().expect("an opening is provided by the shell")
    }

    /// Whether everything is there that an open patient needs; it is fetched where it is not.
    pub(super) fn ready(&self) -> Ready {
        (self.2)()
    }

    /// Notes whether anything of a person is on the screen who is not open.
    pub(super) fn shows(&self, shows: bool) {
        self.1.try_set(shows);
    }

    /// Takes the candidate on, and says where to go: to the permission where the site asks for it, else their record opens;
    /// nowhere where it may not. `confirmed` says that the user saw the differences and confirmed the person.
    pub fn go_on(&self, session: Session, candidate: Candidate, confirmed: bool) -> Option<&'static str> {
        let settings = session.settings();
        let candidate = Candidate { confirmed, ..candidate };
        if settings.permission == PermissionRule::Explicit {
            self.0.set(Some(candidate));
            return Some("/permission");
        }
        let first = candidate.first_page(&settings);
        self.open(session, candidate, None).then_some(first)
    }

    /// Opens the candidate's record with the permission that was given now (ARH-08).
    pub fn open_with(&self, session: Session, candidate: Candidate, by: GivenBy) -> bool {
        let permission = Permission::record(by, &session.settings().identity, clock::now());
        self.open(session, candidate, Some(permission))
    }

    /// Notes that permission was refused.
    pub fn record_refusal(&self, session: Session, candidate: &Candidate) {
        let outcome = "permission refused: the record was not opened".to_owned();
        let Candidate { provider, traced, .. } = candidate;
        session.audit().record(audit::done_here(PERMISSION, provider, traced, String::new(), outcome));
    }

    fn open(&self, session: Session, candidate: Candidate, permission: Option<Permission>) -> bool {
        let (confirmed, by_host) = (candidate.confirmed, candidate.by_host.clone());
        let check = &candidate.check;
        let outcome = if candidate.found.is_none() {
            "opened on the trace: the practice has no service that finds patients".to_owned()
        } else if check.differences().next().is_none() {
            "details agree".to_owned()
        } else {
            audit::person_confirmed(check)
        };
        let Candidate { provider, traced, trace_id, .. } = &candidate;
        let compared = audit::done_here(audit::CROSS_CHECK, provider, traced, trace_id.clone(), outcome);
        let opened = match candidate.found {
            Some(found) => OpenPatient::open(found, candidate.provider, candidate.check, confirmed),
            None => OpenPatient::open_on_trace(candidate.traced, candidate.provider, confirmed),
        };
        let Ok(patient) = opened.and_then(|patient| patient.asked_for_by(by_host, confirmed)) else {
            return false;
        };
        let permitted = permission.as_ref().map(|permission| {
            let (provider, traced) = (patient.provider(), patient.traced());
            audit::done_here(PERMISSION, provider, traced, String::new(), permission.sentence())
        });
        let patient = match permission {
            Some(permission) => patient.with_permission(permission),
            None => patient,
        };
        let provider = patient.provider().clone();
        if !session.open(patient) {
            return false;
        }
        // Where nobody had to be found there first.
        session.learn(&provider);
        for entry in std::iter::once(compared).chain(permitted) {
            session.audit().record(entry);
        }
        self.0.set(None);
        true
    }
}
