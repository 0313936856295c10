//! Which entries the lists of an area name, and what the lists say in place of an entry (structured digest 2.3, 2.4, 2.10).

use std::collections::BTreeSet;

use crate::clinical::area::{Area, ListKind};
use crate::clinical::person::NOT_INCLUDED;
use crate::fhir::{Index, List, Resolved};

/// What the lists of one area name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OnLists {
    /// Positions of what was asked for.
    pub primary: BTreeSet<usize>,
    /// Positions of what came because consultations or problems hold or link it.
    pub linked: BTreeSet<usize>,
    /// Entries that are words instead of an item, or lead nowhere.
    pub not_included: Vec<String>,
}

impl OnLists {
    /// Reads the lists of `area`.
    pub fn of(index: &Index, area: Area) -> Self {
        let mut on_lists = Self::default();
        for (_, list) in index.bundle().each::<List>() {
            let is_primary = match ListKind::of(list) {
                ListKind::Primary(of) if of == area => true,
                ListKind::Linked { area: of, .. } if of == area => false,
                ListKind::Primary(_)
                | ListKind::EndedAllergies
                | ListKind::Linked { .. }
                | ListKind::LinkedProblems
                | ListKind::Consultation
                | ListKind::Other => continue,
            };
            for entry in &list.entry {
                match entry.item.as_ref().map(|item| index.resolve(item)) {
                    Some(Resolved::Found(found)) => {
                        let positions = if is_primary { &mut on_lists.primary } else { &mut on_lists.linked };
                        positions.extend(found.position);
                    }
                    Some(Resolved::Text(words) | Resolved::Missing { display: Some(words) }) => {
                        on_lists.not_included.push(words.to_owned());
                    }
                    Some(Resolved::Missing { display: None }) | None if is_primary => {
                        on_lists.not_included.push(NOT_INCLUDED.to_owned());
                    }
                    // What only a link names is missed where the link is.
                    Some(Resolved::Missing { display: None }) | None => {}
                }
            }
        }
        on_lists
    }

    /// Whether a list of the area names the entry at a position.
    pub fn names(&self, position: usize) -> bool {
        self.primary.contains(&position) || self.linked.contains(&position)
    }
}
