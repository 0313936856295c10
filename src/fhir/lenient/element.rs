//! Elements: JSON objects, or what was sent instead of them.

use std::borrow::Cow;
use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::{Failed, Notes, Pending, unquote};
use crate::{SIGN, legible};

/// An element with members, declared with [`object!`](super::object).
pub(crate) trait Element {
    /// Reads `value` as the member `name`, or passes it over.
    fn member(&mut self, name: &str, value: &mut dyn Pending, notes: &mut Notes) -> Result<(), Failed>;

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

/// Reads a whole JSON text as one element; false when it is absent or of the wrong kind.
pub(crate) fn read_element(
    into: &mut dyn Element,
    json: &str,
    notes: &mut Notes,
) -> Result<bool, serde_json::Error> {
    serde_json::Deserializer::from_str(json).deserialize_any(One { element: into, notes })
}

/// Skips a member that the model does not know. One that changes the meaning of the others
/// (`modifierExtension`) is noted, because it may not be ignored silently.
pub(crate) fn unknown(
    name: &str,
    element: &'static str,
    value: &mut dyn Pending,
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
        _ => value.skip(),
    }
}

/// A member's name, borrowed from the body unless it holds escapes; broken escapes are left as they are.
pub(crate) struct Name<'de>(pub(crate) Cow<'de, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let raw = <&'de RawValue>::deserialize(from)?;
        Ok(Name(unquote(raw.get())))
    }
}

/// A value that is at hand as raw text.
pub(crate) struct RawPending<'de>(pub(crate) &'de RawValue);

impl<'de> Pending<'de> for RawPending<'de> {
    fn raw(&mut self) -> Result<&'de RawValue, Failed> {
        Ok(self.0)
    }

    fn element(&mut self, into: &mut dyn Element, notes: &mut Notes) -> Result<bool, Failed> {
        read_element(into, self.0.get(), notes).map_err(|_| Failed)
    }

    fn elements(&mut self, into: &mut dyn Elements, notes: &mut Notes) -> Result<(), Failed> {
        let many = Many { elements: into, notes };
        serde_json::Deserializer::from_str(self.0.get()).deserialize_any(many).map_err(|_| Failed)
    }

    fn skip(&mut self) -> Result<(), Failed> {
        Ok(())
    }
}

/// The members of a JSON object while they are streamed, and the error that stopped them.
struct Members<A, E> {
    map: A,
    error: Option<E>,
}

impl<A, E> Members<A, E> {
    fn keep<T>(&mut self, read: Result<T, E>) -> Result<T, Failed> {
        read.map_err(|error| {
            self.error = Some(error);
            Failed
        })
    }
}

impl<'de, A: MapAccess<'de>> Pending<'de> for Members<A, A::Error> {
    fn raw(&mut self) -> Result<&'de RawValue, Failed> {
        let read = self.map.next_value();
        self.keep(read)
    }

    fn element(&mut self, into: &mut dyn Element, notes: &mut Notes) -> Result<bool, Failed> {
        let read = self.map.next_value_seed(One { element: into, notes });
        self.keep(read)
    }

    fn elements(&mut self, into: &mut dyn Elements, notes: &mut Notes) -> Result<(), Failed> {
        let read = self.map.next_value_seed(Many { elements: into, notes });
        self.keep(read)
    }

    fn skip(&mut self) -> Result<(), Failed> {
        let read = self.map.next_value::<IgnoredAny>().map(|_| ());
        self.keep(read)
    }
}

fn read_members<'de, A: MapAccess<'de>>(
    map: A,
    element: &mut dyn Element,
    notes: &mut Notes,
) -> Result<bool, A::Error> {
    let mut members = Members { map, error: None };
    let mut any = false;
    while let Some(Name(name)) = members.map.next_key()? {
        any = true;
        if element.member(&name, &mut members, notes).is_err() {
            return Err(members.error.unwrap_or_else(|| A::Error::custom(Failed)));
        }
    }
    element.done(notes);
    Ok(any)
}

fn text_or_skip(element: &mut dyn Element, text: &str, notes: &mut Notes) -> bool {
    if text.trim().is_empty() {
        return false;
    }
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

/// The scalars of JSON, seen where an element is expected.
macro_rules! scalars_where_an_element_is_due {
    ($keep:expr, $absent:expr) => {
        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok($absent)
        }
        fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
            $keep(self, if value { "true" } else { "false" }).map_err(E::custom)
        }
        fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
            $keep(self, &value.to_string()).map_err(E::custom)
        }
        fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
            $keep(self, &value.to_string()).map_err(E::custom)
        }
        fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
            $keep(self, &value.to_string()).map_err(E::custom)
        }
        fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
            $keep(self, text).map_err(E::custom)
        }
        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("any value")
        }
    };
}

/// Reads one element: an object, the first of an array, or a bare text. Says whether there was one.
struct One<'a> {
    element: &'a mut dyn Element,
    notes: &'a mut Notes,
}

impl<'de> DeserializeSeed<'de> for One<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<bool, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for One<'_> {
    type Value = bool;

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<bool, A::Error> {
        read_members(map, self.element, self.notes)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<bool, A::Error> {
        let at = self.notes.at;
        let mut present = false;
        while !present {
            self.notes.at = at;
            let one = One { element: &mut *self.element, notes: &mut *self.notes };
            match seq.next_element_seed(one)? {
                Some(read) => present = read,
                None => return Ok(false),
            }
        }
        self.notes.at = at;
        if seq.next_element::<IgnoredAny>()?.is_some() {
            self.notes.skip();
            while seq.next_element::<IgnoredAny>()?.is_some() {}
        }
        Ok(present)
    }

    scalars_where_an_element_is_due!(
        |one: Self, text: &str| Ok::<_, Failed>(text_or_skip(one.element, text, one.notes)),
        false
    );
}

/// Reads an array of elements, or a single one sent without its array.
struct Many<'a> {
    elements: &'a mut dyn Elements,
    notes: &'a mut Notes,
}

impl<'de> DeserializeSeed<'de> for Many<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Many<'_> {
    type Value = ();

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let Many { elements, notes } = self;
        let at = notes.at;
        let mut error = None;
        let mut more = true;
        while more {
            notes.at = at;
            let added = elements.add(&mut |element| match seq
                .next_element_seed(One { element, notes: &mut *notes })
            {
                Ok(read) => {
                    more = read.is_some();
                    Ok(read.unwrap_or(false))
                }
                Err(stopped) => {
                    error = Some(stopped);
                    Err(Failed)
                }
            });
            if added.is_err() {
                return Err(error.unwrap_or_else(|| A::Error::custom(Failed)));
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let Many { elements, notes } = self;
        let mut map = Some(map);
        let mut error = None;
        let added = elements.add(&mut |element| {
            let Some(map) = map.take() else { return Ok(false) };
            read_members(map, element, notes).map_err(|stopped| {
                error = Some(stopped);
                Failed
            })
        });
        added.map_err(|failed| error.unwrap_or_else(|| A::Error::custom(failed)))
    }

    scalars_where_an_element_is_due!(
        |many: Self, text: &str| {
            let Many { elements, notes } = many;
            elements.add(&mut |element| Ok(text_or_skip(element, text, notes)))
        },
        ()
    );
}
