//! Consultations: each encounter with its tree of topics, headings and items, in the order in which they were displayed at
//! the practice (structured digest 3.5).
//!
//! The record is more than its consultations: some systems record outside of them (ARS-39).

mod consultation;
mod tree;

use std::cmp::Reverse;
use std::collections::BTreeSet;

pub use consultation::{Consultation, Participant};
pub use tree::{Level, Part, Section};

use super::area::{Area, LinkedFrom, ListKind, Warning};
use super::linked_problems::LinkedProblems;
use super::supply::{OnLists, Supply};
use super::{Placing, State};
use crate::clinical::order;
use crate::fhir::{Encounter, Index, List};
use crate::format;
use tree::Trees;

const NONE: &str = "The practice was asked for consultations, and answered that nothing is recorded (information not \
                    available).";

/// The consultations of a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Consultations {
    /// What the practice's own list holds, the newest first, undated ones last.
    pub items: Vec<Consultation>,
    /// What came only because problems are linked to it, mostly without its content.
    pub apart: Vec<Consultation>,
    /// Topics and headings of consultations that are not in the response.
    pub loose: Vec<Section>,
    /// Entries of the list that are words instead of a consultation, or lead nowhere.
    pub not_included: Vec<String>,
    /// Whether the practice sent its list: without it nothing can be said of what is on it.
    pub has_list: bool,
}

impl Consultations {
    /// How many consultations the practice's own list holds.
    pub fn count(&self) -> usize {
        self.items.len()
    }
}

/// Reads the consultations of a response, and which entries they show.
pub fn read<E>(index: &Index) -> (State<Consultations, E, Warning>, BTreeSet<usize>) {
    let placing = Placing::new(index);
    let mut supply = Supply::read(&placing, Area::Consultations);
    // Which consultation lost an item is not revealed, so the warning is above all of them (structured digest 2.8).
    for (_, list) in index.bundle().each::<List>() {
        if let ListKind::Linked { area, from: LinkedFrom::Consultations } = ListKind::of(list) {
            supply.warn_of(list, &format!("{} in consultations", area.title()));
        }
    }
    let lists = OnLists::of(index, Area::Consultations);
    let mut consultations = Consultations {
        not_included: lists.not_included.clone(),
        has_list: supply.has_primary(),
        ..Consultations::default()
    };
    let problems = LinkedProblems::of(index);
    let mut trees = Trees::of(&placing);
    for (position, sent) in placing.each::<Encounter>() {
        if placing.is_repeated(position) {
            continue;
        }
        let sections = trees.of_encounter(position);
        let consultation = Consultation::read(&placing, position, sent, sections, &problems);
        let rows = if lists.primary.contains(&position) {
            &mut consultations.items
        } else {
            &mut consultations.apart
        };
        rows.push(consultation);
    }
    consultations.loose = trees.rest();
    order::by_key(&mut consultations.items, row_order);
    order::by_key(&mut consultations.apart, row_order);
    supply.warn_of_lists(&lists, consultations.apart.len() + consultations.loose.len());
    let is_nothing = consultations.items.is_empty()
        && consultations.apart.is_empty()
        && consultations.loose.is_empty()
        && consultations.not_included.is_empty();
    let state = supply.into_state((!is_nothing).then_some(consultations), NONE);
    (state, placing.into_positions())
}

fn row_order(consultation: &Consultation) -> impl Ord + use<> {
    (Reverse(format::date::sort_key(consultation.start.as_ref())), consultation.key)
}

#[cfg(test)]
mod tests;
