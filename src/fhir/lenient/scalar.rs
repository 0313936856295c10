//! Scalars: texts, numbers and bools, looked at as raw text, so that numbers keep their digits.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde_json::value::RawValue;

use super::{Failed, Item, Notes, Pending};
use crate::{Code, DateTime, Decimal, SIGN, is_plain, legible};

/// A scalar made of the text that it has in JSON, without its quotes and escapes.
pub(crate) trait Scalar: Sized {
    /// The value; `None` when the text cannot be one (noted as skipped). The text is never blank.
    fn from_json_text(text: Cow<'_, str>) -> Option<Self>;

    /// The value as it stands in the record of somebody born on this day.
    fn of_somebody_born(self, _: NaiveDate) -> Self {
        self
    }
}

macro_rules! scalar_items {
    ($($scalar:ty)*) => { $(
        impl Item for $scalar {
            fn read_one(value: &mut dyn Pending, notes: &mut Notes) -> Result<Option<Self>, Failed> {
                Ok(first(value.raw()?, notes))
            }

            fn read_many(
                into: &mut Vec<Self>,
                value: &mut dyn Pending,
                notes: &mut Notes,
            ) -> Result<(), Failed> {
                let raw = value.raw()?;
                if raw.get().starts_with('[') {
                    into.extend(array(raw).filter_map(|element| single::<Self>(element.get(), notes)));
                } else {
                    into.extend(single::<Self>(raw.get(), notes));
                }
                Ok(())
            }
        }
    )* };
}

scalar_items!(String bool u32 Code Decimal DateTime);

/// The value of a JSON scalar, or the first of an array.
fn first<T: Scalar>(raw: &RawValue, notes: &mut Notes) -> Option<T> {
    if !raw.get().starts_with('[') {
        return single(raw.get(), notes);
    }
    let mut elements = array(raw);
    let first = elements.find_map(|element| single(element.get(), notes));
    if elements.next().is_some() {
        notes.skip();
    }
    first
}

fn single<T: Scalar>(json: &str, notes: &mut Notes) -> Option<T> {
    let Some(value) = T::from_json_text(text_of(json, notes)?) else {
        notes.skip();
        return None;
    };
    Some(match notes.born {
        Some(born) => value.of_somebody_born(born),
        None => value,
    })
}

/// The text of a JSON scalar; `None` when it is absent. An object or array here is of the wrong kind; arrays in
/// arrays are not followed, so that no nest, however deep, can exhaust the stack.
fn text_of<'a>(json: &'a str, notes: &mut Notes) -> Option<Cow<'a, str>> {
    let text = match json.as_bytes().first() {
        None | Some(b'n') => return None,
        Some(b'"') => unquote(json),
        Some(b'{' | b'[') if json.len() <= 2 => return None,
        Some(b'{' | b'[') => {
            notes.skip();
            return None;
        }
        Some(_) => Cow::Borrowed(json),
    };
    (!text.trim().is_empty()).then(|| seen(text, notes))
}

/// The text with every letter visible: the door of the model.
fn seen<'a>(text: Cow<'a, str>, notes: &mut Notes) -> Cow<'a, str> {
    if is_plain(&text) {
        return text;
    }
    let seen = match text {
        Cow::Borrowed(text) => legible(text),
        Cow::Owned(text) => Cow::Owned(legible(&text).into_owned()),
    };
    notes.has_signs |= seen.contains(SIGN);
    seen
}

/// The text of a JSON string. A broken escape (half a surrogate pair) leaves the text as it was sent.
pub(crate) fn unquote(json: &str) -> Cow<'_, str> {
    let inner = json.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(json);
    if inner.contains('\\') {
        serde_json::from_str(json).map_or(Cow::Borrowed(inner), Cow::Owned)
    } else {
        Cow::Borrowed(inner)
    }
}

/// The elements of a JSON array as raw text.
pub(crate) fn array(raw: &RawValue) -> std::vec::IntoIter<&RawValue> {
    serde_json::from_str::<Vec<&RawValue>>(raw.get()).unwrap_or_default().into_iter()
}

impl Scalar for String {
    fn from_json_text(text: Cow<'_, str>) -> Option<Self> {
        Some(text.into_owned())
    }
}

impl Scalar for bool {
    fn from_json_text(text: Cow<'_, str>) -> Option<Self> {
        let text = text.trim();
        if text.eq_ignore_ascii_case("true") {
            Some(true)
        } else if text.eq_ignore_ascii_case("false") {
            Some(false)
        } else {
            None
        }
    }
}

impl Scalar for u32 {
    fn from_json_text(text: Cow<'_, str>) -> Option<Self> {
        text.trim().parse().ok()
    }
}
