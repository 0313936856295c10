//! Faults on demand, the control addresses, and the transport inside the page.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::asking::*;
use futures::executor::block_on;
use gp_connect_viewer::gpconnect::{Cancel, Method, Request, Transport, TransportError};
use gp_connect_viewer::sandbox::{Behaviour, Fault, FaultKind, Lost, Provider, SandboxTransport};
use serde_json::{Value, json};

const FIND: &str = "fhir:rest:search:patient-1";

fn provider_with(kind: FaultKind) -> Provider {
    let mut provider = Provider::new();
    provider.add_fault(Fault::new(FIND, kind));
    provider
}

fn control(name: &str, body: &Value) -> Request {
    with_body(request(Method::Post, &format!("http://127.0.0.1:8081/sandbox/{name}"), "", ""), body)
}

#[test]
fn each_fault_does_what_it_says_once() {
    let ask = |kind: FaultKind| {
        let mut provider = provider_with(kind);
        let spoilt = provider.handle(&find_patient(IMOGEN), now());
        assert_eq!(provider.handle(&find_patient(IMOGEN), now()).response.status, 200, "only once");
        spoilt
    };
    assert_eq!(ask(FaultKind::Latency(Duration::from_millis(250))).delay, Duration::from_millis(250));
    assert_eq!(ask(FaultKind::TimeoutBeforeSave).lost, Lost::BeforeSave);
    assert_eq!(ask(FaultKind::TimeoutAfterSave).lost, Lost::AfterSave);
    let cut = ask(FaultKind::Truncated);
    assert!(cut.cut.unwrap() < cut.response.body.len());
    let page = ask(FaultKind::HtmlError(502));
    assert_eq!(
        (page.response.status, page.response.header("Content-Type")),
        (502, Some("text/html;charset=utf-8"))
    );
    let outcome = ask(FaultKind::Outcome(409, "DUPLICATE_REJECTED".to_owned()));
    assert_eq!(read(&outcome).1["issue"][0]["details"]["coding"][0]["code"], "DUPLICATE_REJECTED");
    let nothing = ask(FaultKind::NoBody(503));
    assert!(nothing.response.body.is_empty() && nothing.response.status == 503);
    assert!(ask(FaultKind::NoCors).without_cors);
    assert_eq!(
        ask(FaultKind::WrongContentType).response.header("content-type"),
        Some("text/plain;charset=utf-8")
    );
    assert!(serde_json::from_slice::<Value>(&ask(FaultKind::Malformed).response.body).is_err());
    assert!(ask(FaultKind::TooLarge(None)).response.body.len() > 16 * 1024 * 1024);
    let (_, wrong) = read(&ask(FaultKind::WrongPatient));
    assert_eq!(of_type(&wrong, "Patient")[0]["identifier"][0]["value"], "9990056390");
}

#[test]
fn the_wrong_patient_can_come_from_every_service() {
    for request in [pds(IMOGEN), section(IMOGEN, "ALL", None), structured(IMOGEN, everything())] {
        let mut provider = Provider::new();
        provider.add_fault(Fault::new("*", FaultKind::WrongPatient));
        let text = String::from_utf8(provider.handle(&request, now()).response.body).unwrap();
        assert!(!text.contains(&format!("\"{IMOGEN}\"")) && text.contains("9990056390"), "{}", request.url);
    }
}

