//! Dates and times as clinicians and patients read them, at the precision that was recorded (ARS-66).
//!
//! - In clinical screens the CUI short form: `06-Aug-2026`, `Aug-2026`, `2026`, and `06-Aug-2026 09:30` when a real
//!   time was recorded ([`date`], [`date_time`]).
//! - For screen readers and patients the long form: "6 August 2026", "Wednesday 6 August 2026", "5:30pm".
//! - `T00:00:00` is a date in disguise: suppliers send it for dates without a time, so no time is shown.
//! - A date is never shifted by a zone. A record's date-time with an offset is shown as UK wall time; an
//!   appointment's is shown exactly as the practice sent it ([`appointment_time`]; APT-09).
//! - What cannot be understood is shown as it was sent, and so is what is understood only for order ("06/05/2026"); what
//!   was not sent is [`DATE_NOT_RECORDED`].
//! - A date that only means "not known" (`0001-01-01`) says so in words, with what was sent.

mod period;

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

pub use period::period;

use super::uk_time;
use crate::fhir::{DateTime, DateTimeParts, Precision};

/// Shown in place of a date that was not sent.
pub const DATE_NOT_RECORDED: &str = "Date not recorded";

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The heading over entries that have no year.
pub const DATE_NOT_KNOWN: &str = "Date not known";

/// The date in the CUI short form, without its time: `06-Aug-2026`, `Aug-2026`, `2026`.
pub fn date(date: &DateTime) -> String {
    words(date, shown(date).as_ref())
}

fn words(date: &DateTime, shown: Option<&Shown>) -> String {
    match shown.copied() {
        Some(Shown { year, month: Some(month), day: Some(day), .. }) => {
            format!("{day:02}-{}-{year:04}", short_month(month))
        }
        Some(Shown { year, month: Some(month), .. }) => format!("{}-{year:04}", short_month(month)),
        Some(Shown { year, .. }) => format!("{year:04}"),
        None => as_sent(date),
    }
}

/// What stands for a date that has no form of its own.
fn as_sent(date: &DateTime) -> String {
    match date.means_unknown() {
        true => format!("{DATE_NOT_KNOWN} (sent as {})", date.text()),
        false => date.text().to_owned(),
    }
}

/// The date in the CUI short form, with its time when a real one was recorded: `06-Aug-2026 09:30`.
pub fn date_time(moment: &DateTime) -> String {
    match shown(moment).and_then(|shown| shown.time) {
        Some(time) => format!("{} {}", date(moment), clock(time)),
        None => date(moment),
    }
}

/// [`date`], or the words for a missing one.
pub fn date_or_missing(sent: Option<&DateTime>) -> String {
    sent.map_or_else(|| DATE_NOT_RECORDED.to_owned(), date)
}

/// [`date_time`], or the words for a missing one.
pub fn date_time_or_missing(sent: Option<&DateTime>) -> String {
    sent.map_or_else(|| DATE_NOT_RECORDED.to_owned(), date_time)
}

/// The long form for screen readers: "6 August 2026", "August 2026", "2026", and "6 August 2026, 09:30".
pub fn long_date_time(moment: &DateTime) -> String {
    let Some(shown) = shown(moment) else {
        return as_sent(moment);
    };
    let day = match (shown.month, shown.day) {
        (Some(month), Some(day)) => format!("{day} {} {:04}", long_month(month), shown.year),
        (Some(month), None) => format!("{} {:04}", long_month(month), shown.year),
        (None, _) => format!("{:04}", shown.year),
    };
    match shown.time {
        Some(time) => format!("{day}, {}", clock(time)),
        None => day,
    }
}

/// A calendar day of our own, such as the first day of a search, in the CUI short form.
pub fn day(day: NaiveDate) -> String {
    format!("{:02}-{}-{:04}", day.day(), short_month(day.month()), day.year())
}

/// A UK wall time of our own, such as the time of retrieval, in the CUI short form: `06-Aug-2026 09:30`.
pub fn day_and_time(wall: NaiveDateTime) -> String {
    format!("{} {}", day(wall.date()), clock(wall.time()))
}

