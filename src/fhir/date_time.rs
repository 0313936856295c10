//! Dates and times as sent: text, precision and offset. Never an instant, never shifted.

mod unknown;
mod written;

use std::borrow::Cow;
use std::fmt;

use chrono::{Datelike, FixedOffset, Months, NaiveDate, NaiveTime, TimeZone};

pub use written::month_named;

use super::lenient::Scalar;

/// A FHIR date, dateTime or instant. Keeps its text; understands it on demand.
///
/// A date that only means "not known" ([`DateTime::means_unknown`]) is never understood, so that it cannot be sorted,
/// compared, counted as past or to come, or head a year.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct DateTime {
    text: Box<str>,
    means_unknown: bool,
}

/// How much of a [`DateTime`] was sent. `T00:00:00` counts as [`Precision::Second`]; whether it is a date
/// in disguise is for `format` to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// Not a date that can be understood; only the text is known.
    Unreadable,
    /// `2019`
    Year,
    /// `2019-03`
    Month,
    /// `2019-03-07`
    Day,
    /// `2019-03-07T09:30`
    Minute,
    /// `2019-03-07T09:30:00` and finer.
    Second,
}

/// A [`DateTime`] understood. Each of the other methods understands it again; take this where many are needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTimeParts {
    /// How much was sent.
    pub precision: Precision,
    /// The calendar day as sent; the first one of a year or month.
    pub earliest_date: NaiveDate,
    /// The wall time as sent.
    pub time: Option<NaiveTime>,
    /// The offset as sent.
    pub offset: Option<FixedOffset>,
    /// Whether it is readable, but not in the way that FHIR writes dates; then it is shown as sent.
    pub is_written: bool,
}

impl DateTimeParts {
    /// The calendar day as sent, not shifted by any zone; `None` for a year or a month.
    pub fn date(&self) -> Option<NaiveDate> {
        (self.precision >= Precision::Day).then_some(self.earliest_date)
    }

    /// The month, 1 to 12, when it was sent.
    pub fn month(&self) -> Option<u32> {
        (self.precision >= Precision::Month).then(|| self.earliest_date.month())
    }

    /// The moment, when time and offset were sent.
    pub fn instant(&self) -> Option<chrono::DateTime<FixedOffset>> {
        self.offset?.from_local_datetime(&self.earliest_date.and_time(self.time?)).single()
    }
}

impl DateTime {
    /// A date from its text, blanks around it removed.
    pub fn new(text: &str) -> Self {
        Self::of_somebody_born(text, None)
    }

    /// A date as it stands in the record of somebody born on that day, where it is known.
    fn of_somebody_born(text: &str, born: Option<NaiveDate>) -> Self {
        let text = text.trim();
        let means_unknown = !unknown::is_recent(text, born)
            && understood(text).is_some_and(|parts| unknown::means_unknown(&parts, born));
        Self { text: text.into(), means_unknown }
    }

    /// The text as sent.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// True for a date that can be read and yet only says that it is not known: `0001-01-01`, `1900-01-01`,
    /// `9999-12-31`, or a day before the birth of the patient whose record it came with.
    pub fn means_unknown(&self) -> bool {
        self.means_unknown
    }

    /// How much was sent.
    pub fn precision(&self) -> Precision {
        self.parts().map_or(Precision::Unreadable, |parts| parts.precision)
    }

    /// False when the text cannot be understood as a date.
    pub fn is_readable(&self) -> bool {
        self.parts().is_some()
    }

    /// The year.
    pub fn year(&self) -> Option<i32> {
        self.parts().map(|parts| parts.earliest_date.year())
    }

    /// The month, 1 to 12, when it was sent.
    pub fn month(&self) -> Option<u32> {
        self.parts()?.month()
    }

    /// The calendar day as sent, not shifted by any zone; `None` for a year or a month.
    pub fn date(&self) -> Option<NaiveDate> {
        self.parts()?.date()
    }

    /// The first calendar day that the text can mean: `2019` gives 1 January 2019. For sorting only.
    pub fn earliest_date(&self) -> Option<NaiveDate> {
        self.parts().map(|parts| parts.earliest_date)
    }

