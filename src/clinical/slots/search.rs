//! What is asked of a practice: days, organisation type, ODS code; checked before anything is sent (APT-02, APT-03).

use chrono::{DateTime, Duration, NaiveDate, Utc};

use crate::format::{date, uk_time};

/// The longest period of one search: from the first day to the last at most this many days on (APT-02).
pub const LONGEST_DAYS: i64 = 14;

/// One search for free slots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Search {
    /// Name of the practice asked.
    pub practice: String,
    /// Its ODS code: ids of one practice mean nothing at another.
    pub practice_ods: String,
    /// First UK day.
    pub from: NaiveDate,
    /// Last UK day.
    pub until: NaiveDate,
    /// `gp-practice` or `urgent-care`, when it is sent.
    pub organisation_type: Option<String>,
    /// The booking organisation's ODS code, when it is sent.
    pub organisation_ods: Option<String>,
}

/// Why a period may not be searched. The words name what to enter, never the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SearchFault {
    /// The first day is missing or no date.
    NoFrom,
    /// The last day is missing or no date.
    NoUntil,
    /// The first day is before today in the UK.
    FromPast,
    /// The last day is before the first.
    UntilBeforeFrom,
    /// More than [`LONGEST_DAYS`] days lie between them.
    TooLong,
}

impl SearchFault {
    /// The fault in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoFrom => "Enter the first day to search",
            Self::NoUntil => "Enter the last day to search",
            Self::FromPast => "The first day must be today or later: past appointments cannot be booked",
            Self::UntilBeforeFrom => "The last day must be the same as or after the first",
            Self::TooLong => "Search at most 14 days at once",
        }
    }

    /// Whether it is the first day that has to change.
    pub fn is_about_from(self) -> bool {
        matches!(self, Self::NoFrom | Self::FromPast)
    }
}

impl Search {
    /// Checks a period as entered (`2026-11-21`, what a date field gives); today is the UK's (APT-10).
    pub fn period(
        from: &str,
        until: &str,
        now: DateTime<Utc>,
    ) -> Result<(NaiveDate, NaiveDate), SearchFault> {
        let from: NaiveDate = from.trim().parse().map_err(|_| SearchFault::NoFrom)?;
        let until: NaiveDate = until.trim().parse().map_err(|_| SearchFault::NoUntil)?;
        if from < uk_time::today(now) {
            return Err(SearchFault::FromPast);
        }
        if until < from {
            return Err(SearchFault::UntilBeforeFrom);
        }
        if until - from > Duration::days(LONGEST_DAYS) {
            return Err(SearchFault::TooLong);
        }
        Ok((from, until))
    }

    /// A period as entered that began before today, moved to begin today and as long as it was: a patient may be open
    /// past midnight. `None` where there is nothing to move.
    pub fn moved_on(from: &str, until: &str, now: DateTime<Utc>) -> Option<(NaiveDate, NaiveDate)> {
        let from: NaiveDate = from.trim().parse().ok()?;
        let until: NaiveDate = until.trim().parse().ok()?;
        let today = uk_time::today(now);
        (from < today).then(|| (today, today + (until - from).max(Duration::zero())))
    }

    /// The period in words: `21-Nov-2026 to 04-Dec-2026`, or the one day.
    pub fn shown_period(&self) -> String {
        if self.from == self.until {
            date::day(self.from)
        } else {
            format!("{} to {}", date::day(self.from), date::day(self.until))
        }
    }

    /// On whose behalf, in words: which restricted slots the practice shows depends on it (foundations digest 3.2).
    pub fn shown_organisation(&self) -> String {
        match (&self.organisation_type, &self.organisation_ods) {
            (Some(kind), Some(ods)) => format!("{} ({ods})", organisation_type(kind)),
            (Some(kind), None) => organisation_type(kind).to_owned(),
            (None, Some(ods)) => format!("organisation {ods}, type not sent"),
            (None, None) => "no organisation named".to_owned(),
        }
    }
}

/// An organisation type in words; an unknown one as it is sent.
pub fn organisation_type(code: &str) -> &str {
    match code {
        "urgent-care" => "urgent care",
        "gp-practice" => "GP practice",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn period(from: &str, until: &str, now: &str) -> Result<(), SearchFault> {
        Search::period(from, until, now.parse().unwrap()).map(|_| ())
    }

    // proves: APT-02
    #[test]
    fn fourteen_days_may_be_asked_and_fifteen_may_not() {
        let now = "2026-11-21T10:00:00Z";
        for (until, expected) in [
            ("2026-11-21", Ok(())),
            ("2026-11-29", Ok(())),
            ("2026-12-05", Ok(())),
            ("2026-12-06", Err(SearchFault::TooLong)),
            ("2026-11-20", Err(SearchFault::UntilBeforeFrom)),
            ("", Err(SearchFault::NoUntil)),
            ("2026-11-31", Err(SearchFault::NoUntil)),
        ] {
            assert_eq!(period("2026-11-21", until, now), expected, "{until}");
        }
        assert_eq!(period("", "2026-11-21", now), Err(SearchFault::NoFrom));
        assert_eq!(period("2026-11-20", "2026-11-21", now), Err(SearchFault::FromPast));
    }

    // proves: APT-10
    #[test]
    fn past_midnight_in_the_uk_a_period_begins_on_the_new_day() {
        let moved = |from, until, now: &str| {
            let moved = Search::moved_on(from, until, now.parse().unwrap());
            moved.map(|(from, until)| format!("{from} {until}"))
        };
        // In summer the UK's day begins while UTC still has yesterday.
        assert_eq!(moved("2026-08-05", "2026-08-11", "2026-08-05T22:30:00Z"), None);
        let next = moved("2026-08-05", "2026-08-11", "2026-08-05T23:30:00Z");
        assert_eq!(next.as_deref(), Some("2026-08-06 2026-08-12"));
        assert_eq!(moved("2026-08-07", "2026-08-11", "2026-08-05T23:30:00Z"), None);
        assert_eq!(moved("", "2026-08-11", "2026-08-05T23:30:00Z"), None);
    }

    // proves: APT-10
    #[test]
    fn half_past_midnight_in_summer_is_a_new_day_although_utc_says_otherwise() {
        assert_eq!(period("2026-08-06", "2026-08-06", "2026-08-05T23:30:00Z"), Ok(()));
        assert_eq!(period("2026-08-05", "2026-08-06", "2026-08-05T23:30:00Z"), Err(SearchFault::FromPast));
    }
}
