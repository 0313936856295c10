//! Cells that show an observation: its term with what must be known before it is relied on, its value with range and
//! interpretation, and its words with their line breaks (ARS-48, ARS-50).
//!
//! What is in them is in [`write`], for lists of thousands of rows; here the same as views.

pub mod write;

use leptos::prelude::*;

use crate::clinical::observation::{Interpretation, Measured, Observed, Part, ReferenceRange};
use crate::clinical::{Marked, Marks};
use crate::fhir::DateTime;
use crate::ui::data_table::write_missing;
use crate::ui::written::written;

/// The marks of an item, that it is not for the patient, and remarks of its own.
pub fn marks(marks: &Marks, not_for_patient: bool, remarks: &[String]) -> impl IntoView + use<> {
    written(|into| write::marks(into, marks, not_for_patient, remarks))
}

/// The marks of an item in its line.
pub fn tags(marks: &Marks) -> impl IntoView + use<> {
    written(|into| write::tags(into, marks))
}

/// The term, what it is a part of, and its marks.
pub fn term(observed: &Observed, part_of: Option<String>) -> impl IntoView + use<> {
    written(|into| write::term(into, observed, part_of.as_deref()))
}

/// The value, or why there is none, with what must be said beside it and is not in `said` already.
pub fn value(measured: &Marked<Measured>, said: &Marks) -> AnyView {
    written(|into| write::value(into, measured, said)).into_any()
}

/// What the sender made of the value, in its own words; in bold when it is other than normal.
pub fn interpretation(sent: Option<&Interpretation>) -> Option<AnyView> {
    written(|into| write::interpretation(into, sent))
}

/// Reference ranges, one a line.
pub fn ranges(ranges: &[ReferenceRange]) -> AnyView {
    written(|into| write::ranges(into, ranges)).into_any()
}

/// Parts as label and value, each with its range and interpretation.
pub fn parts(parts: &[Part], said: &Marks) -> impl IntoView + use<> {
    written(|into| write::parts(into, parts, said))
}

/// Words with their line breaks and columns.
pub fn block(words: &str) -> AnyView {
    written(|into| write::block(into, words)).into_any()
}

/// [`block`], or the words that there are none.
pub fn block_or(words: Option<&str>, missing: &'static str) -> AnyView {
    written(|into| match words {
        Some(words) => write::block(into, words),
        None => write_missing(into, missing),
    })
    .into_any()
}

/// The clinical date or period; the audit date where no other was sent, named as such (ARS-66).
pub fn clinical_date(observed: &Observed) -> impl IntoView + use<> {
    written(|into| write::clinical_date(into, observed))
}

/// When an item was entered, quietly.
pub fn entered(date: DateTime) -> impl IntoView {
    written(|into| write::entered(into, &date))
}
