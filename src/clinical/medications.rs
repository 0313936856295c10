//! Medications and medical devices: statement, plan and issues as one row (structured digest 3.4).
//!
//! `taken` is constant and is never read (ARS-28). Nothing is called current from its status alone: status, dates,
//! last issue, counts and flags are together (HAZ 84, 85).

mod course;
mod flag;
mod flags;
mod group;
mod in_words;
mod issue;
mod join;
mod medication;
mod prescriber;
mod read;

use std::cmp::Reverse;
use std::collections::BTreeSet;

use chrono::NaiveDate;

pub use super::medicine::{Dose, Name, PrescriptionType, Status, Stopped};
pub use course::StillTaken;
pub use flag::Flag;
pub use group::Group;
pub use issue::Issue;
pub use medication::{LastIssue, Medication};
pub use prescriber::{Agency, Prescriber};

use super::area::{Area, Warning, WarningKind};
use super::linked_problems::LinkedProblems;
use super::person::NOT_INCLUDED;
use super::supply::Supply;
use super::{Placing, State};
use crate::clinical::order;
use crate::fhir::{Index, Resolved};
use crate::format;
use join::join;

const NONE: &str = "The practice was asked for medications with their issues, and answered that nothing is recorded \
                    (information not available).";

/// The medications of a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Medications {
    /// What the practice's own list holds, by group, then the newest start first.
    pub items: Vec<Medication>,
    /// What came only because consultations, problems or other items brought it: kept apart, because between these
    /// there may be gaps (ARS-37).
    pub apart: Vec<Medication>,
    /// Entries of the list that are words instead of a medication, or lead nowhere.
    pub not_included: Vec<String>,
    /// Whether the practice sent its list: without it there is nothing to be said of what is missing.
    pub has_list: bool,
}

impl Medications {
    /// Reads the medications of a response as of `today` (the UK's day), and which entries they show.
    pub fn read<E>(index: &Index, today: NaiveDate) -> (State<Self, E, Warning>, BTreeSet<usize>) {
        let placing = Placing::new(index);
        let mut supply = Supply::read(&placing, Area::Medications);
        let mut listed = BTreeSet::new();
        let mut medications = Self { has_list: supply.has_primary(), ..Self::default() };
        let entries: Vec<_> = supply.primary().collect();
        for entry in entries {
            match entry.item.as_ref().map(|item| index.resolve(item)) {
                Some(Resolved::Found(found)) => listed.extend(found.position),
                Some(Resolved::Text(words) | Resolved::Missing { display: Some(words) }) => {
                    medications.not_included.push(words.to_owned());
                }
                Some(Resolved::Missing { display: None }) | None => {
                    medications.not_included.push(NOT_INCLUDED.to_owned());
                }
            }
        }
        let problems = LinkedProblems::of(index);
        for joined in join(&placing) {
            let is_listed = joined.positions().any(|position| listed.contains(&position));
            let medication = Medication::read(&placing, &joined, &problems, today);
            let rows = if is_listed { &mut medications.items } else { &mut medications.apart };
            rows.push(medication);
        }
        order::by_key(&mut medications.items, row_order);
        order::by_key(&mut medications.apart, row_order);
        medications.warn(&mut supply);
        let is_nothing = medications.items.is_empty()
            && medications.apart.is_empty()
            && medications.not_included.is_empty();
        let state = supply.into_state((!is_nothing).then_some(medications), NONE);
        (state, placing.into_positions())
    }

    /// The rows of a group, newest first.
    pub fn group(&self, group: Group) -> impl Iterator<Item = &Medication> {
        self.items.iter().filter(move |medication| medication.group == group)
    }

    /// All rows, on the practice's list or apart.
    pub fn all(&self) -> impl Iterator<Item = &Medication> {
        self.items.iter().chain(&self.apart)
    }

    /// Shown in place of the list of current medications where the practice's list has none, in words that claim
    /// no more than what was sent; `None` where there are some.
    pub fn none_current(&self) -> Option<&'static str> {
        if !self.has_list {
            return Some("The practice sent no list of medications (information not available).");
        }
        (self.count_current() == 0).then_some(if self.items.is_empty() {
            "The practice's list of medications has nothing that can be shown (information not available)."
        } else {
            "From what was sent, every medication on the practice's list has stopped or ended."
        })
    }

    /// How many of the practice's list are in a group that may be current.
    pub fn count_current(&self) -> usize {
        self.items.iter().filter(|medication| medication.group.may_be_current()).count()
    }

    fn warn(&self, supply: &mut Supply) {
        if !self.not_included.is_empty() {
            let count = self.not_included.len();
            supply.warn(
                WarningKind::NotIncluded,
                format!(
                    "{count} listed by the practice cannot be shown: the response has no details of this patient’s for them."
                ),
            );
        }
        if !self.apart.is_empty() && supply.has_primary() {
            let count = self.apart.len();
            supply.warn(
                WarningKind::OutsideList,
                format!(
                    "{count} came only because other items contain or link to them. They are shown separately, and there may be gaps between them."
                ),
            );
        }
    }
}

/// By group, then the newest start first, undated ones last.
fn row_order(medication: &Medication) -> impl Ord + use<> {
    let start = format::date::sort_key(medication.start.as_ref());
    (medication.group, Reverse(start), medication.key)
}

#[cfg(test)]
mod tests;
