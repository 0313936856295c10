//! Documents: what is known of each before it is fetched, and how one may be shown (structured digest 3.12, 5.3, 5.4).

mod document;
mod kind;
pub mod pdf;
mod picture;
mod showing;
mod tiff;
mod wording;

use std::cmp::Reverse;
use std::collections::BTreeSet;

pub use document::{Document, Fetch, File, Inline, LARGE, Origin};
pub use kind::Kind;
pub use showing::{Recognised, Showing, acting};
pub use tiff::Scan;
pub use wording::Decoder;

use super::area::{Area, Warning};
use super::supply::Supply;
use super::{Placing, State};
use crate::clinical::order;
use crate::fhir::{Bundle, DocumentReference, Index, Resource};
use crate::format;

/// What no list of documents holds; said above each (ADOC-17).
pub const WHAT_IS_LISTED: &str = "The list has the latest version of each document, and no confidential ones. It may include documents that nobody at the practice has reviewed yet.";

/// Documents of a response, the newest first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Documents {
    /// The documents.
    pub items: Vec<Document>,
    /// Entries of a search's answer that could not be read, or are of a kind that the app does not know.
    pub unreadable: usize,
    /// Entries that are about somebody else, and are not shown.
    pub about_others: usize,
    /// Documents that name as their patient somebody who is not in the answer: shown, and doubtful.
    pub unclear: usize,
}

impl Documents {
    /// Reads the answer of a search.
    pub fn found(bundle: &Bundle) -> Self {
        let index = Index::new(bundle);
        let placing = Placing::new(&index);
        let unreadable = bundle
            .entries
            .iter()
            .filter(|entry| matches!(entry, Resource::Unreadable(_) | Resource::Other(_)))
            .count();
        let is_document = |resource: &Resource| !matches!(resource, Resource::Patient(_));
        let about_others = bundle
            .entries
            .iter()
            .filter(|entry| matches!(entry, Resource::SomebodyElses(this) if is_document(&this.resource)))
            .count();
        Self { items: items(&placing), unreadable, about_others, unclear: bundle.unclear.len() }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.items.len()
    }
}

/// Reads the documents that entries of a structured response refer to, and which entries they show.
pub fn read<E>(index: &Index) -> (State<Documents, E, Warning>, BTreeSet<usize>) {
    let placing = Placing::new(index);
    let supply = Supply::read(&placing, Area::Documents);
    let items = items(&placing);
    let documents = (!items.is_empty()).then_some(Documents { items, ..Documents::default() });
    let state = match supply.into_state(documents, "") {
        // That no entry refers to a document says nothing about the documents that the practice holds.
        State::Empty(_) => State::NotRequested,
        state => state,
    };
    (state, placing.into_positions())
}

fn items(placing: &Placing) -> Vec<Document> {
    let mut items: Vec<Document> = Vec::new();
    for (position, sent) in placing.each::<DocumentReference>() {
        if !placing.is_repeated(position) {
            items.push(Document::read(placing, position, sent));
        }
    }
    order::by_key(&mut items, |one| {
        (Reverse(format::date::sort_key(one.created.as_ref().or(one.indexed.as_ref()))), one.key)
    });
    items
}

#[cfg(test)]
mod tests;
