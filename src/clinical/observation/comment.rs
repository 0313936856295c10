//! A result given in the words of a comment: TPP sends `Value: 6.9 mmol/L`, `Reference range: 3.5 - 5.3`,
//! `Interpretation Code: …` and `Original text: …` there, each on a line of its own, and no `value[x]` (FR-03).
//!
//! What is read here never takes the comment's place: the whole comment is beside it.

use super::{Interpretation, Measured, ReferenceRange};
use crate::clinical::note;
use crate::clinical::{Mark, Marked};
use crate::fhir::{Code, Decimal, Quantity, Value};
use crate::format;

/// What is in the lines of a comment.
#[derive(Debug, Default)]
pub(super) struct Comment<'a> {
    values: Vec<&'a str>,
    ranges: Vec<&'a str>,
    interpretation: Option<&'a str>,
    original: Option<&'a str>,
}

impl<'a> Comment<'a> {
    /// Reads the lines. A line break may have come as `&#10;`, as suppliers escape it twice.
    pub(super) fn read(comment: &'a str) -> Self {
        let mut read = Self::default();
        // Every label has one.
        if !comment.contains(':') {
            return read;
        }
        for line in comment.split(['\n', '\r']).flat_map(|line| line.split("&#10;")).map(without_break) {
            if let Some(value) = after(line, "Value:") {
                read.values.push(value);
            } else if let Some(range) = after(line, "Reference range:") {
                read.ranges.push(range);
            } else if let Some(words) = after(line, "Interpretation Code:") {
                read.interpretation = read.interpretation.or(Some(words));
            } else if let Some(words) = after(line, "Original text:") {
                read.original = read.original.or(Some(words));
            }
        }
        read
    }

    /// The value, marked as read from the comment. Two that differ are kept as words: neither is chosen.
    pub(super) fn measured(&self) -> Option<Marked<Measured>> {
        let mut values = self.values.clone();
        values.dedup();
        let words = |words: String| Marked::plain(Measured::Value { words, amount: None });
        let measured = match values.as_slice() {
            [] => return None,
            [one] => amount(one).unwrap_or_else(|| words(note::words(one))),
            _ => words(values.join("; ")),
        };
        Some(measured.with(Mark::FromComment))
    }

    /// The reference ranges; they have no unit of their own.
    pub(super) fn ranges(&self) -> Vec<ReferenceRange> {
        self.ranges.iter().map(|range| ReferenceRange::in_words(range)).collect()
    }

    /// The laboratory's interpretation.
    pub(super) fn interpretation(&self) -> Option<Interpretation> {
        self.interpretation.map(Interpretation::in_words)
    }

    /// What the recorder or the laboratory called it.
    pub(super) fn original(&self) -> Option<String> {
        self.original.map(note::words).filter(|original| !original.is_empty())
    }
}

fn without_break(line: &str) -> &str {
    line.trim().trim_end_matches("&#13;").trim_end()
}

/// The rest of a line that begins with a label, in whatever case; `None` where nothing follows.
fn after<'a>(line: &'a str, label: &str) -> Option<&'a str> {
    let (front, rest) = line.split_at_checked(label.len())?;
    let rest = rest.trim();
    (front.eq_ignore_ascii_case(label) && !rest.is_empty()).then_some(rest)
}

/// `>= 4.0 Unk UoM` as an amount, `~ 2.0` as one that is about right; `None` for words.
fn amount(words: &str) -> Option<Marked<Measured>> {
    let about = words.strip_prefix('~').map(str::trim_start);
    let words = about.unwrap_or(words);
    let comparator = ["<=", ">=", "<", ">"].into_iter().find(|sign| words.starts_with(sign));
    let rest = words.strip_prefix(comparator.unwrap_or_default()).unwrap_or(words).trim_start();
    let (number, unit) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let unit = unit.trim();
    let value = Value::Quantity(Box::new(Quantity {
        value: Some(Decimal::new(number)?),
        comparator: comparator.map(Code::new),
        unit: (!unit.is_empty()).then(|| unit.to_owned()),
        ..Quantity::default()
    }));
    let exact = Measured::read(Some(&value), None);
    Some(if about.is_some() { exact.parts().0.clone().about() } else { exact })
}

