//! Ages in the two units of the CUI patient banner (PAB-0034, tables 7 and 8), from dates of any precision.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

/// How old someone born on `birth` is at `now`: `27d`, `4w 1d`, `13m 8d`, `4y 1m`, `61y`.
///
/// `birth` is a FHIR date or date-time as received (`1957`, `1957-03`, `1957-03-09`, with or without a time);
/// `now` is UK local time. A birth date of less precision gives both ends: `68y to 69y`. Nothing for a date that
/// cannot be read or lies in the future.
pub fn age(birth: &str, now: NaiveDateTime) -> Option<String> {
    let (born, now) = (Span::read(birth)?, Span { from: now, to: now, timed: true });
    between(born, now)
}

/// The age at death, from two dates of any precision (PAB-0059).
pub fn age_at_death(birth: &str, died: &str) -> Option<String> {
    between(Span::read(birth)?, Span::read(died)?)
}

/// The moments that a date of less precision may mean.
#[derive(Clone, Copy)]
struct Span {
    from: NaiveDateTime,
    to: NaiveDateTime,
    /// Whether the hour is known: without it nobody is so many hours old.
    timed: bool,
}

impl Span {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let (date, time) = match text.split_once('T') {
            Some((date, time)) => (date, Some(time)),
            None => (text, None),
        };
        let mut parts = date.split('-');
        let year: i32 = digits(parts.next()?, 4)?;
        let month = parts.next().map(|part| digits::<u32>(part, 2));
        let day = parts.next().map(|part| digits::<u32>(part, 2));
        if parts.next().is_some() {
            return None;
        }
        let (first, last) = match (month, day) {
            (None, _) => (NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?),
            (Some(month), None) => {
                let first = NaiveDate::from_ymd_opt(year, month?, 1)?;
                (first, first.checked_add_months(chrono::Months::new(1))?.pred_opt()?)
            }
            (Some(month), Some(day)) => {
                let day = NaiveDate::from_ymd_opt(year, month?, day?)?;
                (day, day)
            }
        };
        // The clock time as received: a zone is never applied.
        let clock = time.and_then(|time| NaiveTime::parse_from_str(time.get(..5)?, "%H:%M").ok());
        Some(match clock {
            Some(clock) => Self { from: first.and_time(clock), to: last.and_time(clock), timed: true },
            None => {
                Self { from: first.and_time(NaiveTime::MIN), to: last.and_time(NaiveTime::MIN), timed: false }
            }
        })
    }
}

fn digits<N: std::str::FromStr>(text: &str, width: usize) -> Option<N> {
    (text.len() == width && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok())?
}

fn between(born: Span, end: Span) -> Option<String> {
    let timed = born.timed && end.timed;
    let eldest = short(born.from, end.to, timed)?;
    match short(born.to, end.from, timed) {
        Some(youngest) if youngest == eldest => Some(eldest),
        Some(youngest) => Some(format!("{youngest} to {eldest}")),
        None => Some(format!("up to {eldest}")),
    }
}

/// One age by the table: minutes below 2 hours, hours below 2 days, days below 4 weeks, weeks and days below a year,
/// months and days below 2 years, years and months below 18 years, then years. Nothing when `end` is earlier.
fn short(born: NaiveDateTime, end: NaiveDateTime, timed: bool) -> Option<String> {
    let (born, end) = if timed { (born, end) } else { (midnight(born), midnight(end)) };
    if end < born {
        return None;
    }
    let passed = end - born;
    if timed && passed.num_hours() < 2 {
        return Some(format!("{}min", passed.num_minutes()));
    }
    if timed && passed.num_hours() < 48 {
        return Some(format!("{}hrs", passed.num_hours()));
    }
    let days = passed.num_days();
    if days < 28 {
        return Some(format!("{days}d"));
    }
    let (from, to) =
        (born.date(), if end.time() < born.time() { end.date().pred_opt()? } else { end.date() });
    let months = whole_months(from, to);
    Some(match months {
        0..12 => two(days / 7, "w", days % 7, "d"),
        12..24 => two(months, "m", days_beyond(from, months, to)?, "d"),
        24..216 => two(months / 12, "y", months % 12, "m"),
        _ => format!("{}y", months / 12),
    })
}

fn midnight(at: NaiveDateTime) -> NaiveDateTime {
    at.date().and_time(NaiveTime::MIN)
}

fn two(upper: i64, upper_unit: &str, lower: i64, lower_unit: &str) -> String {
    if lower == 0 {
        format!("{upper}{upper_unit}")
    } else {
        format!("{upper}{upper_unit} {lower}{lower_unit}")
    }
}

fn whole_months(from: NaiveDate, to: NaiveDate) -> i64 {
    let months = i64::from(to.year() - from.year()) * 12 + i64::from(to.month()) - i64::from(from.month());
    if to.day() < from.day() { months - 1 } else { months }
}

