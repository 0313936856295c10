//! Scalars: texts, numbers and bools, looked at as raw text, so that numbers keep their digits.

use std::borrow::Cow;

use chrono::NaiveDate;

use super::{Failed, Item, Json, Notes};
use crate::{Code, DateTime, Decimal, SIGN, is_plain, legible};

/// A scalar made of the text that it has in JSON, without its quotes and escapes.
pub(crate) trait Scalar: Sized {
    /// The value, in the record of somebody born on that day where it is known; `None` when the text cannot be one (noted
    /// as skipped). The text is never blank.
    fn from_json_text(text: Cow<'_, str>, born: Option<NaiveDate>) -> Option<Self>;
}

macro_rules! scalar_items {
    ($($scalar:ty)*) => { $(
        impl Item for $scalar {
            fn read_one(value: &mut Json<'_>, notes: &mut Notes) -> Result<Option<Self>, Failed> {
                if value.peek() == Some(b'[') {
                    return Ok(first(value.raw(), notes));
                }
                Ok(single(value, notes))
            }

            fn read_many(into: &mut Vec<Self>, value: &mut Json<'_>, notes: &mut Notes) -> Result<(), Failed> {
                if value.peek() == Some(b'[') {
                    let mut array = Json::new(value.raw());
                    array.enter()?;
                    while array.more() {
                        into.extend(single::<Self>(&mut array, notes));
                    }
                } else {
                    into.extend(single::<Self>(value, notes));
                }
                Ok(())
            }
        }
    )* };
}

scalar_items!(String bool u32 Code Decimal DateTime);

/// The first value of an array.
fn first<T: Scalar>(array: &str, notes: &mut Notes) -> Option<T> {
    let mut array = Json::new(array);
    array.enter().ok()?;
    let mut first = None;
    let mut others = false;
    while array.more() {
        if first.is_none() {
            first = single(&mut array, notes);
        } else {
            array.raw();
            others = true;
        }
    }
    if others {
        notes.skip();
    }
    first
}

fn single<T: Scalar>(value: &mut Json<'_>, notes: &mut Notes) -> Option<T> {
    let scalar = T::from_json_text(text_of(value, notes)?, notes.born);
    if scalar.is_none() {
        notes.skip();
    }
    scalar
}

/// The text of a JSON scalar; `None` when it is absent. An object or array here is of the wrong kind; arrays in
/// arrays are not followed, so that no nest, however deep, can exhaust the stack.
fn text_of<'de>(value: &mut Json<'de>, notes: &mut Notes) -> Option<Cow<'de, str>> {
    let (text, is_plain) = match value.peek()? {
        b'"' => {
            let string = value.string();
            (string.text(), string.is_plain)
        }
        b'{' | b'[' => {
            if value.raw().len() > 2 {
                notes.skip();
            }
            return None;
        }
        b'n' => {
            value.raw();
            return None;
        }
        _ => (Cow::Borrowed(value.raw()), true),
    };
    if text.chars().all(char::is_whitespace) {
        return None;
    }
    Some(if is_plain { text } else { seen(text, notes) })
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

impl Scalar for String {
    fn from_json_text(text: Cow<'_, str>, _: Option<NaiveDate>) -> Option<Self> {
        Some(text.into_owned())
    }
}

impl Scalar for bool {
    fn from_json_text(text: Cow<'_, str>, _: Option<NaiveDate>) -> Option<Self> {
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
    fn from_json_text(text: Cow<'_, str>, _: Option<NaiveDate>) -> Option<Self> {
        text.trim().parse().ok()
    }
}