/// A calendar day for patients and day headings: "Wednesday 6 August 2026".
pub fn long_day(day: NaiveDate) -> String {
    format!("{} {} {} {:04}", weekday(day), day.day(), long_month(day.month()), day.year())
}

/// An appointment's day as the practice sent it, never converted: "Wednesday 6 August 2026".
pub fn appointment_day(start: &DateTime) -> String {
    start.date().map_or_else(|| date(start), long_day)
}

/// An appointment's wall time as the practice sent it, never converted: `09:30`; the text when there is no time.
pub fn appointment_time(start: &DateTime) -> String {
    start.time().map_or_else(|| start.text().to_owned(), clock)
}

/// An appointment's wall time for a patient, never converted: "9:30am", "5pm", "midday", "midnight".
pub fn appointment_time_for_patient(start: &DateTime) -> String {
    start.time().map_or_else(|| start.text().to_owned(), clock_for_patient)
}

/// [`date`]; the UK's time of day when a real one was recorded, `09:30`; and the text as sent where a program can read it.
/// At once, because lists of thousands of rows have all three in each.
pub fn parts_to_draw(sent: &DateTime) -> (String, Option<String>, Option<&str>) {
    let parts = sent.parts().filter(|parts| !parts.is_written);
    let shown = parts.as_ref().and_then(shown_of);
    let time = shown.and_then(|shown| shown.time).map(clock);
    (words(sent, shown.as_ref()), time, parts.map(|_| sent.text()))
}

/// The UK's day of a date, for comparing and drawing to scale; the first one that it can mean. `None` for a date that
/// cannot be understood or means that it is not known.
pub fn first_day(sent: &DateTime) -> Option<NaiveDate> {
    let shown = shown_of(&sent.parts()?)?;
    NaiveDate::from_ymd_opt(shown.year, shown.month.unwrap_or(1), shown.day.unwrap_or(1))
}

/// The year that an entry is under: the UK's. `None` as for [`first_day`].
pub fn year(sent: &DateTime) -> Option<i32> {
    first_day(sent).map(|day| day.year())
}

/// True when a real time was recorded and is shown: not midnight, which suppliers send for dates without a time.
pub fn has_time(moment: &DateTime) -> bool {
    shown(moment).is_some_and(|shown| shown.time.is_some())
}

/// Where a date sorts among others: partial dates at the start of their year or month.
///
/// Sort by `Option<SortKey>`: newest first, what has no readable date comes last; it is never hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SortKey {
    day: NaiveDate,
    precision: Precision,
    time: Option<NaiveTime>,
}

impl SortKey {
    /// The UK's wall time; of a date without a time the first moment that it can mean.
    pub fn moment(&self) -> NaiveDateTime {
        self.day.and_time(self.time.unwrap_or(NaiveTime::MIN))
    }

    /// The UK's day, where a whole one was sent.
    pub fn whole_day(&self) -> Option<NaiveDate> {
        (self.precision == Precision::Day).then_some(self.day)
    }

    /// Whether a time of day was sent.
    pub fn has_time(&self) -> bool {
        self.time.is_some()
    }
}

/// The date's [`SortKey`], for `sort_by_cached_key` (it reads the date's text); `None` when it was not sent or cannot be understood.
pub fn sort_key(sent: Option<&DateTime>) -> Option<SortKey> {
    let parts = sent?.parts()?;
    let shown = shown_of(&parts)?;
    let day = NaiveDate::from_ymd_opt(shown.year, shown.month.unwrap_or(1), shown.day.unwrap_or(1))?;
    Some(SortKey { day, precision: parts.precision.min(Precision::Day), time: shown.time })
}

/// What of a date is shown: UK wall time, no time when it is midnight.
#[derive(Clone, Copy)]
struct Shown {
    year: i32,
    month: Option<u32>,
    day: Option<u32>,
    time: Option<NaiveTime>,
}

