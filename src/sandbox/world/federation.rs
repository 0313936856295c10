//! Generated practices, as many as a hub's federation has: with the same logical ids at every one, and 250 slots a week
//! each, so that twenty of them have 10,000 in any fourteen days that lie ahead.

use std::sync::LazyLock;

use super::diary::{At, Channel, PLAIN, Session};
use super::practices::{Clinician, Practice, Site, Standing};

/// How many there are. The settings name as many as the sandbox is told to.
pub const MOST: usize = 20;

/// The generated practices, Y90101 to Y90120.
pub fn practices() -> &'static [Practice] {
    &PRACTICES
}

/// Their sessions, four at each.
pub fn sessions() -> &'static [Session] {
    &SESSIONS
}

static PRACTICES: LazyLock<Vec<Practice>> =
    LazyLock::new(|| NAMES.iter().enumerate().map(|(at, name)| practice(at, name)).collect());

static SESSIONS: LazyLock<Vec<Session>> =
    LazyLock::new(|| practices().iter().enumerate().flat_map(|(at, one)| sessions_of(at, one)).collect());

const NAMES: [&str; MOST] = [
    "Alderbrook Surgery",
    "Beacon Hill Practice",
    "Canalside Health Centre",
    "Dovecote Medical Centre",
    "Elmfield Surgery",
    "Foundry Lane Practice",
    "Glebe House Surgery",
    "Heronsgate Practice",
    "Ironbridge Road Surgery",
    "Juniper Court Practice",
    "Kingsmead Health Centre",
    "Larkspur Surgery",
    "Mossbank Practice",
    "Netherfield Surgery",
    "Oakapple Medical Centre",
    "Priory Meadow Practice",
    "Queensway Surgery",
    "Riverbank Health Centre",
    "Saltmarsh Practice",
    "Tollgate Surgery",
];

const FAMILIES: [&str; 16] = [
    "Abara",
    "Bellweather",
    "Carrow",
    "Desai",
    "Eastwick",
    "Fenn",
    "Gallardo",
    "Hussain",
    "Ingram",
    "Jankowski",
    "Kaur",
    "Lovelace",
    "Mbeki",
    "Nightingale",
    "Oduya",
    "Pryce",
];

/// Given name and gender.
const GIVEN: [(&str, &str); 6] = [
    ("Ruth", "female"),
    ("Tariq", "male"),
    ("Siân", "female"),
    ("Jonathan", "male"),
    ("Ngozi", "female"),
    ("Alex", "other"),
];

/// Title, role code and role of the four who work at each.
const ROLES: [(&str, &str, &str); 4] = [
    ("Dr", "R0260", "General Medical Practitioner"),
    ("Ms", "R0600", "Specialist Nurse Practitioner"),
    ("Mr", "R1290", "Pharmacist"),
    ("Mx", "R9807", "First Contact Practitioner (Paramedic)"),
];

/// Made once and kept as long as the program runs.
fn kept(text: String) -> &'static str {
    text.leak()
}

fn pick<T: Copy>(from: &[T], at: usize) -> Option<T> {
    from.get(at % from.len().max(1)).copied()
}

fn practice(at: usize, name: &'static str) -> Practice {
    let site = |id, name, line: String| Site {
        id,
        name,
        line: kept(line),
        city: "Northvale",
        postcode: kept(format!("NV{} {}QF", 20 + at, 1 + at % 9)),
        phone: kept(format!("01632 9602{at:02}")),
    };
    let main = site("17", name, format!("{} {} Road", 10 + at, name.split(' ').next().unwrap_or(name)));
    let branch = site("18", kept(format!("{name}, branch")), format!("{} Market Row", 30 + at));
    Practice {
        ods: kept(format!("Y901{:02}", at + 1)),
        name,
        asid: kept(format!("9189992{at:05}")),
        phone: main.phone,
        organization_id: kept(format!("{}", 1 + at % 7)),
        standing: Standing::Open,
        unknown_areas: &[],
        disabled_areas: &[],
        sites: vec![main, branch].leak(),
        clinicians: clinicians(at).leak(),
    }
}

fn clinicians(at: usize) -> Vec<Clinician> {
    let one = |(number, (prefix, code, role)): (usize, (&'static str, &'static str, &'static str))| {
        let (given, gender) = pick(&GIVEN, at * 5 + number * 7 + 1).unwrap_or(("Ruth", "female"));
        Clinician {
            id: kept((number + 1).to_string()),
            prefix,
            given,
            family: pick(&FAMILIES, at * 3 + number * 5).unwrap_or("Abara"),
            gender,
            sds_user_id: kept(format!("9990001{at:03}{number:02}")),
            role: (code, role),
        }
    };
    ROLES.into_iter().enumerate().map(one).collect()
}

/// So many slots from a time on, one after the other; every third by telephone where `calls` says so.
fn row(count: u32, from: u32, minutes: u32, calls: bool) -> &'static [At] {
    let slot = |n: u32| {
        let start = from + n * minutes;
        let channel = match (calls, n % 3) {
            (true, 2) => Channel::Telephone,
            (true, 1) if n % 2 == 1 => Channel::Video,
            _ => Channel::InPerson,
        };
        (start / 60, start % 60, channel)
    };
    (0..count).map(slot).collect::<Vec<_>>().leak()
}

/// 48 slots a weekday and ten on Saturdays: 18 + 14 + 8 + 8, and 10.
fn sessions_of(at: usize, practice: &'static Practice) -> [Session; 4] {
    let shift = u32::try_from(at % 4).unwrap_or_default() * 10;
    let of = |id, site, name, kind, minutes, day: &'static [At]| Session {
        id,
        ods: practice.ods,
        clinician: Some(id),
        site,
        name: Some(name),
        kind,
        minutes,
        week: [day, day, day, day, day, &[], &[]],
        ..PLAIN
    };
    let mut evening =
        of("4", "17", "Evening access", "First contact", 20, row(8, 17 * 60 + 30 + shift, 20, true));
    if let Some(saturday) = evening.week.get_mut(5) {
        *saturday = row(10, 9 * 60 + shift, 20, false);
    }
    evening.organisation_type = Some("urgent-care");
    [
        of("1", "17", "Morning surgery", "General appointment", 10, row(18, 8 * 60 + 30 + shift, 10, false)),
        of(
            "2",
            "18",
            "Minor illness",
            "Nurse practitioner appointment",
            15,
            row(14, 10 * 60 + shift, 15, false),
        ),
        Session {
            name: None,
            ..of("3", "17", "", "Pharmacist review", 10, row(8, 13 * 60 + shift, 10, true))
        },
        evening,
    ]
}
