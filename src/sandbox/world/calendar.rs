//! Days of a record counted from today, so that what is recent stays recent.

use chrono::{NaiveDate, TimeDelta};

use super::uk;

/// Today, and days before and after it.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    /// The UK calendar day.
    pub today: NaiveDate,
}

impl Calendar {
    /// So many days ago: `2026-11-02`.
    pub fn ago(self, days: i64) -> String {
        (self.today - TimeDelta::days(days)).to_string()
    }

    /// So many days ahead.
    pub fn ahead(self, days: i64) -> String {
        self.ago(-days)
    }

    /// A UK time so many days ago: `2026-11-02T09:20:00+00:00`.
    pub fn ago_at(self, days: i64, hour: u32, minute: u32) -> String {
        uk::text(uk::at(self.today - TimeDelta::days(days), hour * 60 + minute))
    }
}

/// A recorded date as `dd-Mmm-yyyy`, `Mmm yyyy` or `yyyy`: never more precise than it was recorded.
pub fn display(date: &str) -> String {
    let day = date.get(..10).and_then(|day| day.parse().ok());
    let month = || date.get(..7).and_then(|month| format!("{month}-01").parse::<NaiveDate>().ok());
    match (day, date.len()) {
        (Some(day), _) => uk::display(day),
        (None, 7) => month().map(|day| day.format("%b %Y").to_string()).unwrap_or_default(),
        _ => date.to_owned(),
    }
}

/// The first and last day that a recorded date can mean (structured digest 1.6).
pub fn interval(date: &str) -> Option<(NaiveDate, NaiveDate)> {
    if let Some(day) = date.get(..10).and_then(|day| day.parse().ok()) {
        return Some((day, day));
    }
    let (year, month) = match date.split_once('-') {
        Some((year, month)) => (year.parse::<i32>().ok()?, Some(month.parse::<u32>().ok()?)),
        None => (date.parse().ok()?, None),
    };
    let first = NaiveDate::from_ymd_opt(year, month.unwrap_or(1), 1)?;
    let next = match month {
        Some(month) if month < 12 => NaiveDate::from_ymd_opt(year, month + 1, 1)?,
        _ => NaiveDate::from_ymd_opt(year + 1, 1, 1)?,
    };
    Some((first, next.pred_opt()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn precision_is_kept() {
        assert_eq!(display("2026-11-02T09:20:00+00:00"), "02-Nov-2026");
        assert_eq!(display("2019-08"), "Aug 2019");
        assert_eq!(display("2011"), "2011");
    }

    #[test]
    fn a_partial_date_covers_its_whole_span() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        assert_eq!(interval("2016-02"), Some((day("2016-02-01"), day("2016-02-29"))));
        assert_eq!(interval("2016"), Some((day("2016-01-01"), day("2016-12-31"))));
        assert_eq!(interval("2016-02-05T10:00:00Z"), Some((day("2016-02-05"), day("2016-02-05"))));
        assert_eq!(interval("abcd"), None);
    }
}
