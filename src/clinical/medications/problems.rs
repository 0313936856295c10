//! Which problems a medication is linked to: problems point to items, never the other way (structured digest 2.2).

use std::collections::BTreeMap;

use crate::fhir::{Condition, Index, Resolved};
use crate::format;

/// Position of an item to the terms of the problems that link it.
#[derive(Debug, Default)]
pub(super) struct LinkedProblems(BTreeMap<usize, Vec<String>>);

impl LinkedProblems {
    pub(super) fn of(index: &Index) -> Self {
        let mut linked = Self::default();
        for (_, condition) in index.bundle().each::<Condition>() {
            let term = format::concept_or_missing(condition.code.as_ref());
            let targets = ["ActualProblem", "RelatedClinicalContent"]
                .into_iter()
                .flat_map(|name| condition.extension.iter().filter(move |extension| extension.is_named(name)))
                .filter_map(|extension| extension.reference());
            for target in targets {
                if let Resolved::Found(found) = index.resolve(target)
                    && let Some(position) = found.position
                {
                    let terms = linked.0.entry(position).or_default();
                    if !terms.iter().any(|known| *known == term) {
                        terms.push(term.clone().into_owned());
                    }
                }
            }
        }
        linked
    }

    /// The problems of any of these positions, each once.
    pub(super) fn terms(&self, positions: impl Iterator<Item = usize>) -> Vec<String> {
        let mut terms: Vec<String> = Vec::new();
        for term in positions.filter_map(|position| self.0.get(&position)).flatten() {
            if !terms.contains(term) {
                terms.push(term.clone());
            }
        }
        terms
    }
}
