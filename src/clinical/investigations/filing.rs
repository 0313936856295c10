//! What the practice wrote when it filed a report; the earliest gives the filing date (structured digest 3.9).

use crate::clinical::observation::Observed;
use crate::clinical::{Marked, Placing};
use crate::fhir::{DateTime, Observation};

/// A filing comment.
#[derive(Clone, Debug, PartialEq)]
pub struct Filing {
    /// When it was filed.
    pub filed: Option<DateTime>,
    /// When the comment was recorded, where that is another time.
    pub recorded: Option<DateTime>,
    /// Who filed it.
    pub by: Option<String>,
    /// What was written; filing without a word is normal.
    pub comment: Option<String>,
    /// What it is about, in its own words.
    pub about: Option<Marked<String>>,
    /// Not to be disclosed to the patient (ARS-56).
    pub not_for_patient: bool,
}

impl Filing {
    pub(super) fn read<'a>(placing: &Placing<'a>, position: usize, sent: &'a Observation) -> Self {
        let note = Observed::read(placing, position, sent);
        // What may still change or is in error says so in front of its words.
        let marks = note.term.parts().1.words();
        let comment = match (&note.comment, marks.as_str()) {
            (comment, "") => comment.clone(),
            (Some(comment), marks) => Some(format!("{marks}: {comment}")),
            (None, marks) => Some(marks.to_owned()),
        };
        let filed = note.date.clone().or_else(|| note.recorded.clone());
        Self {
            recorded: note.recorded.clone().filter(|recorded| Some(recorded) != filed.as_ref()),
            filed,
            by: note.performed_by(),
            comment,
            about: note.measured.as_ref().map(|about| about.words().map(str::to_owned)).sent(),
            not_for_patient: note.not_for_patient,
        }
    }
}
