//! What a clinician tells the patient's practice about one encounter.
//!
//! None of these types can be printed for debugging: they hold a patient's details, which belong in no log.

mod attachment;
mod document_type;
mod edition;
mod heading;
mod people;
mod purpose;

pub(crate) use attachment::size_words;
pub use attachment::{Attachment, MediaType};
pub use document_type::DocumentType;
pub use edition::Edition;
pub use heading::Heading;
pub use people::{Clinician, Gender, Organisation, Patient, Practice};
pub use purpose::Purpose;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The summary of one encounter, as the form holds it (SDOC-34, SDOC-36).
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Summary {
    /// Which kind of document it is; receivers file and label by it (SDOC-16).
    pub document_type: DocumentType,
    /// Whether the practice is asked to do something, and why.
    pub purpose: Purpose,
    /// Whom it is about, as PDS has them (SDOC-14).
    pub patient: Patient,
    /// Who saw the patient (SDOC-15).
    pub clinician: Clinician,
    /// Where the patient was seen, and who sends this (SDOC-13).
    pub sender: Organisation,
    /// The practice where PDS says that the patient is registered (SDOC-06).
    pub practice: Practice,
    /// What happened when.
    pub encounter: Encounter,
    /// What was found, done and is to follow, under its headings.
    pub sections: Vec<Section>,
    /// Files that belong to the encounter (SDOC-35).
    #[serde(default)]
    pub attachments: Vec<Attachment>,
}

/// The encounter itself: what identifies it, when it was, and what keeps it from being sent.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Encounter {
    /// Its id at the sender, the same for all versions of its summary (SDOC-23).
    pub id: Uuid,
    /// When it began, on the UK's clock.
    pub start: DateTime<FixedOffset>,
    /// When it ended, on the UK's clock.
    #[serde(default)]
    pub end: Option<DateTime<FixedOffset>>,
    /// Where within the organisation, if it has branches.
    #[serde(default)]
    pub branch: Option<String>,
    /// Nothing clinical happened (SDOC-07).
    #[serde(default)]
    pub is_administrative: bool,
    /// The patient asked that the practice is not told (SDOC-17).
    #[serde(default)]
    pub is_confidential: bool,
    /// It is marked as sensitive (SDOC-17).
    #[serde(default)]
    pub is_sensitive: bool,
}

/// One heading with what stands under it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Section {
    /// The heading.
    pub heading: Heading,
    /// What stands under it, in the order written.
    pub entries: Vec<Entry>,
}

/// One thing said: typed by the clinician, or taken from the record with where it came from.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Entry {
    /// The words.
    pub text: String,
    /// The code that the words stand for, if one was chosen.
    #[serde(default)]
    pub code: Option<Code>,
    /// The row of the record that the words were taken from, if they were.
    #[serde(default)]
    pub source: Option<Source>,
}

/// A code of a coded entry.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Code {
    /// Whose code it is.
    pub scheme: Scheme,
    /// The code.
    pub code: String,
}

/// The two schemes that a summary may quote (SDOC-34).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Scheme {
    /// SNOMED CT.
    Snomed,
    /// dm+d, for medicines.
    Dmd,
}

impl Scheme {
    /// The scheme's name as printed.
    pub fn name(self) -> &'static str {
        match self {
            Scheme::Snomed => "SNOMED CT",
            Scheme::Dmd => "dm+d",
        }
    }
}

/// Where a row of the record came from; the reader has to know what was seen and what was copied.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Source {
    /// The area of the record, such as "Medications".
    pub area: String,
    /// The practice whose record it is.
    pub practice: String,
    /// When it was read.
    pub read: DateTime<FixedOffset>,
}

impl Entry {
    /// Words that the clinician typed.
    pub fn typed(text: impl Into<String>) -> Self {
        Self { text: text.into(), code: None, source: None }
    }

    /// The words, with their code behind them.
    pub fn words(&self) -> String {
        match &self.code {
            Some(code) => format!("{} ({} {})", self.text.trim(), code.scheme.name(), code.code),
            None => self.text.trim().to_owned(),
        }
    }
}
