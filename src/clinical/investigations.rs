//! Investigations: laboratory reports with everything that belongs to them (structured digest 3.9).
//!
//! Nothing is called abnormal unless the laboratory says so, and no report is left out by its category, which is not
//! reliable (ARS-52).

mod filing;
mod in_words;
mod latest;
mod report;
mod request;
mod specimen;

use std::cmp::Reverse;
use std::collections::BTreeSet;

pub use filing::Filing;
pub use latest::{Before, Change, Compared, Latest, Recent};
pub use report::{Group, Outcome, Report};
pub use request::Request;
pub use specimen::Specimen;

use super::area::{Area, Warning};
use super::linked_problems::LinkedProblems;
use super::results::Tree;
use super::supply::{OnLists, Supply};
use super::{Placing, State};
use crate::clinical::order;
use crate::fhir::{DiagnosticReport, Index, ProcedureRequest};
use crate::format;

const NONE: &str = "The practice was asked for investigations, and answered that nothing is recorded (information not \
                    available). Results that were typed in are under uncategorised data, scanned ones under documents.";

/// The investigations of a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Investigations {
    /// Reports of the practice's own list, the newest first.
    pub items: Vec<Report>,
    /// Reports that came only because consultations or problems hold or link them.
    pub apart: Vec<Report>,
    /// Requests of tests that no report answers.
    pub requests: Vec<Request>,
    /// Entries of the list that are words instead of an item, or lead nowhere.
    pub not_included: Vec<String>,
}

impl Investigations {
    /// How many reports the practice's own list holds.
    pub fn count(&self) -> usize {
        self.items.len()
    }
}

/// Reads the investigations of a response, and which of its entries they show.
pub fn read<E>(index: &Index) -> (State<Investigations, E, Warning>, BTreeSet<usize>) {
    let placing = Placing::new(index);
    let mut supply = Supply::read(&placing, Area::Investigations);
    let lists = OnLists::of(index, Area::Investigations);
    let tree = Tree::of(index);
    let linked = LinkedProblems::of(index);
    let mut all = Investigations { not_included: lists.not_included.clone(), ..Investigations::default() };
    let mut answered = BTreeSet::new();
    for (position, sent) in placing.each::<DiagnosticReport>() {
        if placing.is_repeated(position) {
            continue;
        }
        let report = Report::read(&placing, position, sent, &tree, &linked, &mut answered);
        let reports = if lists.primary.contains(&position) { &mut all.items } else { &mut all.apart };
        reports.push(report);
    }
    for (position, sent) in index.bundle().each::<ProcedureRequest>() {
        let is_order = sent.intent.as_deref().is_some_and(|intent| intent == "order");
        if is_order && !answered.contains(&position) && !placing.is_repeated(position) {
            placing.place(position);
            all.requests.push(Request::read(&placing, sent));
        }
    }
    order::by_key(&mut all.items, newest_first);
    order::by_key(&mut all.apart, newest_first);
    supply.warn_of_lists(&lists, all.apart.len());
    let is_nothing = all == Investigations::default();
    (supply.into_state((!is_nothing).then_some(all), NONE), placing.into_positions())
}

/// Undated ones come last; they are never hidden (ARS-66).
fn newest_first(report: &Report) -> impl Ord + use<> {
    (Reverse(format::date::sort_key(report.issued.as_ref())), report.key)
}

#[cfg(test)]
mod tests;
