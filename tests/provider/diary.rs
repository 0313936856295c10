//! Requests about slots and appointments, for the provider's conformance tests.

use gp_connect_viewer::gpconnect::{Method, Request};
use gp_connect_viewer::sandbox::Provider;
use serde_json::{Value, json};

use crate::asking::*;

pub const FILTERS: &str = "&searchFilter=https%3A%2F%2Ffhir.nhs.uk%2FSTU3%2FCodeSystem%2FGPConnect-OrganisationType-1%7Curgent-care\
                       &searchFilter=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fods-organization-code%7CY90500";
pub const INCLUDES: &str = "&_include:recurse=Schedule%3Aactor%3APractitioner&_include:recurse=Schedule%3Aactor%3ALocation\
                        &_include:recurse=Location%3AmanagingOrganization";

pub fn search(query: &str) -> Request {
    foundations(Method::Get, &format!("Slot?{query}"), "fhir:rest:search:slot-1", "organization/*.read")
}

pub fn between(from: &str, until: &str) -> String {
    format!("start=ge{from}&end=le{until}&status=free&_include=Slot%3Aschedule{INCLUDES}{FILTERS}")
}

pub fn free(provider: &mut Provider, from: &str, until: &str) -> Vec<String> {
    let (status, bundle) = ask(provider, &search(&between(from, until)));
    assert_eq!(status, 200, "{bundle}");
    let mut starts: Vec<String> =
        of_type(&bundle, "Slot").iter().map(|slot| slot["start"].as_str().unwrap().to_owned()).collect();
    starts.sort();
    starts
}

pub fn patient_id(provider: &mut Provider, nhs_number: &str) -> String {
    let (_, bundle) = ask(provider, &find_patient(nhs_number));
    of_type(&bundle, "Patient")[0]["id"].as_str().unwrap().to_owned()
}

/// A complete booking of slots with Dr Adeyemi on the Saturday of the pictures.
pub fn booking(patient: &str, slots: &[&str], start: &str, end: &str) -> Value {
    json!({
        "resourceType": "Appointment",
        "meta": { "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Appointment-1"] },
        "contained": [{
            "resourceType": "Organization", "id": "1",
            "meta": { "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Organization-1"] },
            "identifier": [{ "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "Y90500" }],
            "type": [{ "coding": [{ "system": "https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-OrganisationType-1", "code": "urgent-care" }] }],
            "name": "Northvale Urgent Treatment Centre",
            "telecom": [{ "system": "phone", "value": "01632 960500" }],
        }],
        "extension": [{ "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-BookingOrganisation-1",
            "valueReference": { "reference": "#1" } }],
        "status": "booked",
        "description": "Urgent care referral, call 4412",
        "start": start, "end": end,
        "slot": slots.iter().map(|slot| json!({ "reference": format!("Slot/{slot}") })).collect::<Vec<_>>(),
        "created": "2026-11-21T14:02:00+00:00",
        "comment": "Brings own chart — naïve “quotes”",
        "participant": [
            { "actor": { "reference": format!("Patient/{patient}") }, "status": "accepted" },
            { "actor": { "reference": "Location/17" }, "status": "accepted" },
            { "actor": { "reference": "Practitioner/1" }, "status": "accepted" },
        ],
    })
}

pub fn saturday(provider: &mut Provider) -> Value {
    let patient = patient_id(provider, IMOGEN);
    booking(&patient, &["1-20261121-1440"], "2026-11-21T14:40:00+00:00", "2026-11-21T14:50:00+00:00")
}

pub fn post(body: &Value) -> Request {
    with_body(
        foundations(Method::Post, "Appointment", "fhir:rest:create:appointment-1", "patient/*.write"),
        body,
    )
}

pub fn put(body: &Value, interaction: &str) -> Request {
    let path = format!("Appointment/{}", body["id"].as_str().unwrap());
    let version = format!("W/\"{}\"", body["meta"]["versionId"].as_str().unwrap());
    let request = foundations(Method::Put, &path, interaction, "patient/*.write");
    with_header(with_body(request, body), "If-Match", &version)
}

pub fn amend(body: &Value) -> Request {
    put(body, "fhir:rest:update:appointment-1")
}

pub fn cancelled(body: &Value, reason: &str) -> Value {
    let mut body = body.clone();
    body["status"] = json!("cancelled");
    body["extension"].as_array_mut().unwrap().push(json!({
        "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-AppointmentCancellationReason-1",
        "valueString": reason,
    }));
    body
}

pub fn cancel(body: &Value) -> Request {
    put(body, "fhir:rest:cancel:appointment-1")
}

pub fn appointments_of(patient: &str, query: &str) -> Request {
    let path = format!("Patient/{patient}/Appointment{query}");
    foundations(Method::Get, &path, "fhir:rest:search:patient_appointments-1", "patient/*.read")
}
