//! Cells that show an observation: its term with what must be known before it is relied on, its value with range and
//! interpretation, and its words with their line breaks (ARS-48, ARS-50).

use maud::{Markup, html};

use crate::clinical::observation::{Interpretation, Measured, Observed, Part, ReferenceRange};
use crate::clinical::{Mark, Marked, Marks, Person};
use crate::fhir::DateTime;
use crate::format;
use crate::record::when::when;
use crate::ui::data_table::missing;
use crate::ui::tag::{TagKind, tag};

/// The marks of an item, that it is not for the patient, and remarks of its own; one a line.
pub fn marks(marks: &Marks, not_for_patient: bool, remarks: &[String]) -> Markup {
    let nopat = not_for_patient.then_some("Not to be disclosed to the patient");
    html! {
        @for mark in marks { div { (mark_tag(mark)) } }
        @for text in nopat.into_iter().chain(remarks.iter().map(String::as_str)) {
            div { (tag(TagKind::Incomplete, text)) }
        }
    }
}

/// The marks of an item in its line.
pub fn tags(marks: &Marks) -> Markup {
    html! { @for mark in marks { " " (mark_tag(mark)) } }
}

fn mark_tag(mark: &Mark) -> Markup {
    match mark {
        // What a code that was lost in transfer means for the reader (ARS-26).
        Mark::Uncoded => tag(TagKind::Incomplete, "Uncoded: its code was lost in transfer"),
        Mark::InError | Mark::Cancelled | Mark::Stopped(_) | Mark::SomebodyElse(_) => {
            tag(TagKind::Danger, &mark.words())
        }
        Mark::NotDone
        | Mark::NotFinal(_)
        | Mark::Planned
        | Mark::Ended
        | Mark::NotForPatient
        | Mark::Approximate
        | Mark::FromComment
        | Mark::Disputed(_) => tag(TagKind::Incomplete, &mark.words()),
    }
}

/// The term, what it is a part of, and its marks.
pub fn term(observed: &Observed, part_of: Option<&str>) -> Markup {
    let (words, standing) = observed.term.parts();
    let place: Vec<String> = [("Site", &observed.site), ("Method", &observed.method)]
        .into_iter()
        .filter_map(|(label, words)| Some(format!("{label}: {}", words.as_ref()?)))
        .collect();
    html! {
        div.app-term { (words) }
        @if let Some(parent) = part_of {
            div.app-term__about { "Part of " (parent) }
        }
        @if !place.is_empty() {
            div.app-term__about { (place.join(", ")) }
        }
        (marks(standing, observed.not_for_patient, &[]))
    }
}

/// The value, or why there is none, with what must be said beside it and is not in `said` already.
pub fn value(measured: &Marked<Measured>, said: &Marks) -> Markup {
    let (value, marks) = measured.parts();
    html! {
        @match value {
            Measured::Nothing => (missing("No value")),
            Measured::Absent(words) => (missing(words)),
            Measured::Value { words, amount } => {
                span class=(if words.contains('\n') { "app-block" } else { "app-value" }) { (words) }
                @if amount.as_ref().is_some_and(|amount| amount.unit.is_none()) {
                    " " span.app-quiet.app-small { "(no unit sent)" }
                }
            }
        }
        (tags(&marks.beyond(said)))
    }
}

/// A value in words with its marks, as [`value`].
pub fn value_in_words(value: &Marked<String>, said: &Marks) -> Markup {
    let (words, marks) = value.parts();
    html! {
        span.app-value { (words) }
        (tags(&marks.beyond(said)))
    }
}

/// What the sender made of the value, in its own words; in bold when it is other than normal.
pub fn interpretation(sent: Option<&Interpretation>) -> Markup {
    html! {
        @match sent {
            Some(sent) if sent.is_abnormal => div { strong.app-abnormal { (sent.words) } },
            Some(sent) => div.app-small { (sent.words) },
            None => {}
        }
    }
}

/// Reference ranges, one a line.
pub fn ranges(ranges: &[ReferenceRange]) -> Markup {
    if ranges.is_empty() {
        return missing("Not sent");
    }
    html! { @for range in ranges { div { (range.text()) } } }
}

/// Parts as label and value, each with its range and interpretation.
pub fn parts(parts: &[Part], said: &Marks) -> Markup {
    html! { @for part in parts { (one_part(part, said)) } }
}

fn one_part(part: &Part, said: &Marks) -> Markup {
    let range = part.ranges.iter().map(ReferenceRange::text).collect::<Vec<_>>().join("; ");
    html! {
        div {
            span.app-quiet { (part.term) ": " }
            (value(&part.measured, said))
            @if !range.is_empty() { " (range " (range) ")" }
            (interpretation(part.interpretation.as_ref()))
        }
    }
}

/// Words with their line breaks and columns.
pub fn block(words: &str) -> Markup {
    let class = if words.contains('\n') || words.contains("  ") { "app-block" } else { "app-text" };
    html! { div class=(class) { (words) } }
}

/// [`block`], or the words that there are none.
pub fn block_or(words: Option<&str>, none: &str) -> Markup {
    words.map_or_else(|| missing(none), block)
}

/// The clinical date or period; the audit date where no other was sent, named as such (ARS-66).
pub fn clinical_date(observed: &Observed) -> Markup {
    let starts = observed.date.as_ref().map(format::date);
    let until = observed.until.as_ref().filter(|until| starts != Some(format::date(until)));
    let recorded = observed.recorded.as_ref().filter(|_| observed.date.is_none());
    html! {
        (when(observed.date.as_ref()))
        @if let Some(until) = until {
            div.app-small { "to " (when(Some(until))) }
        }
        @if let Some(recorded) = recorded { (entered(recorded)) }
    }
}

/// Who, one a line, each with the role quietly.
pub fn performers(performers: &[Person]) -> Markup {
    if performers.is_empty() {
        return missing("Not recorded");
    }
    html! {
        @for who in performers {
            div { (who.name) }
            @if let Some(role) = &who.role {
                div.app-quiet.app-small { (role) }
            }
        }
    }
}

/// When an item was entered, quietly.
pub fn entered(date: &DateTime) -> Markup {
    html! { div.app-quiet.app-small { "entered " (when(Some(date))) } }
}
