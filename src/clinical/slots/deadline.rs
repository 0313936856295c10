//! Until when a patient should be seen, as triage decided: slots beyond it are marked and asked about, never hidden (APT-13).

use chrono::{DateTime, Duration, Utc};

use super::{Slot, moment};
use crate::format::{date, uk_time};

/// A time frame of triage, counted from when it was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Hours of the time frame.
    pub hours: u32,
    /// The moment by which the patient should be seen.
    pub by: DateTime<Utc>,
}

impl Deadline {
    /// The time frames that can be chosen, in hours.
    pub const HOURS: [u32; 8] = [1, 2, 4, 6, 12, 24, 72, 120];

    /// A time frame that begins now.
    pub fn within(hours: u32, now: DateTime<Utc>) -> Self {
        Self { hours, by: now + Duration::hours(hours.into()) }
    }

    /// Whether a slot starts after it.
    pub fn is_before(&self, slot: &Slot) -> bool {
        moment(&slot.start).is_none_or(|start| start > self.by)
    }

    /// The time frame in words: `6 hours`, `3 days`.
    pub fn frame(hours: u32) -> String {
        match hours {
            1 => "1 hour".to_owned(),
            hours if hours > 24 && hours.is_multiple_of(24) => format!("{} days", hours / 24),
            hours => format!("{hours} hours"),
        }
    }

    /// The moment on the UK's clock: `20:05 today`, `08:05 on Sun 22-Nov-2026`.
    pub fn shown(&self, now: DateTime<Utc>) -> String {
        let by = uk_time::wall_clock(self.by);
        let time = by.format("%H:%M");
        if by.date() == uk_time::today(now) {
            format!("{time} today")
        } else {
            format!("{time} on {} {}", by.format("%a"), date::day(by.date()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    // proves: APT-13 APT-10
    #[test]
    fn the_time_frame_ends_by_the_uk_clock() {
        let now = utc("2026-11-21T14:05:00Z");
        assert_eq!(Deadline::within(6, now).shown(now), "20:05 today");
        assert_eq!(Deadline::within(12, now).shown(now), "02:05 on Sun 22-Nov-2026");
        // In summer the UK is an hour ahead; over the change in October six hours pass, not five.
        let summer = utc("2026-08-06T13:00:00Z");
        assert_eq!(Deadline::within(6, summer).shown(summer), "20:00 today");
        let night = utc("2026-10-24T23:30:00Z");
        assert_eq!(Deadline::within(6, night).shown(night), "05:30 today");
        assert_eq!(
            [1, 6, 24, 72].map(Deadline::frame),
            ["1 hour", "6 hours", "24 hours", "3 days"].map(str::to_owned)
        );
    }
}
