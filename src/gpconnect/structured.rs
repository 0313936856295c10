//! Access Record Structured: `$gpc.getstructuredrecord`, areas chosen by parameter (structured digest 1.3).

mod combination;
mod include;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

pub use combination::{predefined, preflight};
pub use include::{Consultations, Include, ProblemStatus};

use super::decode;
use super::error::Failure;
use super::interaction::{About, Call, Capability, Interaction, Scope};
use super::patient::{NHS_NUMBER, TracedPatient};
use super::wire::Response;
use crate::fhir::Bundle;

/// Areas of a patient's structured record.
#[derive(Clone, Debug)]
pub struct GetStructuredRecord<'a> {
    /// Whose record.
    pub patient: &'a TracedPatient,
    /// At least one area.
    pub include: Vec<Include>,
}

impl Interaction for GetStructuredRecord<'_> {
    /// [Retrieve a structured record](https://github.com/nhsconnect/gpconnect/blob/feature/1.6.2/pages/accessrecord_structured/accessrecord_structured_development_retrieve_patient_record.md)
    const CALL: Call =
        Call::post("fhir:operation:gpc.getstructuredrecord-1", Capability::Structured, Scope::PatientRead);
    type Response = Bundle;

    fn about(&self) -> About<'_> {
        About::Traced(self.patient)
    }
    fn path(&self) -> String {
        "Patient/$gpc.getstructuredrecord".to_owned()
    }
    fn check(&self, at: DateTime<Utc>) -> Result<(), Failure> {
        preflight(&self.include, at)
    }
    fn body(&self) -> Option<Vec<u8>> {
        let patient = json!({
            "name": "patientNHSNumber",
            "valueIdentifier": { "system": NHS_NUMBER, "value": self.patient.nhs_number().digits() },
        });
        let areas = self.include.iter().map(|include| include.parameter(&self.include));
        let parameter: Vec<Value> = std::iter::once(patient).chain(areas).collect();
        serde_json::to_vec(&json!({ "resourceType": "Parameters", "parameter": parameter })).ok()
    }
    fn decode(&self, response: &Response) -> Result<Bundle, Failure> {
        decode::about_patient(decode::bundle(response)?, self.patient)
    }
}
