//! Patients in the order in which they may be used: traced at PDS, then found at a practice.
//!
//! Calls about a patient take one of these types, so a call for an unverified patient does not compile.

use chrono::{DateTime, NaiveDate, Utc};

use super::error::Failure;
use crate::fhir::{DateTime as DateOfDeath, Identifier, Patient};
use crate::format::NhsNumber;

/// The identifier system of NHS numbers in STU3 and R4.
pub const NHS_NUMBER: &str = "https://fhir.nhs.uk/Id/nhs-number";
/// The identifier system of NHS numbers in DSTU2.
pub const NHS_NUMBER_DSTU2: &str = "http://fhir.nhs.net/Id/nhs-number";
/// The identifier system of ODS codes in STU3 and R4.
pub const ODS: &str = "https://fhir.nhs.uk/Id/ods-organization-code";

/// A patient whom PDS knows and whose record may be asked for. Made by [`TracedPatient::admit`] only.
#[derive(Clone, Debug, PartialEq)]
pub struct TracedPatient {
    nhs_number: NhsNumber,
    patient: Patient,
    practice_ods: String,
    at: DateTime<Utc>,
    today: NaiveDate,
    superseded: Option<NhsNumber>,
}

/// Why a traced patient must not be asked about (ARH-03..05, ARS-03, ARS-04, FND-11).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Marked sensitive on PDS: no request is sent anywhere.
    Sensitive,
    /// PDS says the patient has died.
    Deceased {
        /// Date of death, when PDS gives one.
        on: Option<DateOfDeath>,
    },
    /// PDS has invalidated the NHS number without replacing it.
    Invalidated,
    /// PDS names no practice at which the patient is registered today, or more than one.
    NoPractice,
}

/// The NHS number that a Patient carries, ten digits without blanks.
///
/// Nobody may guess between two different ones, so that is a failure, as is none at all (ARH-24).
pub fn carried_number(patient: &Patient) -> Result<String, Failure> {
    if patient.repeats_a_member() {
        return Err(Failure::decode("Patient: a member occurs in it twice"));
    }
    let mut numbers = numbers(patient);
    let first = numbers.next().ok_or_else(|| Failure::decode("Patient: no NHS number"))?;
    if numbers.any(|other| other != first) {
        return Err(Failure::decode("Patient: several NHS numbers"));
    }
    Ok(first)
}

/// Whether any of the NHS numbers that a Patient carries is this one.
pub fn carries(patient: &Patient, number: &str) -> bool {
    numbers(patient).any(|own| own == number)
}

fn numbers(patient: &Patient) -> impl Iterator<Item = String> {
    let is_nhs_number = |identifier: &&Identifier| {
        identifier.system.as_deref().is_some_and(|system| system == NHS_NUMBER || system == NHS_NUMBER_DSTU2)
    };
    let sent = patient.identifier.iter().filter(is_nhs_number);
    sent.filter_map(|it| it.value.as_deref()).map(without_blanks)
}

/// Whether an identifier system is that of ODS codes, in any line's spelling.
fn is_ods(system: &str) -> bool {
    system.ends_with("/ods-organization-code")
}

fn without_blanks(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// The practice at which the patient is registered on a day. PDS may name past and future practices beside it.
fn registered_practice(patient: &Patient, day: NaiveDate) -> Option<String> {
    let on_the_day =
        |identifier: &Identifier| identifier.period.as_deref().is_none_or(|period| period.holds_on(day));
    let mut practices = patient
        .general_practitioner
        .iter()
        .filter_map(|practice| practice.identifier.as_deref())
        .filter(|identifier| identifier.system.as_deref().is_some_and(is_ods) && on_the_day(identifier))
        .filter_map(|identifier| identifier.value.as_deref())
        .map(|ods| without_blanks(ods).to_ascii_uppercase());
    let first = practices.next()?;
    practices.all(|other| other == first).then_some(first)
}

/// Whether PDS restricts the patient: any label but U, under any `meta`. PDS leaves the labels out for unrestricted
/// patients; a label without a readable code is one that restricts.
pub(super) fn is_restricted(patient: &Patient) -> bool {
    patient.meta.iter().flat_map(|meta| &meta.security).any(|label| label.code.as_deref() != Some("U"))
}

impl TracedPatient {
    /// Admits the patient of a PDS answer for `asked`, or says why not.
    ///
    /// A superseded number is replaced by the current one and remembered (ARH-05). `today` is the UK's day at that moment:
    /// who changes practice today is with the new one from midnight on, in summer while UTC still has yesterday.
    pub fn admit(
        asked: &NhsNumber,
        patient: Patient,
        at: DateTime<Utc>,
        today: NaiveDate,
        open_deceased: bool,
    ) -> Result<Self, Refusal> {
        if is_restricted(&patient) {
            return Err(Refusal::Sensitive);
        }
        let current = carried_number(&patient).ok().and_then(|digits| NhsNumber::parse(&digits).ok());
        let current = current.ok_or(Refusal::Invalidated)?;
        if patient.has_died() && !open_deceased {
            return Err(Refusal::Deceased { on: patient.deceased_date_time });
        }
        let practice_ods = registered_practice(&patient, today).ok_or(Refusal::NoPractice)?;
        let superseded = (current != *asked).then(|| asked.clone());
        Ok(Self { nhs_number: current, patient, practice_ods, at, today, superseded })
    }

    /// The current NHS number.
    pub fn nhs_number(&self) -> &NhsNumber {
        &self.nhs_number
    }

    /// The demographics that PDS gave.
    pub fn patient(&self) -> &Patient {
        &self.patient
    }

    /// When PDS answered.
    pub fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// The UK's day when PDS answered: what holds on it of names, addresses and numbers is current.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// The number that was asked for, when PDS has replaced it (ARH-05).
    pub fn superseded(&self) -> Option<&NhsNumber> {
        self.superseded.as_ref()
    }

    /// ODS code of the registered practice; from the trace, never typed (ARH-02).
    pub fn practice_ods(&self) -> &str {
        &self.practice_ods
    }
}

/// A traced patient's record at one practice, found by NHS number and checked to carry the same number.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundPatient {
    traced: TracedPatient,
    id: String,
    practice_ods: String,
    patient: Patient,
}

impl FoundPatient {
    /// Accepts a practice's Patient for a traced patient; another NHS number is a mismatch (ARH-24).
    pub fn verify(traced: &TracedPatient, practice_ods: &str, patient: Patient) -> Result<Self, Failure> {
        if carried_number(&patient)? != traced.nhs_number().digits() {
            return Err(Failure::PatientMismatch);
        }
        let id = patient.id.as_deref().map(str::to_owned).ok_or_else(|| Failure::decode("Patient: no id"))?;
        Ok(Self { traced: traced.clone(), id, practice_ods: practice_ods.to_owned(), patient })
    }

    /// The PDS trace behind it.
    pub fn traced(&self) -> &TracedPatient {
        &self.traced
    }

    /// Logical id at this practice; means nothing at another (FND-22).
    pub fn id(&self) -> &str {
        &self.id
    }

    /// ODS code of the practice where it was found.
    pub fn practice_ods(&self) -> &str {
        &self.practice_ods
    }

    /// The demographics that the practice gave.
    pub fn patient(&self) -> &Patient {
        &self.patient
    }
}