    /// The last calendar day that the text can mean: `2019` gives 31 December 2019.
    pub fn latest_date(&self) -> Option<NaiveDate> {
        let parts = self.parts()?;
        let months = match parts.precision {
            Precision::Year => Months::new(12),
            Precision::Month => Months::new(1),
            Precision::Unreadable | Precision::Day | Precision::Minute | Precision::Second => {
                return Some(parts.earliest_date);
            }
        };
        parts.earliest_date.checked_add_months(months)?.pred_opt()
    }

    /// The wall time as sent.
    pub fn time(&self) -> Option<NaiveTime> {
        self.parts().and_then(|parts| parts.time)
    }

    /// The offset as sent; `None` for dates and for times without one.
    pub fn offset(&self) -> Option<FixedOffset> {
        self.parts().and_then(|parts| parts.offset)
    }

    /// The moment, when time and offset were sent.
    pub fn instant(&self) -> Option<chrono::DateTime<FixedOffset>> {
        self.parts()?.instant()
    }

    /// The text understood; `None` when it is not a date, or one that [means nothing](DateTime::means_unknown).
    pub fn parts(&self) -> Option<DateTimeParts> {
        if self.means_unknown { None } else { understood(&self.text) }
    }
}

fn understood(text: &str) -> Option<DateTimeParts> {
    fhir(text).or_else(|| written::read(text))
}

/// A date as FHIR writes it, or nearly so.
fn fhir(text: &str) -> Option<DateTimeParts> {
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let mut numbers = date.split('-');
    let year = digits(numbers.next()?, 4)?;
    let month = numbers.next().map(|text| digits(text, 2));
    let day = numbers.next().map(|text| digits(text, 2));
    if numbers.next().is_some() {
        return None;
    }
    let (precision, month, day) = match (month, day) {
        (None, None) => (Precision::Year, 1, 1),
        (Some(month), None) => (Precision::Month, month?, 1),
        (Some(month), Some(day)) => (Precision::Day, month?, day?),
        (None, Some(_)) => return None,
    };
    let earliest_date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    let parts = DateTimeParts { precision, earliest_date, time: None, offset: None, is_written: false };
    let Some(time) = time else { return Some(parts) };
    if precision != Precision::Day {
        return None;
    }
    let (time, offset) = clock_and_offset(time)?;
    let (precision, time) = wall_time(time)?;
    Some(DateTimeParts { precision, time: Some(time), offset, ..parts })
}

fn digits(text: &str, length: usize) -> Option<u32> {
    let exact = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    if exact { text.parse().ok() } else { None }
}

fn clock_and_offset(text: &str) -> Option<(&str, Option<FixedOffset>)> {
    if let Some(clock) = text.strip_suffix(['Z', 'z']) {
        return Some((clock, FixedOffset::east_opt(0)));
    }
    let Some(at) = text.rfind(['+', '-']) else {
        return Some((text, None));
    };
    let (clock, offset) = text.split_at_checked(at)?;
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let offset = offset.get(1..)?;
    let (hours, minutes) = match offset.split_once(':') {
        Some(parts) => parts,
        None if offset.len() == 4 => offset.split_at_checked(2)?,
        None => (offset, "00"),
    };
    let seconds = digits(hours, 2)? * 3600 + digits(minutes, 2)? * 60;
    let offset = FixedOffset::east_opt(sign * i32::try_from(seconds).ok()?)?;
    Some((clock, Some(offset)))
}

fn wall_time(text: &str) -> Option<(Precision, NaiveTime)> {
    let mut numbers = text.splitn(3, ':');
    let hour = digits(numbers.next()?, 2)?;
    let minute = digits(numbers.next()?, 2)?;
    let Some(seconds) = numbers.next() else {
        return Some((Precision::Minute, NaiveTime::from_hms_opt(hour, minute, 0)?));
    };
    let (whole, fraction) = seconds.split_once('.').unwrap_or((seconds, "0"));
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((Precision::Second, NaiveTime::from_hms_opt(hour, minute, digits(whole, 2)?.min(59))?))
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl Scalar for DateTime {
    fn from_json_text(text: Cow<'_, str>, born: Option<NaiveDate>) -> Option<Self> {
        Some(Self::of_somebody_born(&text, born))
    }
}