/// Whether a value that was sent is the one that a comment repeats, so that nothing has to be said of the comment's.
pub(super) fn is_same(sent: &Measured, said: &Measured) -> bool {
    let squeezed = |words: &str| words.split_whitespace().collect::<String>().to_lowercase();
    match (sent.amount(), said.amount()) {
        (Some(sent), Some(said)) => {
            sent.number == said.number
                && (said.unit.is_none() || sent.unit.is_none() || sent.unit == said.unit)
        }
        _ => squeezed(sent.words().unwrap_or_default()) == squeezed(said.words().unwrap_or_default()),
    }
}

impl ReferenceRange {
    /// A range in words: `3.5 - 5.3`, `< 5.0`. What cannot be taken apart stays as it was sent.
    fn in_words(sent: &str) -> Self {
        let number = |text: &str| Decimal::new(text)?.approximate();
        let ends = sent.split_once(" - ").and_then(|(low, high)| Some((number(low)?, number(high)?)));
        let up_to = sent.strip_prefix('<').map(|rest| rest.trim_start_matches('=')).and_then(number);
        let from = sent.strip_prefix('>').map(|rest| rest.trim_start_matches('=')).and_then(number);
        Self {
            kind: None,
            words: match ends {
                Some(_) => sent.replacen(" - ", " to ", 1),
                None => note::words(sent),
            },
            low: ends.map(|(low, _)| low).or(from),
            high: ends.map(|(_, high)| high).or(up_to),
            unit: None,
        }
    }
}

/// What was observed: the original term, and never a placeholder where something better was sent (ARS-23, ARS-26).
pub(super) fn term(sent: Option<&crate::fhir::CodeableConcept>, comment: &Comment) -> String {
    let original = comment.original().filter(|_| sent.is_none_or(is_placeholder));
    original.unwrap_or_else(|| format::concept_or_missing(sent).into_owned())
}

/// Codes that many different things have: a laboratory's test of whatever kind.
const ANYTHING: [&str; 2] = ["364712009", "196411000000103"];

/// Words that say only that something was recorded.
const NOTHING: [&str; 4] = [
    "Textual Problem",
    "Laboratory test observable",
    "Transfer-degraded record entry",
    format::CONCEPT_NOT_RECORDED,
];

/// Whether a concept says only that something was recorded: a lost code without words of its own, or one that anything has.
pub(super) fn is_placeholder(concept: &crate::fhir::CodeableConcept) -> bool {
    let words = format::concept(concept);
    let says_nothing = NOTHING.iter().any(|nothing| nothing.eq_ignore_ascii_case(&words));
    let has_text = concept.text.as_deref().is_some_and(|text| !text.trim().is_empty());
    says_nothing || (is_any(concept) && !has_text)
}

/// Whether a concept has a code that many different things have.
pub(super) fn is_any(concept: &crate::fhir::CodeableConcept) -> bool {
    format::is_degraded(concept) || ANYTHING.iter().any(|code| concept.has_code(code))
}

/// The labels of the lines that are read.
const LABELS: [&str; 4] = ["Value:", "Reference range:", "Interpretation Code:", "Original text:"];

/// The lines of a comment that are not read here.
pub(super) fn rest(comment: &str) -> Option<String> {
    let is_read = |line: &&str| LABELS.iter().any(|label| after(line.trim(), label).is_some());
    let rest: Vec<&str> = comment.lines().filter(|line| !is_read(line)).collect();
    Some(rest.join("\n").trim().to_owned()).filter(|rest| !rest.is_empty())
}
