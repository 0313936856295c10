//! Capability statements (foundations digest 2.7).

use serde_json::{Value, json};

/// The statement of Foundations, appointments among it.
pub fn foundations() -> Value {
    statement("1.2.9", resources(), &["gpc.registerpatient", "gpc.getstructuredrecord"])
}

/// The statement of structured records.
pub fn structured() -> Value {
    statement("1.6.2", json!([]), &["gpc.getstructuredrecord"])
}

/// The statement of documents.
pub fn documents() -> Value {
    let resources = json!([
        { "type": "Patient", "interaction": [{ "code": "search-type" }],
            "searchParam": [{ "name": "identifier", "type": "token" }] },
        { "type": "DocumentReference", "interaction": [{ "code": "search-type" }] },
        { "type": "Binary", "interaction": [{ "code": "read" }] },
    ]);
    statement("1.6.2", resources, &[])
}

/// The statement of the record in HTML, in the older words.
pub fn care_record() -> Value {
    json!({
        "resourceType": "Conformance",
        "version": "0.7.4",
        "name": "GP Connect",
        "status": "active",
        "date": "2026-01-05",
        "kind": "capability",
        "software": software(),
        "fhirVersion": "1.0.2",
        "acceptUnknown": "both",
        "format": ["application/json+fhir"],
        "rest": [{
            "mode": "server",
            "resource": [
                { "type": "Patient", "interaction": [{ "code": "search-type" }] },
                { "type": "Organization", "interaction": [{ "code": "search-type" }] },
                { "type": "Order", "interaction": [{ "code": "create" }] },
            ],
            "operation": [operation_of("gpc.getcarerecord")],
        }],
    })
}

fn software() -> Value {
    json!({ "name": "Sandbox provider", "version": env!("CARGO_PKG_VERSION") })
}

fn operation_of(name: &str) -> Value {
    json!({
        "name": name,
        "definition": { "reference": format!("https://fhir.nhs.uk/STU3/OperationDefinition/{name}") },
    })
}

fn statement(version: &str, resources: Value, operations: &[&str]) -> Value {
    json!({
        "resourceType": "CapabilityStatement",
        "version": version,
        "name": "GP Connect",
        "status": "active",
        "date": "2026-01-05",
        "publisher": "Sandbox",
        "kind": "capability",
        "software": software(),
        "fhirVersion": "3.0.1",
        "acceptUnknown": "both",
        "format": ["application/fhir+json"],
        "rest": [{
            "mode": "server",
            "security": { "cors": true },
            "resource": resources,
            "operation": operations.iter().map(|name| operation_of(name)).collect::<Vec<_>>(),
        }],
    })
}

fn resources() -> Value {
    let searched = |kind: &str| {
        json!({ "type": kind, "interaction": [{ "code": "read" }, { "code": "search-type" }],
            "searchParam": [{ "name": "identifier", "type": "token" }] })
    };
    json!([
        searched("Patient"),
        searched("Organization"),
        searched("Practitioner"),
        { "type": "Location", "interaction": [{ "code": "read" }] },
        { "type": "Appointment", "updateCreate": false,
            "interaction": [{ "code": "read" }, { "code": "create" }, { "code": "update" }, { "code": "search-type" }] },
        { "type": "Slot", "interaction": [{ "code": "search-type" }],
            "searchInclude": ["Slot:schedule", "Schedule:actor:Practitioner", "Schedule:actor:Location",
                "Location:managingOrganization"],
            "searchParam": [{ "name": "start", "type": "date" }, { "name": "end", "type": "date" },
                { "name": "status", "type": "token" }, { "name": "searchFilter", "type": "token" }] },
    ])
}
