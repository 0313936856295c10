//! The period that the user asks for, checked before anything is sent (ARH-15, ARH-16; HTML digest 1.5).

use chrono::NaiveDate;

use crate::format::date::day;

/// Whole days, both ends included; at least one end is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AskedPeriod {
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
}

/// Why a period cannot be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeriodFault {
    /// The practice would answer 422.
    #[error("The first day is after the last day")]
    StartAfterEnd,
    /// An empty period is refused with 422; no period is the way to ask for everything.
    #[error("Enter a first day, a last day, or both")]
    Empty,
}

impl AskedPeriod {
    /// A period with one or two ends.
    pub fn new(start: Option<NaiveDate>, end: Option<NaiveDate>) -> Result<Self, PeriodFault> {
        match (start, end) {
            (None, None) => Err(PeriodFault::Empty),
            (Some(start), Some(end)) if start > end => Err(PeriodFault::StartAfterEnd),
            _ => Ok(Self { start, end }),
        }
    }

    /// The first day.
    pub fn start(&self) -> Option<NaiveDate> {
        self.start
    }

    /// The last day.
    pub fn end(&self) -> Option<NaiveDate> {
        self.end
    }

    /// `from 01-Jan-2023 to 31-Mar-2024`, `from 01-Jan-2023`, `up to 31-Mar-2024`.
    pub fn words(&self) -> String {
        match (self.start, self.end) {
            (Some(start), Some(end)) => format!("from {} to {}", day(start), day(end)),
            (Some(start), None) => format!("from {}", day(start)),
            (None, Some(end)) => format!("up to {}", day(end)),
            (None, None) => "of any date".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, month, day)
    }

    // proves: ARH-15
    #[test]
    fn a_period_that_a_practice_would_refuse_is_never_made() {
        assert_eq!(AskedPeriod::new(None, None), Err(PeriodFault::Empty));
        assert_eq!(AskedPeriod::new(day(2024, 2, 1), day(2024, 1, 31)), Err(PeriodFault::StartAfterEnd));
        assert!(AskedPeriod::new(day(2024, 1, 31), day(2024, 1, 31)).is_ok());
        assert!(AskedPeriod::new(None, day(2024, 1, 31)).is_ok());
    }

    // proves: ARH-17
    #[test]
    fn a_narrowed_view_names_its_days() {
        let both = AskedPeriod::new(day(2023, 1, 1), day(2024, 3, 31)).unwrap();
        assert_eq!(both.words(), "from 01-Jan-2023 to 31-Mar-2024");
        assert_eq!(AskedPeriod::new(day(2023, 1, 1), None).unwrap().words(), "from 01-Jan-2023");
        assert_eq!(AskedPeriod::new(None, day(2024, 3, 31)).unwrap().words(), "up to 31-Mar-2024");
    }
}
