//! One issue under a plan (structured digest 3.4; ARS-36).

use std::cmp::Reverse;

use chrono::NaiveDate;

use super::{Dose, Name, Prescriber, PrescriptionType, Status, Stopped};
use crate::clinical::day;
use crate::clinical::medicine::{amount_or_missing, supply_duration};
use crate::clinical::security_label::is_not_for_patient;
use crate::clinical::{Note, Person, Placing, person};
use crate::fhir::{DateTime, MedicationRequest};
use crate::format;

/// An issue.
#[derive(Clone, Debug, PartialEq)]
pub struct Issue {
    /// Its position in the bundle.
    pub key: usize,
    /// The issue date: the start of its validity, never the day of authorisation (ARS-36).
    pub date: Option<DateTime>,
    /// Until when it lasts.
    pub end: Option<DateTime>,
    /// Still to come (HAZ 87).
    pub is_future: bool,
    /// Its state.
    pub status: Status,
    /// When and why it was stopped or cancelled; some suppliers say it here and not in the plan.
    pub stopped: Option<Stopped>,
    /// How much.
    pub quantity: String,
    /// For how long: `28 days`.
    pub duration: Option<String>,
    /// The dose, where it is not the medication's own.
    pub dose: Vec<Dose>,
    /// The name, where it is not the medication's own.
    pub name: Option<Name>,
    /// The type, where it is not the medication's own.
    pub kind: Option<PrescriptionType>,
    /// Who prescribed it.
    pub prescriber: Option<Prescriber>,
    /// Who dispenses it, when known.
    pub dispenser: Option<Person>,
    /// Notes that the medication does not have, whole; the reason of a cancellation is here.
    pub notes: Vec<Note>,
    /// Not to be disclosed to the patient (ARS-56).
    pub not_for_patient: bool,
}

impl Issue {
    /// Reads an issue with all that it says, also what its medication says.
    pub(super) fn read<'a>(
        placing: &Placing<'a>,
        (key, sent): (usize, &'a MedicationRequest),
        today: NaiveDate,
    ) -> Self {
        let request = sent.dispense_request.as_deref();
        let validity = request.and_then(|request| request.validity_period.as_ref());
        let date = validity.and_then(|validity| validity.start.clone());
        let name = Name::read(
            placing,
            sent.medication_reference.as_ref(),
            sent.medication_codeable_concept.as_ref(),
        );
        Self {
            key,
            end: validity.and_then(|validity| validity.end.clone()),
            is_future: date.as_ref().is_some_and(|date| day::is_future(date, today)),
            date,
            status: Status::of(sent.status.as_ref()),
            stopped: Stopped::read(&sent.extension),
            quantity: amount_or_missing(request.and_then(|request| request.quantity.as_ref())),
            duration: request.and_then(|request| supply_duration(request.expected_supply_duration.as_ref())),
            dose: Dose::read_all(&sent.dosage_instruction),
            name,
            kind: Some(PrescriptionType::of(sent)).filter(|kind| *kind != PrescriptionType::NotStated),
            prescriber: Prescriber::read(placing, sent),
            dispenser: person(placing, request.and_then(|request| request.performer.as_ref())),
            notes: Note::of_reasons(&sent.reason_code)
                .into_iter()
                .chain(Note::read_all(placing, &sent.note))
                .collect(),
            not_for_patient: is_not_for_patient(sent.meta.as_deref()),
        }
    }

    /// Leaves out what its medication says of itself in the same words.
    pub(super) fn without(
        mut self,
        name: &Name,
        kind: &PrescriptionType,
        dose: &[Dose],
        notes: &[Note],
    ) -> Self {
        self.name.take_if(|own| own == name);
        self.kind.take_if(|own| own == kind);
        if self.dose == dose {
            self.dose.clear();
        }
        self.notes.retain(|note| !notes.iter().any(|known| known.text == note.text));
        self
    }

    /// Whether it was cancelled or entered in error: nothing was taken because of it.
    pub fn is_void(&self) -> bool {
        match self.status {
            Status::Stopped | Status::Cancelled | Status::InError => true,
            Status::Active | Status::Completed | Status::OnHold | Status::Other(_) | Status::NotStated => {
                false
            }
        }
    }

    /// The status in the words for an issue, with day and reason of a change: `Cancelled 16-Dec-2010: Allergy`.
    pub fn status_words(&self) -> String {
        let words = match &self.status {
            Status::Stopped | Status::Cancelled => "Cancelled",
            Status::Active | Status::Completed if self.is_future => "Future dated: not yet issued",
            Status::Active | Status::Completed => "Issued",
            Status::OnHold | Status::InError | Status::Other(_) | Status::NotStated => self.status.words(),
        };
        match &self.stopped {
            Some(stopped) if self.is_void() => format!("{words}{}", stopped.words()),
            Some(stopped) => format!("{words}. Status changed{}", stopped.words()),
            None => words.to_owned(),
        }
    }

    /// Newest first, undated ones last.
    pub(super) fn order(&self) -> impl Ord + use<> {
        (Reverse(format::date::sort_key(self.date.as_ref())), self.key)
    }
}
