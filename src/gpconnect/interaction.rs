//! What a GP Connect call looks like: one type per call.

use chrono::{DateTime, NaiveDate, Utc};

use super::error::Failure;
use super::wire::{Method, Response};

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
        .ok_or_else(|| Failure::not_sent("A date is not a whole day."))
}

/// One GP Connect call.
pub trait Interaction {
    /// What a successful answer means.
    type Response;

    /// The interaction id after `urn:nhs:names:services:gpconnect:`, exact case; empty for PDS.
    fn id(&self) -> &'static str;
    /// The service root it belongs to.
    fn capability(&self) -> Capability;
    /// The verb.
    fn method(&self) -> Method;
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
    /// The audit token's scope.
    fn scope(&self) -> Scope;
    /// The NHS number that the 0.x token names as `requested_record`.
    fn nhs_number(&self) -> Option<&str> {
        None
    }
    /// When PDS last confirmed the patient that the call is about; calls on an old trace are blocked (FND-10).
    fn traced_at(&self) -> Option<DateTime<Utc>> {
        None
    }
    /// ODS code of the only practice that may be asked: the one that owns the logical ids, or the registered one
    /// (FND-22, ARH-02, ARS-04). The client sends the call to no other.
    fn practice_ods(&self) -> Option<&str> {
        None
    }
    /// What is wrong with the call, found before anything is sent (ARH-15, ARS-08, APT-02, APT-21).
    fn check(&self, at: DateTime<Utc>) -> Result<(), Failure> {
        let _ = at;
        Ok(())
    }
    /// Whether a lost answer leaves open what was saved. Read operations sent by POST say no.
    fn changes_something(&self) -> bool {
        self.method() != Method::Get
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
