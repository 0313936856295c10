//! What a response says about one area before any item is looked at: its lists, their warnings, a refusal.

mod on_lists;
mod people;

pub use on_lists::OnLists;

use super::area::{ListKind, Notice, Warning, WarningKind, not_supplied, notices};
use super::{Area, Placing, State};
use crate::fhir::{List, ListEntry};

/// The lists and warnings of one area.
#[derive(Debug)]
pub struct Supply<'a> {
    area: Area,
    primary: Vec<&'a List>,
    ended: Vec<&'a List>,
    linked: Vec<&'a List>,
    warnings: Vec<Warning>,
    refused: Option<Notice>,
}

impl<'a> Supply<'a> {
    /// Reads the lists of `area`, which count as placed, and what the response says could not be supplied.
    pub fn read(placing: &Placing<'a>, area: Area) -> Self {
        let mut supply = Self {
            area,
            primary: Vec::new(),
            ended: Vec::new(),
            linked: Vec::new(),
            warnings: Vec::new(),
            refused: None,
        };
        for (position, list) in placing.bundle().each::<List>() {
            let about = match ListKind::of(list) {
                ListKind::Primary(of) if of == area => {
                    supply.primary.push(list);
                    area.title().to_owned()
                }
                ListKind::EndedAllergies if area == Area::Allergies => {
                    supply.ended.push(list);
                    "Ended allergies".to_owned()
                }
                ListKind::Linked { area: of, from } if of == area => {
                    supply.linked.push(list);
                    format!("{} linked from {}", area.title(), from.words())
                }
                ListKind::Primary(_)
                | ListKind::EndedAllergies
                | ListKind::Linked { .. }
                | ListKind::LinkedProblems
                | ListKind::Consultation
                | ListKind::Other => continue,
            };
            placing.place(position);
            supply.warn_of(list, &about);
        }
        for notice in notices(placing.index()).into_iter().filter(|notice| notice.area == Some(area)) {
            if notice.part.is_none() && supply.refused.is_none() {
                supply.refused = Some(notice);
            } else {
                supply.warn(WarningKind::NotSupported, notice.words());
            }
        }
        for (kind, words) in people::warnings(placing, area) {
            supply.warn(kind, words);
        }
        supply
    }

    /// The entries of the primary list: what was asked for (ARS-20).
    pub fn primary(&self) -> impl Iterator<Item = &'a ListEntry> {
        self.primary.iter().flat_map(|list| &list.entry)
    }

    /// The entries of the secondary lists: what came only because consultations or problems hold or link it.
    pub fn linked(&self) -> impl Iterator<Item = &'a ListEntry> {
        self.linked.iter().flat_map(|list| &list.entry)
    }

    /// The lists of ended allergies.
    pub fn ended(&self) -> &[&'a List] {
        &self.ended
    }

    /// Whether the area's primary list is in the response.
    pub fn has_primary(&self) -> bool {
        !self.primary.is_empty()
    }

    /// Adds a warning about the area.
    pub fn warn(&mut self, kind: WarningKind, text: impl Into<String>) {
        self.warnings.push(Warning::new(kind, self.area.title(), text));
    }

    /// Adds the warnings of a list, each once.
    pub fn warn_of(&mut self, list: &List, about: &str) {
        for warning in Warning::of_list(list, about) {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
    }

    /// Says beside the area what of its lists cannot be shown, and how many rows are on no list of what was asked for.
    pub fn warn_of_lists(&mut self, lists: &OnLists, apart: usize) {
        if !lists.not_included.is_empty() {
            self.warn(
                WarningKind::NotIncluded,
                format!(
                    "{} listed by the practice cannot be shown: the response has no details of this patient’s for them.",
                    lists.not_included.len()
                ),
            );
        }
        if apart > 0 && self.has_primary() {
            self.warn(
                WarningKind::OutsideList,
                format!(
                    "{apart} came only because other items contain or link to them. They are marked, and there may be gaps between them."
                ),
            );
        }
    }

    /// The state of the area: `items` when there is anything to show, else the kind of "nothing" that it is.
    ///
    /// `empty` is said only when the practice's list came, without a refusal and without a word about items held
    /// back (ARS-18, ARS-22; 2.6, 2.9).
    pub fn into_state<T, E>(mut self, items: Option<T>, empty: &str) -> State<T, E, Warning> {
        let refused = self.refused.as_ref().map(Notice::words);
        // Documents have no list of their own, so none is missed.
        let has_primary = self.has_primary() || self.area.list_code().is_none();
        let and_warnings = |words: &str, warnings: &[Warning]| {
            let warnings = warnings.iter().map(|warning| format!(" {}: {}", warning.heading(), warning.text));
            words.to_owned() + &warnings.collect::<String>()
        };
        match (items, refused) {
            (Some(items), refused) => {
                if let Some(words) = refused {
                    self.warn(WarningKind::NotSupported, words);
                } else if !has_primary {
                    self.warn(
                        WarningKind::ListMissing,
                        "The practice's system sent no list for this area. What is shown came for other reasons \
                         and may not be all that is recorded.",
                    );
                }
                State::Present { items, warnings: self.warnings }
            }
            (None, Some(words)) => State::NotSupported(and_warnings(&words, &self.warnings)),
            (None, None) if !has_primary => {
                State::NotSupported(and_warnings(&not_supplied(self.area), &self.warnings))
            }
            (None, None) if self.warnings.iter().any(Warning::is_withholding) => {
                State::Withheld(self.warnings)
            }
            // A list that names something is not an answer that nothing is recorded.
            (None, None)
                if self.primary().next().is_some() || self.warnings.iter().any(Warning::is_about_people) =>
            {
                let count = self.primary().count();
                if count > 0 {
                    self.warn(
                        WarningKind::NotIncluded,
                        format!(
                            "{count} listed by the practice cannot be shown in this area: see other items."
                        ),
                    );
                }
                State::Withheld(self.warnings)
            }
            (None, None) => State::Empty(and_warnings(empty, &self.warnings)),
        }
    }
}

#[cfg(test)]
mod tests;
