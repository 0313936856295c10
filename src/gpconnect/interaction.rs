//! What a GP Connect call looks like: one type per call.

use chrono::{DateTime, NaiveDate, Utc};

use super::error::Failure;
use super::patient::{FoundPatient, TracedPatient};
use super::wire::{Method, Response};
use crate::format::NhsNumber;

/// A practice publishes one service root per capability; a root is never used for another (FND-02, ARS-01).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Capability {
    /// Foundations and Appointment Management share one root.
    Foundations,
    /// Access Record Structured.
    Structured,
    /// Access Document.
    Documents,
    /// Access Record HTML (0.x, DSTU2).
    Html,
    /// The Personal Demographics Service, reached through the gateway. Not a practice.
    Pds,
}

impl Capability {
    /// Its name in words.
    pub fn name(self) -> &'static str {
        match self {
            Capability::Foundations => "Foundations and Appointment Management",
            Capability::Structured => "Access Record Structured",
            Capability::Documents => "Access Document",
            Capability::Html => "Access Record HTML",
            Capability::Pds => "the Personal Demographics Service",
        }
    }

    /// Which wire flavour the capability speaks.
    pub fn line(self) -> Line {
        match self {
            Capability::Foundations | Capability::Structured | Capability::Documents => Line::Stu3,
            Capability::Html => Line::Dstu2,
            Capability::Pds => Line::Pds,
        }
    }
}

/// The wire flavour: media types, token form and error codes differ (L-25).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// GP Connect 0.x, FHIR DSTU2.
    Dstu2,
    /// GP Connect 1.x, FHIR STU3.
    Stu3,
    /// PDS FHIR API, R4.
    Pds,
}

impl Line {
    /// The media type that this line reads and writes.
    pub fn media_type(self) -> &'static str {
        match self {
            Line::Dstu2 => "application/json+fhir",
            Line::Stu3 | Line::Pds => "application/fhir+json",
        }
    }
}

/// The audit token's `requested_scope` (foundations digest 1.5). Never with `conf/N`: it is what a provider takes anyway, and one of
/// the line before 1.6.2 refuses a second word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// `patient/*.read`
    PatientRead,
    /// `patient/*.write`
    PatientWrite,
    /// `organization/*.read`
    OrganizationRead,
}

impl Scope {
    /// The claim's text.
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::PatientRead => "patient/*.read",
            Scope::PatientWrite => "patient/*.write",
            Scope::OrganizationRead => "organization/*.read",
        }
    }
}

/// A whole date, `YYYY-MM-DD`: nothing shorter and no time (ARS-08).
pub fn whole_date(text: &str) -> Result<NaiveDate, Failure> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d")
        .ok()
        .filter(|day| day.to_string() == text)
        .ok_or_else(|| Failure::not_sent("A date is incomplete: give the day, month and year."))
}

/// What is the same in every call of one kind. A call whose scope is to write changes something: it is sent once, and a
/// lost answer leaves open what was saved. Operations that read are sent by POST too.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    /// The interaction id after `urn:nhs:names:services:gpconnect:`, exact case; `pds` for PDS.
    pub id: &'static str,
    /// The service root it belongs to.
    pub capability: Capability,
    /// The verb.
    pub method: Method,
    /// The audit token's scope.
    pub scope: Scope,
}

impl Call {
    /// A read or a search.
    pub const fn get(id: &'static str, capability: Capability, scope: Scope) -> Self {
        Self { id, capability, method: Method::Get, scope }
    }

    /// A create or an operation.
    pub const fn post(id: &'static str, capability: Capability, scope: Scope) -> Self {
        Self { id, capability, method: Method::Post, scope }
    }

    /// An update.
    pub const fn put(id: &'static str, capability: Capability, scope: Scope) -> Self {
        Self { id, capability, method: Method::Put, scope }
    }

    /// Whether a lost answer leaves open what was saved.
    pub fn changes_something(&self) -> bool {
        self.scope == Scope::PatientWrite
    }
}

/// Whom a call is about. From it follow the age of the trace that still counts, the only practice that may be asked, and
/// whom the audit trail and the token name.
#[derive(Clone, Copy, Debug)]
pub enum About<'a> {
    /// Nobody: who works at a practice, what it offers, when it is free.
    Nobody,
    /// Whoever has this NHS number: the trace itself, before which there is none.
    Number(&'a NhsNumber),
    /// A traced patient, at the practice where they are registered (ARH-02, ARS-04).
    Traced(&'a TracedPatient),
    /// A traced patient, at a practice that was chosen for them, by its ODS code.
    TracedAt(&'a TracedPatient, &'a str),
    /// A patient found at a practice, which alone knows their logical ids (FND-22).
    Found(&'a FoundPatient),
}

impl<'a> About<'a> {
    /// The patient, where one is traced.
    fn traced(self) -> Option<&'a TracedPatient> {
        match self {
            About::Nobody | About::Number(_) => None,
            About::Traced(patient) | About::TracedAt(patient, _) => Some(patient),
            About::Found(patient) => Some(patient.traced()),
        }
    }

    /// The NHS number that the audit trail and the 0.x token's `requested_record` name.
    pub fn nhs_number(self) -> Option<&'a NhsNumber> {
        match self {
            About::Number(number) => Some(number),
            other => other.traced().map(TracedPatient::nhs_number),
        }
    }

    /// When PDS last confirmed the patient: calls on an old trace are blocked (FND-10).
    pub fn traced_at(self) -> Option<DateTime<Utc>> {
        self.traced().map(TracedPatient::at)
    }

    /// ODS code of the only practice that may be asked (FND-22, ARH-02, ARS-04).
    pub fn practice_ods(self) -> Option<&'a str> {
        match self {
            About::Nobody | About::Number(_) => None,
            About::Traced(patient) => Some(patient.practice_ods()),
            About::TracedAt(_, ods) => Some(ods),
            About::Found(patient) => Some(patient.practice_ods()),
        }
    }
}

/// One GP Connect call. What has no default has to be said by every interaction.
pub trait Interaction {
    /// What is the same each time; its comment leads to the page of the specification.
    const CALL: Call;
    /// What a successful answer means.
    type Response;

    /// [`Self::CALL`], but where the content decides between two interactions.
    fn call(&self) -> Call {
        Self::CALL
    }
    /// Whom it is about: the client sends it on a fresh trace only, and to no practice but theirs.
    fn about(&self) -> About<'_>;
    /// The path below the root without its leading slash; variable parts already percent-encoded.
    fn path(&self) -> String;
    /// Query parameters in order, values unencoded; a name may repeat.
    fn query(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
    /// The JSON body.
    fn body(&self) -> Option<Vec<u8>> {
        None
    }
    /// What is wrong with the call, found before anything is sent (ARH-15, ARS-08, APT-02, APT-21).
    fn check(&self, at: DateTime<Utc>) -> Result<(), Failure> {
        let _ = at;
        Ok(())
    }
    /// Whether the stored resource is asked back (`Prefer: return=representation`); it may still be left out (L-9).
    fn wants_representation(&self) -> bool {
        false
    }
    /// The version that an update was made from, for `If-Match: W/"…"` (FND-23).
    fn version(&self) -> Option<&str> {
        None
    }
    /// Reads a 2xx answer. Failures are named, never turned into something empty.
    fn decode(&self, response: &Response) -> Result<Self::Response, Failure>;
}
