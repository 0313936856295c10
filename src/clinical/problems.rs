//! Problems: active and inactive, significant and minor, with what they are linked to (structured digest 3.6).
//!
//! Any clinical item can be a problem, so a problem is not a diagnosis.

mod in_words;
mod links;
mod problem;

use std::cmp::Reverse;
use std::collections::BTreeSet;

pub use links::{Link, Related};
pub use problem::{Group, Problem, Significance, Status};

use super::area::{Area, LinkedFrom, ListKind, Warning};
use super::supply::{OnLists, Supply};
use super::{Placing, State};
use crate::clinical::order;
use crate::fhir::{Condition, Index, List};
use crate::format;
use links::RelatedProblems;

const NONE: &str = "The practice was asked for problems, active and inactive, and answered that nothing is recorded \
                    (information not available).";

/// The problems of a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problems {
    /// What the practice's own list holds: by group, then the newest onset first.
    pub items: Vec<Problem>,
    /// What came only because something else is linked to it (ARS-43).
    pub apart: Vec<Problem>,
    /// Entries of the list that are words instead of a problem, or lead nowhere.
    pub not_included: Vec<String>,
    /// Whether the practice sent its list: without it nothing can be said of what is on it.
    pub has_list: bool,
}

impl Problems {
    /// How many problems the practice's own list holds.
    pub fn count(&self) -> usize {
        self.items.len()
    }
}

/// Reads the problems of a response, and which entries they show.
pub fn read<E>(index: &Index) -> (State<Problems, E, Warning>, BTreeSet<usize>) {
    let placing = Placing::new(index);
    let mut supply = Supply::read(&placing, Area::Problems);
    // At most one list mixes the problems that are linked to items of any area (ARS-21).
    for (position, list) in index.bundle().each::<List>() {
        match ListKind::of(list) {
            ListKind::LinkedProblems => {
                placing.place(position);
                supply.warn_of(list, "Problems linked from other items");
            }
            // Which problem lost an item is not revealed, so the warning is above all of them (structured digest 2.8).
            ListKind::Linked { area, from: LinkedFrom::Problems } => {
                supply.warn_of(list, &format!("{} linked to problems", area.title()));
            }
            ListKind::Primary(_)
            | ListKind::EndedAllergies
            | ListKind::Linked { .. }
            | ListKind::Consultation
            | ListKind::Other => {}
        }
    }
    let lists = OnLists::of(index, Area::Problems);
    let mut problems = Problems {
        not_included: lists.not_included.clone(),
        has_list: supply.has_primary(),
        ..Problems::default()
    };
    let related = RelatedProblems::of(index);
    for (position, sent) in placing.each::<Condition>() {
        if placing.is_repeated(position) {
            continue;
        }
        let problem = Problem::read(&placing, position, sent, &related);
        let rows = if lists.primary.contains(&position) { &mut problems.items } else { &mut problems.apart };
        rows.push(problem);
    }
    order::by_key(&mut problems.items, row_order);
    order::by_key(&mut problems.apart, row_order);
    supply.warn_of_lists(&lists, problems.apart.len());
    let is_nothing =
        problems.items.is_empty() && problems.apart.is_empty() && problems.not_included.is_empty();
    let state = supply.into_state((!is_nothing).then_some(problems), NONE);
    (state, placing.into_positions())
}

/// By group, then the newest onset first; where it is not recorded, the day of recording.
fn row_order(problem: &Problem) -> impl Ord + use<> {
    let began = problem.onset.as_ref().or(problem.recorded.as_ref());
    (problem.group(), Reverse(format::date::sort_key(began)), problem.key)
}

#[cfg(test)]
mod tests;
