//! UK civil time for the provider's own diary, without a zone database: GMT and BST by their rule.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// The last Sunday of a month.
fn last_sunday(year: i32, month: u32) -> Option<NaiveDate> {
    let next = NaiveDate::from_ymd_opt(year, month + 1, 1)?;
    let last = next.pred_opt()?;
    Some(last - TimeDelta::days(i64::from(last.weekday().num_days_from_sunday())))
}

/// Whether British Summer Time holds at this moment: last Sunday of March to last Sunday of October, 01:00 UTC.
fn is_summer(utc: NaiveDateTime) -> bool {
    let bound = |month| last_sunday(utc.year(), month).and_then(|day| day.and_hms_opt(1, 0, 0));
    match (bound(3), bound(10)) {
        (Some(from), Some(until)) => utc >= from && utc < until,
        _ => false,
    }
}

fn offset(hours: i32) -> FixedOffset {
    FixedOffset::east_opt(hours * 3600).unwrap_or_else(|| chrono::Offset::fix(&Utc))
}

/// The moment as a UK clock shows it.
pub fn local(now: DateTime<Utc>) -> DateTime<FixedOffset> {
    now.with_timezone(&offset(i32::from(is_summer(now.naive_utc()))))
}

/// The UK calendar day.
pub fn today(now: DateTime<Utc>) -> NaiveDate {
    local(now).date_naive()
}

/// A UK wall-clock time on a day, minutes after midnight. In the hour that October repeats, the first of the two.
pub fn at(day: NaiveDate, minutes: u32) -> DateTime<FixedOffset> {
    let wall = day.and_hms_opt(0, 0, 0).unwrap_or_default() + TimeDelta::minutes(i64::from(minutes));
    let as_summer = wall - TimeDelta::hours(1);
    let (utc, hours) = if is_summer(as_summer) { (as_summer, 1) } else { (wall, 0) };
    utc.and_utc().with_timezone(&offset(hours))
}

/// `2026-11-21T15:00:00+00:00`: whole seconds and an explicit offset, never `Z` (foundations digest 1.8).
pub fn text(moment: DateTime<FixedOffset>) -> String {
    moment.format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// The moment in [`text`] form.
pub fn stamp(now: DateTime<Utc>) -> String {
    text(local(now))
}

/// `21-Nov-2026`, as banners and tables write a day.
pub fn display(day: NaiveDate) -> String {
    day.format("%d-%b-%Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn clocks_change_on_the_last_sundays() {
        assert_eq!(text(at(day("2027-03-28"), 30)), "2027-03-28T00:30:00+00:00");
        assert_eq!(text(at(day("2027-03-28"), 9 * 60)), "2027-03-28T09:00:00+01:00");
        assert_eq!(text(at(day("2026-10-25"), 30)), "2026-10-25T00:30:00+01:00");
        assert_eq!(text(at(day("2026-10-25"), 9 * 60)), "2026-10-25T09:00:00+00:00");
    }

    #[test]
    fn half_past_midnight_in_summer_is_already_the_next_day() {
        let now = "2026-07-14T23:30:00Z".parse().unwrap();
        assert_eq!(today(now), day("2026-07-15"));
        assert_eq!(stamp(now), "2026-07-15T00:30:00+01:00");
    }
}
