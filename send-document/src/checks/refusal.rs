//! Why a summary may not go, in words that say what to do instead.

use thiserror::Error;

use crate::characters::Unprintable;

/// Where on the form a refusal belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The patient as PDS has them.
    Patient,
    /// The encounter: its time and its kind.
    Encounter,
    /// Who saw the patient.
    Clinician,
    /// The organisation that sends.
    Sender,
    /// The patient's practice.
    Practice,
    /// For action or for information.
    Purpose,
    /// The clinical notes.
    Notes,
    /// The attached files.
    Attachments,
}

impl Field {
    /// What it is called on the form.
    pub fn words(self) -> &'static str {
        match self {
            Field::Patient => "Patient",
            Field::Encounter => "Encounter",
            Field::Clinician => "Clinician",
            Field::Sender => "Your organisation",
            Field::Practice => "The practice",
            Field::Purpose => "Reason",
            Field::Notes => "Clinical notes",
            Field::Attachments => "Attachments",
        }
    }
}

/// One thing that keeps a summary from being sent. Names a character or a file, never what was written.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The patient is registered with the sender (SDOC-05).
    #[error(
        "The patient is registered here. A summary goes only to another practice: write this in the patient's own record."
    )]
    OwnPractice,
    /// Nothing clinical happened (SDOC-07).
    #[error(
        "The encounter is marked as administrative. Only what matters clinically is sent to the practice."
    )]
    Administrative,
    /// The patient asked for confidentiality (SDOC-17).
    #[error(
        "The encounter is marked as confidential. It is not sent to the practice, neither whole nor in part."
    )]
    Confidential,
    /// The encounter is sensitive (SDOC-17).
    #[error(
        "The encounter is marked as sensitive. It is not sent this way. Agree with the patient who is told, and how."
    )]
    Sensitive,
    /// PDS restricts the patient's details.
    #[error(
        "PDS restricts access to this patient's details. Nothing is sent about them this way: follow your organisation's procedure."
    )]
    Restricted,
    /// The NHS number cannot be right.
    #[error("The NHS number is not right: its check digit does not match. Trace the patient again.")]
    NhsNumber,
    /// PDS has not confirmed the number (SDOC-45).
    #[error("PDS has not verified the NHS number. MESH finds the practice by it: trace the patient again.")]
    NotVerified,
    /// The trace is not of the last 24 hours (SDOC-06).
    #[error(
        "The patient was not traced on PDS within the last 24 hours. They may have changed practice: trace them again."
    )]
    TraceTooOld,
    /// The birth date has not come yet.
    #[error("The date of birth is in the future. Trace the patient again.")]
    BirthDate,
    /// The surname is empty.
    #[error("The surname is missing. MESH finds the practice by it: send the summary by other means.")]
    NoSurname,
    /// The surname holds the sign that parts the address.
    #[error(
        "The surname contains an underscore, which MESH cannot take in an address. Send the summary by other means."
    )]
    UnderscoreInSurname,
    /// The surname holds a letter that no address may.
    #[error(
        "The surname contains {0}. MESH cannot be relied on to find the practice by a letter outside A to Z: send the summary by other means."
    )]
    LetterInSurname(Unprintable),
    /// The address would be longer than MESH takes.
    #[error(
        "The surname is too long: MESH takes addresses of 100 characters, and this one would have {0}. Send the summary by other means."
    )]
    LongSurname(usize),
    /// The subject would be longer than MESH takes.
    #[error(
        "The names are too long together: MESH takes a subject of 500 characters, and this one would have {0}. Shorten the organisation's name."
    )]
    LongSubject(usize),
    /// A letter of the subject has no plain form.
    #[error("A name contains {0}, which the practice's list cannot show. Send the summary by other means.")]
    LetterInSubject(Unprintable),
    /// A time is not of the UK's clock.
    #[error("A time is not UK time. Enter the times as a clock in the UK shows them.")]
    NotUkTime,
    /// The encounter has not begun.
    #[error("The encounter begins in the future. Check its date and time.")]
    StartsLater,
    /// The encounter ends before it begins.
    #[error("The encounter ends before it begins. Check both times.")]
    EndsBeforeStart,
    /// The document replaced was about another encounter.
    #[error("The summary to be replaced is about another encounter. Send this one as a new summary.")]
    OtherEncounter,
    /// Something that has to be there is not.
    #[error("Missing: {what}. Enter it.")]
    Missing {
        /// Where.
        field: Field,
        /// What.
        what: &'static str,
    },
    /// Something has a form that no message can carry.
    #[error("Not of the right form: {what}. Check it.")]
    Malformed {
        /// Where.
        field: Field,
        /// What.
        what: &'static str,
    },
    /// A text holds a character that cannot be printed (SDOC-34).
    #[error("{what}: the PDF cannot show {character}. Write it in other characters.")]
    Unprintable {
        /// Where.
        field: Field,
        /// What.
        what: &'static str,
        /// The character.
        character: Unprintable,
    },
    /// A text of one line holds a line break.
    #[error("{what} has to be on one line.")]
    LineBreak {
        /// Where.
        field: Field,
        /// What.
        what: &'static str,
    },
    /// A kind of file that receivers need not take.
    #[error("The practice cannot take “{title}”: this kind of file is not allowed. Attach it as a PDF.")]
    FileKind {
        /// The file's title.
        title: String,
    },
    /// A file that is not what its type says.
    #[error(
        "“{title}” is not the kind of file that it says it is, or is empty. Save it again, as a PDF if possible."
    )]
    NotItsKind {
        /// The file's title.
        title: String,
    },
}

impl Refusal {
    /// Where on the form it belongs.
    pub fn field(&self) -> Field {
        match self {
            Refusal::OwnPractice => Field::Practice,
            Refusal::Administrative
            | Refusal::Confidential
            | Refusal::Sensitive
            | Refusal::NotUkTime
            | Refusal::StartsLater
            | Refusal::EndsBeforeStart
            | Refusal::OtherEncounter => Field::Encounter,
            Refusal::Restricted
            | Refusal::NhsNumber
            | Refusal::NotVerified
            | Refusal::TraceTooOld
            | Refusal::BirthDate
            | Refusal::NoSurname
            | Refusal::UnderscoreInSurname
            | Refusal::LetterInSurname(_)
            | Refusal::LongSurname(_)
            | Refusal::LetterInSubject(_) => Field::Patient,
            Refusal::LongSubject(_) => Field::Sender,
            Refusal::Missing { field, .. }
            | Refusal::Malformed { field, .. }
            | Refusal::Unprintable { field, .. }
            | Refusal::LineBreak { field, .. } => *field,
            Refusal::FileKind { .. } | Refusal::NotItsKind { .. } => Field::Attachments,
        }
    }
}
