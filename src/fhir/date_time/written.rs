//! Dates that a person can read although FHIR does not write them so: `06/05/2026`, `6 May 2026`, `20260506`,
//! `2026-5-6`, `2026-05-06Z`. They are understood for order and comparison, and shown as they were sent.

use chrono::{Days, FixedOffset, NaiveDate, NaiveTime};

use super::{DateTimeParts, Precision, clock_and_offset, digits, wall_time};

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// A date as written by hand or by a system with its own ways; the day comes before the month, as in Britain. `None`
/// for what could mean several days, such as a year of two digits.
pub(super) fn read(text: &str) -> Option<DateTimeParts> {
    let text =
        text.split_once(',').filter(|(front, _)| is_weekday(front)).map_or(text, |(_, rest)| rest.trim());
    let (date, rest) = split(text);
    let (precision, date) = calendar(date)?;
    let parts = DateTimeParts { precision, earliest_date: date, time: None, offset: None, is_written: true };
    let Some((precision, date, time, offset)) = clock(rest, date).filter(|_| precision == Precision::Day)
    else {
        return Some(parts);
    };
    Some(DateTimeParts { precision, earliest_date: date, time: Some(time), offset, ..parts })
}

/// The date, and what follows it: a time, a zone, a remark.
fn split(text: &str) -> (&str, &str) {
    let compact = text.bytes().take_while(u8::is_ascii_digit).count();
    if matches!(compact, 8 | 12 | 14) {
        return text.split_at_checked(8).unwrap_or((text, ""));
    }
    let padded = text
        .get(..10)
        .filter(|date| date.split('-').count() == 3 && digits(date.get(..4).unwrap_or(""), 4).is_some());
    if let Some(date) = padded {
        return (date, text.get(date.len()..).unwrap_or_default());
    }
    let clock = text.find(':').and_then(|colon| {
        let front = text.get(..colon)?.trim_end_matches(|c: char| c.is_ascii_digit());
        Some(front.len())
    });
    match clock {
        Some(at) if at > 0 => text.split_at_checked(at).unwrap_or((text, "")),
        _ => (text, ""),
    }
}

fn calendar(text: &str) -> Option<(Precision, NaiveDate)> {
    let day = |year: u32, month: u32, day: u32| {
        Some((Precision::Day, NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?))
    };
    let month_of = |year: u32, month: u32| {
        Some((Precision::Month, NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, 1)?))
    };
    let text = text.trim().trim_end_matches(['T', 't', ',', '-']).trim();
    if text.len() == 8 && digits(text, 8).is_some() {
        return day(digits(text.get(..4)?, 4)?, digits(text.get(4..6)?, 2)?, digits(text.get(6..)?, 2)?);
    }
    let parts: Vec<&str> = text.split([' ', '-', '/', '.', ',']).filter(|part| !part.is_empty()).collect();
    let year = |text: &str| digits(text, 4);
    match parts.as_slice() {
        [first, second] => match (year(first), year(second)) {
            (Some(of), None) => month_of(of, month(second)?),
            (None, Some(of)) => month_of(of, month(first)?),
            _ => None,
        },
        [first, second, third] => match (year(first), year(third)) {
            (Some(of), None) => day(of, month(second)?, ordinal(third)?),
            (None, Some(of)) => match month_named(first) {
                Some(month) => day(of, month, ordinal(second)?),
                None => day(of, month(second)?, ordinal(first)?),
            },
            _ => None,
        },
        _ => None,
    }
}

/// The time behind a date, with the day that it belongs to: `24:00` is the next one's first moment.
fn clock(text: &str, date: NaiveDate) -> Option<(Precision, NaiveDate, NaiveTime, Option<FixedOffset>)> {
    let text = text.trim_start_matches(['T', 't', ',', '-', ' ']).trim();
    let spaced = text.replacen(' ', "+", 1);
    let compact = text.bytes().take_while(u8::is_ascii_digit).count();
    let colons = match (compact, text.split_at_checked(compact)) {
        (4 | 6, Some((clock, zone))) => {
            let pairs: Vec<&str> = [0, 2, 4].iter().filter_map(|&at| clock.get(at..at + 2)).collect();
            format!("{}{zone}", pairs.join(":"))
        }
        _ => spaced,
    };
    let (clock, offset) = clock_and_offset(&colons)?;
    if let Some(rest) = clock.strip_prefix("24:") {
        let is_midnight = rest.bytes().all(|byte| matches!(byte, b'0' | b':' | b'.'));
        let next = date.checked_add_days(Days::new(1))?;
        return is_midnight.then_some((Precision::Minute, next, NaiveTime::MIN, offset));
    }
    let (precision, time) = wall_time(clock)?;
    Some((precision, date, time, offset))
}

