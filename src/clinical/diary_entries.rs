//! Diary entries: planned, never done, whatever their wording (ARS-54; structured digest 3.11).

mod entry;

use std::collections::BTreeSet;

use chrono::NaiveDate;

pub use entry::{DiaryEntry, Due};

use super::area::{Area, Warning};
use super::item::is_planned;
use super::linked_problems::LinkedProblems;
use super::supply::{OnLists, Supply};
use super::{Placing, State};
use crate::clinical::order;
use crate::fhir::{Index, ProcedureRequest};
use crate::format;

const NONE: &str = "The practice was asked for diary entries, overdue and future ones, and answered that nothing is \
                    recorded (information not available).";

/// The diary entries of a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DiaryEntries {
    /// What the practice's own list holds: those whose date has passed first, then by date, undated ones last.
    pub items: Vec<DiaryEntry>,
    /// What came only because consultations or problems hold or link it.
    pub apart: Vec<DiaryEntry>,
    /// Entries of the list that are words instead of a diary entry, or lead nowhere.
    pub not_included: Vec<String>,
}

impl DiaryEntries {
    /// How many entries the practice's own list holds.
    pub fn count(&self) -> usize {
        self.items.len()
    }
}

/// Reads the diary entries of a response as of `today` (the UK's day), and which entries they show.
pub fn read<E>(index: &Index, today: NaiveDate) -> (State<DiaryEntries, E, Warning>, BTreeSet<usize>) {
    let placing = Placing::new(index);
    let mut supply = Supply::read(&placing, Area::DiaryEntries);
    let lists = OnLists::of(index, Area::DiaryEntries);
    let mut entries = DiaryEntries { not_included: lists.not_included.clone(), ..DiaryEntries::default() };
    let problems = LinkedProblems::of(index);
    for (position, sent) in index.bundle().each::<ProcedureRequest>() {
        let is_listed = lists.primary.contains(&position);
        if placing.is_repeated(position) || !(is_listed || is_planned(sent)) {
            continue;
        }
        placing.place(position);
        let entry = DiaryEntry::read(&placing, position, sent, &problems, today);
        let rows = if is_listed { &mut entries.items } else { &mut entries.apart };
        rows.push(entry);
    }
    order::by_key(&mut entries.items, row_order);
    order::by_key(&mut entries.apart, row_order);
    supply.warn_of_lists(&lists, entries.apart.len());
    let is_nothing = entries.items.is_empty() && entries.apart.is_empty() && entries.not_included.is_empty();
    let state = supply.into_state((!is_nothing).then_some(entries), NONE);
    (state, placing.into_positions())
}

fn row_order(entry: &DiaryEntry) -> impl Ord + use<> {
    (entry.due, format::date::sort_key(entry.planned.as_ref()), entry.key)
}

#[cfg(test)]
mod tests;
