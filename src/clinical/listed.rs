//! An area by type, date and text: what is shown of one that has no view of its own.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::area::{Area, Supply, Warning, WarningKind};
use super::person::NOT_INCLUDED;
use super::{OtherItem, Placing, State};
use crate::fhir::{Index, ListEntry, Resolved};
use crate::format;

/// The entries of an area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Listed {
    /// What the practice's own list holds, newest first.
    pub items: Vec<OtherItem>,
    /// What came only because consultations or problems hold or link it.
    pub apart: Vec<OtherItem>,
    /// Entries of the list that are words instead of an item, or lead nowhere.
    pub not_included: Vec<String>,
}

impl Listed {
    /// Reads an area of a response, and which of its entries it shows; `empty` is said of an empty list.
    pub fn read<E>(index: &Index, area: Area, empty: &str) -> (State<Self, E, Warning>, BTreeSet<usize>) {
        let placing = Placing::new(index);
        let mut supply = Supply::read(&placing, area);
        let mut listed = Self::default();
        let mut seen = BTreeSet::new();
        let (own, linked): (Vec<_>, Vec<_>) = (supply.primary().collect(), supply.linked().collect());
        listed.items = listed.rows(&placing, &own, &mut seen);
        listed.apart = listed.rows(&placing, &linked, &mut seen);
        if !listed.not_included.is_empty() {
            supply.warn(WarningKind::NotIncluded, not_included(listed.not_included.len()));
        }
        let is_nothing = listed.items.is_empty() && listed.apart.is_empty() && listed.not_included.is_empty();
        let state = supply.into_state((!is_nothing).then_some(listed), empty);
        (state, placing.into_positions())
    }

    /// How many entries the practice's own list has.
    pub fn count(&self) -> usize {
        self.items.len()
    }

    fn rows<'a>(
        &mut self,
        placing: &Placing<'a>,
        entries: &[&'a ListEntry],
        seen: &mut BTreeSet<usize>,
    ) -> Vec<OtherItem> {
        let mut rows = Vec::new();
        for entry in entries {
            match entry.item.as_ref().map(|item| placing.resolve(item)) {
                Some(Resolved::Found(found)) => {
                    if let Some(position) = found.position
                        && seen.insert(position)
                    {
                        rows.push(OtherItem::of(position, found.resource));
                    }
                }
                Some(Resolved::Text(words) | Resolved::Missing { display: Some(words) }) => {
                    self.not_included.push(words.to_owned());
                }
                Some(Resolved::Missing { display: None }) | None => {
                    self.not_included.push(NOT_INCLUDED.to_owned());
                }
            }
        }
        rows.sort_by_cached_key(|row| (Reverse(format::date::sort_key(row.date.as_ref())), row.position));
        rows
    }
}

/// The warning about entries of a list that lead nowhere.
pub fn not_included(count: usize) -> String {
    format!("{count} listed by the practice cannot be shown: the response holds no content for them.")
}
