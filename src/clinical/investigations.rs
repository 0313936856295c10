//! Investigations, by type, date and text.

use std::collections::BTreeSet;

use super::area::{Area, Warning};
use super::{Listed, State};
use crate::fhir::Index;

const NONE: &str = "The practice was asked for investigations, and answered that nothing is recorded (information not \
                    available).";

/// The investigations of a response.
pub type Investigations = Listed;

/// Reads the investigations of a response, and which entries they show.
pub fn read<E>(index: &Index) -> (State<Investigations, E, Warning>, BTreeSet<usize>) {
    Listed::read(index, Area::Investigations, NONE)
}
