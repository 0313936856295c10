//! The medicines of the full record: 11 current (8 repeat, 3 acute), 46 past, 212 issues.

use chrono::{NaiveDate, TimeDelta};

use super::common_course::{acute, issued_every};
use crate::sandbox::world::calendar::Calendar;
use crate::sandbox::world::record::{Agency, Medication, Prescribed, Quantity};
use crate::sandbox::world::term::{Degraded, Term, degraded, invented, term};

pub fn medications(calendar: Calendar) -> Vec<Medication> {
    let mut all = current_repeats(calendar);
    all.extend(current_acutes(calendar));
    all.extend(past_repeats());
    all.extend(past_acutes(calendar));
    all
}

fn repeat(calendar: Calendar, id: &str, medicine: Term, dosage: &str, quantity: Quantity) -> Medication {
    let last = calendar.today - TimeDelta::days(19);
    Medication {
        id: id.to_owned(),
        term: medicine,
        prescribed: Prescribed::Repeat,
        status: "active",
        start: calendar.ago(19 + 28 * 8),
        dosage: dosage.to_owned(),
        quantity,
        days: Some(28),
        allowed: Some(12),
        expiry: Some(calendar.ahead(93)),
        issues: issued_every(28, last, 9),
        prescriber: "1",
        ..Medication::default()
    }
}

fn current_repeats(calendar: Calendar) -> Vec<Medication> {
    vec![
        repeat(
            calendar,
            "apixaban",
            invented("Apixaban 5mg tablets"),
            "5 mg twice a day",
            Quantity::Unit("56", "tablet"),
        ),
        repeat(
            calendar,
            "bisoprolol",
            invented("Bisoprolol 2.5mg tablets"),
            "2.5 mg in the morning",
            Quantity::Unit("28", "tablet"),
        ),
        Medication {
            agency: Agency::Elsewhere("Hospital"),
            start: calendar.ago(75),
            instruction: Some("do not crush or chew"),
            note: Some("Prescriber Notes: Started by St Brannoc's pain clinic".to_owned()),
            allowed: Some(6),
            // Three are counted; the first was issued on paper and is not in the system.
            issued_on_paper: 1,
            issues: issued_every(28, calendar.today - TimeDelta::days(19), 2),
            controlled: true,
            ..repeat(
                calendar,
                "morphine-mr",
                invented("Morphine sulfate 10mg modified-release tablets"),
                "10 mg every 12 hours",
                Quantity::Unit("56", "tablet"),
            )
        },
        Medication {
            id: "morphgesic".to_owned(),
            term: degraded(Degraded::Medication, "Morphgesic SR 10mg tabs (imported)"),
            prescribed: Prescribed::Repeat,
            agency: Agency::PreviousPractice,
            status: "active",
            start: "2014".to_owned(),
            last_issued: Some("2014"),
            dosage: "1 bd".to_owned(),
            prescriber: "",
            ..Medication::default()
        },
        repeat(
            calendar,
            "atorvastatin",
            term("320030001", "Atorvastatin 20mg tablets"),
            "20 mg at night",
            Quantity::Unit("28", "tablet"),
        ),
        repeat(
            calendar,
            "levothyroxine",
            invented("Levothyroxine sodium 75microgram tablets"),
            "75 micrograms once a day",
            Quantity::Text("28 tablet(s)"),
        )
        .dose_changed(calendar.ago(131)),
        repeat(
            calendar,
            "omeprazole",
            term("317291008", "Omeprazole 20mg gastro-resistant capsules"),
            "20 mg once a day",
            Quantity::ValueAndText("28", "capsule"),
        ),
        Medication {
            prescribed: Prescribed::RepeatDispensing,
            // Six instalments of one authorisation, four of them still to come.
            issues: issued_every(28, calendar.today + TimeDelta::days(93), 6),
            allowed: Some(6),
            start: calendar.ago(47),
            expiry: Some(calendar.ahead(121)),
            ..repeat(
                calendar,
                "colecalciferol",
                invented("Colecalciferol 800unit capsules"),
                "One once a day",
                Quantity::Unit("28", "capsule"),
            )
        },
    ]
}

fn current_acutes(calendar: Calendar) -> Vec<Medication> {
    let on = |days: i64| calendar.today - TimeDelta::days(days);
    let active = |medication: Medication| Medication { status: "active", ..medication };
    vec![
        active(acute(
            "doxycycline",
            term("324059006", "Doxycycline 100mg capsules"),
            "2 on day 1, then 1 a day for 5 days",
            Quantity::Unit("8", "capsule"),
            on(4),
            6,
        )),
        Medication {
            controlled: true,
            ..active(acute(
                "morphine-oral",
                invented("Morphine sulfate 10mg/5ml oral solution"),
                "2.5 mL to 5 mL when needed, up to every 4 hours",
                Quantity::Unit("100", "mL"),
                on(24),
                28,
            ))
        },
        Medication {
            end: None,
            days: None,
            note: Some("Prescriber Notes: To be kept with the morphine sulfate".to_owned()),
            ..active(acute(
                "naloxone",
                invented("Naloxone 1.8mg/dose nasal spray"),
                "As directed",
                Quantity::Unit("2", "spray"),
                on(24),
                28,
            ))
        },
    ]
}

