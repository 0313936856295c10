//! Europe/London without a time zone database and without the device's zone (APT-09, APT-10).
//!
//! British Summer Time has begun and ended by the rules of [`summer`] since 1961; from 18 February 1968 to 31 October 1971
//! it lasted all year. Times before 1961 are left as they were sent.

use std::ops::Range;

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Utc, Weekday};

use crate::fhir::{self, DateTimeParts};

/// The first year of [`summer`].
const FIRST_YEAR: i32 = 1961;

const HOUR: i32 = 3600;

/// The UK's offset from UTC at a moment: `+00:00` or `+01:00`.
pub fn offset_at(moment: DateTime<Utc>) -> FixedOffset {
    let moment = moment.naive_utc();
    offset(summer(moment.year()).is_some_and(|summer| summer.contains(&moment)))
}

/// The UK's wall clock at a moment.
pub fn wall_clock(moment: DateTime<Utc>) -> NaiveDateTime {
    moment.with_timezone(&offset_at(moment)).naive_local()
}

/// The UK's calendar day at a moment.
pub fn today(moment: DateTime<Utc>) -> NaiveDate {
    wall_clock(moment).date()
}

/// The offset that belongs to a UK wall time, for the parameters of a search.
///
/// The hour that happens twice in October is taken as its first pass; the hour that is left out in March as
/// summer time.
pub fn offset_of(wall: NaiveDateTime) -> FixedOffset {
    let summer_guess = wall - chrono::Duration::hours(1);
    offset_at(summer_guess.and_utc())
}

