//! Practices that asked for a while without questions (`Retry-After`): nobody asks them meanwhile, whichever screen wants to.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};

use super::wire::Response;

/// No practice is left alone for longer at one word of its system: the record may be needed.
const LONGEST: i64 = 600;

/// Until when each practice is left alone, by ODS code. Clones share it.
#[derive(Clone, Debug, Default)]
pub struct Held(Arc<Mutex<BTreeMap<String, DateTime<Utc>>>>);

impl Held {
    /// Leaves a practice alone for so many seconds.
    pub(super) fn hold(&self, ods: &str, now: DateTime<Utc>, seconds: u32) {
        let until = now + chrono::TimeDelta::seconds(seconds.into());
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(ods.to_owned(), until);
    }

    /// Seconds that are left; 0 when it may be asked.
    pub(super) fn left(&self, ods: &str, now: DateTime<Utc>) -> u32 {
        let held = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let left = held.get(ods).map_or(0, |until| (*until - now).num_milliseconds());
        // A clock that was set back would make it longer.
        u32::try_from(left.div_euclid(1000) + i64::from(left.rem_euclid(1000) > 0))
            .unwrap_or_default()
            .min(LONGEST as u32)
    }
}

/// The seconds of `Retry-After`, which is a number or a moment; nothing where it is neither or past.
pub(super) fn retry_after(response: &Response, now: DateTime<Utc>) -> Option<u32> {
    let sent = response.header("Retry-After")?.trim();
    let seconds = sent.parse::<i64>().ok().or_else(|| {
        let moment = |text: &str| DateTime::parse_from_rfc2822(text.trim()).ok();
        // By the clock of whoever answered, where it says what that shows.
        let asked = response.header("Date").and_then(moment).map_or(now, |date| date.to_utc());
        Some((moment(sent)?.to_utc() - asked).num_seconds())
    })?;
    u32::try_from(seconds.min(LONGEST)).ok().filter(|seconds| *seconds > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: FB-14
    #[test]
    fn the_time_to_wait_is_read_in_either_form() {
        let now: DateTime<Utc> = "2026-11-21T14:02:00Z".parse().unwrap();
        let read = |headers: &[(&str, &str)]| {
            let headers =
                headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
            retry_after(&Response { headers, ..Response::default() }, now)
        };
        assert_eq!(read(&[("retry-after", " 5 ")]), Some(5));
        assert_eq!(read(&[("Retry-After", "Sat, 21 Nov 2026 14:02:30 GMT")]), Some(30));
        let set_wrong =
            [("Retry-After", "Sat, 21 Nov 2026 13:00:30 GMT"), ("Date", "Sat, 21 Nov 2026 13:00:00 GMT")];
        assert_eq!(read(&set_wrong), Some(30));
        assert_eq!(read(&[("Retry-After", "86400")]), Some(600));
        for none in ["0", "-5", "soon", "", "Sat, 21 Nov 2026 14:00:00 GMT"] {
            assert_eq!(read(&[("Retry-After", none)]), None, "{none}");
        }
        assert_eq!(read(&[]), None);
    }

    #[test]
    fn what_is_left_is_rounded_up_and_ends() {
        let now: DateTime<Utc> = "2026-11-21T14:02:00Z".parse().unwrap();
        let later = |milliseconds| now + chrono::TimeDelta::milliseconds(milliseconds);
        let held = Held::default();
        held.hold("A", now, 5);
        assert_eq!([0, 4_100, 5_000, 9_000].map(|passed| held.left("A", later(passed))), [5, 1, 0, 0]);
        assert_eq!(held.left("B", now), 0);
    }
}
