//! Consultations, by type, date and text.

use std::collections::BTreeSet;

use super::area::{Area, Warning};
use super::{Listed, State};
use crate::fhir::Index;

const NONE: &str = "The practice was asked for consultations, and answered that nothing is recorded (information not \
                    available).";

/// The consultations of a response.
pub type Consultations = Listed;

/// Reads the consultations of a response, and which entries they show.
pub fn read<E>(index: &Index) -> (State<Consultations, E, Warning>, BTreeSet<usize>) {
    Listed::read(index, Area::Consultations, NONE)
}
