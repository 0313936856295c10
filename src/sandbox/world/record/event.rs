//! Vaccinations, referrals, planned actions and documents.

use crate::sandbox::world::term::Term;

/// A vaccination, given or not given.
#[derive(Clone, Debug, Default)]
pub struct Immunisation {
    /// Id.
    pub id: String,
    /// What was done, or not done.
    pub procedure: Term,
    /// The vaccine, where recorded.
    pub vaccine: Option<Term>,
    /// When.
    pub date: Option<String>,
    /// When recorded.
    pub recorded: String,
    /// Why it was not given.
    pub not_given: Option<&'static str>,
    /// Batch, expiry, manufacturer.
    pub batch: Option<(&'static str, &'static str, &'static str)>,
    /// Site, route, dose.
    pub manner: Option<(&'static str, &'static str, &'static str)>,
    /// Dose number, doses in the series, disease.
    pub protocol: Option<(u32, u32, &'static str)>,
    /// Who reported it, when it was not given here.
    pub reported_by: Option<&'static str>,
    /// Notes.
    pub note: Option<String>,
    /// By whom, by clinician id.
    pub clinician: &'static str,
}

/// An outbound referral.
#[derive(Clone, Debug, Default)]
pub struct Referral {
    /// Id.
    pub id: String,
    /// Main code.
    pub term: Term,
    /// Date.
    pub date: Option<String>,
    /// `routine`, `urgent`, `asap`.
    pub priority: Option<&'static str>,
    /// To whom.
    pub to: &'static str,
    /// Free text.
    pub description: Option<&'static str>,
    /// Key and value lines.
    pub note: Option<&'static str>,
    /// e-RS number.
    pub ubrn: Option<&'static str>,
    /// By whom, by clinician id.
    pub clinician: &'static str,
}

/// A planned action.
#[derive(Clone, Debug, Default)]
pub struct DiaryEntry {
    /// Id.
    pub id: String,
    /// What is planned.
    pub term: Term,
    /// For when.
    pub due: Option<String>,
    /// When recorded.
    pub authored: String,
    /// Notes.
    pub note: Option<&'static str>,
    /// By whom, by clinician id.
    pub clinician: &'static str,
}

/// What a document is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Content {
    /// A page of PDF.
    #[default]
    Pdf,
    /// Plain text.
    Text,
    /// A small picture.
    Png,
    /// HTML with a script in it.
    Html,
    /// These bytes, called this media type.
    File(&'static str, &'static [u8]),
    /// The same, sent along with the list instead of an address.
    Inline(&'static str, &'static [u8]),
    /// Too large to be given out: a placeholder with the true size in bytes.
    TooLarge(u32),
}

/// A document.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// Id.
    pub id: String,
    /// Title.
    pub title: &'static str,
    /// Its type in words.
    pub kind: &'static str,
    /// When made.
    pub created: Option<String>,
    /// When it came into the GP system.
    pub indexed: String,
    /// The organisation it came from; the practice itself when none.
    pub from: Option<&'static str>,
    /// What it holds.
    pub content: Content,
    /// Not to be disclosed to the patient.
    pub nopat: bool,
    /// The consultation it belongs to.
    pub consultation: Option<&'static str>,
}