/// A moment as FHIR writes it with the UK's clock: its own offset, in the hour that happens twice too.
pub fn moment_text(moment: DateTime<Utc>) -> String {
    moment.with_timezone(&offset_at(moment)).format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The wall time of a date-time as the UK saw it: with an offset, converted to Europe/London; without one, or
/// before 1961, as sent. `None` when there is no time.
pub fn local(date: &fhir::DateTime) -> Option<NaiveDateTime> {
    local_of(&date.parts()?)
}

/// [`local`] of a date that was understood before.
pub fn local_of(parts: &DateTimeParts) -> Option<NaiveDateTime> {
    let sent = parts.date()?.and_time(parts.time?);
    match parts.instant() {
        Some(instant) if sent.year() >= FIRST_YEAR => Some(wall_clock(instant.to_utc())),
        _ => Some(sent),
    }
}

/// True when a date-time's offset is the one that the UK has at that moment; others deserve a warning beside an
/// appointment, because its wall time is shown as received.
pub fn has_uk_offset(date: &fhir::DateTime) -> bool {
    date.instant().is_some_and(|instant| offset_at(instant.to_utc()) == *instant.offset())
}

/// True when the date has passed at `now`: a time when its moment has, a day when the UK's calendar has turned,
/// a month or a year when it is over. An unreadable date never has.
pub fn is_past(date: &fhir::DateTime, now: DateTime<Utc>) -> bool {
    if let Some(instant) = date.instant() {
        return instant.to_utc() < now;
    }
    let here = wall_clock(now);
    if let (Some(day), Some(time)) = (date.date(), date.time()) {
        return day.and_time(time) < here;
    }
    let (Some(year), month) = (date.year(), date.month()) else {
        return false;
    };
    match (month, date.date()) {
        (_, Some(day)) => day < here.date(),
        (Some(month), None) => (year, month) < (here.year(), here.month()),
        (None, None) => year < here.year(),
    }
}

fn offset(summer: bool) -> FixedOffset {
    let seconds = if summer { HOUR } else { 0 };
    FixedOffset::east_opt(seconds).unwrap_or_else(|| chrono::Offset::fix(&Utc))
}

/// Summer time of a year, in UTC; none before the first year that is known here.
fn summer(year: i32) -> Option<Range<NaiveDateTime>> {
    let new_year = |year| Some(NaiveDate::from_ymd_opt(year, 1, 1)?.and_time(NaiveTime::MIN));
    match year {
        ..FIRST_YEAR => None,
        FIRST_YEAR..=1963 => Some(sunday(year, 3, 25, 2)?..sunday(year, 10, 23, 2)?),
        1964..=1967 => Some(sunday(year, 3, 19, 2)?..sunday(year, 10, 23, 2)?),
        1968 => Some(sunday(year, 2, 18, 2)?..new_year(year + 1)?),
        1969..=1970 => Some(new_year(year)?..new_year(year + 1)?),
        1971 => Some(new_year(year)?..sunday(year, 10, 31, 2)?),
        1972..=1980 => Some(sunday(year, 3, 16, 2)?..sunday(year, 10, 23, 2)?),
        1981..=1989 => Some(sunday(year, 3, 25, 1)?..sunday(year, 10, 23, 1)?),
        1990..=1995 => Some(sunday(year, 3, 25, 1)?..sunday(year, 10, 22, 1)?),
        1996.. => Some(sunday(year, 3, 25, 1)?..sunday(year, 10, 25, 1)?),
    }
}

/// An hour of the first Sunday from a day of a month on.
fn sunday(year: i32, month: u32, from: u32, hour: u32) -> Option<NaiveDateTime> {
    let last = NaiveDate::from_ymd_opt(year, month, from)?.checked_add_days(Days::new(6))?;
    let sunday = last.week(Weekday::Sun).first_day();
    Some(sunday.and_time(NaiveTime::from_hms_opt(hour, 0, 0)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    fn date(text: &str) -> fhir::DateTime {
        fhir::DateTime::new(text)
    }

    // proves: APT-09
    #[test]
    fn clocks_change_on_the_last_sundays_at_one_utc() {
        for (moment, wall) in [
            ("2026-03-29T00:59:59Z", "2026-03-29 00:59:59"),
            ("2026-03-29T01:00:00Z", "2026-03-29 02:00:00"),
            ("2026-10-25T00:59:59Z", "2026-10-25 01:59:59"),
            ("2026-10-25T01:00:00Z", "2026-10-25 01:00:00"),
            ("2024-03-31T01:00:00Z", "2024-03-31 02:00:00"),
            ("2027-10-31T00:59:00Z", "2027-10-31 01:59:00"),
            ("2026-01-01T00:00:00Z", "2026-01-01 00:00:00"),
            ("2026-07-01T23:30:00Z", "2026-07-02 00:30:00"),
        ] {
            assert_eq!(wall_clock(utc(moment)).to_string(), wall, "{moment}");
        }
    }

    // proves: APT-10
    #[test]
    fn today_and_past_are_the_uks_and_not_utcs() {
        let late = utc("2026-07-01T23:30:00Z");
        assert_eq!(today(late).to_string(), "2026-07-02");
        assert!(is_past(&date("2026-07-01"), late));
        assert!(!is_past(&date("2026-07-02"), late));
        assert!(!is_past(&date("2026-07"), late));
        assert!(is_past(&date("2026-06"), late));
        assert!(!is_past(&date("2026"), late));
        assert!(is_past(&date("2025"), late));
        assert!(is_past(&date("2026-07-02T00:29:59+01:00"), late));
        assert!(!is_past(&date("2026-07-02T00:30:01+01:00"), late));
        assert!(is_past(&date("2026-07-02T00:29:00"), late));
        assert!(!is_past(&date("2026-07-02T00:31:00"), late));
        assert!(!is_past(&date("soon"), late));
    }

    #[test]
    fn a_wall_time_gets_the_offset_of_its_season() {
        let offset = |text: &str| offset_of(text.parse().unwrap()).to_string();
        assert_eq!(offset("2026-08-06T09:30:00"), "+01:00");
        assert_eq!(offset("2026-01-06T09:30:00"), "+00:00");
        assert_eq!(offset("2026-03-29T00:59:00"), "+00:00");
        assert_eq!(offset("2026-03-29T02:00:00"), "+01:00");
        assert_eq!(offset("2026-10-25T01:30:00"), "+01:00");
        assert_eq!(offset("2026-10-25T02:00:00"), "+00:00");
    }

    // proves: FB-11
    #[test]
    fn a_moment_keeps_its_own_offset_in_the_hour_that_happens_twice() {
        assert_eq!(moment_text(utc("2026-10-25T00:30:00Z")), "2026-10-25T01:30:00+01:00");
        assert_eq!(moment_text(utc("2026-10-25T01:30:00Z")), "2026-10-25T01:30:00+00:00");
        assert_eq!(moment_text(utc("2026-03-29T01:00:00Z")), "2026-03-29T02:00:00+01:00");
        assert_eq!(moment_text(utc("2026-01-06T09:30:00Z")), "2026-01-06T09:30:00+00:00");
    }

    // proves: FR-16
    #[test]
    fn a_moment_of_earlier_years_is_the_uks_too_and_before_them_as_sent() {
        for (sent, wall) in [
            ("1985-06-30T23:00:00Z", "1985-07-01 00:00:00"),
            ("1985-12-31T23:00:00Z", "1985-12-31 23:00:00"),
            ("1970-01-14T23:00:00+00:00", "1970-01-15 00:00:00"),
            ("1968-02-18T02:00:00Z", "1968-02-18 03:00:00"),
            ("1971-10-31T02:00:00Z", "1971-10-31 02:00:00"),
            ("1969-12-31T23:00:00Z", "1970-01-01 00:00:00"),
            ("1965-06-30T23:00:00Z", "1965-07-01 00:00:00"),
            ("1955-07-01T09:00:00Z", "1955-07-01 09:00:00"),
            ("2019-07-01T09:00:00Z", "2019-07-01 10:00:00"),
        ] {
            assert_eq!(local(&date(sent)).unwrap().to_string(), wall, "{sent}");
        }
        assert_eq!(local(&date("2019-07-01")), None);
    }

    #[test]
    fn an_offset_that_the_uk_does_not_have_is_noticed() {
        assert!(has_uk_offset(&date("2026-08-06T09:30:00+01:00")));
        assert!(has_uk_offset(&date("2026-01-06T09:30:00Z")));
        assert!(!has_uk_offset(&date("2026-08-06T09:30:00+00:00")));
        assert!(!has_uk_offset(&date("2026-08-06T09:30:00")));
    }
}
