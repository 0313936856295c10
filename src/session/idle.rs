//! Idle time: when a screen that nobody uses warns, and when it locks (ecosystem 3; SC 2.2.1).

use super::clock::Moment;

/// What the time since the last use asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idle {
    /// Nothing.
    InUse,
    /// A warning: the lock follows in so many seconds.
    Warning(i64),
    /// The lock, now.
    Over,
}

impl Idle {
    /// Judges the time since the last use by the clock that counts more of it, so that a machine that slept locks on waking
    /// and one whose clock was set back locks in time. A warning longer than half of the limit is shown at half of it.
    pub fn judge(last_use: Moment, now: Moment, limit_minutes: u32, warning_seconds: u32) -> Self {
        let limit = i64::from(limit_minutes.max(1)) * 60;
        let left = limit - now.seconds_since(&last_use);
        if left <= 0 {
            Self::Over
        } else if left <= i64::from(warning_seconds).min(limit / 2) {
            Self::Warning(left)
        } else {
            Self::InUse
        }
    }
}

/// What a screen reader says while the seconds run: now and then, or nothing else would be heard.
pub fn in_words(left: i64) -> Option<&'static str> {
    match left {
        31..=60 => Some("1 minute left."),
        11..=30 => Some("30 seconds left."),
        1..=10 => Some("10 seconds left."),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, TimeDelta};

    use super::*;

    fn after(seconds: i64, limit_minutes: u32) -> Idle {
        by_clocks(seconds, seconds, limit_minutes)
    }

    fn by_clocks(wall: i64, steady: i64, limit_minutes: u32) -> Idle {
        let last_use = Moment { wall: DateTime::from_timestamp(1_795_230_000, 0).unwrap(), steady: 5_000.0 };
        let now = Moment {
            wall: last_use.wall + TimeDelta::seconds(wall),
            steady: last_use.steady + steady as f64 * 1000.0,
        };
        Idle::judge(last_use, now, limit_minutes, 120)
    }

    // proves: FS-10
    #[test]
    fn neither_a_clock_set_back_nor_a_sleep_keeps_a_record_open() {
        assert_eq!(by_clocks(-3600, 15 * 60, 15), Idle::Over, "set back by an hour");
        assert_eq!(by_clocks(-3600, 14 * 60, 15), Idle::Warning(60));
        assert_eq!(by_clocks(15 * 60, 3, 15), Idle::Over, "asleep for a quarter of an hour");
        assert_eq!(by_clocks(60, 60, 15), Idle::InUse);
    }

    #[test]
    fn fifteen_minutes_with_two_minutes_warning() {
        assert_eq!(after(0, 15), Idle::InUse);
        assert_eq!(after(13 * 60 - 1, 15), Idle::InUse);
        assert_eq!(after(13 * 60, 15), Idle::Warning(120));
        assert_eq!(after(15 * 60 - 1, 15), Idle::Warning(1));
        assert_eq!(after(15 * 60, 15), Idle::Over);
        assert_eq!(after(9 * 3600, 15), Idle::Over);
    }

    #[test]
    fn a_short_limit_still_leaves_time_without_a_warning() {
        assert_eq!(after(29, 1), Idle::InUse);
        assert_eq!(after(30, 1), Idle::Warning(30));
        assert_eq!(after(59, 0), Idle::Warning(1));
    }

    #[test]
    fn the_warning_comes_when_the_site_says() {
        let last_use = Moment { wall: DateTime::from_timestamp(1_795_230_000, 0).unwrap(), steady: 5_000.0 };
        let at = |seconds: i64| Moment {
            wall: last_use.wall + TimeDelta::seconds(seconds),
            steady: last_use.steady + seconds as f64 * 1000.0,
        };
        assert_eq!(Idle::judge(last_use, at(9 * 60 + 29), 10, 30), Idle::InUse);
        assert_eq!(Idle::judge(last_use, at(9 * 60 + 30), 10, 30), Idle::Warning(30));
    }

    // proves: FS-13
    #[test]
    fn a_listener_is_told_now_and_then_and_not_each_second() {
        let heard = |range: std::ops::Range<i64>| {
            let mut said: Vec<&str> = range.rev().filter_map(in_words).collect();
            said.dedup();
            said
        };
        assert_eq!(heard(1..121), ["1 minute left.", "30 seconds left.", "10 seconds left."]);
    }
}