/// `None` for what is shown as sent.
fn shown(date: &DateTime) -> Option<Shown> {
    date.parts().filter(|parts| !parts.is_written).and_then(|parts| shown_of(&parts))
}

fn shown_of(parts: &DateTimeParts) -> Option<Shown> {
    if parts.time.is_none_or(is_midnight) {
        let day = parts.date().map(|day| day.day());
        return Some(Shown { year: parts.earliest_date.year(), month: parts.month(), day, time: None });
    }
    let local = uk_time::local_of(parts)?;
    Some(Shown {
        year: local.year(),
        month: Some(local.month()),
        day: Some(local.day()),
        // `2019-06-30T23:00:00Z` is midnight in the UK: 1 July, in disguise again.
        time: Some(local.time()).filter(|time| !is_midnight(*time)),
    })
}

fn is_midnight(time: NaiveTime) -> bool {
    time == NaiveTime::MIN
}

fn clock(time: NaiveTime) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// A wall time for a patient: "9:30am", "5pm", "midday", "midnight".
pub fn clock_for_patient(time: NaiveTime) -> String {
    let (afternoon, hour) = time.hour12();
    match (time.hour(), time.minute()) {
        (0, 0) => "midnight".to_owned(),
        (12, 0) => "midday".to_owned(),
        (_, 0) => format!("{hour}{}", if afternoon { "pm" } else { "am" }),
        (_, minute) => format!("{hour}:{minute:02}{}", if afternoon { "pm" } else { "am" }),
    }
}

fn long_month(month: u32) -> &'static str {
    usize::try_from(month)
        .ok()
        .and_then(|month| MONTHS.get(month.checked_sub(1)?))
        .copied()
        .unwrap_or_default()
}

fn short_month(month: u32) -> &'static str {
    long_month(month).get(..3).unwrap_or_default()
}

