//! The DSTU2 resources that travel with a section (record HTML digest 1.6, 1.7).

use chrono::{NaiveDate, TimeDelta};
use serde_json::{Value, json};

use super::request::Asked;
use crate::sandbox::resource::members::{put, set};
use crate::sandbox::world::patient::{AtPractice, Patient};
use crate::sandbox::world::practices::{Clinician, Practice};

/// The Composition with the section in it.
pub fn composition(
    asked: &Asked,
    patient_id: &str,
    practice: &Practice,
    date: &str,
    fragment: &str,
) -> Value {
    json!({
        "resourceType": "Composition",
        "id": format!("composition-{}", asked.section.to_lowercase()),
        "meta": { "profile": ["http://fhir.nhs.net/StructureDefinition/gpconnect-carerecord-composition-1"] },
        "date": date,
        "type": {
            "coding": [{
                "system": "http://snomed.info/sct",
                "code": "425173008",
                "display": "record extract (record artifact)",
            }],
            "text": "record extract (record artifact)",
        },
        "class": {
            "coding": [{
                "system": "http://snomed.info/sct",
                "code": "700232004",
                "display": "general medical service (qualifier value)",
            }],
            "text": "general medical service (qualifier value)",
        },
        "title": "Patient Care Record",
        "status": "final",
        "subject": { "reference": format!("Patient/{patient_id}") },
        "author": [{ "reference": "Device/1" }],
        "custodian": { "reference": format!("Organization/{}", practice.organization_id), "display": practice.name },
        "section": [{
            "title": asked.title,
            "code": {
                "coding": [{
                    "system": "http://fhir.nhs.net/ValueSet/gpconnect-record-section-1",
                    "code": asked.section,
                    "display": asked.title,
                }],
                "text": asked.title,
            },
            "text": { "status": "generated", "div": fragment },
        }],
    })
}

/// The patient as the practice holds them.
pub fn patient(patient: &Patient, practice: &Practice, id: &str, today: NaiveDate) -> Value {
    let [line, city, postcode] = &patient.address;
    let mut name = json!({
        "use": "usual",
        "text": format!("{} {}", patient.given_names(), patient.family).trim(),
        "family": [patient.family],
        "given": patient.given,
    });
    if patient.at_practice == AtPractice::Different {
        set(&mut name, "given", json!([patient.given.first()]));
    }
    if !patient.prefix.is_empty() {
        set(&mut name, "prefix", json!([patient.prefix]));
    }
    let mut resource = json!({
        "resourceType": "Patient",
        "id": id,
        "meta": { "versionId": "1", "profile": ["http://fhir.nhs.net/StructureDefinition/gpconnect-patient-1"] },
        "identifier": [{ "system": "http://fhir.nhs.net/Id/nhs-number", "value": patient.nhs_number }],
        "active": true,
        "name": [name],
        "gender": patient.gender,
        "birthDate": patient.birth_date(today).to_string(),
        "address": [{ "use": "home", "type": "physical", "text": format!("{line}, {city}, {postcode}") }],
        "managingOrganization": { "reference": format!("Organization/{}", practice.organization_id) },
    });
    if let Some(phone) = &patient.phone {
        set(&mut resource, "telecom", json!([{ "system": "phone", "value": phone, "use": "mobile" }]));
    }
    if let Some(days) = patient.died_at_practice {
        set(&mut resource, "deceasedDateTime", json!((today - TimeDelta::days(days)).to_string()));
    }
    if let Some(clinician) = practice.clinicians.first() {
        let display = format!("{} {} {}", clinician.prefix, clinician.given, clinician.family);
        let reference = format!("Practitioner/{}", clinician.id);
        set(&mut resource, "careProvider", json!([{ "reference": reference, "display": display }]));
    }
    resource
}

/// The practice; `different` gives another code and no name.
pub fn organization(practice: &Practice, different: bool) -> Value {
    let mut resource = json!({
        "resourceType": "Organization",
        "id": practice.organization_id,
        "meta": { "versionId": "1", "profile": ["http://fhir.nhs.net/StructureDefinition/gpconnect-organization-1"] },
        "identifier": [{ "system": "http://fhir.nhs.net/Id/ods-organization-code", "value": practice.ods }],
        "name": practice.name,
        "telecom": [{ "system": "phone", "value": practice.phone, "use": "work" }],
    });
    if different {
        put(&mut resource, "/identifier/0/value", json!("Y90777"));
        if let Some(members) = resource.as_object_mut() {
            members.remove("name");
        }
    }
    resource
}

/// The practice's computer system.
pub fn device() -> Value {
    json!({
        "resourceType": "Device",
        "id": "1",
        "meta": { "profile": ["http://fhir.nhs.net/StructureDefinition/gpconnect-device-1"] },
        "type": { "coding": [{ "system": "http://snomed.info/sct", "code": "462240000", "display": "Patient health record information system (physical object)" }] },
        "manufacturer": "Sandbox",
        "model": "Sandbox provider",
        "version": env!("CARGO_PKG_VERSION"),
    })
}

/// The usual GP.
pub fn practitioner(clinician: &Clinician, practice: &Practice) -> Value {
    json!({
        "resourceType": "Practitioner",
        "id": clinician.id,
        "meta": { "versionId": "1", "profile": ["http://fhir.nhs.net/StructureDefinition/gpconnect-practitioner-1"] },
        "identifier": [{ "system": "http://fhir.nhs.net/Id/sds-user-id", "value": clinician.sds_user_id }],
        "name": { "use": "usual", "family": [clinician.family], "given": [clinician.given], "prefix": [clinician.prefix] },
        "gender": clinician.gender,
        "practitionerRole": [{
            "managingOrganization": { "reference": format!("Organization/{}", practice.organization_id) },
            "role": { "coding": [{
                "system": "http://fhir.nhs.net/ValueSet/sds-job-role-name-1",
                "code": clinician.role.0,
                "display": clinician.role.1,
            }] },
        }],
    })
}
