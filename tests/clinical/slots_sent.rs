//! Writes a practice's answer to a slot search, for the tests of what is shown.

use chrono::{DateTime, NaiveDate, Utc};
use gp_connect_viewer::clinical::slots::{Search, Slots};
use gp_connect_viewer::fhir::Bundle;
use serde_json::{Value, json};

pub const EXTENSION: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-";

pub fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Saturday morning, before every slot below.
pub fn early() -> DateTime<Utc> {
    utc("2026-11-21T07:00:00Z")
}

pub fn search() -> Search {
    Search {
        practice: "Millbrook Surgery".to_owned(),
        practice_ods: "Y90001".to_owned(),
        from: day("2026-11-21"),
        until: day("2026-11-23"),
        organisation_type: Some("urgent-care".to_owned()),
        organisation_ods: Some("Y90500".to_owned()),
    }
}

pub fn slot(id: &str, schedule: &str, start: &str, end: &str) -> Value {
    json!({
        "resourceType": "Slot", "id": id, "status": "free",
        "extension": [{ "url": format!("{EXTENSION}DeliveryChannel-2"), "valueCode": "In-person" }],
        "serviceType": [{ "text": "Urgent care" }],
        "schedule": { "reference": format!("Schedule/{schedule}") },
        "start": format!("2026-11-{start}:00+00:00"), "end": format!("2026-11-{end}:00+00:00"),
    })
}

pub fn with(mut resource: Value, member: &str, value: Value) -> Value {
    resource[member] = value;
    resource
}

pub fn without(mut resource: Value, member: &str) -> Value {
    resource.as_object_mut().unwrap().remove(member);
    resource
}

pub fn schedule(id: &str, practitioner: Option<&str>, location: &str) -> Value {
    let actors: Vec<Value> = practitioner
        .map(|id| json!({ "reference": format!("Practitioner/{id}/_history/1469448000000") }))
        .into_iter()
        .chain([json!({ "reference": format!("Location/{location}") })])
        .collect();
    json!({
        "resourceType": "Schedule", "id": id, "serviceCategory": { "text": "Urgent care referrals" }, "actor": actors,
        "extension": [{ "url": format!("{EXTENSION}PractitionerRole-1"), "valueCodeableConcept": { "coding": [
            { "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-SDSJobRoleName-1", "code": "R0260",
              "display": "General Medical Practitioner" }] } }],
    })
}

pub fn included() -> Vec<Value> {
    vec![
        schedule("1", Some("1"), "17"),
        schedule("2", Some("2"), "18"),
        schedule("3", None, "17"),
        json!({ "resourceType": "Practitioner", "id": "1", "gender": "male",
            "name": [{ "family": "Adeyemi", "given": ["Paul"], "prefix": ["Dr"] }] }),
        json!({ "resourceType": "Practitioner", "id": "2", "gender": "female",
            "name": { "family": "Lindqvist", "given": ["Sara"], "prefix": ["Ms"] } }),
        json!({ "resourceType": "Location", "id": "17", "name": "Millbrook Surgery, main site",
            "telecom": { "system": "phone", "value": "01632960101" },
            "address": { "line": ["4 Weir Street"], "city": "Northvale", "postalCode": "NV14QX" },
            "managingOrganization": { "reference": "Organization/7/_history/1469448000000" } }),
        json!({ "resourceType": "Location", "id": "18", "name": "Quayside",
            "telecom": [{ "system": "phone", "value": "01632960102" }],
            "address": [{ "line": ["1 Quay"], "city": "Northvale", "postalCode": "NV1 1AA" }] }),
        json!({ "resourceType": "Organization", "id": "7", "name": "Millbrook Surgery" }),
        json!({ "resourceType": "Basic", "id": "9" }),
    ]
}

fn searchset(slots: &[Value]) -> Value {
    // Unsorted, includes among matches (L-5).
    let entries: Vec<Value> = slots
        .iter()
        .rev()
        .cloned()
        .chain(included())
        .map(|resource| json!({ "resource": resource }))
        .collect();
    json!({ "resourceType": "Bundle", "type": "searchset", "entry": entries })
}

pub fn read(slots: &[Value]) -> Slots {
    bundle(&searchset(slots))
}

/// The same answer from another practice, which uses the same ids for something else.
pub fn read_elsewhere(slots: &[Value]) -> Slots {
    let elsewhere =
        Search { practice: "Harbour Lane Hub".to_owned(), practice_ods: "Y90002".to_owned(), ..search() };
    Slots::read(&Bundle::read(searchset(slots).to_string().as_bytes()).unwrap(), elsewhere)
}

pub fn bundle(json: &Value) -> Slots {
    Slots::read(&Bundle::read(json.to_string().as_bytes()).unwrap(), search())
}

pub fn ids(slots: &Slots) -> Vec<&str> {
    slots.slots.iter().map(|slot| slot.id.as_str()).collect()
}
