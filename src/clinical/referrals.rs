//! Referrals, by type, date and text.

use std::collections::BTreeSet;

use super::area::{Area, Warning};
use super::{Listed, State};
use crate::fhir::Index;

const NONE: &str = "The practice was asked for outbound referrals, and answered that nothing is recorded (information not \
                    available).";

/// The outbound referrals of a response.
pub type Referrals = Listed;

/// Reads the outbound referrals of a response, and which entries they show.
pub fn read<E>(index: &Index) -> (State<Referrals, E, Warning>, BTreeSet<usize>) {
    Listed::read(index, Area::Referrals, NONE)
}
