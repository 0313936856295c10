//! Foundations: find and register a patient, read what references point to (foundations digest 2).

use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::client::encode;
use super::decode;
use super::error::Failure;
use super::interaction::{About, Call, Capability, Interaction, Scope};
use super::patient::{FoundPatient, NHS_NUMBER, TracedPatient};
use super::wire::Response;
use crate::fhir::{Bundle, HumanName, Location, Organization, Patient, Practitioner, Resource, SIGN};

/// `GET /Patient?identifier=…|number`: the traced patient's record at a practice.
#[derive(Clone, Debug)]
pub struct FindPatient<'a> {
    /// Who is looked for.
    pub patient: &'a TracedPatient,
    /// ODS code of the practice asked.
    pub practice_ods: &'a str,
}

/// What a practice returned for one NHS number.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// No active record: unknown, left, sensitive or deceased, which nobody may guess (FND-15, L-18).
    Nobody,
    /// One record, with the same NHS number.
    One(Box<FoundPatient>),
    /// Two or more for one NHS number: a safety problem, nobody chooses (FND-16).
    Several(usize),
}

impl Interaction for FindPatient<'_> {
    /// [Find a patient](https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/foundations/foundations_use_case_find_a_patient.md)
    const CALL: Call = Call::get("fhir:rest:search:patient-1", Capability::Foundations, Scope::PatientRead);
    type Response = Found;

    fn about(&self) -> About<'_> {
        About::TracedAt(self.patient, self.practice_ods)
    }
    fn path(&self) -> String {
        "Patient".to_owned()
    }
    fn query(&self) -> Vec<(&'static str, String)> {
        vec![("identifier", format!("{NHS_NUMBER}|{}", self.patient.nhs_number().digits()))]
    }
    fn decode(&self, response: &Response) -> Result<Found, Failure> {
        found(&decode::bundle(response)?, self.patient, self.practice_ods)
    }
}

pub(super) fn found(bundle: &Bundle, traced: &TracedPatient, practice_ods: &str) -> Result<Found, Failure> {
    if let Some(entry) = bundle.entries.iter().find(|entry| matches!(entry, Resource::Unreadable(_))) {
        return Err(decode::unexpected("Patient", entry));
    }
    let patients: Vec<&Patient> = decode::patients(bundle)?;
    match (patients.as_slice(), bundle.entries.first()) {
        ([one], _) => FoundPatient::verify(traced, practice_ods, (*one).clone())
            .map(|found| Found::One(Box::new(found))),
        ([], None) => Ok(Found::Nobody),
        // An outcome or anything else in a Patient's place is not an empty answer.
        ([], Some(other)) => Err(decode::unexpected("Patient", other)),
        (more, _) => Ok(Found::Several(more.len())),
    }
}

/// `POST /Patient/$gpc.registerpatient`: a temporary registration, with exactly the permitted elements (FND-17).
#[derive(Clone, Debug)]
pub struct RegisterPatient<'a> {
    /// Who is registered; demographics as PDS gave them.
    pub patient: &'a TracedPatient,
    /// ODS code of the practice asked.
    pub practice_ods: &'a str,
}

impl Interaction for RegisterPatient<'_> {
    /// [Register a patient](https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/foundations/foundations_use_case_register_a_patient.md)
    const CALL: Call =
        Call::post("fhir:operation:gpc.registerpatient-1", Capability::Foundations, Scope::PatientWrite);
    type Response = Found;

    fn about(&self) -> About<'_> {
        About::TracedAt(self.patient, self.practice_ods)
    }
    fn path(&self) -> String {
        "Patient/$gpc.registerpatient".to_owned()
    }
    fn check(&self, _: DateTime<Utc>) -> Result<(), Failure> {
        let traced = self.patient.patient();
        let named = self.name().is_some_and(|name| name.family().is_some() && !name.given.is_empty());
        let is_signed = self
            .name()
            .is_some_and(|name| name.family().iter().chain(&name.given).any(|one| one.contains(SIGN)));
        if is_signed {
            // A practice would register the sign.
            Err(Failure::not_sent(
                "The name in the national record (PDS) contains a character that cannot be shown, so it is not sent.",
            ))
        } else if named && traced.birth_date.is_some() {
            Ok(())
        } else {
            Err(Failure::not_sent(
                "The national record (PDS) has no full name or no date of birth, and both are needed.",
            ))
        }
    }
    fn body(&self) -> Option<Vec<u8>> {
        let traced = self.patient.patient();
        let name = self.name();
        let mut patient = json!({
            "resourceType": "Patient",
            "meta": { "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Patient-1"] },
            "identifier": [{
                "extension": [{
                    "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-NHSNumberVerificationStatus-1",
                    "valueCodeableConcept": { "coding": [{
                        "system": "https://fhir.nhs.uk/CareConnect-NHSNumberVerificationStatus-1",
                        "code": "01", "display": "Number present and verified",
                    }] },
                }],
                "system": NHS_NUMBER, "value": self.patient.nhs_number().digits(),
            }],
            "name": [{
                "use": "official",
                "family": name.and_then(|name| name.family()),
                "given": name.map(|name| name.given.clone()).unwrap_or_default(),
            }],
        });
        if let Value::Object(members) = &mut patient {
            if let Some(date) = &traced.birth_date {
                members.insert("birthDate".to_owned(), json!(date.text()));
            }
            if let Some(gender) = &traced.gender {
                members.insert("gender".to_owned(), json!(gender.as_str()));
            }
        }
        let body = json!({
            "resourceType": "Parameters",
            "parameter": [{ "name": "registerPatient", "resource": patient }],
        });
        serde_json::to_vec(&body).ok()
    }
    fn decode(&self, response: &Response) -> Result<Found, Failure> {
        found(&decode::bundle(response)?, self.patient, self.practice_ods)
    }
}

