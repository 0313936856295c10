//! The statement that a patient has no known allergy: only ever an explicit code (ARS-29).

use super::Reaction;
use crate::clinical::{Person, Placing, person};
use crate::fhir::{AllergyIntolerance, DateTime};
use crate::format;

/// "No known allergy", and the code that it replaced.
const GENERAL: [&str; 2] = ["716186003", "160244002"];
/// Its children: each speaks of one kind of allergy only.
const PARTIAL: [&str; 5] = ["409137002", "428197003", "428607008", "429625007", "1003774007"];
/// The statement in nothing but words: no allergen either, and never taken for the code.
const IN_WORDS: [&str; 7] = [
    "no known allergies",
    "no known allergy",
    "no known drug allergies",
    "no known drug allergy",
    "nil known allergies",
    "nka",
    "nkda",
];

/// A statement line, not an allergen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoKnown {
    /// Its words as recorded: `No known allergy`, `No known food allergy`.
    pub words: String,
    /// Whether it is the code that speaks of allergies of every kind.
    pub is_general: bool,
    /// When it was recorded.
    pub asserted: Option<DateTime>,
    /// Who recorded it.
    pub recorder: Option<Person>,
    /// Notes beside it, whole.
    pub notes: Vec<crate::clinical::Note>,
}

impl NoKnown {
    /// The statement, when the code makes it one, or the words alone; one with a reaction that says anything is none.
    pub(super) fn read<'a>(placing: &Placing<'a>, sent: &'a AllergyIntolerance) -> Option<Self> {
        let code = sent.code.as_ref()?;
        let is_general = GENERAL.iter().any(|general| code.has_code(general));
        let is_partial = PARTIAL.iter().any(|partial| code.has_code(partial));
        let words = format::concept(code).into_owned();
        let is_in_words =
            IN_WORDS.iter().any(|known| known.eq_ignore_ascii_case(words.trim_end_matches('.')));
        if !sent.reaction.iter().all(|sent| Reaction::read(sent).says_nothing())
            || !(is_general || is_partial || is_in_words)
        {
            return None;
        }
        Some(Self {
            words,
            is_general,
            asserted: sent.asserted_date.clone(),
            recorder: person(placing, sent.recorder.as_ref()),
            notes: crate::clinical::Note::read_all(placing, &sent.note),
        })
    }
}
