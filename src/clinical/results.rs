//! Which observations hang on which: members of a group, and what is derived from a result (structured digest 3.9).

use std::collections::{BTreeMap, BTreeSet};

use super::Marks;
use super::standing::of_result;
use crate::fhir::{DateTime, DiagnosticReport, Index, Observation, Resolved};
use crate::format;

/// The links between observations, by position.
#[derive(Debug, Default)]
pub(super) struct Tree {
    /// A group's members in the order sent.
    members: BTreeMap<usize, Vec<usize>>,
    /// What is derived from an observation.
    derived: BTreeMap<usize, Vec<usize>>,
}

impl Tree {
    pub(super) fn of(index: &Index) -> Self {
        let mut tree = Self::default();
        for (position, sent) in index.bundle().each::<Observation>() {
            for related in &sent.related {
                let Some(target) = related.target.as_ref().map(|target| index.resolve(target)) else {
                    continue;
                };
                let Some(target) = observation_at(target).filter(|target| *target != position) else {
                    continue;
                };
                match related.kind.as_deref() {
                    // Without its kind a link is one of a group to its member.
                    None | Some("has-member") => tree.members.entry(position).or_default().push(target),
                    Some("derived-from" | "sequel-to") => {
                        tree.derived.entry(target).or_default().push(position)
                    }
                    Some(_) => {}
                }
            }
        }
        tree
    }

    /// The members of a group, in the order sent.
    pub(super) fn members(&self, position: usize) -> &[usize] {
        self.members.get(&position).map(Vec::as_slice).unwrap_or_default()
    }

    /// What says of itself that it is derived from an observation.
    pub(super) fn derived(&self, position: usize) -> &[usize] {
        self.derived.get(&position).map(Vec::as_slice).unwrap_or_default()
    }

    /// The observation that another one is derived from.
    pub(super) fn origin(&self, position: usize) -> Option<usize> {
        self.derived.iter().find(|(_, derived)| derived.contains(&position)).map(|(origin, _)| *origin)
    }

    /// Every observation under a report, each once, in order: what it names, then members and what is derived.
    pub(super) fn under(&self, index: &Index, report: &DiagnosticReport) -> Vec<usize> {
        let mut order = Vec::new();
        let mut seen = BTreeSet::new();
        let named = report.result.iter().filter_map(|result| observation_at(index.resolve(result)));
        let mut waiting: Vec<usize> = named.collect();
        waiting.reverse();
        while let Some(position) = waiting.pop() {
            if !seen.insert(position) {
                continue;
            }
            order.push(position);
            let below = self.members(position).iter().chain(self.derived(position));
            waiting.extend(below.rev().filter(|below| !seen.contains(below)));
        }
        order
    }
}

fn observation_at(resolved: Resolved) -> Option<usize> {
    match resolved {
        Resolved::Found(found) => {
            found.position.filter(|_| Resolved::Found(found).of::<Observation>().is_some())
        }
        Resolved::Text(_) | Resolved::Missing { .. } => None,
    }
}

/// The observations that are under some report, by position, each with what its reports add to it: when they were issued,
/// and that they may still change.
pub(super) fn observations(index: &Index) -> BTreeMap<usize, (Option<DateTime>, Marks)> {
    let tree = Tree::of(index);
    let mut all: BTreeMap<usize, (Option<DateTime>, Marks)> = BTreeMap::new();
    for (_, report) in index.bundle().each::<DiagnosticReport>() {
        for position in tree.under(index, report) {
            let (issued, marks) = all.entry(position).or_default();
            // Of two reports the first that was issued: an observation is no younger than any that holds it.
            let key = |date: &Option<DateTime>| format::date::sort_key(date.as_ref());
            if key(issued).is_none() || key(&report.issued).is_some_and(|sent| Some(sent) < key(issued)) {
                *issued = report.issued.clone().or(issued.take());
            }
            of_result(report.status.as_deref()).into_iter().for_each(|mark| marks.add(mark));
        }
    }
    all
}
