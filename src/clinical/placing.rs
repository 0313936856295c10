//! A view in the making.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::fhir::{Bundle, Index, Kind, Reference, Resolved};

/// Resolves a view's references and notes which entries are shown by it; see [`Placement`](super::Placement).
#[derive(Debug)]
pub struct Placing<'a> {
    index: &'a Index<'a>,
    positions: RefCell<BTreeSet<usize>>,
}

impl<'a> Placing<'a> {
    /// Nothing placed yet.
    pub fn new(index: &'a Index<'a>) -> Self {
        Self { index, positions: RefCell::default() }
    }

    /// The bundle.
    pub fn bundle(&self) -> &'a Bundle {
        self.index.bundle()
    }

    /// The index, for looking without placing.
    pub fn index(&self) -> &'a Index<'a> {
        self.index
    }

    /// Notes that the entry at a position is shown.
    pub fn place(&self, position: usize) {
        self.positions.borrow_mut().insert(position);
    }

    /// Resolves a reference, and notes the entry that it leads to as shown.
    pub fn resolve(&self, reference: &'a Reference) -> Resolved<'a> {
        self.note(self.index.resolve(reference))
    }

    /// The resource of this type that a reference leads to, noted as shown; one of another type is not noted.
    pub fn get<T: Kind>(&self, reference: Option<&'a Reference>) -> Option<&'a T> {
        let resolved = self.index.resolve(reference?);
        let resource = resolved.of::<T>()?;
        self.note(resolved);
        Some(resource)
    }

    /// Every resource of a type, each noted as shown.
    pub fn each<T: Kind>(&self) -> impl Iterator<Item = (usize, &'a T)> {
        self.bundle().each::<T>().inspect(|(position, _)| self.place(*position))
    }

    /// Whether an earlier entry says the very same as the one at a position (structured digest 2.11, 6): shown once.
    pub fn is_repeated(&self, position: usize) -> bool {
        let this = self.index.at(position).filter(|_| self.index.duplicates().contains(&position));
        this.is_some_and(|this| self.bundle().entries.iter().take(position).any(|earlier| earlier == this))
    }

    /// The positions noted.
    pub fn into_positions(self) -> BTreeSet<usize> {
        self.positions.into_inner()
    }

    fn note(&self, resolved: Resolved<'a>) -> Resolved<'a> {
        if let Resolved::Found(found) = resolved
            && let Some(position) = found.position
        {
            self.place(position);
        }
        resolved
    }
}