/// `(id, medicine, dose, first issue, issues, stopped: day and reason)`
type Past =
    (&'static str, &'static str, &'static str, &'static str, i64, Option<(&'static str, &'static str)>);

const PAST_REPEATS: [Past; 6] = [
    (
        "warfarin",
        "Warfarin 3mg tablets",
        "As directed by the anticoagulant clinic",
        "2019-08-21",
        19,
        Some(("2021-02-08", "Changed to apixaban")),
    ),
    (
        "amlodipine",
        "Amlodipine 5mg tablets",
        "5 mg once a day",
        "2015-03-02",
        19,
        Some(("2016-09-05", "Ankle swelling")),
    ),
    (
        "simvastatin",
        "Simvastatin 40mg tablets",
        "40 mg at night",
        "2013-01-14",
        19,
        Some(("2014-07-01", "Muscle pain")),
    ),
    (
        "lansoprazole",
        "Lansoprazole 15mg gastro-resistant capsules",
        "15 mg once a day",
        "2017-05-09",
        19,
        None,
    ),
    (
        "co-codamol",
        "Co-codamol 30mg/500mg tablets",
        "One or two up to four times a day",
        "2022-02-11",
        21,
        Some(("2023-09-18", "Constipation, not controlling pain")),
    ),
    (
        "levothyroxine-50",
        "Levothyroxine sodium 50microgram tablets",
        "50 micrograms once a day",
        "2010-06-01",
        19,
        None,
    ),
];

fn past_repeats() -> Vec<Medication> {
    PAST_REPEATS
        .iter()
        .map(|(id, medicine, dosage, first, count, stopped)| {
            let first: NaiveDate = first.parse().unwrap_or_default();
            let last = first + TimeDelta::days(28 * (count - 1));
            Medication {
                id: (*id).to_owned(),
                term: invented(medicine),
                prescribed: Prescribed::Repeat,
                status: if stopped.is_some() { "stopped" } else { "completed" },
                start: first.to_string(),
                end: Some(
                    stopped.map_or((last + TimeDelta::days(28)).to_string(), |(day, _)| day.to_owned()),
                ),
                dosage: (*dosage).to_owned(),
                quantity: Quantity::Unit("28", "tablet"),
                days: Some(28),
                allowed: Some(24),
                stopped: stopped.map(|(day, reason)| (day.to_owned(), reason)),
                issues: issued_every(28, last, *count),
                prescriber: "1",
                ..Medication::default()
            }
        })
        .collect()
}

/// Acutes of an ordinary life. No penicillin among them.
const PAST_ACUTES: [(&str, &str, Quantity, u32); 8] = [
    ("Paracetamol 500mg tablets", "Two up to four times a day", Quantity::Unit("100", "tablet"), 14),
    ("Nitrofurantoin 100mg modified-release capsules", "One twice a day", Quantity::Unit("6", "capsule"), 3),
    ("Clarithromycin 500mg tablets", "One twice a day", Quantity::Unit("14", "tablet"), 7),
    ("Hydrocortisone 1% cream", "Apply thinly twice a day", Quantity::Unit("30", "gram"), 10),
    (
        "Chloramphenicol 0.5% eye drops",
        "One drop every 2 hours, then 4 times a day",
        Quantity::Text("10 ml"),
        5,
    ),
    ("Prednisolone 5mg tablets", "Six once a day", Quantity::Unit("30", "tablet"), 5),
    ("Lactulose 3.1-3.7g/5ml oral solution", "15 mL twice a day", Quantity::Unit("500", "mL"), 16),
    ("Salbutamol 100micrograms/dose inhaler CFC free", "Two puffs when needed", Quantity::Value("1"), 28),
];

fn past_acutes(calendar: Calendar) -> Vec<Medication> {
    PAST_ACUTES
        .iter()
        .cycle()
        .take(40)
        .enumerate()
        .map(|(number, (medicine, dosage, quantity, days))| {
            let back = 150 + 173 * i64::try_from(number).unwrap_or_default();
            let on = calendar.today - TimeDelta::days(back);
            acute(&format!("acute-{number}"), invented(medicine), dosage, quantity.clone(), on, *days)
        })
        .collect()
}
