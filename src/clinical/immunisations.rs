//! Immunisations: given, not given, and what was said about them (structured digest 3.7).
//!
//! `status` and `doseStatus` are constant and are never read (ARS-28): one that was not given is `completed` too.

mod immunisation;

use std::cmp::Reverse;
use std::collections::BTreeSet;

pub use immunisation::{Given, Immunisation};

use super::area::{Area, Warning};
use super::observation::Observed;
use super::supply::{OnLists, Supply};
use super::{Placing, State};
use crate::clinical::order;
use crate::fhir::{DateTime, Immunization, Index, Observation};
use crate::format;

const NONE: &str = "The practice was asked for immunisations, and answered that nothing is recorded (information not \
                    available). Vaccines that were prescribed are under medications.";

/// The immunisations of a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Immunisations {
    /// Given ones, the newest first.
    pub given: Vec<Immunisation>,
    /// Ones that were NOT given on the day: never among the given (ARS-44).
    pub not_given: Vec<Immunisation>,
    /// Ones whose entry was a mistake: among neither.
    pub in_error: Vec<Immunisation>,
    /// Consent, dissent and other statements, with their periods (ARS-46).
    pub status: Vec<Observed>,
    /// Entries of the list that are words instead of an item, or lead nowhere.
    pub not_included: Vec<String>,
}

impl Immunisations {
    /// How many were given: what was refused, agreed to or entered by mistake is not an immunisation.
    pub fn count(&self) -> usize {
        self.given.len()
    }
}

/// Reads the immunisations of a response, and which of its entries they show.
pub fn read<E>(index: &Index) -> (State<Immunisations, E, Warning>, BTreeSet<usize>) {
    let placing = Placing::new(index);
    let mut supply = Supply::read(&placing, Area::Immunisations);
    let listed = OnLists::of(index, Area::Immunisations);
    let mut all = Immunisations { not_included: listed.not_included.clone(), ..Immunisations::default() };
    let mut apart = 0;
    for (position, sent) in placing.each::<Immunization>() {
        if placing.is_repeated(position) {
            continue;
        }
        let is_apart = !listed.primary.contains(&position);
        apart += usize::from(is_apart);
        let one = Immunisation::read(&placing, position, sent, is_apart && supply.has_primary());
        match one.given {
            Given::NotGiven => all.not_given.push(one),
            Given::InError => all.in_error.push(one),
            Given::Yes | Given::NotStated => all.given.push(one),
        }
    }
    for (position, sent) in index.bundle().each::<Observation>() {
        if listed.names(position) && !placing.is_repeated(position) {
            placing.place(position);
            all.status.push(Observed::read(&placing, position, sent));
        }
    }
    order::by_key(&mut all.given, |one| newest_first(one.date.as_ref(), one.key));
    order::by_key(&mut all.not_given, |one| newest_first(one.date.as_ref(), one.key));
    order::by_key(&mut all.in_error, |one| newest_first(one.date.as_ref(), one.key));
    order::by_key(&mut all.status, |one| newest_first(one.date.as_ref(), one.key));
    supply.warn_of_lists(&listed, apart);
    let is_nothing = all == Immunisations::default();
    (supply.into_state((!is_nothing).then_some(all), NONE), placing.into_positions())
}

/// Undated ones come last; they are never hidden (ARS-66).
fn newest_first(date: Option<&DateTime>, key: usize) -> impl Ord + use<> {
    (Reverse(format::date::sort_key(date)), key)
}

#[cfg(test)]
mod tests;
