//! Elements: JSON objects, or what was sent instead of them.

use std::borrow::Cow;

use serde::Deserialize;
use serde::de::Deserializer;
use serde_json::value::RawValue;

use super::{Failed, Json, Notes, unread};
use crate::{SIGN, legible};

/// An element with members, declared with [`object!`](super::object).
pub(crate) trait Element {
    /// Reads what comes next as the value of the member `name`, or passes it over.
    fn member(&mut self, name: &str, value: &mut Json<'_>, notes: &mut Notes) -> Result<(), Failed>;

    /// Takes a bare text that was sent instead of the element, such as `"note": "seen"` for an annotation; false when
    /// the element has no use for it.
    fn text(&mut self, _text: &str) -> bool {
        false
    }

    /// Is told that all of it has been read, and where.
    fn done(&mut self, _notes: &Notes) {}
}

/// An array of elements being filled.
pub(crate) trait Elements {
    /// Makes a new element, and keeps it when `read` says that something was read into it.
    fn add(&mut self, read: &mut dyn FnMut(&mut dyn Element) -> Result<bool, Failed>) -> Result<(), Failed>;
}

impl<T: Element + Default> Elements for Vec<T> {
    fn add(&mut self, read: &mut dyn FnMut(&mut dyn Element) -> Result<bool, Failed>) -> Result<(), Failed> {
        let mut element = T::default();
        if read(&mut element)? {
            if self.is_empty() {
                // Most arrays of a record hold one element, and a page's memory is dear.
                self.reserve_exact(1);
            }
            self.push(element);
        }
        Ok(())
    }
}

/// Passes over a member that the model does not know; what it says of the patient is noted. One that changes the meaning of the others
/// (`modifierExtension`) is noted, because it may not be ignored silently.
pub(crate) fn unknown(
    name: &str,
    element: &'static str,
    value: &mut Json<'_>,
    notes: &mut Notes,
) -> Result<(), Failed> {
    match name {
        "modifierExtension" => {
            notes.at = element;
            notes.skip();
            let mut modifiers: Vec<super::super::Extension> = Vec::new();
            super::Member::read(&mut modifiers, value, notes)?;
            notes.unread.extend(modifiers);
            Ok(())
        }
        // An element whose extensions the model does not keep: what it knows of them means nothing there.
        "extension" => super::Member::read(&mut super::super::Extensions::default(), value, notes),
        _ => {
            let raw = value.raw();
            if let Some(told) = unread::told(name, element, raw) {
                notes.unread.push(told);
            }
            Ok(())
        }
    }
}

/// A member's name where serde_json reads it, borrowed from the body unless it holds escapes.
pub(crate) struct Name<'de>(pub(crate) Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = <&'de RawValue>::deserialize(from)?;
        Ok(Name(Json::new(raw.get()).string().text()))
    }
}

impl Json<'_> {
    /// Reads one element: an object, the first of an array, or a bare text. False when it is absent or of the wrong kind.
    pub(crate) fn element(&mut self, into: &mut dyn Element, notes: &mut Notes) -> Result<bool, Failed> {
        match self.peek() {
            Some(b'{') => self.members(into, notes),
            Some(b'[') => self.first_element(into, notes),
            _ => Ok(text_or_skip(into, self.word().as_deref(), notes)),
        }
    }

    /// Reads one element or an array of them.
    pub(crate) fn elements(&mut self, into: &mut dyn Elements, notes: &mut Notes) -> Result<(), Failed> {
        if self.peek() != Some(b'[') {
            return into.add(&mut |element| self.element(element, notes));
        }
        let at = notes.at;
        self.enter()?;
        while self.more() {
            notes.at = at;
            into.add(&mut |element| self.element(element, notes))?;
        }
        Ok(())
    }

    fn members(&mut self, element: &mut dyn Element, notes: &mut Notes) -> Result<bool, Failed> {
        self.enter()?;
        let mut any = false;
        while self.more() {
            any = true;
            let name = self.name();
            element.member(&name, self, notes)?;
        }
        element.done(notes);
        Ok(any)
    }

    fn first_element(&mut self, into: &mut dyn Element, notes: &mut Notes) -> Result<bool, Failed> {
        let at = notes.at;
        let mut present = false;
        let mut others = false;
        self.enter()?;
        while self.more() {
            notes.at = at;
            if present {
                self.raw();
                others = true;
            } else {
                present = self.element(into, notes)?;
            }
        }
        notes.at = at;
        if others {
            notes.skip();
        }
        Ok(present)
    }

    /// The text of a string, number or bool; `None` for `null`.
    fn word(&mut self) -> Option<Cow<'_, str>> {
        match self.peek()? {
            b'"' => Some(self.string().text()),
            _ => Some(self.raw()).filter(|word| *word != "null").map(Cow::Borrowed),
        }
    }
}

fn text_or_skip(element: &mut dyn Element, text: Option<&str>, notes: &mut Notes) -> bool {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return false };
    let text = legible(text);
    notes.has_signs |= text.contains(SIGN);
    let taken = element.text(&text);
    if taken {
        element.done(notes);
    } else {
        notes.skip();
    }
    taken
}
