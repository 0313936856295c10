//! The provider's clock: the present, or one that runs from another moment.

use chrono::{DateTime, TimeDelta, Utc};
use gp_connect_viewer::session::clock;

/// How far the provider's clock is from the present.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clock {
    ahead: TimeDelta,
}

impl Clock {
    /// A clock that shows a moment now and runs on from there.
    pub fn from(start: Option<DateTime<Utc>>) -> Self {
        Clock { ahead: start.map_or(TimeDelta::zero(), |start| start - clock::now()) }
    }

    /// What it shows.
    pub fn now(self) -> DateTime<Utc> {
        clock::now() + self.ahead
    }
}
