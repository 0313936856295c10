//! Patients as PDS and a practice describe them, and the two types that are made of their answers.

use std::sync::LazyLock;

use chrono::{DateTime, TimeDelta, Utc};
use gp_connect_viewer::fhir::{Patient, Resource};
use gp_connect_viewer::format::NhsNumber;
use gp_connect_viewer::gpconnect::documents::{
    DocumentsPatient, FindDocumentsPatient, FoundDocumentsPatient,
};
use gp_connect_viewer::gpconnect::{FoundPatient, Interaction, Response, TracedPatient};
use serde_json::{Value, json};

use crate::connection::{ODS, now};

pub const IMOGEN: &str = "9990054320";

pub fn nhs_number(digits: &str) -> NhsNumber {
    NhsNumber::parse(digits).unwrap()
}

/// A Patient as PDS gives one.
pub fn at_pds(number: &str) -> Value {
    json!({
        "resourceType": "Patient", "id": number,
        "identifier": [{ "system": "https://fhir.nhs.uk/Id/nhs-number", "value": number }],
        "meta": { "versionId": "2", "security": [{ "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
            "code": "U", "display": "unrestricted" }] },
        "name": [{ "use": "usual", "family": "Hartley", "given": ["Imogen", "Rose"], "prefix": ["Mrs"] }],
        "gender": "female", "birthDate": "1957-03-09",
        "generalPractitioner": [{ "type": "Organization", "identifier": {
            "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": ODS, "period": { "start": "2012-05-01" } } }],
    })
}

/// The same Patient as the practice holds her.
pub fn at_practice(number: &str, id: &str) -> Value {
    json!({
        "resourceType": "Patient", "id": id,
        "meta": { "versionId": "1469448000000" },
        "identifier": [{ "system": "https://fhir.nhs.uk/Id/nhs-number", "value": number }],
        "active": true,
        "name": [{ "use": "official", "text": "Imogen HARTLEY", "family": "HARTLEY", "given": ["Imogen"], "prefix": ["Mrs"] }],
        "gender": "female", "birthDate": "1957-03-09",
        "managingOrganization": { "reference": "Organization/7" },
    })
}

/// The JSON with the value at a pointer replaced, or removed when it becomes null.
pub fn with(mut json: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = json.pointer_mut(parent).unwrap();
    match parent {
        Value::Object(members) if value.is_null() => drop(members.remove(name)),
        Value::Object(members) => drop(members.insert(name.to_owned(), value)),
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        _ => panic!("{pointer} has no parent"),
    }
    json
}

pub fn patient(json: &Value) -> Patient {
    match Resource::read(json.to_string().as_bytes()).unwrap() {
        Resource::Patient(patient) => std::sync::Arc::unwrap_or_clone(patient),
        other => panic!("{other:?}"),
    }
}

/// Traced so long ago.
pub fn traced_ago(number: &str, ago: TimeDelta) -> TracedPatient {
    traced_at(number, now() - ago)
}

pub fn traced_at(number: &str, at: DateTime<Utc>) -> TracedPatient {
    TracedPatient::admit(&nhs_number(number), patient(&at_pds(number)), at, at.date_naive(), false).unwrap()
}

pub fn traced(number: &str) -> TracedPatient {
    traced_ago(number, TimeDelta::minutes(1))
}

pub fn found(number: &str, id: &str) -> FoundPatient {
    FoundPatient::verify(&traced(number), ODS, patient(&at_practice(number, id))).unwrap()
}

/// The patient of most tests, traced a minute ago and found as Patient/2.
pub static TRACED: LazyLock<TracedPatient> = LazyLock::new(|| traced(IMOGEN));
pub static FOUND: LazyLock<FoundPatient> = LazyLock::new(|| found(IMOGEN, "2"));

/// The same patient as the documents service knows her; only an answer of that service makes one.
pub static DOCUMENTS_PATIENT: LazyLock<DocumentsPatient> = LazyLock::new(|| {
    let body = searchset(&[at_practice(IMOGEN, "d7")]).into_bytes();
    let answer = Response { status: 200, body, ..Response::default() };
    match (FindDocumentsPatient { patient: &TRACED }).decode(&answer).unwrap() {
        FoundDocumentsPatient::One(patient) => *patient,
        other => panic!("{other:?}"),
    }
});

/// A searchset of these resources.
pub fn searchset(resources: &[Value]) -> String {
    let mut bundle = json!({ "resourceType": "Bundle", "type": "searchset" });
    if !resources.is_empty() {
        bundle["entry"] = resources.iter().map(|resource| json!({ "resource": resource })).collect();
    }
    bundle.to_string()
}