impl RegisterPatient<'_> {
    /// The name that is in use: one that has ended is never sent as the official one.
    fn name(&self) -> Option<&HumanName> {
        self.patient.patient().official_name(self.patient.today())
    }
}

/// Declares a read by logical id that names nothing about a patient.
macro_rules! read_by_id {
    ($(#[$doc:meta])* $name:ident, $resource:ident, $id:literal, $page:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name<'a> {
            /// Logical id at the practice asked.
            pub id: &'a str,
        }

        impl Interaction for $name<'_> {
            #[doc = concat!("[Specification](", $page, ")")]
            const CALL: Call = Call::get($id, Capability::Foundations, Scope::OrganizationRead);
            type Response = $resource;

            fn about(&self) -> About<'_> {
                About::Nobody
            }
            fn path(&self) -> String {
                format!(concat!(stringify!($resource), "/{}"), encode(self.id))
            }
            fn decode(&self, response: &Response) -> Result<$resource, Failure> {
                match decode::resource(response)? {
                    Resource::$resource(read) => Ok(Arc::unwrap_or_clone(read)),
                    other => Err(decode::unexpected(stringify!($resource), &other)),
                }
            }
        }
    };
}

read_by_id! {
    /// `GET /Practitioner/{id}`: who a reference points to.
    ReadPractitioner, Practitioner, "fhir:rest:read:practitioner-1",
    "https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/foundations/foundations_use_case_read_a_practitioner.md"
}
read_by_id! {
    /// `GET /Location/{id}`: where a reference points to.
    ReadLocation, Location, "fhir:rest:read:location-1",
    "https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/foundations/foundations_use_case_read_a_location.md"
}
read_by_id! {
    /// `GET /Organization/{id}`.
    ReadOrganization, Organization, "fhir:rest:read:organization-1",
    "https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/foundations/foundations_use_case_read_an_organisation.md"
}

/// Declares a search by identifier that names nothing about a patient.
macro_rules! find_by_identifier {
    ($(#[$doc:meta])* $name:ident, $resource:ident, $id:literal, $page:literal, $system:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug)]
        pub struct $name<'a> {
            /// The identifier's value.
            pub value: &'a str,
        }

        impl Interaction for $name<'_> {
            #[doc = concat!("[Specification](", $page, ")")]
            const CALL: Call = Call::get($id, Capability::Foundations, Scope::OrganizationRead);
            type Response = Vec<$resource>;

            fn about(&self) -> About<'_> {
                About::Nobody
            }
            fn path(&self) -> String {
                stringify!($resource).to_owned()
            }
            fn query(&self) -> Vec<(&'static str, String)> {
                vec![("identifier", format!(concat!($system, "|{}"), self.value))]
            }
            fn decode(&self, response: &Response) -> Result<Vec<$resource>, Failure> {
                decode::bundle(response)?
                    .entries
                    .into_iter()
                    .map(|entry| match entry {
                        Resource::$resource(found) => Ok(Arc::unwrap_or_clone(found)),
                        other => Err(decode::unexpected(stringify!($resource), &other)),
                    })
                    .collect()
            }
        }
    };
}

find_by_identifier! {
    /// `GET /Practitioner?identifier=` by SDS user id; several records may answer.
    FindPractitioner, Practitioner, "fhir:rest:search:practitioner-1",
    "https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/foundations/foundations_use_case_find_a_practitioner.md",
    "https://fhir.nhs.uk/Id/sds-user-id"
}
find_by_identifier! {
    /// `GET /Organization?identifier=` by ODS code.
    FindOrganization, Organization, "fhir:rest:search:organization-1",
    "https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/foundations/foundations_use_case_find_an_organisation.md",
    "https://fhir.nhs.uk/Id/ods-organization-code"
}

/// `GET /metadata` of the Foundations root: which version and interactions a practice offers (FND-25).
#[derive(Clone, Copy, Debug)]
pub struct ReadMetadata;

impl Interaction for ReadMetadata {
    /// [Capability statement](https://github.com/nhsconnect/gpconnect/blob/feature/1.2.9/pages/foundations/foundations_use_case_get_the_fhir_capability_statement.md)
    const CALL: Call =
        Call::get("fhir:rest:read:metadata-1", Capability::Foundations, Scope::OrganizationRead);
    type Response = crate::fhir::CapabilityStatement;

    fn about(&self) -> About<'_> {
        About::Nobody
    }
    fn path(&self) -> String {
        "metadata".to_owned()
    }
    fn decode(&self, response: &Response) -> Result<Self::Response, Failure> {
        match decode::resource(response)? {
            Resource::CapabilityStatement(statement) => Ok(Arc::unwrap_or_clone(statement)),
            other => Err(decode::unexpected("CapabilityStatement", &other)),
        }
    }
}