#[test]
fn a_lost_booking_was_saved_or_was_not() {
    let book = |kind: FaultKind| {
        let mut provider = Provider::new();
        let (_, bundle) = ask(&mut provider, &find_patient(IMOGEN));
        let id = of_type(&bundle, "Patient")[0]["id"].as_str().unwrap().to_owned();
        provider.add_fault(Fault::new("fhir:rest:create:appointment-1", kind));
        let body = json!({
            "resourceType": "Appointment",
            "meta": { "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Appointment-1"] },
            "contained": [{ "resourceType": "Organization", "id": "1", "name": "Centre",
                "identifier": [{ "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "Y90500" }],
                "telecom": [{ "system": "phone", "value": "01632 960500" }] }],
            "extension": [{ "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-BookingOrganisation-1",
                "valueReference": { "reference": "#1" } }],
            "status": "booked", "description": "x", "start": "2026-11-21T14:40:00+00:00", "end": "2026-11-21T14:50:00+00:00",
            "slot": [{ "reference": "Slot/1-20261121-1440" }], "created": "2026-11-21T14:02:00+00:00",
            "participant": [
                { "actor": { "reference": format!("Patient/{id}") }, "status": "accepted" },
                { "actor": { "reference": "Location/17" }, "status": "accepted" }],
        });
        let post =
            foundations(Method::Post, "Appointment", "fhir:rest:create:appointment-1", "patient/*.write");
        provider.handle(&with_body(post, &body), now());
        let path = format!("Patient/{id}/Appointment?start=ge2026-11-21&start=le2026-11-21");
        let list =
            foundations(Method::Get, &path, "fhir:rest:search:patient_appointments-1", "patient/*.read");
        of_type(&ask(&mut provider, &list).1, "Appointment").len()
    };
    assert_eq!(book(FaultKind::TimeoutBeforeSave), 0);
    assert_eq!(book(FaultKind::TimeoutAfterSave), 1);
    assert_eq!(book(FaultKind::Outcome(500, "INTERNAL_SERVER_ERROR".to_owned())), 0);
}

#[test]
fn faults_are_asked_for_over_http_too() {
    let mut provider = Provider::new();
    let body = json!({ "interaction": format!("{PREFIX}{FIND}"), "practice": "Y90001", "fault": "outcome:403:NO_PATIENT_CONSENT", "times": 2 });
    assert_eq!(ask(&mut provider, &control("faults", &body)).0, 200);
    assert_eq!(ask(&mut provider, &pds(IMOGEN)).0, 200, "another call");
    let elsewhere = with_header(find_patient(IMOGEN), "Ssp-To", "918999198994");
    let elsewhere = Request { url: elsewhere.url.replace("Y90001", "Y90002"), ..elsewhere };
    assert_eq!(ask(&mut provider, &elsewhere).0, 200, "another practice");
    for expected in [403, 403, 200] {
        assert_eq!(ask(&mut provider, &find_patient(IMOGEN)).0, expected);
    }
    for body in [
        json!({ "fault": "nothing" }),
        json!({ "fault": "html-error" }),
        json!({ "unknown": 1, "fault": "malformed" }),
    ] {
        assert_eq!(ask(&mut provider, &control("faults", &body)).0, 400, "{body}");
    }
}

#[test]
fn a_fault_can_wait_for_one_area() {
    let mut provider = Provider::new();
    let body = json!({ "area": "includeReferrals", "fault": "outcome:500:INTERNAL_SERVER_ERROR" });
    ask(&mut provider, &control("faults", &body));
    let medication = structured(IMOGEN, json!([{ "name": "includeMedication" }]));
    assert_eq!(ask(&mut provider, &medication).0, 200);
    assert_eq!(ask(&mut provider, &structured(IMOGEN, json!([{ "name": "includeReferrals" }]))).0, 500);
}

#[test]
fn behaviour_is_set_by_name_and_reset_forgets_everything() {
    let mut provider = Provider::new();
    let (status, _) =
        ask(&mut provider, &control("behaviour", &json!({ "demonstrator": true, "gateway": true })));
    assert_eq!(status, 200);
    assert_eq!(provider.behaviour, Behaviour { gateway: true, ..Behaviour::demonstrator() });
    assert_eq!(ask(&mut provider, &control("behaviour", &json!({ "past_slots": true }))).0, 200);
    assert!(provider.behaviour.past_slots && provider.behaviour.gateway);
    assert_eq!(ask(&mut provider, &control("behaviour", &json!({ "no such switch": true }))).0, 400);
    provider.add_fault(Fault::new("*", FaultKind::NoBody(503)));
    assert_eq!(ask(&mut provider, &control("reset", &json!({}))).0, 200);
    assert_eq!(provider.behaviour, Behaviour::default());
    assert_eq!(ask(&mut provider, &find_patient(IMOGEN)).0, 200);
}

fn send(
    transport: &SandboxTransport,
    request: Request,
) -> Result<gp_connect_viewer::gpconnect::Response, TransportError> {
    block_on(transport.send(request, &Cancel::new()))
}

#[test]
fn the_page_meets_faults_as_a_browser_would() {
    let provider = Arc::new(Mutex::new(Provider::new()));
    let transport = SandboxTransport::new(Arc::clone(&provider), now);
    for (kind, expected) in [
        (FaultKind::TimeoutBeforeSave, TransportError::Timeout),
        (FaultKind::TimeoutAfterSave, TransportError::Timeout),
        (FaultKind::Latency(Duration::from_secs(31)), TransportError::Timeout),
        (FaultKind::Truncated, TransportError::Interrupted),
        (FaultKind::NoCors, TransportError::Network),
        (FaultKind::TooLarge(None), TransportError::TooLarge { limit: 16 * 1024 * 1024 }),
    ] {
        provider.lock().unwrap().add_fault(Fault::new(FIND, kind));
        assert_eq!(send(&transport, find_patient(IMOGEN)), Err(expected));
    }
    let mut raw = find_patient(IMOGEN);
    raw.url = raw.url.replace("%7C", "|");
    assert_eq!(send(&transport, raw), Err(TransportError::Network));
    let cancel = Cancel::new();
    cancel.fire();
    assert_eq!(block_on(transport.send(find_patient(IMOGEN), &cancel)), Err(TransportError::Cancelled));
}

#[test]
fn the_page_sees_only_the_headers_that_a_browser_shows() {
    let provider = Arc::new(Mutex::new(Provider::new()));
    let transport = SandboxTransport::new(Arc::clone(&provider), now);
    let read = foundations(Method::Get, "Location/17", "fhir:rest:read:location-1", "organization/*.read");
    let response = send(&transport, read).unwrap();
    assert_eq!(response.header("ETag"), None);
    assert_eq!(response.header("Cache-Control"), Some("no-store"));
    provider.lock().unwrap().behaviour.cors_without_if_match = true;
    let put = with_header(
        foundations(Method::Put, "Appointment/1", "fhir:rest:update:appointment-1", "patient/*.write"),
        "If-Match",
        "W/\"1\"",
    );
    assert_eq!(send(&transport, put), Err(TransportError::Network));
}
