//! Diary entries, by type, date and text.

use std::collections::BTreeSet;

use super::area::{Area, Warning};
use super::{Listed, State};
use crate::fhir::Index;

const NONE: &str = "The practice was asked for diary entries, and answered that nothing is recorded (information not \
                    available).";

/// The diary entries of a response.
pub type DiaryEntries = Listed;

/// Reads the diary entries of a response, and which entries they show.
pub fn read<E>(index: &Index) -> (State<DiaryEntries, E, Warning>, BTreeSet<usize>) {
    Listed::read(index, Area::DiaryEntries, NONE)
}
