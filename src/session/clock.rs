//! The one place that reads the time.

use chrono::{DateTime, Utc};

/// The present moment.
#[allow(clippy::disallowed_methods, reason = "this is the clock")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}
