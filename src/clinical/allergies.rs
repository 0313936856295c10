//! Allergies and adverse reactions: active, ended, and the several kinds of none (structured digest 3.3).
//!
//! `verificationStatus` is constant and is never read (ARS-28).

mod allergy;
mod banner;
mod gather;
mod in_words;
mod no_known;

use std::collections::BTreeSet;

pub use super::reaction::{Reaction, Severity};
pub use allergy::{Allergy, Category, Criticality, Ended};
pub use banner::{BannerAllergies, BannerAllergy};
pub(super) use gather::twin_of;
pub use no_known::NoKnown;

use super::area::{Area, Warning, WarningKind};
use super::supply::Supply;
use super::{Placing, State};
use crate::fhir::Index;
use gather::gather;

/// What the practice says when neither list has an entry. Never "no known allergies" (ARS-22, ARS-29).
const NEITHER: &str = "No allergy information recorded in the GP record (information not available). The practice was asked for active and ended allergies, and sent no entry of either kind.";
const NONE_ACTIVE: &str = "No allergy information recorded in the GP record (information not available). The list of \
                           ended allergies was not supplied.";

/// The allergies of a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Allergies {
    /// Statements that there is no known allergy of some kind, each with its own words.
    pub no_known: Vec<NoKnown>,
    /// Active allergies, the gravest first.
    pub active: Vec<Allergy>,
    /// Ended ones: never active, never in the banner (ARS-27), never left out (HAZ 88).
    pub ended: Vec<Allergy>,
    /// Ones whose entry was a mistake: neither active nor ended.
    pub in_error: Vec<Allergy>,
    /// Entries of the lists that are words instead of an allergy, or lead nowhere.
    pub not_included: Vec<String>,
}

impl Allergies {
    /// Reads the allergies of a response, and which of its entries they show.
    pub fn read<E>(index: &Index) -> (State<Self, E, Warning>, BTreeSet<usize>) {
        let placing = Placing::new(index);
        let mut supply = Supply::read(&placing, Area::Allergies);
        let allergies = gather(&placing, &mut supply);
        let is_nothing = allergies.no_known.is_empty()
            && allergies.active.is_empty()
            && allergies.ended.is_empty()
            && allergies.in_error.is_empty()
            && allergies.not_included.is_empty();
        if !allergies.not_included.is_empty() {
            let count = allergies.not_included.len();
            supply.warn(
                WarningKind::NotIncluded,
                format!(
                    "{count} listed by the practice cannot be shown: the response has no details of this patient’s for them."
                ),
            );
        }
        let empty = if supply.ended().is_empty() { NONE_ACTIVE } else { NEITHER };
        let state = supply.into_state((!is_nothing).then_some(allergies), empty);
        (state, placing.into_positions())
    }

    /// Whether a statement that there is none is beside a real allergy: both are shown, and flagged.
    pub fn is_contradicted(&self) -> bool {
        !self.no_known.is_empty() && !self.active.is_empty()
    }

    /// What an empty list of active allergies means here, in words; `None` when there are active ones, or an
    /// explicit statement that there are none.
    pub fn none_active(&self) -> Option<&'static str> {
        let has_statement = self.no_known.iter().any(|statement| statement.is_general);
        (self.active.is_empty() && !has_statement).then_some(
            "No active allergy was sent from the GP record (information not available). This does not say that the patient has none.",
        )
    }
}

#[cfg(test)]
mod tests;
