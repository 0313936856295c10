//! The audit trail of this session: every attempt, in memory only, in order (ARH-56, ARS-60).
//!
//! The lasting audit record is the gateway's, which knows the authenticated user; this one lets the user
//! quote trace ids and lets tests see that blocked attempts are counted too.

use std::sync::{Arc, Mutex, PoisonError};

use super::clock;
use crate::clinical::CrossCheck;
use crate::gpconnect::client::Observer;
use crate::gpconnect::{Attempt, Provider, TracedPatient};

/// A comparison of a person's details, as the trail names it.
pub const CROSS_CHECK: &str = "local:cross-check";

/// One line of the trail.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Counts up by one: a gap would show tampering.
    pub sequence: u64,
    /// What was attempted.
    pub attempt: Attempt,
}

/// All attempts of this session; clones share one trail.
#[derive(Clone, Debug, Default)]
pub struct AuditTrail(Arc<Mutex<Vec<Entry>>>);

impl AuditTrail {
    /// An observer for the client that writes here.
    pub fn observer(&self) -> Observer {
        let trail = self.clone();
        Arc::new(move |attempt| trail.record(attempt))
    }

    /// Adds one attempt.
    pub fn record(&self, attempt: Attempt) {
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let sequence = entries.len() as u64 + 1;
        entries.push(Entry { sequence, attempt });
    }

    /// The trail so far, oldest first.
    pub fn entries(&self) -> Vec<Entry> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What the user did about a patient without a call of its own.
pub fn done_here(
    interaction: &'static str,
    practice: &Provider,
    patient: &TracedPatient,
    trace_id: String,
    outcome: String,
) -> Attempt {
    Attempt {
        at: clock::now(),
        interaction,
        ods: practice.ods.clone(),
        trace_id,
        nhs_number: Some(patient.nhs_number().clone()),
        status: None,
        outcome,
    }
}

/// Somebody was shown what differs and says that it is the same person: which details, and none of their values.
pub fn person_confirmed(check: &CrossCheck) -> String {
    let fields: Vec<&str> = check.differences().map(|row| row.field.label()).collect();
    format!("user confirmed the person; differing: {}", fields.join(", "))
}
