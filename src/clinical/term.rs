//! What an entry is called: the recorder's words, wherever the supplier put them (ARS-23, ARS-26).
//!
//! An entry that was transferred without its code may be called "Textual Problem" or "Transfer-degraded record entry", and
//! what somebody recorded is in a note: often behind "Original text:".

use super::note::{self, words};
use crate::fhir::{AllergyIntolerance, Annotation, CodeableConcept, Coding, Condition};
use crate::format::{self, CONCEPT_NOT_RECORDED};

/// What precedes the original words in a note or comment.
const ORIGINAL: &str = "original text:";
/// Names of no meaning of their own, in lower case.
const NAMELESS: [&str; 6] =
    ["textual problem", "textual allergy", "textual entry", "textual item", "unknown", "not recorded"];

/// The words that an entry goes by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The words.
    pub words: String,
    /// Whether they were read from a note, because the code says nothing.
    pub is_from_note: bool,
}

impl Term {
    /// Whether nothing was found that names the entry.
    pub fn is_nameless(&self) -> bool {
        is_nameless(&self.words)
    }
}

/// The term of an entry with these notes: its code's words; where these say nothing another code's, then the words behind
/// "Original text:", then the first line of the notes.
pub fn term<'a>(code: Option<&CodeableConcept>, notes: impl Iterator<Item = &'a str> + Clone) -> Term {
    let own = format::concept_or_missing(code);
    if !is_nameless(&own) {
        return Term { words: own.into_owned(), is_from_note: false };
    }
    let codings = code.map(|code| code.coding.as_slice()).unwrap_or_default();
    let other = codings.iter().filter_map(in_words).find(|words| !is_nameless(words));
    if let Some(other) = other {
        return Term { words: other.to_owned(), is_from_note: false };
    }
    let line = original(notes.clone()).or_else(|| {
        let mut lines = notes.flat_map(str::lines).map(|line| words(without_label(line)));
        lines.find(|line| !is_nameless(line))
    });
    match line {
        Some(words) => Term { words, is_from_note: true },
        None => Term { words: own.into_owned(), is_from_note: false },
    }
}

/// [`term()`] of an entry that has notes.
pub fn term_of(code: Option<&CodeableConcept>, notes: &[Annotation]) -> Term {
    term(code, notes.iter().filter_map(|note| note.text.as_deref()))
}

/// What it is an allergy to: its code's words, the substance of a reaction, the original words of a note.
pub fn of_allergy(sent: &AllergyIntolerance) -> Term {
    let notes = || sent.note.iter().filter_map(|note| note.text.as_deref());
    let by_code = term(sent.code.as_ref(), std::iter::empty());
    let substance = sent.reaction.iter().find_map(|reaction| reaction.substance.as_ref());
    match substance.map(|substance| format::concept(substance)) {
        Some(words) if by_code.is_nameless() => Term { words: words.into_owned(), is_from_note: false },
        Some(_) | None => term(sent.code.as_ref(), notes()),
    }
}

/// The words for what it is an allergy to on every screen.
pub fn allergen(term: &Term) -> String {
    or_unnamed(term, "Allergy not named")
}

/// What a problem is called.
pub fn of_problem(sent: &Condition) -> String {
    or_unnamed(&term_of(sent.code.as_ref(), &sent.note), "Problem not named")
}

/// The words after "Original text:", on whichever line they are.
fn original<'a>(notes: impl Iterator<Item = &'a str>) -> Option<String> {
    let after = |line: &str| {
        let (at, _) = line.match_indices(':').find(|(at, _)| {
            line.get(..=*at).is_some_and(|front| front.to_ascii_lowercase().ends_with(ORIGINAL))
        })?;
        line.get(at + 1..).map(words).filter(|words| !words.is_empty())
    };
    notes.flat_map(str::lines).find_map(after)
}

/// `NOTES: seen again` is a label and words.
fn without_label(line: &str) -> &str {
    match line.split_once(':') {
        Some((label, rest))
            if note::is_label(label) || ["note", "notes"].contains(&label.trim().to_lowercase().as_str()) =>
        {
            rest
        }
        Some(_) | None => line,
    }
}

/// Whether words name nothing: a placeholder, or a bare code.
pub fn is_nameless(words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let words = words.trim_end_matches('.');
    words.is_empty()
        || words.starts_with('[') && words.ends_with(']')
        || words.starts_with("transfer-degraded")
        || words.starts_with("transfer degraded")
        || words == CONCEPT_NOT_RECORDED.to_lowercase()
        || NAMELESS.contains(&words)
}

fn in_words(coding: &Coding) -> Option<&str> {
    coding.description_display().or(coding.display.as_deref())
}

/// The words for a screen: a placeholder or a bare code says that nothing names the entry.
pub fn or_unnamed(term: &Term, unnamed: &str) -> String {
    match term.words.as_str() {
        words if !is_nameless(words) => words.to_owned(),
        "" | CONCEPT_NOT_RECORDED => unnamed.to_owned(),
        words => format!("{unnamed} ({words})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::Resource;

    fn read(code: &str, notes: &[&str]) -> (String, bool) {
        let notes: Vec<String> = notes.iter().map(|note| format!(r#"{{"text":"{note}"}}"#)).collect();
        let json = format!(r#"{{"resourceType":"Condition","code":{code},"note":[{}]}}"#, notes.join(","));
        let Resource::Condition(sent) = Resource::read(json.as_bytes()).unwrap() else { panic!() };
        let Condition { code, note, .. } = std::sync::Arc::unwrap_or_clone(sent);
        let term = term_of(code.as_ref(), &note);
        (term.words, term.is_from_note)
    }

    // proves: FR-11 ARS-23 ARS-26
    #[test]
    fn a_placeholder_gives_way_to_what_was_recorded() {
        let lost = r#"{"system":"http://snomed.info/sct","code":"196411000000103","display":"Transfer-degraded record entry"}"#;
        let textual = &format!(r#"{{"coding":[{lost}],"text":"Textual Problem"}}"#);
        for (code, notes, words, is_from_note) in [
            (
                textual.as_str(),
                vec![r"Seen\nOriginal text: H/O: heparin allergy"],
                "H/O: heparin allergy",
                true,
            ),
            (textual, vec!["Since 1999", "ORIGINAL TEXT:  Myasthenia "], "Myasthenia", true),
            (textual, vec![r"\r\nMyasthenia gravis\nSeverity: minor"], "Myasthenia gravis", true),
            (textual, vec!["NOTES: Latex"], "Latex", true),
            (textual, vec![], "Textual Problem", false),
            (&format!(r#"{{"coding":[{lost}]}}"#), vec!["Latex"], "Latex", true),
            (
                &format!(r#"{{"coding":[{lost},{{"system":"y","display":"Latex"}}]}}"#),
                vec!["x"],
                "Latex",
                false,
            ),
            (
                r#"{"coding":[{"system":"http://read.info/readv2","code":"SN5.."}]}"#,
                vec!["Latex"],
                "Latex",
                true,
            ),
            (
                r#"{"coding":[{"system":"http://read.info/readv2","code":"SN5.."}]}"#,
                vec![],
                "[Read v2 SN5..]",
                false,
            ),
            (r#"{"text":"Asthma"}"#, vec!["Original text: wheeze"], "Asthma", false),
        ] {
            assert_eq!(read(code, &notes), (words.to_owned(), is_from_note), "{code} {notes:?}");
        }
    }
}
