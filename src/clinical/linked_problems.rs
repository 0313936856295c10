//! Which problems an item is linked to: problems point to items, never the other way (structured digest 2.2), so this is
//! the way back.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::term;
use crate::clinical::order;
use crate::fhir::{Condition, Extension, Index, Reference, Resolved};
use crate::format;

/// Position of an item to the problems that link it: their positions and terms.
#[derive(Debug, Default)]
pub struct LinkedProblems(BTreeMap<usize, Vec<(usize, String)>>);

impl LinkedProblems {
    /// Reads the links of every problem of a response.
    pub fn of(index: &Index) -> Self {
        let mut linked = Self::default();
        // The newest first, as the problems themselves.
        let mut problems: Vec<(usize, &Condition)> = index.bundle().each::<Condition>().collect();
        order::by_key(&mut problems, |(_, one)| {
            Reverse(format::date::sort_key(one.onset_date_time.as_ref().or(one.asserted_date.as_ref())))
        });
        for (at, condition) in problems {
            let term = term::of_problem(condition);
            for target in targets(condition) {
                if let Resolved::Found(found) = index.resolve(target)
                    && let Some(position) = found.position
                {
                    let problems = linked.0.entry(position).or_default();
                    if !problems.iter().any(|(known, _)| *known == at) {
                        problems.push((at, term.clone()));
                    }
                }
            }
        }
        linked
    }

    /// The terms of the problems that link any of these positions, each once.
    pub fn terms(&self, positions: impl Iterator<Item = usize>) -> Vec<String> {
        let mut terms: Vec<String> = Vec::new();
        for (_, term) in positions.filter_map(|position| self.0.get(&position)).flatten() {
            if !terms.contains(term) {
                terms.push(term.clone());
            }
        }
        terms
    }
}

/// What a problem points to: the item that it is, then what is linked to it.
fn targets(condition: &Condition) -> impl Iterator<Item = &Reference> {
    let named = |name: &'static str| condition.extension.all_named(name).filter_map(Extension::reference);
    named("ActualProblem").chain(named("RelatedClinicalContent"))
}
