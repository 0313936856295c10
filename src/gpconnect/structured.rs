//! Access Record Structured: `$gpc.getstructuredrecord`, areas chosen by parameter (structured digest 1.3).

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::decode;
use super::error::Failure;
use super::interaction::{Capability, Interaction, Scope, whole_date};
use super::patient::{NHS_NUMBER, TracedPatient};
use super::wire::{Method, Response};
use crate::fhir::Bundle;

/// One clinical area of the request, with its part parameters.
#[derive(Clone, Debug, PartialEq)]
pub enum Include {
    /// Allergies; ended ones are always asked for too, so that "none" can be told from "ended".
    Allergies,
    /// Medications and devices.
    Medication {
        /// Issues (`intent=order`) too (ARS-11: always stated).
        issues: bool,
        /// Only what was active on or after this whole date, `YYYY-MM-DD`.
        from: Option<String>,
    },
}

impl Include {
    /// The parameter's name on the wire.
    pub fn parameter_name(&self) -> &'static str {
        match self {
            Include::Allergies => "includeAllergies",
            Include::Medication { .. } => "includeMedication",
        }
    }

    fn check(&self, at: DateTime<Utc>) -> Result<(), Failure> {
        match self {
            Include::Allergies | Include::Medication { from: None, .. } => Ok(()),
            Include::Medication { from: Some(from), .. } => {
                // The UK's day is at most one ahead of the day in UTC (ARS-08).
                let tomorrow = at.date_naive().succ_opt().unwrap_or(NaiveDate::MAX);
                if whole_date(from)? > tomorrow {
                    return Err(Failure::not_sent("The date of the medicines lies in the future."));
                }
                Ok(())
            }
        }
    }

    fn parameter(&self) -> Value {
        let part = match self {
            Include::Allergies => vec![json!({ "name": "includeResolvedAllergies", "valueBoolean": true })],
            Include::Medication { issues, from } => {
                let mut part = vec![json!({ "name": "includePrescriptionIssues", "valueBoolean": issues })];
                if let Some(date) = from {
                    part.push(json!({ "name": "medicationSearchFromDate", "valueDate": date }));
                }
                part
            }
        };
        // "part": [] is refused, so it is left out when empty.
        if part.is_empty() {
            json!({ "name": self.parameter_name() })
        } else {
            json!({ "name": self.parameter_name(), "part": part })
        }
    }
}

/// Areas of a patient's structured record.
#[derive(Clone, Debug)]
pub struct GetStructuredRecord<'a> {
    /// Whose record.
    pub patient: &'a TracedPatient,
    /// At least one area.
    pub include: Vec<Include>,
}

impl Interaction for GetStructuredRecord<'_> {
    type Response = Bundle;

    fn id(&self) -> &'static str {
        "fhir:operation:gpc.getstructuredrecord-1"
    }
    fn capability(&self) -> Capability {
        Capability::Structured
    }
    fn method(&self) -> Method {
        Method::Post
    }
    fn changes_something(&self) -> bool {
        false
    }
    fn path(&self) -> String {
        "Patient/$gpc.getstructuredrecord".to_owned()
    }
    fn scope(&self) -> Scope {
        Scope::PatientReadNormal
    }
    fn nhs_number(&self) -> Option<&str> {
        Some(self.patient.nhs_number())
    }
    fn traced_at(&self) -> Option<DateTime<Utc>> {
        Some(self.patient.at())
    }
    fn practice_ods(&self) -> Option<&str> {
        Some(self.patient.practice_ods())
    }
    fn check(&self, at: DateTime<Utc>) -> Result<(), Failure> {
        // Without an area the answer is a Patient alone, which looks like an empty record (L-21).
        if self.include.is_empty() {
            return Err(Failure::not_sent("No area of the record is chosen."));
        }
        let mut names: Vec<&str> = self.include.iter().map(Include::parameter_name).collect();
        names.sort_unstable();
        if names.windows(2).any(|pair| pair.first() == pair.last()) {
            return Err(Failure::not_sent("An area of the record is chosen twice."));
        }
        self.include.iter().try_for_each(|include| include.check(at))
    }
    fn body(&self) -> Option<Vec<u8>> {
        let patient = json!({
            "name": "patientNHSNumber",
            "valueIdentifier": { "system": NHS_NUMBER, "value": self.patient.nhs_number() },
        });
        let parameter: Vec<Value> =
            std::iter::once(patient).chain(self.include.iter().map(Include::parameter)).collect();
        serde_json::to_vec(&json!({ "resourceType": "Parameters", "parameter": parameter })).ok()
    }
    fn decode(&self, response: &Response) -> Result<Bundle, Failure> {
        let bundle = decode::bundle(response)?;
        decode::same_patient(&bundle, self.patient)?;
        Ok(bundle)
    }
}
