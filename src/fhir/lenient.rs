//! Where leniency lives: how JSON becomes the model although suppliers bend every rule.
//!
//! A FHIR element is declared once with [`object!`]; its members are read by these rules, and no others:
//!
//! - an unknown member is skipped; what words and values of it say is noted ([`unread`]);
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
//! `lenient/json.rs` goes through the body, `lenient/element.rs` reads JSON objects, `lenient/scalar.rs` texts and numbers,
//! `lenient/declare.rs` holds the macros that declare elements and resources, `lenient/mend.rs` repairs broken letters.
//!
//! serde_json judges a body and takes it apart into its entries. These are then read without being judged again: that is
//! what reading a record costs. Nothing here buffers a tree, and the reader knows no type: it meets elements as `dyn Element`,
//! so that a hundred kinds of element share it in the page's binary.

mod declare;
mod element;
mod json;
mod mend;
mod scalar;
mod unread;

pub(crate) use declare::{object, resource};
pub(crate) use element::{Element, Name, unknown};
pub(crate) use json::Json;
pub(crate) use mend::mend;
pub(crate) use scalar::Scalar;

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

/// The value is nested too deeply to be read any further.
#[derive(Debug)]
pub(crate) struct Failed;

/// A member of an element: knows how to fill itself from whatever the supplier sent.
pub(crate) trait Member {
    /// Reads a value into `self`.
    fn read(&mut self, value: &mut Json<'_>, notes: &mut Notes) -> Result<(), Failed>;
}

/// One value of a member: an element or a scalar.
pub(crate) trait Item: Sized {
    /// Reads one value; `None` when it is absent or of the wrong kind.
    fn read_one(value: &mut Json<'_>, notes: &mut Notes) -> Result<Option<Self>, Failed>;

    /// Reads one value or an array of them onto the end of `into`.
    fn read_many(into: &mut Vec<Self>, value: &mut Json<'_>, notes: &mut Notes) -> Result<(), Failed>;

    /// Reads a value of a member that has been there before: it takes the place of the first.
    fn read_again(&mut self, value: &mut Json<'_>, notes: &mut Notes) -> Result<(), Failed> {
        if let Some(value) = Self::read_one(value, notes)? {
            *self = value;
        }
        Ok(())
    }
}

impl<T: Item> Member for Option<T> {
    fn read(&mut self, value: &mut Json<'_>, notes: &mut Notes) -> Result<(), Failed> {
        match self {
            Some(first) => first.read_again(value, notes)?,
            None => *self = T::read_one(value, notes)?,
        }
        Ok(())
    }
}

impl<T: Item> Member for Vec<T> {
    fn read(&mut self, value: &mut Json<'_>, notes: &mut Notes) -> Result<(), Failed> {
        T::read_many(self, value, notes)
    }
}

impl<T: Element + Default> Item for Box<T> {
    fn read_one(value: &mut Json<'_>, notes: &mut Notes) -> Result<Option<Self>, Failed> {
        let mut element = Self::default();
        Ok(value.element(&mut *element, notes)?.then_some(element))
    }

    fn read_many(into: &mut Vec<Self>, value: &mut Json<'_>, notes: &mut Notes) -> Result<(), Failed> {
        let mut elements: Vec<T> = Vec::new();
        value.elements(&mut elements, notes)?;
        into.extend(elements.into_iter().map(Box::new));
        Ok(())
    }

    /// An element that is sent twice is read twice into one, so that no label of a second `meta` hides the first's.
    fn read_again(&mut self, value: &mut Json<'_>, notes: &mut Notes) -> Result<(), Failed> {
        value.element(&mut **self, notes).map(|_| ())
    }
}
