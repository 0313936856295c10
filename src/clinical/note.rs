//! Notes: the text in full with its line breaks, and the label that says whose it is (structured digest 3.2, 3.4).

use super::{Placing, person};
use crate::fhir::{Annotation, CodeableConcept, DateTime};
use crate::format;

/// The labels that suppliers put in front of a note or in the place of its author.
const LABELS: [&str; 6] = [
    "Patient Notes",
    "Prescriber Notes",
    "Additional Information",
    "Pharmacy Notes",
    "Pharmacy Text",
    "Cancellation Reason",
];

/// A note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// `Patient Notes`, `Prescriber Notes`, …
    pub label: Option<String>,
    /// What it says, whole.
    pub text: String,
    /// Who wrote it.
    pub author: Option<String>,
    /// When it was written.
    pub time: Option<DateTime>,
}

impl Note {
    /// Reads one note; `None` when it has no text.
    pub fn read<'a>(placing: &Placing<'a>, sent: &'a Annotation) -> Option<Self> {
        let text = words(sent.text.as_deref()?);
        let sent_label = sent.author_string.as_deref().map(str::trim).filter(|label| !label.is_empty());
        let (label, author) = match sent_label {
            Some(label) if is_label(label) => (Some(label.to_owned()), None),
            author => (None, author.map(str::to_owned)),
        };
        let (prefix, text) = match label {
            None => split_label(&text),
            Some(_) => (None, text.as_str()),
        };
        let author =
            author.or_else(|| person(placing, sent.author_reference.as_deref()).map(|who| who.to_string()));
        let note = Self { label: label.or(prefix), text: text.to_owned(), author, time: sent.time.clone() };
        (!note.text.is_empty() || note.label.is_some()).then_some(note)
    }

    /// Why something is taken or given, as a note in front of the others; nothing where no reason was sent.
    pub fn of_reasons(sent: &[CodeableConcept]) -> Option<Self> {
        let reasons: Vec<_> = sent.iter().map(format::concept).collect();
        (!reasons.is_empty()).then(|| Self {
            label: Some("Reason".to_owned()),
            text: reasons.join(", "),
            author: None,
            time: None,
        })
    }

    /// Reads notes in order.
    pub fn read_all<'a>(placing: &Placing<'a>, sent: &'a [Annotation]) -> Vec<Self> {
        sent.iter().filter_map(|note| Self::read(placing, note)).collect()
    }
}

pub(super) fn is_label(text: &str) -> bool {
    let text = text.trim().trim_end_matches(':');
    LABELS.iter().any(|label| label.eq_ignore_ascii_case(text))
}

/// `Patient Notes: keep cold` is a label and its text; other words before a colon are text.
fn split_label(text: &str) -> (Option<String>, &str) {
    match text.split_once(':') {
        Some((label, rest)) if is_label(label.trim()) => (Some(label.trim().to_owned()), rest.trim()),
        _ => (None, text),
    }
}

/// A text without blanks around it; line breaks stay (ARS-50). Its letters were made visible where it entered.
pub fn words(text: &str) -> String {
    text.trim().to_owned()
}

/// A laboratory's or a recorder's text: like [`words`], but blanks at the start of its first line stay, because columns
/// are aligned one under another by them (ARS-50).
pub fn block(text: &str) -> String {
    let mut rest = text.trim_end();
    while let Some((first, after)) = rest.split_once('\n')
        && first.trim().is_empty()
    {
        rest = after;
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::{Bundle, Index};

    fn read(text: &str, author: Option<&str>) -> Option<Note> {
        let bundle = Bundle::default();
        let index = Index::new(&bundle);
        let placing = Placing::new(&index);
        let sent = Annotation {
            text: Some(text.to_owned()),
            author_string: author.map(str::to_owned),
            ..Annotation::default()
        };
        Note::read(&placing, &sent)
    }

    // proves: ARS-33
    #[test]
    fn a_label_is_found_before_the_text_or_in_the_place_of_the_author() {
        for (text, author, label, shown) in [
            ("Patient Notes:keep cold", None, Some("Patient Notes"), "keep cold"),
            (
                "Additional Information: Type: Self declared",
                None,
                Some("Additional Information"),
                "Type: Self declared",
            ),
            ("keep cold", Some("Prescriber Notes"), Some("Prescriber Notes"), "keep cold"),
            ("Certainty: Likely", None, None, "Certainty: Likely"),
        ] {
            let note = read(text, author).unwrap();
            assert_eq!((note.label.as_deref(), note.text.as_str()), (label, shown));
        }
        assert_eq!(read("seen", Some("Dr Ferris")).unwrap().author.as_deref(), Some("Dr Ferris"));
        assert_eq!(read(" \n ", None), None);
    }

    // proves: ARS-50
    #[test]
    fn line_breaks_stay_and_blanks_around_go() {
        assert_eq!(words(" one\n two three\n"), "one\n two three");
        assert_eq!(block("\n  \n  WBC   5.1\nRBC 4.2\n"), "  WBC   5.1\nRBC 4.2");
    }
}
