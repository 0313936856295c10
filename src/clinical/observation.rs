//! One Observation as a row: the same reading for uncategorised data, vaccination status and results (ARS-48; structured
//! digest 3.8, 3.9, 7.13).

mod blood_pressure;
mod comment;
mod interpretation;
mod measured;
mod range;

pub use blood_pressure::{BloodPressure, Half, is_panel};
use comment::Comment;
pub use interpretation::Interpretation;
pub use measured::{Amount, Measured};
pub use range::ReferenceRange;

use super::note::block;
use super::person::{Person, person};
use super::security_label::is_not_for_patient;
use super::{Mark, Marked, Marks, Placing, standing};
use crate::fhir::{CodeableConcept, Component, DateTime, Observation};
use crate::format::{self, CONCEPT_NOT_RECORDED};

/// SNOMED CT code of a comment note: words alone, or the practice's comment on filing a result.
pub const COMMENT_NOTE: &str = "37331000000100";

/// What was observed, with everything that belongs beside it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Observed {
    /// Its position in the response: tells rows apart.
    pub key: usize,
    /// What was observed: the original term (ARS-23), with the marks of the entry as a whole.
    pub term: Marked<String>,
    /// What it is compared by in a trend; `None` where it has words alone.
    pub code: Option<String>,
    /// The clinical date, or the start of the clinical period.
    pub date: Option<DateTime>,
    /// The end of the clinical period.
    pub until: Option<DateTime>,
    /// When it was recorded or issued; an audit date.
    pub recorded: Option<DateTime>,
    /// The value, or why there is none, with the marks of the entry and its own.
    pub measured: Marked<Measured>,
    /// Reference ranges in words.
    pub ranges: Vec<ReferenceRange>,
    /// What was made of it.
    pub interpretation: Option<Interpretation>,
    /// Words that may change the meaning of the rest, with their line breaks (ARS-50).
    pub comment: Option<String>,
    /// Where on the body.
    pub site: Option<String>,
    /// How.
    pub method: Option<String>,
    /// Its parts: label and value.
    pub parts: Vec<Part>,
    /// Who.
    pub performers: Vec<Person>,
    /// Not to be disclosed to the patient (ARS-56).
    pub not_for_patient: bool,
}

/// A part of an observation, such as systolic.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// What was observed.
    pub term: String,
    /// The value, or why there is none, with the marks of the whole and its own.
    pub measured: Marked<Measured>,
    /// Reference ranges in words.
    pub ranges: Vec<ReferenceRange>,
    /// What was made of it.
    pub interpretation: Option<Interpretation>,
}

/// What an observation says, in whichever element it says it; the same wherever it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// What was observed.
    pub term: Marked<String>,
    /// The value, or why there is none.
    pub measured: Marked<Measured>,
    /// Reference ranges.
    pub ranges: Vec<ReferenceRange>,
    /// What was made of it.
    pub interpretation: Option<Interpretation>,
    /// Its parts.
    pub parts: Vec<Part>,
}

impl Told {
    /// Reads an observation: its own elements, and what only the words of its comment hold (FR-03).
    pub fn read(sent: &Observation) -> Self {
        let marks = marks(sent);
        let comment = Comment::read(sent.comment.as_deref().unwrap_or_default());
        let own = Measured::read(sent.value.as_ref(), sent.data_absent_reason.as_ref());
        let measured = match (own.parts().0, comment.measured()) {
            (Measured::Value { .. }, Some(said)) if !comment::is_same(own.parts().0, said.parts().0) => {
                let (words, _) = said.parts();
                own.with(Mark::Disputed(words.words().unwrap_or_default().to_owned()))
            }
            (Measured::Value { .. }, _) | (_, None) => own,
            (Measured::Nothing | Measured::Absent(_), Some(said)) => said,
        };
        let mut ranges = ReferenceRange::read_all(&sent.reference_range);
        if ranges.is_empty() {
            ranges = comment.ranges();
        }
        let interpretation = sent.interpretation.as_ref().and_then(Interpretation::read);
        Self {
            term: Marked::plain(comment::term(sent.code.as_ref(), &comment)).with_all(&marks),
            measured: measured.with_all(&marks),
            ranges,
            interpretation: interpretation.or_else(|| comment.interpretation()),
            parts: Part::read_all(sent),
        }
    }
}

