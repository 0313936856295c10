//! Filters over slots that are already here: off by default, and what they hide is counted (APT-12, hazard 100).

use std::collections::BTreeMap;

use super::Slot;
use crate::clinical::order;

/// What a filter looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// Delivery channel.
    Channel,
    /// Practitioner role.
    Role,
    /// Practitioner's gender.
    Gender,
    /// Slot type.
    SlotType,
    /// Location.
    Location,
}

impl Facet {
    /// Every facet, in the order of the screen.
    pub const ALL: [Self; 5] = [Self::Channel, Self::Role, Self::Gender, Self::SlotType, Self::Location];

    /// Its label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Channel => "How",
            Self::Role => "Role",
            Self::Gender => "Gender",
            Self::SlotType => "Slot type",
            Self::Location => "Where",
        }
    }

    /// What a slot says, in the words that the screen shows; an unknown code is its own value (APT-39).
    pub fn of(self, slot: &Slot) -> &str {
        match self {
            Self::Channel => slot.shown_channel(),
            Self::Role => slot.schedule.shown_role(),
            Self::Gender => slot.schedule.shown_gender(),
            Self::SlotType => slot.shown_slot_type(),
            Self::Location => slot.schedule.location.shown(),
        }
    }

    /// The values that occur, each with the number of slots, most frequent first.
    pub fn values<'a>(self, slots: impl Iterator<Item = &'a Slot>) -> Vec<(String, usize)> {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for slot in slots {
            *counts.entry(self.of(slot)).or_default() += 1;
        }
        let mut values: Vec<(String, usize)> =
            counts.into_iter().map(|(value, count)| (value.to_owned(), count)).collect();
        order::by(&mut values, |a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        values
    }
}

/// The filters that are on; none by default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filters(BTreeMap<Facet, String>);

impl Filters {
    /// Shows only slots with this value; `None` shows all again.
    pub fn set(&mut self, facet: Facet, value: Option<String>) {
        match value {
            Some(value) => self.0.insert(facet, value),
            None => self.0.remove(&facet),
        };
    }

    /// The value that a facet is narrowed to.
    pub fn get(&self, facet: Facet) -> Option<&str> {
        self.0.get(&facet).map(String::as_str)
    }

    /// Whether any is on.
    pub fn any(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether a slot passes.
    pub fn pass(&self, slot: &Slot) -> bool {
        self.0.iter().all(|(facet, value)| facet.of(slot) == value)
    }

    /// What is on, in words: `Video, Pharmacist`.
    pub fn words(&self) -> String {
        self.0.values().map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}
