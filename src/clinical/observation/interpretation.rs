//! What a laboratory or a clinician made of a value. Nothing is worked out from a range (structured digest 3.9).

use crate::fhir::CodeableConcept;
use crate::format;

/// An interpretation as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interpretation {
    /// Its words.
    pub words: String,
    /// Whether the sender calls the value other than normal.
    pub is_abnormal: bool,
}

impl Interpretation {
    /// What was sent; `None` when it says nothing.
    pub fn read(sent: &CodeableConcept) -> Option<Self> {
        let code = sent.first_code().unwrap_or_default();
        let words = format::concept(sent).into_owned();
        // A bare code of HL7 v2 0078 is words to a machine only.
        let words = match known(code) {
            Some(known) if words.starts_with('[') => known.to_owned(),
            _ => words,
        };
        if words == format::CONCEPT_NOT_RECORDED {
            return None;
        }
        // "PA - Potentially abnormal", "HI - Above high reference limit": the words decide where no code does.
        let is_abnormal = match code {
            "N" => false,
            "H" | "HH" | "HU" | "L" | "LL" | "LU" | "A" | "AA" | "PA" | ">" | "<" | "OR" | "HI" | "LO" => {
                true
            }
            _ => says_abnormal(&words),
        };
        Some(Self { words, is_abnormal })
    }

    /// An interpretation that came as words alone, such as in a comment.
    pub(super) fn in_words(words: &str) -> Self {
        Self { words: words.to_owned(), is_abnormal: says_abnormal(words) }
    }
}

fn says_abnormal(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["abnormal", "above", "below", "outside", "high", "low", "critical"]
        .iter()
        .any(|word| lower.split(|c: char| !c.is_alphabetic()).any(|part| part == *word))
}

fn known(code: &str) -> Option<&'static str> {
    Some(match code {
        "N" => "Normal",
        "H" => "High",
        "HH" => "Critically high",
        "HU" => "Very high",
        "L" => "Low",
        "LL" => "Critically low",
        "LU" => "Very low",
        "A" => "Abnormal",
        "AA" => "Critically abnormal",
        "PA" => "Potentially abnormal",
        "U" => "Significant change up",
        "D" => "Significant change down",
        "B" => "Better",
        "W" => "Worse",
        "R" => "Resistant",
        "S" => "Susceptible",
        "I" => "Intermediate",
        "POS" => "Positive",
        "NEG" => "Negative",
        "IND" => "Indeterminate",
        _ => return None,
    })
}
