//! One medication as a row, from statement, plan and issues (structured digest 3.4, 7.8, 7.9).

use super::{Agency, Dose, Flag, Group, Issue, Name, Prescriber, PrescriptionType, Status, Stopped};
use crate::clinical::{Note, Person};
use crate::fhir::{DateTime, Period};

/// The date of the latest issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastIssue {
    /// The date.
    pub date: DateTime,
    /// Not said by the practice, but taken from the issues in the response.
    pub from_issues: bool,
}

/// One medication.
#[derive(Clone, Debug, PartialEq)]
pub struct Medication {
    /// Position of its first entry: names the row.
    pub key: usize,
    /// The group that it is listed under.
    pub group: Group,
    /// The medicine.
    pub name: Name,
    /// The doses in words.
    pub dose: Vec<Dose>,
    /// The plan's doses, where they are not the statement's.
    pub plan_dose: Vec<Dose>,
    /// The kind of prescription.
    pub kind: PrescriptionType,
    /// Status as sent.
    pub status: Status,
    /// Set where statement and plan have different statuses, in words.
    pub status_differs: Option<String>,
    /// When it begins.
    pub start: Option<DateTime>,
    /// When it ends; none where no end was sent.
    pub end: Option<DateTime>,
    /// What the plan says about start and end, where it says other than the statement.
    pub plan_period: Option<Period>,
    /// The latest issue.
    pub last_issue: Option<LastIssue>,
    /// Issues made.
    pub issued: Option<u32>,
    /// Issues allowed; may be fewer than made.
    pub allowed: Option<u32>,
    /// When the authorisation expires: the review date.
    pub review: Option<DateTime>,
    /// How much.
    pub quantity: String,
    /// For how long: `28 days`.
    pub duration: Option<String>,
    /// Where it was prescribed.
    pub agency: Agency,
    /// Who prescribed it.
    pub prescriber: Option<Prescriber>,
    /// When and why it was stopped.
    pub stopped: Option<Stopped>,
    /// Who said so, when sent.
    pub source: Option<Person>,
    /// Who dispenses it, when known.
    pub dispenser: Option<Person>,
    /// When it was authorised.
    pub authorised: Option<DateTime>,
    /// When it was entered.
    pub asserted: Option<DateTime>,
    /// What must be seen beside it.
    pub flags: Vec<Flag>,
    /// Notes of statement and plan, whole.
    pub notes: Vec<Note>,
    /// Issues, newest first.
    pub issues: Vec<Issue>,
    /// Problems that link it.
    pub problems: Vec<String>,
    /// The medication whose plan this one replaces.
    pub replaces: Option<String>,
    /// What is odd about how it was sent, in words.
    pub remarks: Vec<String>,
    /// Not to be disclosed to the patient (ARS-56).
    pub not_for_patient: bool,
}

impl Medication {
    /// `3 of 6`, `3`, `of 6 allowed`; nothing when no count was sent.
    pub fn issue_count(&self) -> Option<String> {
        match (self.issued, self.allowed) {
            (Some(issued), Some(allowed)) => Some(format!("{issued} of {allowed}")),
            (Some(issued), None) => Some(issued.to_string()),
            (None, Some(allowed)) => Some(format!("{allowed} allowed")),
            (None, None) => None,
        }
    }
}
