//! A day as a reader enters it: `27-Mar-2024`, or a month or a year for its first or its last day.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::clinical::care_record::WrittenDate;

/// Which end of a period a day is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The first day.
    First,
    /// The last day.
    Last,
}

/// The day of an entry, none for an empty one; `Err` when it is not a day, and then the fault says so.
pub fn day(
    entry: RwSignal<String>,
    fault: RwSignal<Option<String>>,
    end: End,
) -> Result<Option<NaiveDate>, ()> {
    let text = entry.get_untracked();
    fault.set(None);
    if text.trim().is_empty() {
        return Ok(None);
    }
    match (WrittenDate::read(&text).and_then(WrittenDate::range), end) {
        (Some((first, _)), End::First) => Ok(Some(first)),
        (Some((_, last)), End::Last) => Ok(Some(last)),
        (None, _) => {
            fault.set(Some("Enter a date such as 27-Mar-2024, Mar 2024 or 2024".to_owned()));
            Err(())
        }
    }
}
