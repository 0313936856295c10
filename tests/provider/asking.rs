//! Builds requests as the digests write them, and reads answers, for the provider's conformance tests.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use gp_connect_viewer::gpconnect::{Method, Request};
use gp_connect_viewer::sandbox::{Answer, Provider};
use serde_json::{Value, json};

pub const IMOGEN: &str = "9990054320";
pub const PREFIX: &str = "urn:nhs:names:services:gpconnect:";
pub const ASID: &str = "918999198993";

/// A Saturday in winter, the day of the pictures.
pub fn now() -> DateTime<Utc> {
    "2026-11-21T14:02:00Z".parse().unwrap()
}

/// The 1.x token of the digest, for a scope.
pub fn claims(scope: &str, at: DateTime<Utc>) -> Value {
    json!({
        "iss": "https://consumer.example.nhs.uk/", "sub": "u-1", "aud": "https://provider.example/Y90001",
        "iat": at.timestamp(), "exp": at.timestamp() + 300,
        "reason_for_request": "directcare", "requested_scope": scope,
        "requesting_device": { "resourceType": "Device", "identifier": [{ "system": "https://c/Id/device", "value": "1" }],
            "model": "test", "version": "1" },
        "requesting_organization": { "resourceType": "Organization", "name": "Test centre",
            "identifier": [{ "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "Y90500" }] },
        "requesting_practitioner": { "resourceType": "Practitioner", "id": "u-1",
            "identifier": [{ "system": "https://fhir.nhs.uk/Id/sds-user-id", "value": "UNK" },
                { "system": "https://fhir.nhs.uk/Id/sds-role-profile-id", "value": "UNK" },
                { "system": "https://c/Id/user", "value": "u-1" }],
            "name": [{ "family": "Okoro", "given": ["Nadia"], "prefix": ["Ms"] }] },
    })
}

pub fn token(claims: &Value) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!("Bearer {}.{}.", part(r#"{"alg":"none","typ":"JWT"}"#), part(&claims.to_string()))
}

/// A complete request to Millbrook's Foundations root.
pub fn foundations(method: Method, path: &str, interaction: &str, scope: &str) -> Request {
    request(method, &format!("http://127.0.0.1:8081/Y90001/STU3/1/gpconnect/{path}"), interaction, scope)
}

pub fn request(method: Method, url: &str, interaction: &str, scope: &str) -> Request {
    let mut headers = vec![
        ("Accept", "application/fhir+json".to_owned()),
        ("Ssp-TraceID", "09a01679-2564-4fb4-9129-aecc81ea2706".to_owned()),
        ("Ssp-From", "200000000359".to_owned()),
        ("Ssp-To", ASID.to_owned()),
        ("Ssp-InteractionID", format!("{PREFIX}{interaction}")),
        ("Authorization", token(&claims(scope, now()))),
    ];
    if method != Method::Get {
        headers.push(("Content-Type", "application/fhir+json;charset=utf-8".to_owned()));
    }
    Request {
        method,
        url: url.to_owned(),
        headers,
        body: None,
        timeout: Duration::from_secs(30),
        max_bytes: 16 * 1024 * 1024,
    }
}

pub fn with_body(mut request: Request, body: &Value) -> Request {
    request.body = Some(body.to_string().into_bytes());
    request
}

pub fn with_header(mut request: Request, name: &'static str, value: &str) -> Request {
    request.headers.retain(|(n, _)| *n != name);
    request.headers.push((name, value.to_owned()));
    request
}

pub fn without_header(mut request: Request, name: &str) -> Request {
    request.headers.retain(|(n, _)| *n != name);
    request
}

pub fn find_patient(nhs_number: &str) -> Request {
    foundations(
        Method::Get,
        &format!("Patient?identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C{nhs_number}"),
        "fhir:rest:search:patient-1",
        "patient/*.read",
    )
}

pub fn pds(nhs_number: &str) -> Request {
    let mut request =
        request(Method::Get, &format!("http://127.0.0.1:8081/pds/Patient/{nhs_number}"), "", "");
    request.headers = vec![
        ("Accept", "application/fhir+json".to_owned()),
        ("X-Request-ID", "09a01679-2564-4fb4-9129-aecc81ea2706".to_owned()),
    ];
    request
}

/// The 0.x token of the digest, for a patient.
pub fn older_claims(nhs_number: &str) -> Value {
    let mut claims = claims("patient/*.read", now());
    claims["aud"] = json!("https://authorize.fhir.nhs.net/token");
    claims["requested_record"] = json!({ "resourceType": "Patient",
        "identifier": [{ "system": "http://fhir.nhs.net/Id/nhs-number", "value": nhs_number }] });
    claims["requesting_organization"]["identifier"][0]["system"] =
        json!("http://fhir.nhs.net/Id/ods-organization-code");
    claims["requesting_practitioner"] = json!({ "resourceType": "Practitioner", "id": "u-1",
        "identifier": [{ "system": "http://fhir.nhs.net/sds-user-id", "value": "UNK" }],
        "name": { "family": ["Okoro"], "given": ["Nadia"], "prefix": ["Ms"] },
        "practitionerRole": [{ "role": { "coding": [{
            "system": "http://fhir.nhs.net/ValueSet/sds-job-role-name-1", "code": "UNK" }] } }] });
    claims
}

/// The body that asks for a section, without or with a period.
pub fn section_body(nhs_number: &str, section: &str, period: Option<Value>) -> Value {
    let mut parameters = vec![
        json!({ "name": "patientNHSNumber",
            "valueIdentifier": { "system": "http://fhir.nhs.net/Id/nhs-number", "value": nhs_number } }),
        json!({ "name": "recordSection", "valueCodeableConcept": { "coding": [{
            "system": "http://fhir.nhs.net/ValueSet/gpconnect-record-section-1", "code": section }] } }),
    ];
    parameters.extend(period.map(|period| json!({ "name": "timePeriod", "valuePeriod": period })));
    json!({ "resourceType": "Parameters", "parameter": parameters })
}

pub fn section(nhs_number: &str, section: &str, period: Option<Value>) -> Request {
    let request = request(
        Method::Post,
        "http://127.0.0.1:8081/Y90001/DSTU2/0/gpconnect/Patient/$gpc.getcarerecord",
        "fhir:operation:gpc.getcarerecord",
        "patient/*.read",
    );
    let request = with_header(request, "Accept", "application/json+fhir");
    let request = with_header(request, "Content-Type", "application/json+fhir;charset=utf-8");
    let request = with_header(request, "Authorization", &token(&older_claims(nhs_number)));
    with_body(request, &section_body(nhs_number, section, period))
}

/// The body of a structured request from parameters without the NHS number.
pub fn structured(nhs_number: &str, parameters: Value) -> Request {
    structured_at("Y90001", ASID, nhs_number, parameters)
}

pub fn structured_at(ods: &str, asid: &str, nhs_number: &str, parameters: Value) -> Request {
    let mut all = vec![json!({ "name": "patientNHSNumber",
        "valueIdentifier": { "system": "https://fhir.nhs.uk/Id/nhs-number", "value": nhs_number } })];
    all.extend(parameters.as_array().unwrap().iter().cloned());
    let url =
        format!("http://127.0.0.1:8081/{ods}/STU3/1/gpconnect/structured/Patient/$gpc.getstructuredrecord");
    let request = request(Method::Post, &url, "fhir:operation:gpc.getstructuredrecord-1", "patient/*.read");
    with_body(
        with_header(request, "Ssp-To", asid),
        &json!({ "resourceType": "Parameters", "parameter": all }),
    )
}

/// A request to Millbrook's documents root.
pub fn documents(path: &str, interaction: &str) -> Request {
    let url = format!("http://127.0.0.1:8081/Y90001/STU3/1/gpconnect/documents/{path}");
    request(Method::Get, &url, interaction, "patient/*.read")
}

/// Every area without filters, ended allergies and what was not given included.
pub fn everything() -> Value {
    json!([
        { "name": "includeAllergies", "part": [{ "name": "includeResolvedAllergies", "valueBoolean": true }] },
        { "name": "includeMedication" }, { "name": "includeConsultations" }, { "name": "includeProblems" },
        { "name": "includeImmunisations" }, { "name": "includeUncategorisedData" },
        { "name": "includeInvestigations" }, { "name": "includeReferrals" }, { "name": "includeDiaryEntries" },
    ])
}

/// A list of a bundle by its code.
pub fn list<'a>(bundle: &'a Value, code: &str) -> Option<&'a Value> {
    of_type(bundle, "List").into_iter().find(|list| list["code"]["coding"][0]["code"] == code)
}

/// The references of a list.
pub fn entries(list: &Value) -> Vec<&str> {
    let entries = list["entry"].as_array().map(Vec::as_slice).unwrap_or_default();
    entries.iter().filter_map(|entry| entry["item"]["reference"].as_str()).collect()
}

/// A resource of a bundle by its reference.
pub fn resource<'a>(bundle: &'a Value, reference: &str) -> Option<&'a Value> {
    let (kind, id) = reference.split_once('/')?;
    of_type(bundle, kind).into_iter().find(|resource| resource["id"] == id)
}

/// Status and body as JSON.
pub fn ask(provider: &mut Provider, request: &Request) -> (u16, Value) {
    read(&provider.handle(request, now()))
}

pub fn read(answer: &Answer) -> (u16, Value) {
    (answer.response.status, serde_json::from_slice(&answer.response.body).unwrap_or(Value::Null))
}

/// Status and Spine code of a refusal.
pub fn refused(provider: &mut Provider, request: &Request) -> (u16, String) {
    let (status, body) = ask(provider, request);
    let code = body["issue"][0]["details"]["coding"][0]["code"].as_str().unwrap_or_default().to_owned();
    (status, code)
}

/// The resources of a bundle of one type.
pub fn of_type<'a>(bundle: &'a Value, kind: &str) -> Vec<&'a Value> {
    let entries = bundle["entry"].as_array().map(Vec::as_slice).unwrap_or_default();
    entries.iter().map(|entry| &entry["resource"]).filter(|r| r["resourceType"] == kind).collect()
}
