//! Dates that suppliers send for "not known": the first or last day of some computer's calendar, or a day on which the
//! patient was not yet born.

use chrono::{Datelike, NaiveDate, TimeDelta};

use super::{DateTimeParts, Precision};

/// Nobody whose record is open lived in a year before the first of these, or will live in one after the second.
const LIVED: std::ops::RangeInclusive<i32> = 1850..=2199;

/// First days of computers' calendars that lie within [`LIVED`], as year, month and day: those that databases store for
/// an empty date.
const EMPTY: [(i32, u32, u32); 4] = [(1858, 11, 17), (1899, 12, 30), (1899, 12, 31), (1900, 1, 1)];

/// Whether a date means that it is not known. A day on which somebody born on `born` lived is always a real one, also if
/// some computers' calendars begin on it.
pub(super) fn means_unknown(date: &DateTimeParts, born: Option<NaiveDate>) -> bool {
    let first = date.earliest_date;
    if !LIVED.contains(&first.year()) {
        return true;
    }
    match born {
        Some(born) => latest(date).is_none_or(|latest| latest < born),
        None => EMPTY.contains(&(first.year(), first.month(), first.day())),
    }
}

/// The last day that a date can mean; a moment of another zone may be the UK's next day.
fn latest(date: &DateTimeParts) -> Option<NaiveDate> {
    let first = date.earliest_date;
    match date.precision {
        Precision::Year => NaiveDate::from_ymd_opt(first.year(), 12, 31),
        Precision::Month => first.checked_add_months(chrono::Months::new(1))?.pred_opt(),
        Precision::Day | Precision::Unreadable => Some(first),
        Precision::Minute | Precision::Second => first.checked_add_signed(TimeDelta::days(1)),
    }
}
