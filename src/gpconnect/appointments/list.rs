//! A patient's appointments, all of them or one.

use chrono::{DateTime, NaiveDate, Utc};

use super::{Whose, appointment, whose};
use crate::fhir::{Appointment, Bundle, Code};
use crate::gpconnect::client::encode;
use crate::gpconnect::decode;
use crate::gpconnect::error::Failure;
use crate::gpconnect::interaction::{About, Call, Capability, Interaction, Scope};
use crate::gpconnect::patient::FoundPatient;
use crate::gpconnect::wire::Response;

/// `GET /Patient/{id}/Appointment`: all statuses, today and later (APT-24, L-13).
#[derive(Clone, Debug)]
pub struct ListAppointments<'a> {
    /// Found at the practice asked.
    pub patient: &'a FoundPatient,
    /// First UK day, never before today.
    pub from: NaiveDate,
    /// Last UK day.
    pub until: NaiveDate,
}

impl Interaction for ListAppointments<'_> {
    /// [Retrieve a patient's appointments](https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/appointments/appointments_use_case_retrieve_a_patients_appointments.md)
    const CALL: Call =
        Call::get("fhir:rest:search:patient_appointments-1", Capability::Foundations, Scope::PatientRead);
    type Response = Bundle;

    fn about(&self) -> About<'_> {
        About::Found(self.patient)
    }
    fn path(&self) -> String {
        format!("Patient/{}/Appointment", encode(self.patient.id()))
    }
    fn query(&self) -> Vec<(&'static str, String)> {
        vec![("start", format!("ge{}", self.from)), ("start", format!("le{}", self.until))]
    }
    fn check(&self, at: DateTime<Utc>) -> Result<(), Failure> {
        if self.until < self.from {
            return Err(Failure::not_sent("The last day is before the first."));
        }
        // The UK's day is never before the day in UTC.
        if self.from < at.date_naive() {
            return Err(Failure::not_sent("You cannot ask for appointments before today."));
        }
        Ok(())
    }
    /// The practice's answer; with another patient's appointment in it, none of it.
    fn decode(&self, response: &Response) -> Result<Bundle, Failure> {
        let bundle = decode::bundle(response)?;
        let foreign = |(_, appointment)| whose(appointment, self.patient) == Whose::Another;
        if bundle.each::<Appointment>().any(foreign) {
            return Err(Failure::PatientMismatch);
        }
        Ok(bundle)
    }
}

/// `GET /Appointment/{id}`: read again before each change (L-7).
#[derive(Clone, Debug)]
pub struct ReadAppointment<'a> {
    /// Whose appointment.
    pub patient: &'a FoundPatient,
    /// Logical id.
    pub id: &'a str,
}

impl Interaction for ReadAppointment<'_> {
    /// [Read an appointment](https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/appointments/appointments_use_case_read_an_appointment.md)
    const CALL: Call = Call::get("fhir:rest:read:appointment-1", Capability::Foundations, Scope::PatientRead);
    type Response = Appointment;

    fn about(&self) -> About<'_> {
        About::Found(self.patient)
    }
    fn path(&self) -> String {
        format!("Appointment/{}", encode(self.id))
    }
    /// The patient's own appointment: what is read here is changed next.
    fn decode(&self, response: &Response) -> Result<Appointment, Failure> {
        let mut read = appointment(response)?;
        if read.version().is_none() {
            // Behind a gateway the header can be read, and some systems name the version there alone (L-8).
            read.meta.get_or_insert_default().version_id = response.header("ETag").and_then(version_of);
        }
        match whose(&read, self.patient) {
            Whose::This => Ok(read),
            Whose::Unknown => Err(Failure::decode("Appointment: no Patient")),
            Whose::Another => Err(Failure::PatientMismatch),
        }
    }
}

/// The version in an `ETag`: `W/"3"` is `3`.
fn version_of(etag: &str) -> Option<Code> {
    let version = etag.trim().trim_start_matches("W/").trim_matches('"');
    (!version.is_empty()).then(|| Code::new(version))
}
