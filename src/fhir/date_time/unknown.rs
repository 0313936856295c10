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

/// Whether it is seen by the year in front of a text that it says a day, should it say one: it is in this age and after the
/// year of birth. Nearly every date of a record is, and needs not be understood before it is shown.
pub(super) fn is_recent(text: &str, born: Option<NaiveDate>) -> bool {
    let Some(year) = text.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit())) else {
        return false;
    };
    let year = year.parse().unwrap_or(0);
    (1901..=2190).contains(&year) && born.is_none_or(|born| year > born.year())
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

#[cfg(test)]
mod tests {
    use super::super::understood;
    use super::*;

    #[test]
    fn what_is_recent_by_its_year_is_known_when_it_is_understood() {
        let born = NaiveDate::from_ymd_opt(1950, 6, 1);
        let days =
            ["", "-01-01", "-12-31T23:59:59Z", "-12-31T24:00", "0101", "/1/1", " May", "-13", "-00-00T99"];
        for year in (1840..2210).chain([0, 1, 9999]) {
            for day in days {
                let text = format!("{year:04}{day}");
                for born in [None, born] {
                    let means_unknown = understood(&text).is_some_and(|parts| means_unknown(&parts, born));
                    assert!(!(is_recent(&text, born) && means_unknown), "{text}");
                }
            }
        }
        assert!(
            is_recent("2019-03-07", born) && !is_recent("1950-06-02", born) && !is_recent("6 May 2026", None)
        );
    }
}
