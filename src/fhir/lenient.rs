//! Where leniency lives: how JSON becomes the model although suppliers bend every rule.
//!
//! A FHIR element is declared once with [`object!`]; its members are read by these rules, and no others:
//!
//! - an unknown member is skipped;
//! - one value where an array is expected is an array of one; an array where one value is expected gives its first
//!   value (the others are noted as skipped);
//! - text from a string, number or bool; a bool also from `"true"`; a number also from `"28"`; numbers keep
//!   their digits as text ([`Decimal`](super::Decimal));
//! - `null`, `""`, blank text, `[]` and `{}` are absent; of an array's values the absent ones are dropped;
//! - letters that cannot be seen, or that turn others round, are made visible ([`legible`](super::legible));
//! - codes, systems, urls and ids lose stray blanks ([`Code`](super::Code)); text stays as it is;
//! - a value of the wrong kind is skipped, its element keeps everything else, and [`Notes`] remembers the
//!   place, so that the screen can say that something could not be shown (ARS-15);
//! - a member that occurs twice: arrays are joined, else the later value is kept. Nothing fails.
//!
//! `lenient/element.rs` reads JSON objects, `lenient/scalar.rs` texts and numbers, `lenient/declare.rs` holds the
//! macros that declare elements and resources, `lenient/mend.rs` repairs broken letters.
//!
//! Nothing here buffers a tree: serde_json streams members, and a scalar is looked at as the raw text of its own few
//! bytes. The visitors know no type: they meet elements as `dyn Element`, so that a hundred kinds of element share
//! one reader in the page's binary.

use serde_json::value::RawValue;

mod declare;
mod element;
mod mend;
mod scalar;

pub(crate) use declare::{object, resource};
pub(crate) use element::{Element, Elements, Name, RawPending, read_element, unknown};
pub(crate) use mend::mend;
pub(crate) use scalar::{Scalar, array, unquote};

/// What was skipped while one resource was read.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    /// The member being read, such as `Quantity.value`.
    pub(crate) at: &'static str,
    /// Members whose value had the wrong kind. Names only, never a value.
    pub(crate) skipped: Vec<&'static str>,
    /// Whether a letter was found that cannot be seen ([`SIGN`](super::SIGN) stands for it).
    pub(crate) has_signs: bool,
    /// Extensions that the app does not know, and those that change what is beside them (ARS-15).
    pub(crate) unread: Vec<super::Extension>,
    /// How many resources are around the one being read.
    pub(crate) containers: usize,
    /// When the patient was born whose record this is: no date of it can be an earlier one.
    pub(crate) born: Option<chrono::NaiveDate>,
    /// The position of the entry being read, in which `#id` is looked up.
    pub(crate) entry: Option<usize>,
}

impl Notes {
    fn skip(&mut self) {
        self.skipped.push(self.at);
    }
}

/// A value of the body that has not been read yet. Exactly one of its methods is called, once.
pub(crate) trait Pending<'de> {
    /// Takes it as raw text.
    fn raw(&mut self) -> Result<&'de RawValue, Failed>;

    /// Reads it as one element; false when it is absent or of the wrong kind.
    fn element(&mut self, into: &mut dyn Element, notes: &mut Notes) -> Result<bool, Failed>;

    /// Reads it as one element or an array of them.
    fn elements(&mut self, into: &mut dyn Elements, notes: &mut Notes) -> Result<(), Failed>;

    /// Passes it over.
    fn skip(&mut self) -> Result<(), Failed>;
}

/// The body cannot be read any further; why is known to the reader that called.
#[derive(Debug)]
pub(crate) struct Failed;

impl std::fmt::Display for Failed {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("not readable")
    }
}

/// A member of an element: knows how to fill itself from whatever the supplier sent.
pub(crate) trait Member {
    /// Reads a value into `self`.
    fn read(&mut self, value: &mut dyn Pending, notes: &mut Notes) -> Result<(), Failed>;
}

/// One value of a member: an element or a scalar.
pub(crate) trait Item: Sized {
    /// Reads one value; `None` when it is absent or of the wrong kind.
    fn read_one(value: &mut dyn Pending, notes: &mut Notes) -> Result<Option<Self>, Failed>;

    /// Reads one value or an array of them onto the end of `into`.
    fn read_many(into: &mut Vec<Self>, value: &mut dyn Pending, notes: &mut Notes) -> Result<(), Failed>;

    /// Reads a value of a member that has been there before: it takes the place of the first.
    fn read_again(&mut self, value: &mut dyn Pending, notes: &mut Notes) -> Result<(), Failed> {
        if let Some(value) = Self::read_one(value, notes)? {
            *self = value;
        }
        Ok(())
    }
}

impl<T: Item> Member for Option<T> {
    fn read(&mut self, value: &mut dyn Pending, notes: &mut Notes) -> Result<(), Failed> {
        match self {
            Some(first) => first.read_again(value, notes)?,
            None => *self = T::read_one(value, notes)?,
        }
        Ok(())
    }
}

impl<T: Item> Member for Vec<T> {
    fn read(&mut self, value: &mut dyn Pending, notes: &mut Notes) -> Result<(), Failed> {
        T::read_many(self, value, notes)
    }
}

impl<T: Element + Default> Item for Box<T> {
    fn read_one(value: &mut dyn Pending, notes: &mut Notes) -> Result<Option<Self>, Failed> {
        let mut element = Self::default();
        Ok(value.element(&mut *element, notes)?.then_some(element))
    }

    fn read_many(into: &mut Vec<Self>, value: &mut dyn Pending, notes: &mut Notes) -> Result<(), Failed> {
        let mut elements: Vec<T> = Vec::new();
        value.elements(&mut elements, notes)?;
        into.extend(elements.into_iter().map(Box::new));
        Ok(())
    }

    /// An element that is sent twice is read twice into one, so that no label of a second `meta` hides the first's.
    fn read_again(&mut self, value: &mut dyn Pending, notes: &mut Notes) -> Result<(), Failed> {
        value.element(&mut **self, notes).map(|_| ())
    }
}
