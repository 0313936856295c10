//! Uncategorised data: whatever was recorded and belongs to no other area (structured digest 3.8). Nothing is put into
//! another area by its code.

mod pairs;
mod row;
mod template;

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

pub use row::UncategorisedEntry;
pub use template::Template;

use super::area::{Area, ListKind, Warning};
use super::linked_problems::LinkedProblems;
use super::observation::is_comment_note;
use super::supply::{OnLists, Supply};
use super::{Placing, State, results};
use crate::clinical::order;
use crate::fhir::{Index, List, Observation, Resolved};
use crate::format;
use pairs::Pairs;

const NONE: &str = "The practice was asked for uncategorised data, and answered that nothing is recorded (information \
                    not available).";

/// The uncategorised data of a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct UncategorisedData {
    /// What the practice's own list holds, the newest first.
    pub items: Vec<Arc<UncategorisedEntry>>,
    /// What came only because consultations, problems or other items hold or link it.
    pub apart: Vec<Arc<UncategorisedEntry>>,
    /// Templates that hold some of the rows together.
    pub templates: Vec<Template>,
    /// Entries of the list that are words instead of an item, or lead nowhere.
    pub not_included: Vec<String>,
}

impl UncategorisedData {
    /// How many rows the practice's own list makes.
    pub fn count(&self) -> usize {
        self.items.len()
    }
}

/// Reads the uncategorised data of a response, and which of its entries it shows.
///
/// An observation that is under a report or among the immunisations is shown there, and here only when the
/// practice's own list names it. Notes that are only words are in their consultation.
pub fn read<E>(index: &Index) -> (State<UncategorisedData, E, Warning>, BTreeSet<usize>) {
    let placing = Placing::new(index);
    let mut supply = Supply::read(&placing, Area::UncategorisedData);
    let lists = OnLists::of(index, Area::UncategorisedData);
    let elsewhere = elsewhere(index);
    let chosen: BTreeSet<usize> = index
        .bundle()
        .each::<Observation>()
        .filter(|(position, _)| lists.primary.contains(position) || !elsewhere.contains(position))
        .map(|(position, _)| position)
        .collect();
    let pairs = Pairs::of(index, &chosen);
    let linked = LinkedProblems::of(index);
    let mut all =
        UncategorisedData { not_included: lists.not_included.clone(), ..UncategorisedData::default() };
    for (position, sent) in index.bundle().each::<Observation>() {
        if !chosen.contains(&position) {
            continue;
        }
        placing.place(position);
        if pairs.is_within(position) || placing.is_repeated(position) {
            continue;
        }
        let row = UncategorisedEntry::read(&placing, position, sent, &pairs, &linked);
        let is_listed = row.positions().any(|position| lists.primary.contains(&position));
        let rows = if is_listed { &mut all.items } else { &mut all.apart };
        rows.push(Arc::new(row));
    }
    all.templates = Template::read_all(&placing);
    order::by_key(&mut all.items, newest_first);
    order::by_key(&mut all.apart, newest_first);
    supply.warn_of_lists(&lists, all.apart.len());
    let is_nothing = all == UncategorisedData::default();
    (supply.into_state((!is_nothing).then_some(all), NONE), placing.into_positions())
}

/// Undated ones come last; they are never hidden (ARS-66).
fn newest_first(row: &Arc<UncategorisedEntry>) -> impl Ord + use<> {
    (Reverse(format::date::sort_key(row.observed.date.as_ref())), row.observed.key)
}

/// Observations that another area shows: parts of reports, statements about immunisations, notes of consultations.
fn elsewhere(index: &Index) -> BTreeSet<usize> {
    let mut elsewhere: BTreeSet<usize> = results::observations(index).into_keys().collect();
    let immunisations = OnLists::of(index, Area::Immunisations);
    elsewhere.extend(immunisations.primary.iter().chain(&immunisations.linked));
    for (_, list) in index.bundle().each::<List>() {
        if ListKind::of(list) != ListKind::Consultation {
            continue;
        }
        for item in list.entry.iter().filter_map(|entry| entry.item.as_ref()) {
            if let Resolved::Found(found) = index.resolve(item)
                && let Some(position) = found.position
                && Resolved::Found(found).of::<Observation>().is_some_and(is_comment_note)
            {
                elsewhere.insert(position);
            }
        }
    }
    elsewhere
}

#[cfg(test)]
mod tests;