impl Observed {
    /// Reads the observation at a position. Whoever performed it counts as placed.
    pub fn read<'a>(placing: &Placing<'a>, position: usize, sent: &'a Observation) -> Self {
        let period = sent.effective_period.as_ref();
        let Told { term, measured, ranges, interpretation, parts } = Told::read(sent);
        Self {
            key: position,
            term,
            code: sent.code.as_ref().and_then(code),
            date: sent.effective_date_time.clone().or_else(|| period.and_then(|period| period.start.clone())),
            until: period.and_then(|period| period.end.clone()),
            recorded: sent.issued.clone(),
            measured,
            ranges,
            interpretation,
            comment: sent.comment.as_deref().map(block).filter(|comment| !comment.is_empty()),
            site: sent.body_site.as_ref().map(words),
            method: sent.method.as_ref().map(words),
            parts,
            performers: sent.performer.iter().filter_map(|who| person(placing, Some(who))).collect(),
            not_for_patient: is_not_for_patient(sent.meta.as_deref()),
        }
    }

    /// A date of its own where that of its report is another (FR-34): when it was observed, else, said so, when it was
    /// recorded.
    pub fn date_beside(&self, issued: Option<&DateTime>) -> Option<(&'static str, &DateTime)> {
        let recorded = || self.recorded.as_ref().map(|date| ("Recorded ", date));
        let (label, own) = self.date.as_ref().map(|date| ("", date)).or_else(recorded)?;
        issued
            .is_none_or(|issued| format::date_time(issued) != format::date_time(own))
            .then_some((label, own))
    }

    /// The same with the marks of what holds it, such as a report that may still change: on every value in it.
    pub fn within(mut self, marks: &Marks) -> Self {
        self.term = self.term.with_all(marks);
        self.measured = self.measured.with_all(marks);
        for part in &mut self.parts {
            part.measured = std::mem::take(&mut part.measured).with_all(marks);
        }
        self
    }

    /// Whether a value, or why there is none, was sent.
    pub fn has_value(&self) -> bool {
        !matches!(self.measured.parts().0, Measured::Nothing)
    }

    /// Whether it holds words alone: no value, no part, no range.
    pub fn is_words_alone(&self) -> bool {
        !self.has_value() && self.parts.is_empty() && self.ranges.is_empty()
    }

    /// Whether the sender calls the value, or that of a part, other than normal.
    pub fn is_abnormal(&self) -> bool {
        let parts = self.parts.iter().filter_map(|part| part.interpretation.as_ref());
        self.interpretation.iter().chain(parts).any(|sent| sent.is_abnormal)
    }

    /// The words of the comment that are not read elsewhere; `None` where nothing is left.
    pub fn remark(&self) -> Option<String> {
        comment::rest(self.comment.as_deref()?)
    }

    /// The performers, by name; `None` when nobody was sent.
    pub fn performed_by(&self) -> Option<String> {
        let names: Vec<String> = self.performers.iter().map(ToString::to_string).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }
}

impl Part {
    /// The parts of an observation.
    pub fn read_all(sent: &Observation) -> Vec<Self> {
        if sent.component.is_empty() {
            return Vec::new();
        }
        let marks = marks(sent);
        sent.component.iter().filter_map(|part| Self::read(part, &marks)).collect()
    }

    /// Reads a part; `None` when nothing was sent in it.
    fn read(sent: &Component, whole: &Marks) -> Option<Self> {
        let part = Self {
            term: format::concept_or_missing(sent.code.as_ref()).into_owned(),
            measured: Measured::read(sent.value.as_ref(), sent.data_absent_reason.as_ref()).with_all(whole),
            ranges: ReferenceRange::read_all(&sent.reference_range),
            interpretation: sent.interpretation.as_ref().and_then(Interpretation::read),
        };
        let is_nothing = part.term == CONCEPT_NOT_RECORDED
            && *part.measured.parts().0 == Measured::Nothing
            && part.ranges.is_empty()
            && part.interpretation.is_none();
        (!is_nothing).then_some(part)
    }
}

/// What was observed: the original term, and never "Transfer-degraded record entry" where something better was sent
/// (ARS-23, ARS-26).
pub fn term(sent: &Observation) -> String {
    comment::term(sent.code.as_ref(), &Comment::read(sent.comment.as_deref().unwrap_or_default()))
}

/// Whether it is a comment note.
pub fn is_comment_note(sent: &Observation) -> bool {
    sent.code.as_ref().is_some_and(|code| code.has_code(COMMENT_NOTE))
}

/// The marks of an entry as a whole: its status, and that its code was lost (ARS-26, ARS-51).
pub fn marks(sent: &Observation) -> Marks {
    let uncoded = sent.code.as_ref().is_some_and(format::is_degraded).then_some(Mark::Uncoded);
    standing::of_result(sent.status.as_deref()).into_iter().chain(uncoded).collect()
}

fn words(concept: &CodeableConcept) -> String {
    format::concept(concept).into_owned()
}

/// The SNOMED CT code, else any; a code that many different things have compares nothing.
fn code(concept: &CodeableConcept) -> Option<String> {
    if comment::is_any(concept) {
        return None;
    }
    let coding =
        concept.coding.iter().find(|coding| coding.system.as_deref() == Some("http://snomed.info/sct"));
    let coding = coding.or(concept.coding.first())?;
    Some(format!("{}|{}", coding.system.as_deref().unwrap_or_default(), coding.code.as_deref()?))
}

#[cfg(test)]
mod tests;
