//! Documents that entries of a response refer to, by type, date and text.

use std::collections::BTreeSet;

use super::area::{Area, Warning};
use super::{Listed, State};
use crate::fhir::Index;

/// The documents of a response.
pub type Documents = Listed;

/// Reads the documents of a response, and which entries they show.
pub fn read<E>(index: &Index) -> (State<Documents, E, Warning>, BTreeSet<usize>) {
    let (state, positions) = Listed::read(index, Area::Documents, "");
    // That no entry refers to a document says nothing about the documents that the practice holds.
    let state = match state {
        State::Empty(_) => State::NotRequested,
        state => state,
    };
    (state, positions)
}
