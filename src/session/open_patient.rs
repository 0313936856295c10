//! The patient whose record is open: traced, found, cross-checked. One at a time.

use std::sync::Arc;

use super::Permission;
use super::embedding::patient::HOST;
use crate::clinical::cross_check::{Confirmation, Confirmations, Likeness};
use crate::clinical::{CrossCheck, Demographics, Told};
use crate::gpconnect::{FoundPatient, Provider, TracedPatient};

/// An open patient. Made by [`OpenPatient::open`] only, so it has always been through the cross-check.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenPatient {
    traced: TracedPatient,
    /// Nobody where the practice publishes no service that finds patients: then each answer is compared as it comes.
    found: Option<FoundPatient>,
    provider: Arc<Provider>,
    check: CrossCheck,
    /// Recorded where the site asks for it (ARH-08).
    permission: Option<Permission>,
    /// What a page around this one told of the patient; none where somebody searched here.
    by_host: Option<CrossCheck>,
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
    /// The same NHS number; how the other details compare decides what is shown first.
    Admitted(Likeness),
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
        Ok(Self {
            traced: traced.clone(),
            found: Some(found),
            provider,
            check,
            permission: None,
            by_host: None,
        })
    }

    /// Opens a traced patient at a registered practice that has no service to find patients with, such as one with record
    /// HTML alone. Nothing was compared yet: each answer is, before anything of it is shown.
    pub fn open_on_trace(
        traced: TracedPatient,
        provider: Arc<Provider>,
        confirmed: bool,
    ) -> Result<Self, NotOpened> {
        if provider.roots.foundations.is_some() || !traced.practice_ods().eq_ignore_ascii_case(&provider.ods)
        {
            return Err(NotOpened::NotThisPatient);
        }
        if !confirmed && traced.superseded().is_some() {
            return Err(NotOpened::NotConfirmed);
        }
        Ok(Self {
            check: CrossCheck::compare(&national_of(&traced), &Demographics::default()),
            traced,
            found: None,
            provider,
            permission: None,
            by_host: None,
        })
    }

    /// The same with the permission that was recorded for it.
    pub fn with_permission(self, permission: Permission) -> Self {
        Self { permission: Some(permission), ..self }
    }

    /// The permission to view the record, where the site has it recorded.
    pub fn permission(&self) -> Option<&Permission> {
        self.permission.as_ref()
    }

    /// The same with what a page around this one told of the patient, compared with the national record; refused like any
    /// other difference that nobody has confirmed (FND-12).
    pub fn asked_for_by(mut self, host: Option<CrossCheck>, confirmed: bool) -> Result<Self, NotOpened> {
        if !confirmed && host.as_ref().is_some_and(CrossCheck::needs_confirmation) {
            return Err(NotOpened::NotConfirmed);
        }
        self.by_host = host;
        Ok(self)
    }

    /// The PDS trace.
    pub fn traced(&self) -> &TracedPatient {
        &self.traced
    }

    /// The record found at the registered practice; none where it has no service that finds patients.
    pub fn found(&self) -> Option<&FoundPatient> {
        self.found.as_ref()
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
        if !person.has_died
            && let Some(practice) = self.found.as_ref().map(FoundPatient::patient)
        {
            person.has_died = practice.has_died();
            person.deceased = practice.deceased_date_time.clone();
        }
        person
    }

    fn national(&self) -> Demographics {
        national_of(&self.traced)
    }

    /// What the practice tells of the patient, for the eye beside the national record (FND-13): what it holds, and what
    /// an `answer` of its own says besides.
    pub fn told_by_practice(&self, answer: Option<&Demographics>) -> Vec<Told> {
        let name = &self.provider.name;
        let today = self.traced.today();
        let held = self.found.as_ref().map(|found| Demographics::of(found.patient(), None, today).reached());
        let held = Told { source: format!("Held by {name}"), lines: held.unwrap_or_default() };
        let mut besides = answer.map(Demographics::reached).unwrap_or_default();
        besides.retain(|line| !held.lines.contains(line));
        let besides = Told { source: format!("In the record of {name}"), lines: besides };
        [held, besides].into_iter().filter(|told| !told.lines.is_empty()).collect()
    }

    /// The same with what the national record tells before it.
    pub fn told(&self, answer: Option<&Demographics>) -> Vec<Told> {
        let national = Told { source: "National record (PDS)".to_owned(), lines: self.national().reached() };
        std::iter::once(national).chain(self.told_by_practice(answer)).collect()
    }

    /// What somebody had to confirm before the patient was opened: it is said for as long as they are open.
    pub fn confirmed_on_opening(&self) -> Confirmations {
        let mut confirmed = Confirmations::default();
        let also = self.traced.superseded().map(|asked| {
            let (asked, current) = (asked.spaced(), self.traced.nhs_number().spaced());
            format!("NHS number: you searched for {asked}, and the national record (PDS) has replaced it with {current}.")
        });
        if also.is_some() || (self.found.is_some() && self.check.needs_confirmation()) {
            let (source, check) = (self.provider.name.clone(), self.check.clone());
            confirmed.add(Confirmation { source, check, also });
        }
        if let Some(check) = self.by_host.clone().filter(CrossCheck::needs_confirmation) {
            confirmed.add(Confirmation { source: HOST.to_owned(), check, also: None });
        }
        confirmed
    }

    /// Judges the demographics of a later answer, by what was confirmed so far.
    pub fn admit(&self, answer: &Demographics, confirmed: &Confirmations) -> Admission {
        let check = CrossCheck::compare(&self.national(), answer);
        if !check.is_same_number() {
            Admission::Mismatch
        } else if self.found.is_none() && !check.is_corroborated() && !confirmed.know(&check) {
            // Nothing was compared on opening, so the number alone would choose the patient.
            Admission::Admitted(Likeness::Asks(check))
        } else {
            Admission::Admitted(Likeness::of(check, confirmed))
        }
    }
}

fn national_of(traced: &TracedPatient) -> Demographics {
    Demographics::of(traced.patient(), Some(traced.practice_ods()), traced.today())
}
