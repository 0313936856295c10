//! The name of a medicine on its line (CUI MEDi-001 to MEDi-054; ARS-23).
//!
//! The term is kept as it was sent. A generic name is set bold and in lower case (by style, so that the words stay
//! the recorder's) only where it is certain to be one; a brand, a mixture, a device or free text is bold as a whole.

use super::generic::generic_length;
use crate::clinical::Placing;
use crate::clinical::note::words;
use crate::fhir::{CodeableConcept, Medication, Reference, Resolved};
use crate::format;
use crate::format::concept::{CONCEPT_NOT_RECORDED, Degraded};

/// A medicine's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// What is set in bold: the generic name, or the whole term.
    pub bold: String,
    /// Whether `bold` is a generic name for certain, and so to be drawn in lower case.
    pub is_generic: bool,
    /// What follows it: strength and form.
    pub rest: String,
    /// Set when its code was lost in transfer: the words are all there is (ARS-26).
    pub degraded: Option<Degraded>,
}

impl Name {
    /// The whole name.
    pub fn text(&self) -> String {
        format!("{}{}", self.bold, self.rest)
    }

    /// The name of a coded medicine.
    pub fn of(concept: &CodeableConcept) -> Self {
        Self { degraded: format::degraded(concept), ..Self::in_words(&format::concept(concept)) }
    }

    /// The name in words that a resource gives, by reference or as a code; `None` when it gives none.
    pub(in crate::clinical) fn read<'a>(
        placing: &Placing<'a>,
        reference: Option<&'a Reference>,
        concept: Option<&'a CodeableConcept>,
    ) -> Option<Self> {
        let referenced = reference.and_then(|reference| match placing.index().resolve(reference) {
            found @ Resolved::Found(_) => {
                let code = found.of::<Medication>()?.code.as_ref();
                placing.resolve(reference);
                Some(code.map_or_else(|| Self::in_words(CONCEPT_NOT_RECORDED), Self::of))
            }
            Resolved::Text(words) | Resolved::Missing { display: Some(words) } => Some(Self::in_words(words)),
            Resolved::Missing { display: None } => None,
        });
        concept.map(Self::of).or(referenced)
    }

    pub(in crate::clinical) fn in_words(term: &str) -> Self {
        let term = words(term);
        let length = generic_length(&term);
        let (bold, rest) = term.split_at_checked(length).unwrap_or((&term, ""));
        if length == 0 {
            return Self { bold: term, is_generic: false, rest: String::new(), degraded: None };
        }
        Self { bold: bold.to_owned(), is_generic: true, rest: rest.to_owned(), degraded: None }
    }
}
