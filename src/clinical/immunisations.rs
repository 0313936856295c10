//! Immunisations, by type, date and text.

use std::collections::BTreeSet;

use super::area::{Area, Warning};
use super::{Listed, State};
use crate::fhir::Index;

const NONE: &str = "The practice was asked for immunisations, and answered that nothing is recorded (information not \
                    available).";

/// The immunisations of a response.
pub type Immunisations = Listed;

/// Reads the immunisations of a response, and which entries they show.
pub fn read<E>(index: &Index) -> (State<Immunisations, E, Warning>, BTreeSet<usize>) {
    Listed::read(index, Area::Immunisations, NONE)
}
