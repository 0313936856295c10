//! Which slots may be booked, and why the others may not.

use chrono::{DateTime, Utc};

use super::{Slot, is_sure};

/// Why a slot may not be booked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotBookable {
    /// Its start has come (APT-11, APT-21).
    Started,
    /// The practice did not say where; a booking must name the place (APT-19).
    NoLocation,
    /// The practice named several places, so nobody can tell the patient where to go.
    SeveralLocations,
    /// Its start came without an offset, so the moment it means is not certain (foundations digest 3.2).
    NoOffset,
    /// A home visit: only the practice books those (foundations digest 3.2).
    Visit,
}

impl NotBookable {
    /// The reason in words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Started => "This slot has started, so it can no longer be booked.",
            Self::NoLocation => {
                "The practice did not say where this slot is, so it cannot be booked here. Telephone the practice."
            }
            Self::SeveralLocations => {
                "The practice named more than one place for this slot, so it cannot be booked here. Telephone the practice."
            }
            Self::NoOffset => {
                "The practice did not say whether this time is summer or winter time, so it cannot be booked here. Telephone the practice."
            }
            Self::Visit => "Only the practice can book home visits. Telephone the practice.",
        }
    }
}

impl Slot {
    /// Whether it may be booked at this moment.
    pub fn bookable(&self, now: DateTime<Utc>) -> Result<(), NotBookable> {
        if self.has_started(now) {
            Err(NotBookable::Started)
        } else if is_visit(self.channel.as_deref()) {
            Err(NotBookable::Visit)
        } else if self.start.instant().is_none() {
            Err(NotBookable::NoOffset)
        } else if self.schedule.location.ids.len() > 1 {
            Err(NotBookable::SeveralLocations)
        } else if self.schedule.location.ids.is_empty() {
            Err(NotBookable::NoLocation)
        } else {
            Ok(())
        }
    }

    /// Whether its start has come in UK time (APT-10, APT-11).
    pub fn has_started(&self, now: DateTime<Utc>) -> bool {
        self.begins.is_some_and(|begins| begins <= now)
    }

    /// Whether its time has two readings: both are shown, and somebody should confirm which is meant.
    pub fn has_odd_offset(&self) -> bool {
        !is_sure(&self.start) || !is_sure(&self.end)
    }
}

/// Whether a delivery channel is a home visit (C6: a code outside the code list).
pub fn is_visit(channel: Option<&str>) -> bool {
    channel.is_some_and(|channel| channel.eq_ignore_ascii_case("visit"))
}
