//! The records of the synthetic patients. Everything in them is invented.

mod common_course;
mod full;
mod full_history;
mod full_medications;
mod kinds_of_allergy;
mod kinds_of_document;
mod kinds_of_medicine;
mod small;
pub mod suppliers;
mod vast;

use super::calendar::Calendar;
use super::patient::{Chart, Patient};
use super::record::{Area, Record};

/// A patient's record as it stands today.
pub fn record(patient: &Patient, calendar: Calendar) -> Record {
    match patient.chart {
        // What a supplier's record holds is written as resources.
        Chart::Empty | Chart::FromDisk(_) | Chart::Supplier(_) => Record::default(),
        Chart::Full => full::record(calendar),
        Chart::Ordinary | Chart::HostileHtml | Chart::MalformedHtml => small::ordinary(calendar),
        Chart::NoKnownAllergies => small::no_known_allergies(calendar),
        Chart::Contradicted => small::contradicted(calendar),
        Chart::Withheld => withheld(calendar),
        Chart::InTransit => Record { in_transit_since: Some(calendar.ago(9)), ..small::ordinary(calendar) },
        Chart::EveryAllergy => kinds_of_allergy::record(calendar),
        Chart::EveryDocument => kinds_of_document::record(calendar),
        Chart::EveryMedicine => kinds_of_medicine::record(calendar),
        Chart::Degraded => small::imported(),
        Chart::Child => small::child(calendar),
        Chart::Vast => vast::record(calendar),
    }
}

/// Something is held back everywhere; of allergies, problems and referrals, all of it.
fn withheld(calendar: Calendar) -> Record {
    Record {
        allergies: Vec::new(),
        problems: Vec::new(),
        referrals: Vec::new(),
        withheld: vec![
            Area::Allergies,
            Area::Medications,
            Area::Consultations,
            Area::Problems,
            Area::Immunisations,
            Area::Uncategorised,
            Area::Investigations,
            Area::Referrals,
            Area::Diary,
        ],
        ..small::ordinary(calendar)
    }
}
