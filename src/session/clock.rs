//! The one place that reads the time.

use chrono::{DateTime, Utc};

/// A moment by two clocks: the wall's, which somebody may set, and one that only runs on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moment {
    /// By the wall clock.
    pub wall: DateTime<Utc>,
    /// Milliseconds since the page began, by the clock that nobody can set. It may rest while the machine sleeps.
    pub steady: f64,
}

impl Moment {
    /// Seconds since an earlier moment, by whichever clock counts more: a wall clock that was set back hides none, and a
    /// machine that slept counts its sleep.
    pub fn seconds_since(&self, earlier: &Self) -> i64 {
        let steady = ((self.steady - earlier.steady) / 1000.0).floor() as i64;
        (self.wall - earlier.wall).num_seconds().max(steady)
    }
}

/// The present moment by both clocks.
#[cfg(target_arch = "wasm32")]
pub fn moment() -> Moment {
    let steady = web_sys::window().and_then(|window| window.performance()).map(|clock| clock.now());
    Moment { wall: now(), steady: steady.unwrap_or_default() }
}

/// The present moment.
#[allow(clippy::disallowed_methods, reason = "this is the clock")]
pub fn now() -> DateTime<Utc> {
    Utc::now()
}
