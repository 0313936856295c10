//! The kinds of "no slots": each has its own words, because each asks for something else to be done.

use chrono::{DateTime, Utc};

use super::{Filters, Slots};

/// Why there is nothing to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nothing {
    /// The practice answered that it has no free slot for whom it was asked.
    NoneFree,
    /// It sent slots, and all have started.
    AllStarted(usize),
    /// Free slots are here, and the filters hide them all.
    Filtered(usize),
    /// It sent slots, and none of them can be shown.
    NoneReadable(usize),
    /// It sent a complaint in place of slots, so whether there are any is not known.
    Complaint,
}

impl Slots {
    /// Why there is nothing to choose in the whole period; `None` when there is something.
    pub fn nothing(&self, filters: &Filters, now: DateTime<Utc>) -> Option<Nothing> {
        if self.shown(filters, now).next().is_some() {
            return None;
        }
        let hidden = self.slots.iter().filter(|slot| !slot.has_started(now)).count();
        let unreadable: usize =
            self.left_out.iter().filter(|one| one.is_missing()).map(|one| one.count).sum();
        Some(if hidden > 0 {
            Nothing::Filtered(hidden)
        } else if unreadable > 0 {
            Nothing::NoneReadable(unreadable)
        } else if !self.slots.is_empty() {
            Nothing::AllStarted(self.slots.len())
        } else if self.complained {
            Nothing::Complaint
        } else {
            Nothing::NoneFree
        })
    }

    /// The words for a kind of nothing: what was asked, what came, what to do.
    pub fn words(&self, nothing: &Nothing, filters: &Filters) -> String {
        let practice = &self.search.practice;
        let period = self.search.shown_period();
        match nothing {
            Nothing::NoneFree => format!(
                "{practice} answered: no free slot for {} in {period}. Slots that it keeps for other kinds of organisation, or has not released, are not sent. Search other days, or telephone the practice.",
                self.search.shown_organisation(),
            ),
            Nothing::AllStarted(1) => {
                format!("{practice} sent 1 slot for {period}, and it has already started. Search later days.")
            }
            Nothing::AllStarted(count) => format!(
                "{practice} sent {count} slots for {period}, and all of them have already started. Search later days."
            ),
            Nothing::Filtered(1) => format!(
                "1 slot is free in {period}, but the filter ({}) hides it. Show all to see it.",
                filters.words()
            ),
            Nothing::Filtered(count) => format!(
                "{count} slots are free in {period}, but the filter ({}) hides them. Show all to see them.",
                filters.words()
            ),
            Nothing::NoneReadable(count) => format!(
                "{practice} sent {count} {} for {period}, and none can be shown. Telephone the practice.",
                if *count == 1 { "slot" } else { "slots" }
            ),
            Nothing::Complaint => format!(
                "{practice} sent a message instead of slots for {period}, so it is not known whether any is free. Telephone the practice."
            ),
        }
    }
}
