//! The patient whose record is open: traced, found, cross-checked. One at a time.

use std::sync::Arc;

use crate::clinical::{CrossCheck, Demographics};
use crate::gpconnect::{FoundPatient, Provider, TracedPatient};

/// An open patient. Made by [`OpenPatient::open`] only, so it has always been through the cross-check.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPatient {
    traced: TracedPatient,
    found: FoundPatient,
    provider: Arc<Provider>,
    check: CrossCheck,
}

/// Why a record may not be opened yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// The NHS numbers are not the same: never (ARH-24).
    NumberMismatch,
    /// The check compared somebody else or left the practice out, or the practice is not the registered one (ARH-02,
    /// ARS-04, FND-14).
    NotThisPatient,
    /// Details differ, or the NHS number was replaced, and nobody has confirmed that it is the same person (FND-12,
    /// ARH-05).
    NotConfirmed,
}

/// Whether a later answer is about the open patient (ARH-22: checked on every response).
#[derive(Clone, Debug, PartialEq)]
pub enum Admission {
    /// Same person, no difference that the user has not already confirmed.
    Same,
    /// New differences: show them before the answer's content.
    Differs(CrossCheck),
    /// Another NHS number, or none: no content.
    Mismatch,
}

impl OpenPatient {
    /// Opens a found patient. `confirmed` says that the user was shown the differences and confirmed the person.
    pub fn open(
        found: FoundPatient,
        provider: Arc<Provider>,
        check: CrossCheck,
        confirmed: bool,
    ) -> Result<Self, NotOpened> {
        if !check.is_same_number() {
            return Err(NotOpened::NumberMismatch);
        }
        let traced = found.traced();
        let registered = [found.practice_ods(), traced.practice_ods()];
        let elsewhere = registered.iter().any(|ods| !ods.eq_ignore_ascii_case(&provider.ods));
        if elsewhere || !check.covers_practice() || !check.is_about(traced.nhs_number()) {
            return Err(NotOpened::NotThisPatient);
        }
        // PDS tells of a replaced number by answering with another one, which a mix-up would look like too.
        if !confirmed && (check.needs_confirmation() || traced.superseded().is_some()) {
            return Err(NotOpened::NotConfirmed);
        }
        Ok(Self { traced: traced.clone(), found, provider, check })
    }

    /// The PDS trace.
    pub fn traced(&self) -> &TracedPatient {
        &self.traced
    }

    /// The record found at the registered practice.
    pub fn found(&self) -> &FoundPatient {
        &self.found
    }

    /// The registered practice.
    pub fn provider(&self) -> &Arc<Provider> {
        &self.provider
    }

    /// The check that was shown when the patient was opened.
    pub fn check(&self) -> &CrossCheck {
        &self.check
    }

    /// The national demographics, for the banner; with the death, where only the practice knows of it (L-26).
    pub fn demographics(&self) -> Demographics {
        let mut person = self.national();
        if !person.has_died {
            let practice = self.found.patient();
            person.has_died = practice.has_died();
            person.deceased = practice.deceased_date_time.clone();
        }
        person
    }

    fn national(&self) -> Demographics {
        Demographics::of(self.traced.patient(), Some(self.traced.practice_ods()))
    }

    /// Judges the demographics of a later answer.
    pub fn admit(&self, answer: &Demographics) -> Admission {
        let check = CrossCheck::compare(&self.national(), answer);
        if !check.is_same_number() {
            Admission::Mismatch
        } else if check.is_covered_by(&self.check) {
            Admission::Same
        } else {
            Admission::Differs(check)
        }
    }
}
