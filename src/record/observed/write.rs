//! The cells of an observation as markup: what is in the page, in one place for long lists and for views.

use crate::clinical::observation::{Interpretation, Measured, Observed, Part, ReferenceRange};
use crate::clinical::{Mark, Marked, Marks, Person};
use crate::fhir::DateTime;
use crate::format;
use crate::format::markup::Markup;
use crate::record::when::write_when;
use crate::ui::data_table::write_missing;
use crate::ui::tag::{TagKind, write_tag};

/// The marks of an item, that it is not for the patient, and remarks of its own; one a line.
pub fn marks(into: &mut Markup, marks: &Marks, not_for_patient: bool, remarks: &[String]) {
    for mark in marks {
        into.within("div", "", |into| tag(into, mark));
    }
    let nopat = not_for_patient.then_some("Not to be disclosed to the patient");
    for text in nopat.into_iter().chain(remarks.iter().map(String::as_str)) {
        into.within("div", "", |into| write_tag(into, TagKind::Incomplete, text));
    }
}

/// The marks of an item in its line.
pub fn tags(into: &mut Markup, marks: &Marks) {
    for mark in marks {
        into.text(" ");
        tag(into, mark);
    }
}

fn tag(into: &mut Markup, mark: &Mark) {
    match mark {
        // What a code that was lost in transfer means for the reader (ARS-26).
        Mark::Uncoded => write_tag(into, TagKind::Incomplete, "Uncoded: its code was lost in transfer"),
        Mark::InError | Mark::Cancelled | Mark::Stopped(_) | Mark::SomebodyElse(_) => {
            write_tag(into, TagKind::Danger, &mark.words());
        }
        Mark::NotDone
        | Mark::NotFinal(_)
        | Mark::Planned
        | Mark::Ended
        | Mark::Approximate
        | Mark::FromComment
        | Mark::Disputed(_) => write_tag(into, TagKind::Incomplete, &mark.words()),
    }
}

/// The term, what it is a part of, and its marks.
pub fn term(into: &mut Markup, observed: &Observed, part_of: Option<&str>) {
    let (words, standing) = observed.term.parts();
    into.element("div", "app-term", words);
    if let Some(parent) = part_of {
        into.element("div", "app-term__about", &format!("Part of {parent}"));
    }
    let place: Vec<String> = [("Site", &observed.site), ("Method", &observed.method)]
        .into_iter()
        .filter_map(|(label, words)| Some(format!("{label}: {}", words.as_ref()?)))
        .collect();
    if !place.is_empty() {
        into.element("div", "app-term__about", &place.join(", "));
    }
    marks(into, standing, observed.not_for_patient, &[]);
}

/// The value, or why there is none, with what must be said beside it and is not in `said` already.
pub fn value(into: &mut Markup, measured: &Marked<Measured>, said: &Marks) {
    let (value, marks) = measured.parts();
    match value {
        Measured::Nothing => write_missing(into, "No value"),
        Measured::Absent(words) => write_missing(into, words),
        Measured::Value { words, amount } => {
            into.element("span", if words.contains('\n') { "app-block" } else { "app-value" }, words);
            if amount.as_ref().is_some_and(|amount| amount.unit.is_none()) {
                into.text(" ");
                into.element("span", "app-quiet app-small", "(no unit sent)");
            }
        }
    }
    tags(into, &marks.beyond(said));
}

/// A value in words with its marks, as [`value`].
pub fn words(into: &mut Markup, value: &Marked<String>, said: &Marks) {
    let (words, marks) = value.parts();
    into.element("span", "app-value", words);
    tags(into, &marks.beyond(said));
}

/// What the sender made of the value, in its own words; in bold when it is other than normal.
pub fn interpretation(into: &mut Markup, sent: Option<&Interpretation>) {
    match sent {
        Some(sent) if sent.is_abnormal => {
            into.within("div", "", |into| into.element("strong", "app-abnormal", &sent.words));
        }
        Some(sent) => into.element("div", "app-small", &sent.words),
        None => {}
    }
}

/// Reference ranges, one a line.
pub fn ranges(into: &mut Markup, ranges: &[ReferenceRange]) {
    if ranges.is_empty() {
        write_missing(into, "Not sent");
    }
    for range in ranges {
        into.element("div", "", &range.text());
    }
}

/// Parts as label and value, each with its range and interpretation.
pub fn parts(into: &mut Markup, parts: &[Part], said: &Marks) {
    for part in parts {
        into.within("div", "", |into| {
            into.element("span", "app-quiet", &format!("{}: ", part.term));
            value(into, &part.measured, said);
            let range = part.ranges.iter().map(ReferenceRange::text).collect::<Vec<_>>().join("; ");
            if !range.is_empty() {
                into.text(&format!(" (range {range})"));
            }
            interpretation(into, part.interpretation.as_ref());
        });
    }
}

/// Words with their line breaks and columns.
pub fn block(into: &mut Markup, words: &str) {
    let class = if words.contains('\n') || words.contains("  ") { "app-block" } else { "app-text" };
    into.element("div", class, words);
}

/// The clinical date or period; the audit date where no other was sent, named as such (ARS-66).
pub fn clinical_date(into: &mut Markup, observed: &Observed) {
    write_when(into, observed.date.as_ref());
    let starts = observed.date.as_ref().map(format::date);
    if let Some(until) = observed.until.as_ref().filter(|until| starts != Some(format::date(until))) {
        into.within("div", "app-small", |into| {
            into.text("to ");
            write_when(into, Some(until));
        });
    }
    if let Some(recorded) = observed.recorded.as_ref().filter(|_| observed.date.is_none()) {
        entered(into, recorded);
    }
}

/// Who, one a line, each with the role quietly.
pub fn performers(into: &mut Markup, performers: &[Person]) {
    if performers.is_empty() {
        write_missing(into, "Not recorded");
    }
    for who in performers {
        into.element("div", "", &who.name);
        if let Some(role) = &who.role {
            into.element("div", "app-quiet app-small", role);
        }
    }
}

/// When an item was entered, quietly.
pub fn entered(into: &mut Markup, date: &DateTime) {
    into.within("div", "app-quiet app-small", |into| {
        into.text("entered ");
        write_when(into, Some(date));
    });
}
