//! The practices' diaries: sessions that recur week by week, and the slots in them.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, TimeDelta};

use super::federation;
use super::practices::{Clinician, Practice};
use super::uk;

/// A slot of a weekday: hour, minute, channel.
pub(super) type At = (u32, u32, Channel);

/// How a patient is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Channel {
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

use Channel::{InPerson as I, Telephone as T, Video as V};

/// A session: what a Schedule stands for.
#[derive(Debug)]
pub(super) struct Session {
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
pub(super) struct Slot {
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

    fn on(&'static self, day: NaiveDate) -> Vec<Slot> {
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

/// The sessions of a practice.
pub(super) fn sessions(practice: &Practice) -> impl Iterator<Item = &'static Session> {
    SESSIONS.iter().chain(federation::sessions()).filter(move |session| session.ods == practice.ods)
}

/// Every slot of a practice from one day to another, taken or not.
pub(super) fn slots(practice: &Practice, from: NaiveDate, until: NaiveDate) -> Vec<Slot> {
    let days = from.iter_days().take_while(|day| *day <= until);
    days.flat_map(|day| sessions(practice).flat_map(move |session| session.on(day))).collect()
}

/// A slot by its logical id.
pub(super) fn slot(practice: &Practice, id: &str) -> Option<Slot> {
    let day = id.split('-').nth(1).and_then(|day| NaiveDate::parse_from_str(day, "%Y%m%d").ok())?;
    slots(practice, day, day).into_iter().find(|slot| slot.id == id)
}

const NONE: &[At] = &[];

/// What most sessions have in common.
pub(super) const PLAIN: Session = Session {
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
    week: [NONE; 7],
};

const HUB_MORNING: &[At] = &[(9, 0, I), (9, 20, I), (9, 40, I), (10, 0, I), (10, 20, T), (10, 40, T)];
const HUB_AFTERNOON: &[At] = &[(14, 0, I), (14, 15, I), (14, 30, I), (14, 45, V), (15, 0, V), (15, 15, I)];
const HUB_EVENING: &[At] = &[(18, 0, I), (18, 10, I), (18, 20, I), (18, 30, I), (18, 40, I)];
const HUB_LATE: &[At] = &[(20, 0, T), (20, 20, T)];
const EASTFIELD: &[At] = &[(8, 40, I), (8, 50, I), (9, 0, I), (11, 30, T), (16, 50, I)];

static SESSIONS: [Session; 9] = [
    Session {
        id: "1",
        ods: "Y90001",
        clinician: Some("1"),
        site: "17",
        name: Some("Urgent care referrals"),
        week: [
            &[(9, 0, I), (9, 10, I), (9, 20, I), (9, 30, I), (11, 0, T), (11, 10, T)],
            &[(9, 20, I), (9, 30, I), (9, 40, I), (15, 0, V)],
            &[(8, 30, I), (8, 40, I), (8, 50, I), (14, 0, T), (14, 10, T), (14, 20, I)],
            &[(10, 0, I)],
            &[(9, 0, I), (9, 10, I), (9, 20, I), (9, 30, T)],
            &[(14, 40, I), (15, 0, I), (15, 10, I), (17, 30, T)],
            NONE,
        ],
        ..PLAIN
    },
    Session {
        id: "2",
        ods: "Y90001",
        clinician: Some("2"),
        site: "18",
        name: Some("Minor illness"),
        kind: "Nurse practitioner appointment",
        minutes: 20,
        organisations: &["Y90500", "Y90002"],
        week: [
            &[(10, 0, I), (10, 20, I), (10, 40, I), (11, 0, I)],
            &[(13, 0, I), (13, 20, I), (13, 40, V)],
            &[(9, 0, I), (9, 20, I), (9, 40, I)],
            &[(16, 20, I)],
            &[(10, 0, I), (10, 20, I)],
            &[(16, 20, I)],
            NONE,
        ],
        ..PLAIN
    },
    Session {
        id: "3",
        ods: "Y90001",
        site: "17",
        name: Some("Out-of-hours session"),
        organisation_type: Some("urgent-care"),
        week: [
            &[(18, 40, I), (18, 50, I), (20, 10, I), (20, 20, I)],
            &[(19, 0, I), (19, 10, I), (20, 10, T)],
            &[(18, 30, I), (18, 40, I)],
            NONE,
            &[(20, 10, I), (20, 20, I)],
            &[(20, 10, I)],
            NONE,
        ],
        ..PLAIN
    },
    Session {
        id: "4",
        ods: "Y90001",
        clinician: Some("3"),
        site: "17",
        kind: "Pharmacist review",
        organisation_type: Some("gp-practice"),
        week: [&[(12, 0, T), (12, 10, T)]; 7],
        ..PLAIN
    },
    Session {
        id: "1",
        ods: "Y90002",
        clinician: Some("1"),
        site: "17",
        name: Some("Extended access"),
        minutes: 20,
        week: [HUB_MORNING; 7],
        ..PLAIN
    },
    Session {
        id: "2",
        ods: "Y90002",
        clinician: Some("2"),
        site: "17",
        name: Some("Same day"),
        kind: "First contact",
        minutes: 15,
        organisation_type: Some("urgent-care"),
        week: [HUB_AFTERNOON; 7],
        ..PLAIN
    },
    Session {
        id: "3",
        ods: "Y90002",
        clinician: Some("3"),
        site: "17",
        kind: "Bloods and dressings",
        week: [HUB_EVENING; 7],
        ..PLAIN
    },
    Session {
        id: "4",
        ods: "Y90002",
        site: "17",
        name: Some("Late calls"),
        kind: "Telephone triage",
        minutes: 20,
        embargo_hours: Some(24),
        week: [HUB_LATE; 7],
        ..PLAIN
    },
    Session {
        id: "1",
        ods: "Y90003",
        clinician: Some("1"),
        site: "5",
        week: [EASTFIELD, EASTFIELD, EASTFIELD, EASTFIELD, EASTFIELD, NONE, NONE],
        ..PLAIN
    },
];
