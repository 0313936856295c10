//! Outbound referrals: what was asked of whom, and when. Their status says nothing about progress, so none is shown, and
//! no referral is said to be current (ARS-28, ARS-53; structured digest 3.10).

mod referral;

use std::cmp::Reverse;
use std::collections::BTreeSet;

pub use referral::Referral;
pub(super) use referral::{asked_by, linked};

use super::area::{Area, Warning};
use super::linked_problems::LinkedProblems;
use super::supply::{OnLists, Supply};
use super::{Placing, State};
use crate::clinical::order;
use crate::fhir::{Index, ReferralRequest};
use crate::format;

const NONE: &str = "The practice was asked for outbound referrals, and answered that nothing is recorded (information \
                    not available).";

/// The referrals of a response.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Referrals {
    /// What the practice's own list holds, the newest first, undated ones last.
    pub items: Vec<Referral>,
    /// What came only because consultations or problems hold or link it.
    pub apart: Vec<Referral>,
    /// Entries of the list that are words instead of a referral, or lead nowhere.
    pub not_included: Vec<String>,
}

impl Referrals {
    /// How many referrals the practice's own list holds.
    pub fn count(&self) -> usize {
        self.items.len()
    }
}

/// Reads the referrals of a response, and which entries they show.
pub fn read<E>(index: &Index) -> (State<Referrals, E, Warning>, BTreeSet<usize>) {
    let placing = Placing::new(index);
    let mut supply = Supply::read(&placing, Area::Referrals);
    let lists = OnLists::of(index, Area::Referrals);
    let mut referrals = Referrals { not_included: lists.not_included.clone(), ..Referrals::default() };
    let problems = LinkedProblems::of(index);
    for (position, sent) in placing.each::<ReferralRequest>() {
        if placing.is_repeated(position) {
            continue;
        }
        let referral = Referral::read(&placing, position, sent, &problems);
        let rows =
            if lists.primary.contains(&position) { &mut referrals.items } else { &mut referrals.apart };
        rows.push(referral);
    }
    order::by_key(&mut referrals.items, row_order);
    order::by_key(&mut referrals.apart, row_order);
    supply.warn_of_lists(&lists, referrals.apart.len());
    let is_nothing =
        referrals.items.is_empty() && referrals.apart.is_empty() && referrals.not_included.is_empty();
    let state = supply.into_state((!is_nothing).then_some(referrals), NONE);
    (state, placing.into_positions())
}

fn row_order(referral: &Referral) -> impl Ord + use<> {
    (Reverse(format::date::sort_key(referral.date.as_ref())), referral.key)
}

#[cfg(test)]
mod tests;
