//! A structured answer as a whole: its areas, what is missing and why, and that every entry is shown somewhere.
//!
//! To add an area: a field of [`Reading`], its line in [`Reading::of`] and in [`Reading::outline`].

mod outline;

use std::sync::Arc;

use chrono::NaiveDate;

pub use outline::{Gravity, Outline};

use super::area::{Area, Notice, Warning, notices};
use super::{Allergies, Demographics, Medications, OtherItems, Placement, State};
use crate::fhir::{Bundle, Index, Organization, Patient, Reference};

/// The state of one area; its content is shared between screens.
pub type AreaReading<T, E> = State<Arc<T>, E, Warning>;

/// What one structured answer says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<E> {
    /// Allergies.
    pub allergies: AreaReading<Allergies, E>,
    /// Medications.
    pub medications: AreaReading<Medications, E>,
    /// What no area shows.
    pub others: OtherItems,
    /// What the practice's system says it could not do, and that belongs to no area asked for (ARS-17).
    pub notices: Vec<Notice>,
    /// Who the answer is about.
    pub demographics: Option<Demographics>,
    /// The practice that holds the record, in the answer's own words (ARS-57).
    pub practice: Option<String>,
    /// Entries received.
    pub received: usize,
    /// Entries of which some part had the wrong kind and was left out (ARS-15).
    pub partly_read: usize,
}

impl<E> Reading<E> {
    /// Reads an answer as it stands on `today` (the UK's day).
    pub fn of(bundle: &Bundle, today: NaiveDate) -> Self {
        let index = Index::new(bundle);
        let placement = Placement::of(&index);
        let patient = bundle.each::<Patient>().next().map(|(_, patient)| patient);
        let practice = patient.and_then(|patient| practice(&index, patient));
        let ods = practice.and_then(ods);
        let mut partly_read: Vec<usize> = bundle.skipped.iter().map(|skipped| skipped.entry).collect();
        partly_read.dedup();
        Self {
            allergies: shared(Allergies::read(&index).0),
            medications: shared(Medications::read(&index, today).0),
            others: OtherItems::of(&index, &placement),
            notices: notices(&index)
                .into_iter()
                .filter(|notice| !notice.area.is_some_and(Area::is_asked_for))
                .collect(),
            demographics: patient.map(|patient| Demographics::of(patient, ods)),
            practice: practice.and_then(|practice| practice.name.clone()),
            received: bundle.entries.len(),
            partly_read: partly_read.len(),
        }
    }

    /// The state of an area in a few words.
    pub fn outline(&self, area: Area) -> Outline {
        match area {
            Area::Allergies => Outline::of(&self.allergies, |allergies| allergies.active.len()),
            Area::Medications => Outline::of(&self.medications, |medications| medications.items.len()),
            Area::Problems
            | Area::Consultations
            | Area::Investigations
            | Area::Immunisations
            | Area::UncategorisedData
            | Area::Referrals
            | Area::DiaryEntries
            | Area::Documents => Outline::not_asked(),
        }
    }

    /// Entries that are listed as other items.
    pub fn listed_as_other(&self) -> usize {
        self.others.items.len()
    }
}

/// The practice: the organisation among the patient's general practitioners, else the one that manages the record.
fn practice<'a>(index: &Index<'a>, patient: &'a Patient) -> Option<&'a Organization> {
    let of = |reference: &'a Reference| index.get::<Organization>(Some(reference));
    patient
        .general_practitioner
        .iter()
        .find_map(of)
        .or_else(|| patient.managing_organization.as_ref().and_then(of))
}

fn ods(organization: &Organization) -> Option<&str> {
    let identifier = organization.identifier.iter().find(|identifier| {
        identifier.system.as_deref().is_some_and(|system| system.ends_with("/ods-organization-code"))
    });
    identifier?.value.as_deref()
}

fn shared<T, E>(state: State<T, E, Warning>) -> AreaReading<T, E> {
    match state {
        State::NotRequested => State::NotRequested,
        State::Loading => State::Loading,
        State::Failed(error) => State::Failed(error),
        State::Withheld(warnings) => State::Withheld(warnings),
        State::NotSupported(words) => State::NotSupported(words),
        State::Empty(words) => State::Empty(words),
        State::Present { items, warnings } => State::Present { items: Arc::new(items), warnings },
    }
}

#[cfg(test)]
mod tests;