/// Days since the last whole month. Someone born on the 29th, 30th or 31st completes a shorter month on the first of
/// the next one, as the law has it for the 29th of February.
fn days_beyond(from: NaiveDate, months: i64, to: NaiveDate) -> Option<i64> {
    let zero_based = i64::from(from.year()) * 12 + i64::from(from.month0()) + months;
    let (year, month) = (i32::try_from(zero_based / 12).ok()?, u32::try_from(zero_based % 12).ok()? + 1);
    let completed = NaiveDate::from_ymd_opt(year, month, from.day())
        .or_else(|| NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(chrono::Months::new(1)))?;
    Some((to - completed).num_days())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> NaiveDateTime {
        NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").unwrap()
    }

    // proves: ARH-30
    #[test]
    fn pab_0034_table_8_every_row() {
        let now = at("2026-11-21 14:02");
        for (birth, shown) in [
            ("2026-11-21T12:32:00+00:00", "90min"),
            ("2026-11-20T11:57:00", "26hrs"),
            ("2026-11-17T20:55:00Z", "3d"),
            ("2026-10-25T09:00:00+00:00", "27d"),
            ("2026-10-24T09:00:00+00:00", "4w"),
            ("2026-10-23T09:00:00+00:00", "4w 1d"),
            ("2025-11-20T09:00:00+00:00", "12m 1d"),
            ("2025-11-13", "12m 8d"),
            ("2025-10-13", "13m 8d"),
            ("2022-10-12", "4y 1m"),
            ("1965-11-21", "61y"),
        ] {
            assert_eq!(age(birth, now).as_deref(), Some(shown), "{birth}");
        }
    }

    #[test]
    fn pab_0034_the_edges_of_table_7() {
        let now = at("2026-11-21 14:02");
        for (birth, shown) in [
            ("2026-11-21T12:03", "119min"),
            ("2026-11-21T12:02", "2hrs"),
            ("2026-11-19T14:03", "47hrs"),
            ("2026-11-19T14:02", "2d"),
            ("2025-11-22", "52w"),
            ("2025-11-21", "12m"),
            ("2024-11-22", "23m 30d"),
            ("2024-11-21", "2y"),
            ("2008-11-22", "17y 11m"),
            ("2008-11-21", "18y"),
            ("1957-11-22", "68y"),
        ] {
            assert_eq!(age(birth, now).as_deref(), Some(shown), "{birth}");
        }
    }

    #[test]
    fn a_date_without_a_time_never_claims_hours() {
        assert_eq!(age("2026-11-21", at("2026-11-21 14:02")).as_deref(), Some("0d"));
        assert_eq!(age("2026-11-20", at("2026-11-21 00:10")).as_deref(), Some("1d"));
    }

    #[test]
    fn less_precision_gives_both_ends() {
        let now = at("2026-11-21 14:02");
        assert_eq!(age("1957", now).as_deref(), Some("68y to 69y"));
        assert_eq!(age("1957-03", now).as_deref(), Some("69y"));
        assert_eq!(age("1957-11", now).as_deref(), Some("68y to 69y"));
        assert_eq!(age("2026", now).as_deref(), Some("up to 46w 2d"));
    }

    #[test]
    fn a_leap_day_birthday_falls_on_the_first_of_march() {
        assert_eq!(age("2004-02-29", at("2022-02-28 12:00")).as_deref(), Some("17y 11m"));
        assert_eq!(age("2004-02-29", at("2022-03-01 12:00")).as_deref(), Some("18y"));
        assert_eq!(age("2024-02-29", at("2025-03-01 12:00")).as_deref(), Some("12m"));
        assert_eq!(age("2025-01-31", at("2026-03-01 12:00")).as_deref(), Some("13m"));
    }

    #[test]
    fn nothing_for_a_future_or_unreadable_date() {
        for birth in ["2026-11-22", "2027", "", "09/03/1957", "1957-13-01", "1957-02-30", "57", "unknown"] {
            assert_eq!(age(birth, at("2026-11-21 14:02")), None, "{birth}");
        }
    }

    // proves: ARH-30
    #[test]
    fn pab_0059_age_at_death() {
        assert_eq!(age_at_death("1957-03-09", "2026-03-08").as_deref(), Some("68y"));
        assert_eq!(age_at_death("1957-03-09", "2026-03-09T04:10:00+00:00").as_deref(), Some("69y"));
        assert_eq!(age_at_death("2026-11-20T23:00:00", "2026-11-21T01:30:00").as_deref(), Some("2hrs"));
        assert_eq!(age_at_death("1957-03-09", "2026").as_deref(), Some("68y to 69y"));
        assert_eq!(age_at_death("2026-03-09", "2025-03-09"), None);
    }
}
