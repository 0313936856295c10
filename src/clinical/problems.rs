//! Problems, by type, date and text.

use std::collections::BTreeSet;

use super::area::{Area, Warning};
use super::{Listed, State};
use crate::fhir::Index;

const NONE: &str = "The practice was asked for problems, and answered that nothing is recorded (information not \
                    available).";

/// The problems of a response.
pub type Problems = Listed;

/// Reads the problems of a response, and which entries they show.
pub fn read<E>(index: &Index) -> (State<Problems, E, Warning>, BTreeSet<usize>) {
    Listed::read(index, Area::Problems, NONE)
}
