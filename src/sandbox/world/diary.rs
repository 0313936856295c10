//! What a diary is made of: sessions that recur week by week, and the slots in them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta};

use super::practices::{Clinician, Practice};
use super::uk;

/// A slot of a weekday: hour, minute, channel.
pub type At = (u32, u32, Channel);

/// How a patient is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    InPerson,
    Telephone,
    Video,
}

impl Channel {
    pub fn code(self) -> &'static str {
        match self {
            Channel::InPerson => "In-person",
            Channel::Telephone => "Telephone",
            Channel::Video => "Video",
        }
    }
}

/// A session: what a Schedule stands for.
#[derive(Debug)]
pub struct Session {
    /// Logical id of the Schedule; the same ids recur at other practices.
    pub id: &'static str,
    /// ODS code of the practice.
    pub ods: &'static str,
    /// Who, by clinician id; nobody is named for some.
    pub clinician: Option<&'static str>,
    /// Where, by location id.
    pub site: &'static str,
    /// Name of the session.
    pub name: Option<&'static str>,
    /// Type of its slots.
    pub kind: &'static str,
    /// Minutes of a slot.
    pub minutes: u32,
    /// Only for this organisation type.
    pub organisation_type: Option<&'static str>,
    /// Only for these organisations.
    pub organisations: &'static [&'static str],
    /// Released only so many hours ahead.
    pub embargo_hours: Option<i64>,
    /// Slots from Monday to Sunday.
    pub week: [&'static [At]; 7],
}

/// A slot of a session on a day.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Logical id.
    pub id: String,
    /// The session.
    pub session: &'static Session,
    /// Start, UK time.
    pub start: DateTime<FixedOffset>,
    /// End, UK time.
    pub end: DateTime<FixedOffset>,
    /// How.
    pub channel: Channel,
}

/// How many days ahead slots can be booked.
const WINDOW_DAYS: i64 = 28;

impl Session {
    /// Who holds it.
    pub fn clinician(&self, practice: &Practice) -> Option<&'static Clinician> {
        practice.clinician(self.clinician?)
    }

    /// Whether an organisation may see and book its slots (foundations digest 3.2): a restriction that was not asked
    /// about hides the slot.
    pub fn is_open_to(&self, types: &[&str], organisations: &[&str]) -> bool {
        let by_type = self.organisation_type.is_none_or(|only| types.contains(&only));
        let by_code = self.organisations.is_empty()
            || self.organisations.iter().any(|only| organisations.contains(only));
        by_type && by_code
    }

    /// Its slots on a day.
    pub fn on(&'static self, day: NaiveDate) -> Vec<Slot> {
        let weekday = usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default();
        let times = self.week.get(weekday).copied().unwrap_or_default();
        let slot = |(hour, minute, channel): &At| {
            let start = uk::at(day, hour * 60 + minute);
            Slot {
                id: format!("{}-{}-{hour:02}{minute:02}", self.id, day.format("%Y%m%d")),
                session: self,
                start,
                end: start + TimeDelta::minutes(i64::from(self.minutes)),
                channel: *channel,
            }
        };
        times.iter().map(slot).collect()
    }
}

impl Slot {
    /// Whether it lies inside the booking window and its embargo is over; whether it has started is another question.
    pub fn is_released(&self, now: DateTime<FixedOffset>) -> bool {
        let ahead = self.start - now;
        ahead <= TimeDelta::days(WINDOW_DAYS)
            && self.session.embargo_hours.is_none_or(|hours| ahead <= TimeDelta::hours(hours))
    }

    /// Whether this one follows another so closely that both can be booked together (foundations digest 3.3).
    pub fn follows(&self, before: &Slot) -> bool {
        self.start == before.end
            && self.session.id == before.session.id
            && self.channel == before.channel
            && self.session.kind == before.session.kind
    }
}

/// What most sessions have in common.
pub const PLAIN: Session = Session {
    id: "",
    ods: "",
    clinician: None,
    site: "",
    name: None,
    kind: "General appointment",
    minutes: 10,
    organisation_type: None,
    organisations: &[],
    embargo_hours: None,
    week: [&[]; 7],
};
