//! What is kept for the open patient, and dies with it: nothing of one patient can reach another (ARH-29).

use std::sync::Arc;

use leptos::prelude::*;
use leptos::tachys::reactive_graph::OwnedView;

use super::routes;
use crate::session::{OpenPatient, session};

/// The open patient with the owner of everything that is kept for it. Outlives a visit to another page.
#[derive(Clone)]
pub struct Scope {
    /// Who is open.
    pub patient: Arc<OpenPatient>,
    owner: Owner,
}

impl Scope {
    /// The scope of the open patient; a new one for each that is opened, the old one's work ended.
    pub fn open() -> Memo<Option<Scope>> {
        let session = session();
        let patient = Memo::new_with_compare(
            move |_| session.patient(),
            |before, now| !is_same(before.and_then(Option::as_ref), now.and_then(Option::as_ref)),
        );
        Memo::new_with_compare(
            move |_| {
                patient.get().map(|patient| {
                    // A child of this memo's owner, which is cleaned when the memo runs again.
                    let owner = Owner::new();
                    owner.with(routes::provide_for_patient);
                    Scope { patient, owner }
                })
            },
            // Runs again for another patient only, so that each result is a new one.
            |_, _| true,
        )
    }

    /// A view that finds what is kept for this patient; its own work ends when it is taken away.
    pub fn dress(&self, view: impl FnOnce() -> AnyView) -> AnyView {
        let owner = self.owner.child();
        OwnedView::new_with_owner(owner.with(view), owner).into_any()
    }
}

/// The same opening of the same patient: opening someone a second time is a new start.
fn is_same(before: Option<&Arc<OpenPatient>>, now: Option<&Arc<OpenPatient>>) -> bool {
    match (before, now) {
        (Some(before), Some(now)) => Arc::ptr_eq(before, now),
        (None, None) => true,
        (Some(_), None) | (None, Some(_)) => false,
    }
}
