//! The practices' diaries: who is there on which day of the week.

use chrono::NaiveDate;

use super::diary::{At, Channel, PLAIN, Session, Slot};
use super::federation;
use super::practices::Practice;
use Channel::{InPerson as I, Telephone as T, Video as V};

/// The sessions of a practice.
pub fn of(practice: &Practice) -> impl Iterator<Item = &'static Session> {
    SESSIONS.iter().chain(federation::sessions()).filter(move |session| session.ods == practice.ods)
}

/// Every slot of a practice from one day to another, taken or not.
pub fn slots(practice: &Practice, from: NaiveDate, until: NaiveDate) -> Vec<Slot> {
    let days = from.iter_days().take_while(|day| *day <= until);
    days.flat_map(|day| of(practice).flat_map(move |session| session.on(day))).collect()
}

/// A slot by its logical id.
pub fn slot(practice: &Practice, id: &str) -> Option<Slot> {
    let day = id.split('-').nth(1).and_then(|day| NaiveDate::parse_from_str(day, "%Y%m%d").ok())?;
    slots(practice, day, day).into_iter().find(|slot| slot.id == id)
}

const NONE: &[At] = &[];

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
