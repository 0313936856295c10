//! Uncategorised data, by type, date and text.

use std::collections::BTreeSet;

use super::area::{Area, Warning};
use super::{Listed, State};
use crate::fhir::Index;

const NONE: &str = "The practice was asked for uncategorised data, and answered that nothing is recorded (information not \
                    available).";

/// The uncategorised data of a response.
pub type UncategorisedData = Listed;

/// Reads the uncategorised data of a response, and which entries they show.
pub fn read<E>(index: &Index) -> (State<UncategorisedData, E, Warning>, BTreeSet<usize>) {
    Listed::read(index, Area::UncategorisedData, NONE)
}
