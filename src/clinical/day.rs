//! Whole days of partial dates, to compare with today. `2026-03` begins on the 1st and is over after the 31st.

use chrono::{Months, NaiveDate};

use crate::fhir::DateTime;
use crate::format;

/// The UK's day of a date; the first one that it can mean.
pub fn first(date: &DateTime) -> Option<NaiveDate> {
    format::date::first_day(date)
}

/// The last day that a date can mean.
pub fn last(date: &DateTime) -> Option<NaiveDate> {
    let first = first(date)?;
    if date.date().is_some() {
        return Some(first);
    }
    let months = if date.month().is_some() { 1 } else { 12 };
    first.checked_add_months(Months::new(months))?.pred_opt()
}

/// Whether a date is over on `today`; never when it cannot be read.
pub fn is_past(date: &DateTime, today: NaiveDate) -> bool {
    last(date).is_some_and(|last| last < today)
}

/// Whether a date is still to come on `today`.
pub fn is_future(date: &DateTime, today: NaiveDate) -> bool {
    first(date).is_some_and(|first| first > today)
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: ARS-66
    #[test]
    fn a_partial_date_is_over_when_its_last_day_is() {
        let today = NaiveDate::from_ymd_opt(2026, 3, 15).unwrap();
        for (text, past, future) in [
            ("2026-03-14", true, false),
            ("2026-03-15", false, false),
            ("2026-03-15T00:00:00+00:00", false, false),
            ("2026-03-16", false, true),
            ("2026-03", false, false),
            ("2026-02", true, false),
            ("2026-04", false, true),
            ("2026", false, false),
            ("2025", true, false),
            ("soon", false, false),
            ("14/03/2026", true, false),
            ("16 March 2026", false, true),
            // Dates that mean "not known" are neither over nor to come (FR-15).
            ("0001-01-01", false, false),
            ("1900-01-01T00:00:00+00:00", false, false),
            ("9999-12-31T23:59:59Z", false, false),
        ] {
            let date = DateTime::new(text);
            assert_eq!((is_past(&date, today), is_future(&date, today)), (past, future), "{text}");
        }
    }
}
