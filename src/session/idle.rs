//! Idle time: when a screen that nobody uses warns, and when it locks (ecosystem 3; SC 2.2.1).

use chrono::{DateTime, Utc};

/// How long before the lock the warning stands, in seconds.
const WARNING_SECONDS: i64 = 120;

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
    /// Judges the time since the last use by the wall clock, so that a machine that slept locks on waking. A limit
    /// below four minutes warns at half of it.
    pub fn judge(last_use: DateTime<Utc>, now: DateTime<Utc>, limit_minutes: u32) -> Self {
        let limit = i64::from(limit_minutes.max(1)) * 60;
        let left = limit - (now - last_use).num_seconds();
        if left <= 0 {
            Self::Over
        } else if left <= WARNING_SECONDS.min(limit / 2) {
            Self::Warning(left)
        } else {
            Self::InUse
        }
    }
}

#[cfg(test)]
mod tests {
    use chrono::TimeDelta;

    use super::*;

    fn after(seconds: i64, limit_minutes: u32) -> Idle {
        let last_use = DateTime::from_timestamp(1_795_230_000, 0).unwrap();
        Idle::judge(last_use, last_use + TimeDelta::seconds(seconds), limit_minutes)
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
}
