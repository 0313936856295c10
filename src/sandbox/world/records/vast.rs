//! A record of thousands of entries, to measure with.

use chrono::TimeDelta;

use super::common_course::{acute, blood_pressure};
use super::small;
use crate::sandbox::world::calendar::Calendar;
use crate::sandbox::world::record::{Consultation, Heading, Item, Quantity, Record, Topic};
use crate::sandbox::world::term::invented;

pub fn record(calendar: Calendar) -> Record {
    let mut record = small::ordinary(calendar);
    let medicines = ["Paracetamol 500mg tablets", "Emollient cream", "Co-codamol 8mg/500mg tablets"];
    record.medications.extend((0..900).zip(medicines.iter().cycle()).map(|(number, medicine)| {
        acute(
            &format!("acute-{number}"),
            invented(medicine),
            "As directed",
            Quantity::Unit("100", "tablet"),
            calendar.today - TimeDelta::days(30 + number * 11),
            14,
        )
    }));
    record.observations.extend((0..2_500_u32).map(|number| {
        blood_pressure(
            &format!("pressure-{number}"),
            calendar.ago(i64::from(number) * 5),
            Some(118 + number % 40),
            Some(70 + number % 25),
        )
    }));
    record.consultations.extend((0..600).map(|number| Consultation {
        id: format!("long-{number}"),
        start: calendar.ago_at(40 + number * 19, 10, 0),
        kind: "Surgery consultation",
        minutes: Some(10),
        site: "17",
        clinician: "1",
        topics: vec![Topic {
            title: Some("Review".to_owned()),
            problem: None,
            headings: vec![Heading {
                title: Some("Comment"),
                items: vec![Item::Note(format!("Entry {number}. {LONG}"))],
            }],
        }],
        ..Consultation::default()
    }));
    record
}

const LONG: &str = "Seen with daughter. Says that the knee is no worse, the stairs are. Walks to the corner shop and back. \
                    Eating well, sleeping poorly. Examined: unchanged since last time. Plan as before; to ring if worse.";
