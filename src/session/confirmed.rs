//! What was confirmed for the open patient despite differences: one memory for every screen, gone with the patient.

use leptos::prelude::*;

use super::{OpenPatient, clock, session};
use crate::clinical::CrossCheck;
use crate::clinical::cross_check::{Confirmation, Confirmations};
use crate::gpconnect::{Attempt, Provider};

/// The memory. `Copy`; one for each open patient.
#[derive(Clone, Copy)]
pub struct Confirmed(RwSignal<Confirmations>);

impl Confirmed {
    /// Puts the memory of the open patient into the context of the current owner, with what was confirmed on opening.
    pub fn provide() {
        let open = session().patient_untracked();
        let so_far = open.as_deref().map(OpenPatient::confirmed_on_opening).unwrap_or_default();
        provide_context(Self(RwSignal::new(so_far)));
    }

    /// The memory of the open patient; without one an empty one.
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self(RwSignal::default()))
    }

    /// What was confirmed so far, tracked.
    pub fn get(&self) -> Confirmations {
        self.0.get()
    }

    /// What was confirmed so far, not tracked.
    pub fn get_untracked(&self) -> Confirmations {
        self.0.try_get_untracked().unwrap_or_default()
    }

    /// Somebody was shown what a practice names otherwise and says that it is the same person: kept, and in the audit
    /// trail (FND-12, ARS-59).
    pub fn confirm(&self, practice: &Provider, check: CrossCheck, trace_id: String) {
        let fields: Vec<&str> = check.differences().map(|row| row.field.label()).collect();
        session().audit().record(Attempt {
            at: clock::now(),
            interaction: "local:cross-check",
            ods: practice.ods.clone(),
            trace_id,
            nhs_number: session().patient_untracked().map(|open| open.traced().nhs_number().to_owned()),
            status: None,
            outcome: format!("user confirmed the person; differing: {}", fields.join(", ")),
        });
        self.0.update(|so_far| {
            so_far.add(Confirmation { source: practice.name.clone(), check, also: None });
        });
    }
}
