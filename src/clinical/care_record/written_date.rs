//! Dates as practices write them in tables and banners (HTML digest 5.5). For rules only: the text is shown as sent.

use chrono::{Datelike, NaiveDate, NaiveTime};

use crate::fhir::month_named;

/// A date read from text, no more exact than the text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrittenDate {
    /// `2008`
    Year(i32),
    /// `Apr 2009`
    Month(i32, u32),
    /// `09-Sep-2023`
    Day(NaiveDate),
    /// `10 Dec 2014 - 12:17`
    Minute(NaiveDate, NaiveTime),
}

impl WrittenDate {
    /// Reads `dd-Mmm-yyyy`, `d-Mmm-yyyy`, `dd Mmm yyyy`, `dd Mmm yyyy - HH:mm`, `Mmm yyyy`, `yyyy`, `dd/mm/yyyy`.
    ///
    /// Anything else is `None`: no day is ever invented.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches(['\'', '"', '‘', '’']).trim();
        if let Some((date, time)) = text.split_once(" - ") {
            let WrittenDate::Day(day) = Self::read(date)? else { return None };
            let (hour, minute) = time.trim().split_once(':')?;
            let time = NaiveTime::from_hms_opt(number(hour, 2)?, number(minute, 2)?, 0)?;
            return Some(WrittenDate::Minute(day, time));
        }
        if text.contains('/') {
            let mut parts = text.split('/');
            let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
            return match parts.next() {
                None => Self::day(year, number(month, 2)?, day),
                Some(_) => None,
            };
        }
        let parts: Vec<&str> = text.split([' ', '-']).filter(|part| !part.is_empty()).collect();
        match parts.as_slice() {
            [year] => Some(WrittenDate::Year(year_of(year)?)),
            [month, year] => Some(WrittenDate::Month(year_of(year)?, month_named(month)?)),
            [day, month, year] => Self::day(year, month_named(month)?, day),
            _ => None,
        }
    }

    /// The calendar day, when the text has one.
    pub fn date(self) -> Option<NaiveDate> {
        match self {
            WrittenDate::Day(day) | WrittenDate::Minute(day, _) => Some(day),
            WrittenDate::Year(_) | WrittenDate::Month(..) => None,
        }
    }

    /// The first and the last day that the text can mean.
    pub fn range(self) -> Option<(NaiveDate, NaiveDate)> {
        let last_of_month = |year, month| {
            NaiveDate::from_ymd_opt(year, month, 1)?.checked_add_months(chrono::Months::new(1))?.pred_opt()
        };
        match self {
            WrittenDate::Year(year) => {
                Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
            }
            WrittenDate::Month(year, month) => {
                Some((NaiveDate::from_ymd_opt(year, month, 1)?, last_of_month(year, month)?))
            }
            WrittenDate::Day(day) | WrittenDate::Minute(day, _) => Some((day, day)),
        }
    }

    fn day(year: &str, month: u32, day: &str) -> Option<Self> {
        let date = NaiveDate::from_ymd_opt(year_of(year)?, month, number(day, 2)?)?;
        (date.year() > 0).then_some(WrittenDate::Day(date))
    }
}

fn number(text: &str, longest: usize) -> Option<u32> {
    let fine = !text.is_empty() && text.len() <= longest && text.bytes().all(|byte| byte.is_ascii_digit());
    if fine { text.parse().ok() } else { None }
}

fn year_of(text: &str) -> Option<i32> {
    if text.len() == 4 { i32::try_from(number(text, 4)?).ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<WrittenDate> {
        NaiveDate::from_ymd_opt(year, month, day).map(WrittenDate::Day)
    }

    // proves: ARH-37
    #[test]
    fn dates_are_read_no_more_exactly_than_they_are_written() {
        assert_eq!(WrittenDate::read("09-Sep-2023"), day(2023, 9, 9));
        assert_eq!(WrittenDate::read("9-SEP-2023"), day(2023, 9, 9));
        assert_eq!(WrittenDate::read("09 Sept 2023"), day(2023, 9, 9));
        assert_eq!(WrittenDate::read(" '09-Sep-2023' "), day(2023, 9, 9));
        assert_eq!(WrittenDate::read("04/03/2024"), day(2024, 3, 4));
        assert_eq!(WrittenDate::read("Apr 2009"), Some(WrittenDate::Month(2009, 4)));
        assert_eq!(WrittenDate::read("2008"), Some(WrittenDate::Year(2008)));
        let minute = WrittenDate::read("10 Dec 2014 - 12:17").unwrap();
        assert_eq!(minute.date(), NaiveDate::from_ymd_opt(2014, 12, 10));
    }

    // proves: ARH-37
    #[test]
    fn what_is_no_date_stays_text() {
        for text in
            ["", "31-Feb-2020", "04/13/2024", "yesterday", "08", "12.03.2020", "2015-05-01 12:00:00.0", "Mar"]
        {
            assert_eq!(WrittenDate::read(text), None, "{text}");
        }
    }

    // proves: ARH-37
    #[test]
    fn partial_dates_cover_their_whole_range() {
        let (first, last) = WrittenDate::read("Feb 2024").unwrap().range().unwrap();
        assert_eq!((first.day(), last.day()), (1, 29));
        let (first, last) = WrittenDate::read("2008").unwrap().range().unwrap();
        assert_eq!((first.month(), last.month()), (1, 12));
    }
}
