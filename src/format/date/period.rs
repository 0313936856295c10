//! Periods, each end at the precision that was recorded.

use super::{DATE_NOT_KNOWN, DATE_NOT_RECORDED, date};
use crate::fhir::{DateTime, Period};

/// A period in the CUI short form: `06-Aug-2026 to 07-Sep-2026`, `From 06-Aug-2026`, `Until 07-Sep-2026`, or the one
/// date when both ends are shown alike.
pub fn period(period: &Period) -> String {
    let (start, end) = (period.start.as_ref(), period.end.as_ref());
    let known = |end: &&DateTime| !end.means_unknown();
    let words = match (start.filter(known).map(date), end.filter(known).map(date)) {
        (Some(start), Some(end)) if start == end => start,
        (Some(start), Some(end)) => format!("{start} to {end}"),
        (Some(start), None) => format!("From {start}"),
        (None, Some(end)) => format!("Until {end}"),
        (None, None) => match (start, end) {
            (Some(start), Some(end)) if start != end => {
                return format!("{DATE_NOT_KNOWN} (sent as {} to {})", start.text(), end.text());
            }
            (Some(one), _) | (None, Some(one)) => return date(one),
            (None, None) => DATE_NOT_RECORDED.to_owned(),
        },
    };
    let unknown = [("start", start), ("end", end)];
    unknown.into_iter().fold(words, |words, (which, date)| match date.filter(|date| date.means_unknown()) {
        Some(date) => format!("{words} ({which} not known, sent as {})", date.text()),
        None => words,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str) -> DateTime {
        DateTime::new(text)
    }

    #[test]
    fn a_period_shows_the_ends_that_it_has() {
        let of = |start: Option<&str>, end: Option<&str>| {
            period(&Period { start: start.map(sent), end: end.map(sent) })
        };
        assert_eq!(of(Some("2019-01-02"), Some("2019-03")), "02-Jan-2019 to Mar-2019");
        assert_eq!(of(Some("2019-01-02"), None), "From 02-Jan-2019");
        assert_eq!(of(None, Some("2019-01-02")), "Until 02-Jan-2019");
        assert_eq!(of(Some("2019-01-02"), Some("2019-01-02T00:00:00Z")), "02-Jan-2019");
        assert_eq!(of(None, None), "Date not recorded");
    }
}
