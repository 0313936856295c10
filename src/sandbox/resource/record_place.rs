//! Where the resources of a record live, and what they have in common.

use serde_json::{Value, json};

use super::members::set;
use crate::sandbox::world::practices::Practice;

/// Where the resources of a record live.
pub struct RecordPlace {
    /// Logical id of the patient.
    pub patient_id: String,
    /// The practice.
    pub practice: &'static Practice,
    /// Address of the practice's documents root.
    pub documents_root: String,
    /// The moment, as lists give it.
    pub stamp: String,
}

impl RecordPlace {
    /// A resource with its profile, identifier and subject, ready for its own members.
    pub fn resource(&self, kind: &str, profile: &str, id: &str) -> Value {
        let subject =
            if matches!(kind, "AllergyIntolerance" | "Immunization") { "patient" } else { "subject" };
        let mut resource = json!({
            "resourceType": kind,
            "id": id,
            "meta": { "versionId": "1", "profile": [profile_url(profile)] },
            "identifier": [{ "system": "https://sandbox.invalid/Id/record", "value": format!("{}-{id}", self.practice.ods) }],
        });
        set(&mut resource, subject, json!({ "reference": format!("Patient/{}", self.patient_id) }));
        resource
    }

    /// A clinician as a reference; nobody when the old record does not say.
    pub fn clinician(&self, id: &str) -> Option<Value> {
        // A practice with fewer staff than the record names: the usual GP stands in.
        let known = self.practice.clinician(id).or_else(|| self.practice.clinicians.first())?;
        (!id.is_empty()).then(|| json!({ "reference": format!("Practitioner/{}", known.id) }))
    }
}

/// A GP Connect profile.
pub fn profile_url(name: &str) -> String {
    format!("https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-{name}-1")
}

/// Not to be disclosed to the patient (structured digest 2.12).
pub fn nopat() -> Value {
    json!({
        "system": "http://hl7.org/fhir/v3/ActCode",
        "code": "NOPAT",
        "display": "no disclosure to patient, family or caregivers without attending provider's authorization",
    })
}
