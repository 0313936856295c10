//! Where and by whom a medication was prescribed (ARS-33, ARS-34).

use crate::clinical::note::words;
use crate::clinical::{Person, Placing, person};
use crate::fhir::{Extensions, MedicationRequest, Value};
use crate::format;

/// Where it was prescribed (ARS-34).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The kind of organisation as sent, else the code's words; `GP practice` for this one.
    pub words: String,
    /// Someone else than this practice.
    pub is_elsewhere: bool,
}

impl Agency {
    /// Reads the agency of the first of these that names one, in whatever form: concept, coding, code or words.
    pub(super) fn of<'a>(extensions: impl IntoIterator<Item = &'a Extensions>) -> Self {
        let sent = extensions.into_iter().find_map(|extension| extension.named("PrescribingAgency"));
        let value = sent.and_then(|sent| sent.value.as_ref());
        let shown =
            value.and_then(format::value).map(|shown| words(&shown)).filter(|shown| says_something(shown));
        let codes: Vec<&str> = match value {
            Some(Value::CodeableConcept(concept)) => {
                concept.coding.iter().filter_map(|coding| coding.code.as_deref()).collect()
            }
            Some(_) => sent.and_then(|sent| sent.code()).into_iter().collect(),
            None => Vec::new(),
        };
        let has_text = matches!(value, Some(Value::CodeableConcept(concept)) if concept.text.is_some());
        let is_in_words = shown.as_deref().is_some_and(is_here);
        match (codes.iter().any(|code| is_here(code)) || is_in_words, shown) {
            // The kind of organisation, in the practice's own words.
            (true, Some(words)) if has_text && !is_in_words => Self { words, is_elsewhere: false },
            (true, _) => Self { words: "GP practice".to_owned(), is_elsewhere: false },
            (false, Some(words)) => {
                let in_words = codes.iter().find_map(|code| plain(code)).filter(|_| !has_text);
                let bare = words.starts_with('[') || codes.contains(&words.as_str());
                let words = in_words.filter(|_| bare).map_or(words, str::to_owned);
                Self { words, is_elsewhere: true }
            }
            (false, None) => Self { words: "Not sent".to_owned(), is_elsewhere: false },
        }
    }
}

/// Whether a code or words mean this practice, however they are spelled.
fn is_here(sent: &str) -> bool {
    let letters: String = sent.chars().filter(|letter| letter.is_alphanumeric()).collect();
    matches!(
        letters.to_lowercase().as_str(),
        "prescribedatgppractice" | "gppractice" | "atgppractice" | "thispractice"
    )
}

/// Whether words are more than a way of saying that there are none.
fn says_something(shown: &str) -> bool {
    let none =
        ["unknown", "not known", "not recorded", "no information", "no information available", "not stated"];
    !none.contains(&shown.trim_end_matches('.').to_lowercase().as_str())
}

/// A code without words, in words.
fn plain(code: &str) -> Option<&'static str> {
    match code {
        "prescribed-by-another-organisation" => Some("Another organisation"),
        "prescribed-by-previous-practice" => Some("A previous practice"),
        _ => None,
    }
}

/// Who prescribed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prescriber {
    /// The person, or the organisation.
    pub person: Person,
    /// Only the person who recorded it is known.
    pub is_recorder: bool,
    /// The organisation for which it was prescribed, when sent.
    pub on_behalf_of: Option<Person>,
}

impl Prescriber {
    pub(super) fn read<'a>(placing: &Placing<'a>, request: &'a MedicationRequest) -> Option<Self> {
        let requester = request.requester.as_ref();
        let on_behalf_of = person(placing, requester.and_then(|requester| requester.on_behalf_of.as_ref()));
        let agent = person(placing, requester.and_then(|requester| requester.agent.as_ref()));
        let recorder = person(placing, request.recorder.as_ref());
        let (person, is_recorder) = match agent {
            Some(agent) => (agent, false),
            None => (recorder?, true),
        };
        Some(Self { person, is_recorder, on_behalf_of })
    }
}
