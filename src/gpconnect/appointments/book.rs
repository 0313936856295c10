//! Booking.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::{ORGANISATION_TYPE, Whose, appointment, check_texts, whose};
use crate::fhir;
use crate::fhir::{Appointment, sendable};
use crate::gpconnect::error::Failure;
use crate::gpconnect::identity::Organisation;
use crate::gpconnect::interaction::{About, Call, Capability, Interaction, Scope};
use crate::gpconnect::patient::{FoundPatient, ODS};
use crate::gpconnect::wire::Response;

const APPOINTMENT_PROFILE: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Appointment-1";
const BOOKING_ORGANISATION: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-BookingOrganisation-1";

/// `POST /Appointment` (APT-17..21). Texts of `start` and `end` are copied from the slots, digit for digit.
#[derive(Clone, Debug)]
pub struct BookAppointment<'a> {
    /// Found at the practice that owns the slots.
    pub patient: &'a FoundPatient,
    /// Logical ids of adjacent slots, in order.
    pub slots: Vec<String>,
    /// Start of the first slot, as received.
    pub start: String,
    /// End of the last slot, as received.
    pub end: String,
    /// Logical id of the schedule's Location.
    pub location: String,
    /// Logical ids of the schedule's Practitioners, when it names any.
    pub practitioners: Vec<String>,
    /// Who books.
    pub organisation: &'a Organisation,
    /// The organisation type that the search was made with; absent when none was sent (APT-18).
    pub organisation_type: Option<String>,
    /// At most 100 characters.
    pub description: String,
    /// At most 500 characters.
    pub comment: Option<String>,
    /// Now as UK local time with offset.
    pub created: String,
}

/// What a 2xx answer to a booking said.
#[derive(Clone, Debug, PartialEq)]
pub enum Booked {
    /// The provider's own appointment.
    Appointment(Box<Appointment>),
    /// Booked, but the answer had no body: read it back (L-9).
    WithoutBody,
}

impl Interaction for BookAppointment<'_> {
    /// [Book an appointment](https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/appointments/appointments_use_case_book_an_appointment.md)
    const CALL: Call =
        Call::post("fhir:rest:create:appointment-1", Capability::Foundations, Scope::PatientWrite);
    type Response = Booked;

    fn about(&self) -> About<'_> {
        About::Found(self.patient)
    }
    fn path(&self) -> String {
        "Appointment".to_owned()
    }
    fn wants_representation(&self) -> bool {
        true
    }
    fn check(&self, at: DateTime<Utc>) -> Result<(), Failure> {
        check_texts(&self.description, self.comment.as_deref())?;
        if self.slots.is_empty() {
            return Err(Failure::not_sent("No slot is chosen."));
        }
        if self.organisation.phone.as_deref().is_none_or(|phone| phone.trim().is_empty()) {
            return Err(Failure::not_sent(
                "The settings give no telephone number of your organisation, and a booking needs one.",
            ));
        }
        // Checked again here, because minutes pass between choosing and confirming (APT-21).
        match fhir::DateTime::new(&self.start).instant() {
            Some(start) if start > at => Ok(()),
            Some(_) => Err(Failure::not_sent("The slot has already started.")),
            None => Err(Failure::not_sent("The slot has no exact start time with a time zone.")),
        }
    }
    fn body(&self) -> Option<Vec<u8>> {
        let mut organisation = json!({
            "resourceType": "Organization",
            "id": "1",
            "meta": { "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Organization-1"] },
            "identifier": [{ "system": ODS, "value": self.organisation.ods }],
            "name": self.organisation.name,
            "telecom": [{ "system": "phone", "value": self.organisation.phone, "use": "work" }],
        });
        if let (Some(kind), Value::Object(members)) = (&self.organisation_type, &mut organisation) {
            let coding = json!({ "system": ORGANISATION_TYPE, "code": kind });
            members.insert("type".to_owned(), json!([{ "coding": [coding] }]));
        }
        let participants = std::iter::once(format!("Patient/{}", self.patient.id()))
            .chain([format!("Location/{}", self.location)])
            .chain(self.practitioners.iter().map(|id| format!("Practitioner/{id}")))
            .map(|reference| json!({ "actor": { "reference": reference }, "status": "accepted" }));
        let slots = self.slots.iter().map(|id| json!({ "reference": format!("Slot/{id}") }));
        let mut appointment = json!({
            "resourceType": "Appointment",
            "meta": { "profile": [APPOINTMENT_PROFILE] },
            "contained": [organisation],
            "extension": [{ "url": BOOKING_ORGANISATION, "valueReference": { "reference": "#1" } }],
            "status": "booked",
            "description": sendable(&self.description),
            "start": self.start,
            "end": self.end,
            "slot": slots.collect::<Vec<_>>(),
            "created": self.created,
            "participant": participants.collect::<Vec<_>>(),
        });
        if let (Some(comment), Value::Object(members)) = (&self.comment, &mut appointment) {
            members.insert("comment".to_owned(), json!(sendable(comment)));
        }
        serde_json::to_vec(&appointment).ok()
    }
    /// Only 201 says that something was created (APT-23); any other success leaves it open.
    fn decode(&self, response: &Response) -> Result<Booked, Failure> {
        if response.status != 201 {
            return Err(Failure::decode(format!("Appointment: status {} in place of 201", response.status)));
        }
        if response.body.iter().all(u8::is_ascii_whitespace) {
            return Ok(Booked::WithoutBody);
        }
        let booked = appointment(response)?;
        match whose(&booked, self.patient) {
            Whose::This | Whose::Unknown => Ok(Booked::Appointment(Box::new(booked))),
            Whose::Another => Err(Failure::PatientMismatch),
        }
    }
}
