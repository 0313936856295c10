//! What a GP record holds, before anybody asks for it as HTML or as resources.
//!
//! Dates are texts with the precision that was recorded: `2019`, `2019-08`, `2019-08-14`, or with a time.

mod consultation;
mod event;
mod medication;

pub use consultation::{Consultation, Heading, Item, Topic};
pub use event::{Content, DiaryEntry, Document, Immunisation, Referral};
pub use medication::{Agency, Issue, Medication, Prescribed, Quantity};

use super::term::Term;

/// One patient's record.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// Active and ended allergies.
    pub allergies: Vec<Allergy>,
    /// Medicines: each a statement with its plan and issues.
    pub medications: Vec<Medication>,
    /// Problems.
    pub problems: Vec<Problem>,
    /// Consultations.
    pub consultations: Vec<Consultation>,
    /// Vaccinations, given and not given.
    pub immunisations: Vec<Immunisation>,
    /// Consent, dissent and other coded vaccination status.
    pub immunisation_status: Vec<Observation>,
    /// Everything coded that is nothing else.
    pub observations: Vec<Observation>,
    /// Laboratory reports.
    pub reports: Vec<Report>,
    /// Outbound referrals.
    pub referrals: Vec<Referral>,
    /// Planned actions.
    pub diary: Vec<DiaryEntry>,
    /// Documents held.
    pub documents: Vec<Document>,
    /// Administrative items, which record HTML alone shows: date, entry, details.
    pub administration: Vec<(String, String, String)>,
    /// Areas from which confidential items are left out.
    pub withheld: Vec<Area>,
    /// Day of registration, while the record of the previous practice has not arrived.
    pub in_transit_since: Option<String>,
}

/// The areas of a structured record, in the order of its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Area {
    /// Allergies.
    Allergies,
    /// Medicines and medical devices.
    Medications,
    /// Consultations.
    Consultations,
    /// Problems.
    Problems,
    /// Immunisations.
    Immunisations,
    /// Uncategorised data.
    Uncategorised,
    /// Investigations.
    Investigations,
    /// Referrals.
    Referrals,
    /// Diary entries.
    Diary,
}

/// An allergy or adverse reaction.
#[derive(Clone, Debug, Default)]
pub struct Allergy {
    /// Id.
    pub id: String,
    /// What to.
    pub term: Term,
    /// A drug (`medication`), or anything else (`environment`).
    pub is_drug: bool,
    /// `allergy` or `intolerance`, where recorded.
    pub kind: Option<&'static str>,
    /// `high`, `low` or `unable-to-assess`, where recorded.
    pub criticality: Option<&'static str>,
    /// The reaction.
    pub reaction: Option<Reaction>,
    /// When it first showed.
    pub onset: Option<String>,
    /// When it was asserted.
    pub asserted: String,
    /// When it last happened.
    pub last: Option<String>,
    /// Qualifiers and notes.
    pub note: Option<String>,
    /// When and why it ended.
    pub ended: Option<(String, String)>,
    /// Who recorded it, by clinician id.
    pub recorder: &'static str,
    /// Not to be disclosed to the patient.
    pub nopat: bool,
}

/// How an allergy showed.
#[derive(Clone, Debug)]
pub struct Reaction {
    /// What happened, or the null flavour that stands for it (`NI`, `UNC`, `ASKU`).
    pub manifestation: Result<Term, &'static str>,
    /// Free text.
    pub description: Option<String>,
    /// `mild`, `moderate` or `severe`.
    pub severity: Option<&'static str>,
}

/// A problem.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// Id.
    pub id: String,
    /// What.
    pub term: Term,
    /// Active, or past.
    pub active: bool,
    /// Major, or minor.
    pub major: bool,
    /// When it began.
    pub onset: Option<String>,
    /// When it ended.
    pub ended: Option<String>,
    /// When it was recorded.
    pub recorded: String,
    /// Notes.
    pub note: Option<String>,
    /// Related items, as references.
    pub links: Vec<String>,
    /// Related problems: how and which.
    pub related: Vec<(&'static str, &'static str)>,
    /// Who recorded it, by clinician id.
    pub recorder: &'static str,
}

/// A measured or coded value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Measured {
    /// None.
    #[default]
    Nothing,
    /// Comparator (or nothing), digits as written, unit.
    Number(&'static str, String, &'static str),
    /// Words.
    Text(&'static str),
}

impl Measured {
    /// As a table shows it.
    pub fn words(&self) -> String {
        match self {
            Measured::Nothing => String::new(),
            Measured::Number(comparator, value, unit) => {
                format!("{comparator}{value} {unit}").trim().to_owned()
            }
            Measured::Text(text) => (*text).to_owned(),
        }
    }
}

/// An observation, test result or coded entry.
#[derive(Clone, Debug, Default)]
pub struct Observation {
    /// Id.
    pub id: String,
    /// What.
    pub term: Term,
    /// When.
    pub date: Option<String>,
    /// The value.
    pub value: Measured,
    /// Code and display: `H`, `L`.
    pub interpretation: Option<(&'static str, &'static str)>,
    /// Low and high bound.
    pub range: Option<(&'static str, &'static str)>,
    /// Comment.
    pub comment: Option<String>,
    /// Components: blood pressure and the like. A value of nothing is a missing half.
    pub components: Vec<(Term, Measured)>,
    /// By whom, by clinician id.
    pub clinician: &'static str,
}

/// A laboratory report.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Id.
    pub id: String,
    /// When issued.
    pub issued: String,
    /// `final`, `preliminary` or `unknown`.
    pub status: &'static str,
    /// The laboratory.
    pub laboratory: &'static str,
    /// What was asked, and why.
    pub request: Option<(&'static str, &'static str)>,
    /// Specimen: kind, lab's number, note.
    pub specimen: Option<(&'static str, &'static str, Option<&'static str>)>,
    /// Groups: header, its note, results.
    pub groups: Vec<(Term, Option<&'static str>, Vec<Observation>)>,
    /// Results that stand alone.
    pub results: Vec<Observation>,
    /// The conclusion.
    pub conclusion: Option<&'static str>,
    /// Filing: day, clinician, words.
    pub filed: Vec<(String, &'static str, &'static str)>,
}