/// A day of the month: `6`, `06`, `6th`.
fn ordinal(text: &str) -> Option<u32> {
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = text.get(number.len()..)?.to_ascii_lowercase();
    let is_day = matches!(suffix.as_str(), "" | "st" | "nd" | "rd" | "th") && matches!(number.len(), 1 | 2);
    if is_day { number.parse().ok() } else { None }
}

/// A month, in digits or by its name.
fn month(text: &str) -> Option<u32> {
    let in_digits = matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    if in_digits { text.parse().ok() } else { month_named(text) }
}

/// The number of a month by its English name or the first letters of it: `May`, `Sept`, `september`.
pub fn month_named(text: &str) -> Option<u32> {
    let name = text.to_ascii_lowercase();
    let at = MONTHS.iter().position(|month| name.len() >= 3 && month.starts_with(&name))?;
    u32::try_from(at + 1).ok()
}

fn is_weekday(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].iter().any(|day| text.starts_with(day))
}

#[cfg(test)]
mod tests {
    use super::super::{DateTime, Precision};

    // proves: FR-16
    #[test]
    fn dates_that_a_person_can_read_are_understood() {
        for (text, day, time) in [
            ("06/05/2026", "2026-05-06", None),
            ("6/5/2026", "2026-05-06", None),
            ("06.05.2026", "2026-05-06", None),
            ("06-05-2026", "2026-05-06", None),
            ("6 May 2026", "2026-05-06", None),
            ("6th May 2026", "2026-05-06", None),
            ("06-May-2026", "2026-05-06", None),
            ("Wed, 6 May 2026", "2026-05-06", None),
            ("May 6, 2026", "2026-05-06", None),
            ("2026-5-6", "2026-05-06", None),
            ("2026/05/06", "2026-05-06", None),
            ("20260506", "2026-05-06", None),
            ("202605061020", "2026-05-06", Some("10:20:00")),
            ("20260506102033+0100", "2026-05-06", Some("10:20:33")),
            ("2026-05-06Z", "2026-05-06", None),
            ("2026-05-06+01:00", "2026-05-06", None),
            ("06/05/2026 10:20", "2026-05-06", Some("10:20:00")),
            ("6 May 2026 - 10:20", "2026-05-06", Some("10:20:00")),
            ("2026-05-06T10:20:00 01:00", "2026-05-06", Some("10:20:00")),
            ("2026-05-06T24:00:00+01:00", "2026-05-07", Some("00:00:00")),
            ("2026-05-06T25:00:00Z", "2026-05-06", None),
            ("2026-05-06T10:20:00.1234567+01:00", "2026-05-06", Some("10:20:00")),
        ] {
            let parts = DateTime::new(text).parts().unwrap_or_else(|| panic!("{text}"));
            assert_eq!(parts.date().unwrap().to_string(), day, "{text}");
            assert_eq!(parts.time.map(|time| time.format("%H:%M:%S").to_string()).as_deref(), time, "{text}");
        }
        for (text, month) in [("May 2026", 5), ("2026 May", 5), ("05/2026", 5), ("Sept 2026", 9)] {
            let parts = DateTime::new(text).parts().unwrap();
            assert_eq!((parts.precision, parts.month()), (Precision::Month, Some(month)), "{text}");
        }
        assert_eq!(
            DateTime::new("2026-05-06T10:20:00 01:00").instant(),
            DateTime::new("2026-05-06T10:20:00+01:00").instant()
        );
    }

    // proves: FR-16
    #[test]
    fn no_day_is_ever_invented() {
        for text in [
            "26",
            "06/05/26",
            "202605",
            "2026-02-30",
            "2026-13",
            "30/02/2026",
            "unknown",
            "Maybe 2026",
            "2026 2027",
            "T",
            "-",
            "6",
            "",
        ] {
            assert_eq!(DateTime::new(text).parts(), None, "{text}");
        }
    }
}
