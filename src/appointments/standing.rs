//! Where the patient stands at one practice: nobody books, lists or changes for a patient whom that practice has not
//! found and whose details have not been compared (FND-12, FND-15, FND-16).

use crate::clinical::{CrossCheck, Demographics};
use crate::gpconnect::explain::is_not_found;
use crate::gpconnect::foundations::{FindPatient, Found};
use crate::gpconnect::{Cancel, Client, Error, Failure, FoundPatient, TracedPatient};

/// Where the patient stands at a practice.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Standing {
    /// Nobody has asked the practice about the patient.
    #[default]
    NotLooked,
    /// The practice is being asked.
    Looking,
    /// Found, and the same person: the details agree, or a person was shown the differences and confirmed.
    Found(Box<FoundPatient>),
    /// Found, and the differences must be seen and confirmed first (FND-12).
    Differs(Box<Met>),
    /// The practice returned no record; why is never guessed (L-18).
    Nobody,
    /// The practice returned several records for one number: nobody chooses (FND-16).
    Several(usize),
    /// The practice answered about another NHS number: nothing of it is shown (ARH-24).
    Mismatch {
        /// Trace id to report.
        trace_id: String,
    },
    /// The practice could not be asked.
    Failed(Error),
}

/// A record found at a practice, beside how it compares with the national one.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    found: FoundPatient,
    check: CrossCheck,
}

impl Met {
    /// National record against practice, without the registered practice: this is another one.
    pub fn check(&self) -> &CrossCheck {
        &self.check
    }
}

impl Standing {
    /// The patient's record there, once it may be used.
    pub fn patient(&self) -> Option<&FoundPatient> {
        match self {
            Self::Found(found) => Some(found),
            Self::NotLooked
            | Self::Looking
            | Self::Differs(_)
            | Self::Nobody
            | Self::Several(_)
            | Self::Mismatch { .. }
            | Self::Failed(_) => None,
        }
    }

    /// Compares what a practice found with the national record.
    fn of(found: FoundPatient) -> Self {
        let traced = found.traced();
        let national = Demographics::of(traced.patient(), Some(traced.practice_ods()));
        let check = CrossCheck::elsewhere(&national, &Demographics::of(found.patient(), None));
        if !check.is_same_number() || !check.is_about(traced.nhs_number()) {
            // The client refuses such an answer before; should that ever fail, nothing of it is used here either.
            return Self::Mismatch { trace_id: String::new() };
        }
        if check.needs_confirmation() {
            Self::Differs(Box::new(Met { found, check }))
        } else {
            Self::Found(Box::new(found))
        }
    }

    /// Somebody was shown the differences and says that it is the same person.
    #[must_use]
    pub fn confirmed(self) -> Self {
        match self {
            Self::Differs(met) => Self::Found(Box::new(met.found)),
            other @ (Self::NotLooked
            | Self::Looking
            | Self::Found(_)
            | Self::Nobody
            | Self::Several(_)
            | Self::Mismatch { .. }
            | Self::Failed(_)) => other,
        }
    }
}

/// Asks a practice for the patient, and compares what it has.
pub async fn look(client: &Client, traced: &TracedPatient, cancel: &Cancel) -> Standing {
    let find = FindPatient { patient: traced, practice_ods: &client.provider().ods };
    match client.send(&find, cancel).await {
        Ok(received) => match received.value {
            Found::Nobody => Standing::Nobody,
            Found::Several(count) => Standing::Several(count),
            Found::One(found) => Standing::of(*found),
        },
        Err(error) => match &error.failure {
            // Older providers answer 404 where newer ones send an empty bundle: the same words for both (C1).
            Failure::Outcome { outcome, .. } if is_not_found(outcome) => Standing::Nobody,
            Failure::PatientMismatch => Standing::Mismatch { trace_id: error.trace_id },
            _ => Standing::Failed(error),
        },
    }
}
