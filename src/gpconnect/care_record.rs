//! Access Record HTML (0.x, DSTU2): `$gpc.getcarerecord`, one section a call.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::json;

use super::decode;
use super::error::Failure;
use super::interaction::{About, Call, Capability, Interaction, Scope};
use super::patient::{NHS_NUMBER_DSTU2, TracedPatient};
pub use super::period::Period;
use super::wire::Response;
use crate::fhir::{Bundle, CapabilityStatement, Resource};

/// `GET /metadata` of the root of record HTML, in the older words `Conformance` (ARH-21).
#[derive(Clone, Copy, Debug)]
pub struct ReadConformance;

impl Interaction for ReadConformance {
    /// [Capability statement](https://github.com/nhsconnect/gpconnect/blob/release/0.7.4/pages/foundations/foundations_use_case_get_the_fhir_capability_statement.md)
    const CALL: Call = Call::get("fhir:rest:read:metadata", Capability::Html, Scope::OrganizationRead);
    type Response = CapabilityStatement;

    fn about(&self) -> About<'_> {
        About::Nobody
    }
    fn path(&self) -> String {
        "metadata".to_owned()
    }
    fn decode(&self, response: &Response) -> Result<CapabilityStatement, Failure> {
        match decode::resource(response)? {
            Resource::CapabilityStatement(statement) => Ok(Arc::unwrap_or_clone(statement)),
            other => Err(decode::unexpected("Conformance", &other)),
        }
    }
}

/// The ten sections, in the order in which they are shown (record HTML digest 2.1).
pub const SECTIONS: [&str; 10] = ["SUM", "ENC", "CLI", "PRB", "ALL", "MED", "REF", "OBS", "IMM", "ADM"];
/// The sections that take no period (ARH-16).
pub const SECTIONS_WITHOUT_PERIOD: [&str; 3] = ["SUM", "ALL", "IMM"];

/// One section of the practice's own view.
#[derive(Clone, Debug)]
pub struct GetCareRecord<'a> {
    /// Whose record.
    pub patient: &'a TracedPatient,
    /// Section code in upper case: SUM ENC CLI PRB ALL MED REF OBS IMM ADM.
    pub section: &'a str,
    /// Only for sections that allow it (ARH-16); `clinical::care_record` knows which.
    pub period: Option<Period>,
}

impl Interaction for GetCareRecord<'_> {
    /// [Retrieve a care record section](https://github.com/nhsconnect/gpconnect/blob/release/0.7.4/pages/accessrecord/accessrecord_use_case_retrieve_a_care_record_section.md)
    const CALL: Call = Call::post("fhir:operation:gpc.getcarerecord", Capability::Html, Scope::PatientRead);
    type Response = Bundle;

    fn about(&self) -> About<'_> {
        About::Traced(self.patient)
    }
    fn path(&self) -> String {
        "Patient/$gpc.getcarerecord".to_owned()
    }
    fn check(&self, _: DateTime<Utc>) -> Result<(), Failure> {
        if !SECTIONS.contains(&self.section) {
            return Err(Failure::not_sent("The record has no such section."));
        }
        match &self.period {
            Some(_) if SECTIONS_WITHOUT_PERIOD.contains(&self.section) => {
                Err(Failure::not_sent("This section cannot be limited to dates."))
            }
            Some(period) => period.check(),
            None => Ok(()),
        }
    }
    fn body(&self) -> Option<Vec<u8>> {
        let mut parameter = vec![
            json!({
                "name": "patientNHSNumber",
                "valueIdentifier": { "system": NHS_NUMBER_DSTU2, "value": self.patient.nhs_number().digits() },
            }),
            json!({
                "name": "recordSection",
                "valueCodeableConcept": { "coding": [{
                    "system": "http://fhir.nhs.net/ValueSet/gpconnect-record-section-1", "code": self.section,
                }] },
            }),
        ];
        if let Some(period) = &self.period {
            parameter.push(json!({ "name": "timePeriod", "valuePeriod": period }));
        }
        serde_json::to_vec(&json!({ "resourceType": "Parameters", "parameter": parameter })).ok()
    }
    fn decode(&self, response: &Response) -> Result<Bundle, Failure> {
        let bundle = decode::bundle(response)?;
        decode::same_patient(&bundle, self.patient)?;
        Ok(bundle)
    }
}