fn weekday(day: NaiveDate) -> &'static str {
    match day.weekday() {
        chrono::Weekday::Mon => "Monday",
        chrono::Weekday::Tue => "Tuesday",
        chrono::Weekday::Wed => "Wednesday",
        chrono::Weekday::Thu => "Thursday",
        chrono::Weekday::Fri => "Friday",
        chrono::Weekday::Sat => "Saturday",
        chrono::Weekday::Sun => "Sunday",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(text: &str) -> DateTime {
        DateTime::new(text)
    }

    // proves: ARS-66
    #[test]
    fn a_date_is_shown_at_the_precision_that_was_recorded() {
        for (text, shown) in [
            ("2019", "2019"),
            ("2019-05", "May-2019"),
            ("2019-05-07", "07-May-2019"),
            ("2019-09-07T14:05:00+01:00", "07-Sep-2019 14:05"),
            ("2019-01-07T14:05:09.123Z", "07-Jan-2019 14:05"),
            ("2019-05-17T11:05:49", "17-May-2019 11:05"),
            ("2019-05-17T11:05", "17-May-2019 11:05"),
        ] {
            assert_eq!(date_time(&sent(text)), shown, "{text}");
        }
        assert_eq!(date(&sent("2019-09-07T14:05:00+01:00")), "07-Sep-2019");
    }

    // proves: ARS-66
    #[test]
    fn a_missing_date_says_so_and_a_strange_one_is_shown_as_sent() {
        assert_eq!(date_or_missing(None), "Date not recorded");
        assert_eq!(date_time_or_missing(None), "Date not recorded");
        for text in
            ["19", "19/01/1978", "2019-13", "2019-02-30", "2019-05-07T25:00:00Z", "unknown", "2019-5-7"]
        {
            assert_eq!(date_time(&sent(text)), text);
            assert_eq!(long_date_time(&sent(text)), text);
        }
    }

    // proves: ARS-66
    #[test]
    fn midnight_is_a_date_in_disguise_and_keeps_its_day() {
        for text in [
            "2019-07-01T00:00:00+01:00",
            "2019-07-01T00:00:00+00:00",
            "2019-07-01T00:00:00",
            "2019-06-30T23:00:00Z",
        ] {
            assert_eq!(date_time(&sent(text)), "01-Jul-2019", "{text}");
            assert!(!has_time(&sent(text)));
        }
    }

    #[test]
    fn a_time_with_an_offset_is_shown_as_uk_wall_time() {
        assert_eq!(date_time(&sent("2019-07-01T09:00:00Z")), "01-Jul-2019 10:00");
        assert_eq!(date_time(&sent("2019-12-01T09:00:00+01:00")), "01-Dec-2019 08:00");
        assert_eq!(date_time(&sent("2019-07-01T23:30:00Z")), "02-Jul-2019 00:30");
    }

    // proves: APT-09 L-29
    #[test]
    fn an_appointment_is_shown_at_the_wall_time_that_was_sent() {
        for (text, day, time) in [
            ("2026-08-06T09:30:00+01:00", "Thursday 6 August 2026", "09:30"),
            ("2026-08-06T09:30:00+00:00", "Thursday 6 August 2026", "09:30"),
            ("2026-01-06T17:30:00+00:00", "Tuesday 6 January 2026", "17:30"),
            ("2026-03-28T09:30:00+00:00", "Saturday 28 March 2026", "09:30"),
            ("2026-03-29T09:30:00+01:00", "Sunday 29 March 2026", "09:30"),
            ("2026-10-25T09:30:00+00:00", "Sunday 25 October 2026", "09:30"),
            ("2026-08-06T00:00:00+01:00", "Thursday 6 August 2026", "00:00"),
        ] {
            assert_eq!(
                (appointment_day(&sent(text)), appointment_time(&sent(text))),
                (day.into(), time.into())
            );
        }
    }

    #[test]
    fn patients_read_times_as_the_service_manual_writes_them() {
        for (text, shown) in [
            ("2026-08-06T17:30:00+01:00", "5:30pm"),
            ("2026-08-06T17:00:00+01:00", "5pm"),
            ("2026-08-06T09:05:00+01:00", "9:05am"),
            ("2026-08-06T12:00:00+01:00", "midday"),
            ("2026-08-06T12:15:00+01:00", "12:15pm"),
            ("2026-08-06T00:00:00+01:00", "midnight"),
            ("2026-08-06T00:15:00+01:00", "12:15am"),
        ] {
            assert_eq!(appointment_time_for_patient(&sent(text)), shown);
        }
    }

    #[test]
    fn the_long_form_names_the_month() {
        assert_eq!(long_date_time(&sent("2026-08-06T09:30:00+01:00")), "6 August 2026, 09:30");
        assert_eq!(long_date_time(&sent("2026-08-06")), "6 August 2026");
        assert_eq!(long_date_time(&sent("2026-08")), "August 2026");
        assert_eq!(long_date_time(&sent("2026")), "2026");
        assert_eq!(long_day(NaiveDate::from_ymd_opt(2026, 8, 5).unwrap()), "Wednesday 5 August 2026");
        assert_eq!(day_and_time("2026-08-05T07:03:59".parse().unwrap()), "05-Aug-2026 07:03");
    }

    // proves: ARS-66
    #[test]
    fn newest_first_keeps_partial_dates_in_their_year_and_undated_ones_last() {
        let mut dates = [
            None,
            Some("2019"),
            Some("2019-03-07"),
            Some("odd"),
            Some("2019-03"),
            Some("2020-01-01"),
            Some("2019-03-07T10:00:00Z"),
            Some("2019-03-01"),
            Some("2018-12-31"),
        ];
        dates.sort_by_key(|text| std::cmp::Reverse(sort_key(text.map(sent).as_ref())));
        assert_eq!(
            dates,
            [
                Some("2020-01-01"),
                Some("2019-03-07T10:00:00Z"),
                Some("2019-03-07"),
                Some("2019-03-01"),
                Some("2019-03"),
                Some("2019"),
                Some("2018-12-31"),
                None,
                Some("odd")
            ]
        );
    }
}
