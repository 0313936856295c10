//! The PDS trace that comes before anything else (FND-10). PDS FHIR R4, reached through the gateway.

use serde_json::value::RawValue;

use super::client::encode;
use super::decode;
use super::error::Failure;
use super::interaction::{Capability, Interaction, Scope};
use super::patient::carried_number;
use super::wire::{Method, Response};
use crate::fhir::{Patient, Resource};

/// `GET /Patient/{nhs number}` at PDS. A superseded number answers with the current one as id.
#[derive(Clone, Debug)]
pub struct TracePatient {
    /// Ten digits, modulus 11 checked.
    pub nhs_number: String,
}

impl Interaction for TracePatient {
    type Response = Patient;

    fn id(&self) -> &'static str {
        "pds"
    }
    fn capability(&self) -> Capability {
        Capability::Pds
    }
    fn method(&self) -> Method {
        Method::Get
    }
    fn path(&self) -> String {
        format!("Patient/{}", encode(&self.nhs_number))
    }
    fn scope(&self) -> Scope {
        Scope::PatientRead
    }
    fn nhs_number(&self) -> Option<&str> {
        Some(&self.nhs_number)
    }
    fn decode(&self, response: &Response) -> Result<Patient, Failure> {
        let patient = match decode::resource(response)? {
            Resource::Patient(patient) => *patient,
            other => return Err(decode::unexpected("Patient", &other)),
        };
        let number = carried_number(&patient)?;
        if number.len() != 10 || !number.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(Failure::decode("Patient.identifier: not an NHS number"));
        }
        // PDS uses the current number as id: two numbers in one answer are nobody's.
        if patient.id.as_deref().is_some_and(|id| id != number) {
            return Err(Failure::decode("Patient.id: not the NHS number of Patient.identifier"));
        }
        // Labels that cannot be read must not look like none, which means unrestricted.
        if patient.meta.as_ref().is_none_or(|meta| meta.security.is_empty()) && has_labels(&response.body) {
            return Err(Failure::decode("Patient.meta.security"));
        }
        Ok(patient)
    }
}

/// Whether a body says anything at all under `meta.security`.
fn has_labels(body: &[u8]) -> bool {
    #[derive(serde::Deserialize)]
    struct Labelled<'a> {
        #[serde(borrow)]
        meta: Option<Labels<'a>>,
    }
    #[derive(serde::Deserialize)]
    struct Labels<'a> {
        #[serde(borrow)]
        security: Option<&'a RawValue>,
    }
    let said = |labels: &RawValue| !labels.get().trim_matches(['[', ']', ' ', '\n', '\r', '\t']).is_empty();
    let text = String::from_utf8_lossy(body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body));
    match serde_json::from_str::<Labelled>(&text) {
        Ok(labelled) => labelled.meta.and_then(|meta| meta.security).is_some_and(said),
        Err(_) => true,
    }
}
