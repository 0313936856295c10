//! Told to, the sandbox provider answers as the official demonstrator was seen to answer (L-3, L-7 to L-13, L-28).
//!
//! What was seen is written down here. Where `../shared/corpus` is present, its recorded answers are compared too.

use std::path::Path;

use crate::asking::*;
use crate::diary::*;
use chrono::{DateTime, Utc};
use gp_connect_viewer::gpconnect::{Method, Request};
use gp_connect_viewer::sandbox::{Answer, Provider};
use serde_json::{Value, json};

fn demonstrator() -> Provider {
    Provider::told(&json!({ "behaviour": { "demonstrator": true } })).unwrap()
}

/// The Spine code of an outcome, empty without one.
fn code(body: &Value) -> String {
    body["issue"][0]["details"]["coding"][0]["code"].as_str().unwrap_or_default().to_owned()
}

/// What the demonstrator said to an exchange of this name; nothing without the corpus.
fn recorded(name: &str) -> Option<(u16, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpus/demonstrator-live/stu3-1.6.0")
        .join(name);
    let exchange = std::fs::read_to_string(folder.with_extension("http")).ok()?;
    let status = exchange.lines().find_map(|line| line.strip_prefix("-> "))?.parse().ok()?;
    let body = std::fs::read(folder.with_extension("json")).unwrap_or_default();
    Some((status, code(&serde_json::from_slice(&body).unwrap_or_default())))
}

/// Asks, and holds the answer against what was seen and what is recorded.
fn as_seen(
    provider: &mut Provider,
    name: &str,
    request: &Request,
    at: DateTime<Utc>,
    seen: (u16, &str),
) -> Value {
    let (status, body) = read(&provider.handle(request, at));
    assert_eq!((status, code(&body).as_str()), seen, "{name}: {body}");
    match recorded(name) {
        Some(recorded) => assert_eq!((recorded.0, recorded.1.as_str()), seen, "{name} in the corpus"),
        None => println!("{name}: the shared corpus is not there"),
    }
    body
}

fn read_it(id: &str) -> Request {
    foundations(Method::Get, &format!("Appointment/{id}"), "fhir:rest:read:appointment-1", "patient/*.read")
}

fn tuesday(provider: &mut Provider) -> Value {
    let patient = patient_id(provider, IMOGEN);
    booking(&patient, &["1-20261124-0940"], "2026-11-24T09:40:00+00:00", "2026-11-24T09:50:00+00:00")
}

#[test]
fn bookings_are_answered_as_seen() {
    let mut provider = demonstrator();
    let good = tuesday(&mut provider);
    let with = |change: &dyn Fn(&mut Value)| {
        let mut body = good.clone();
        change(&mut body);
        post(&body)
    };
    let invalid = (422, "INVALID_RESOURCE");
    let ask = &mut provider;
    let bad_slot = with(&|body| body["slot"][0]["reference"] = json!("Slot/999999"));
    as_seen(ask, "appointment-book-bad-slot", &bad_slot, now(), (500, "BAD_REQUEST"));
    let cancelled_status = with(&|body| body["status"] = json!("cancelled"));
    as_seen(ask, "appointment-book-cancelled-status", &cancelled_status, now(), invalid);
    let long = with(&|body| body["description"] = json!("x".repeat(101)));
    as_seen(ask, "appointment-book-description-101", &long, now(), invalid);
    let long = with(&|body| body["comment"] = json!("x".repeat(501)));
    as_seen(ask, "appointment-book-comment-501", &long, now(), invalid);
    let nobody = with(&|body| drop(body["participant"].as_array_mut().unwrap().remove(0)));
    as_seen(ask, "appointment-book-no-patient", &nobody, now(), invalid);
    let by_nobody = with(&|body| drop(body.as_object_mut().unwrap().remove("extension")));
    as_seen(ask, "appointment-book-no-booking-org", &by_nobody, now(), invalid);
    let malformed = Request { body: Some(b"{".to_vec()), ..post(&good) };
    as_seen(ask, "appointment-book-malformed", &malformed, now(), invalid);
    let booked = as_seen(ask, "appointment-book", &post(&good), now(), (201, ""));
    as_seen(ask, "appointment-book-slot-taken", &post(&good), now(), (409, "DUPLICATE_REJECTED"));
    let minimal = with(&|body| {
        body["slot"][0]["reference"] = json!("Slot/1-20261123-0900");
        body["start"] = json!("2026-11-23T09:00:00+00:00");
        body["end"] = json!("2026-11-23T09:10:00+00:00");
        body.as_object_mut().unwrap().remove("description");
    });
    let minimal = with_header(minimal, "Prefer", "return=minimal");
    assert_eq!(as_seen(ask, "appointment-book-minimal-prefer", &minimal, now(), (201, "")), Value::Null);
    let stored = as_seen(ask, "appointment-read", &read_it(booked["id"].as_str().unwrap()), now(), (200, ""));
    assert_eq!(stored, booked, "the first version is the one stored");
    as_seen(ask, "appointment-read-missing", &read_it("999999"), now(), (404, "REFERENCE_NOT_FOUND"));
}

/// The headers that a script of another origin sees of an answer to a write.
fn has_no_etag(answer: &Answer) -> bool {
    answer.response.header("ETag").is_none()
}

#[test]
fn changes_are_answered_as_seen() {
    let mut provider = demonstrator();
    let good = tuesday(&mut provider);
    let answer = provider.handle(&post(&good), now());
    assert!(has_no_etag(&answer));
    let place = answer.response.header("Location").unwrap();
    assert!(place.starts_with("http://127.0.0.1:8081/Y90001/"), "absolute: {place}");
    let booked = read(&answer).1;
    let ask = &mut provider;
    let stale = with_header(amend(&booked), "If-Match", "W/\"999\"");
    as_seen(ask, "appointment-amend-stale", &stale, now(), (409, "FHIR_CONSTRAINT_VIOLATION"));
    let mut moved = booked.clone();
    moved["start"] = json!("2026-11-24T09:30:00+00:00");
    as_seen(ask, "appointment-amend-start-changed", &amend(&moved), now(), (422, "INVALID_RESOURCE"));

    let mut words = booked.clone();
    words["description"] = json!("Other words");
    let later = "2026-11-21T14:02:05.685Z".parse().unwrap();
    let answered = as_seen(ask, "appointment-amend", &amend(&words), later, (200, ""));
    let id = booked["id"].as_str().unwrap();
    let stored = as_seen(ask, "appointment-read-after-amend", &read_it(id), later, (200, ""));
    let version = |body: &Value| body["meta"]["versionId"].as_str().unwrap().parse::<u64>().unwrap();
    assert_eq!(version(&answered) - version(&stored), 685, "milliseconds in the answer only");
    assert_eq!(refused(ask, &amend(&answered)), (409, "FHIR_CONSTRAINT_VIOLATION".to_owned()));

    let mut bare = stored.clone();
    bare["status"] = json!("cancelled");
    as_seen(ask, "appointment-cancel-no-reason", &cancel(&bare), later, (422, "INVALID_RESOURCE"));
    let leave = cancel(&cancelled(&stored, "Patient feels better"));
    let answer = ask.handle(&leave, later);
    assert!(answer.response.status == 200 && has_no_etag(&answer));
    let gone = ask.handle(&read_it(id), later);
    let (_, gone) = read(&gone);
    as_seen(ask, "appointment-cancel-again", &cancel(&gone), later, (200, ""));
    let (_, gone) = read(&ask.handle(&read_it(id), later));
    as_seen(ask, "appointment-amend-cancelled", &amend(&gone), later, (422, "INVALID_RESOURCE"));
}

#[test]
fn searches_and_reads_are_answered_as_seen() {
    let mut provider = demonstrator();
    let patient = patient_id(&mut provider, "9990054347");
    let ask = &mut provider;
    let of = |query: &str| appointments_of(&patient, query);
    as_seen(ask, "appointments-of-patient-no-range", &of(""), now(), (500, "BAD_REQUEST"));
    let past = of("?start=ge2026-11-13&start=le2026-11-19");
    as_seen(ask, "appointments-of-patient-past", &past, now(), (422, "INVALID_PARAMETER"));
    let none = of("?start=ge2026-11-21&start=le2026-12-19");
    let none = as_seen(ask, "appointments-of-patient-none", &none, now(), (200, ""));
    assert!(none.get("entry").is_none(), "no entry member at all");
    let location =
        foundations(Method::Get, "Location/404", "fhir:rest:read:location-1", "organization/*.read");
    as_seen(ask, "location-read-missing", &location, now(), (500, "BAD_REQUEST"));
    let nobody = foundations(Method::Get, "Patient/9999", "fhir:rest:read:patient-1", "patient/*.read");
    as_seen(ask, "patient-read-missing", &nobody, now(), (400, "BAD_REQUEST"));
    as_seen(
        ask,
        "patient-find-invalid-number",
        &find_patient("1234567890"),
        now(),
        (400, "INVALID_NHS_NUMBER"),
    );
    let unknown = as_seen(ask, "patient-find-unknown", &find_patient("9990056390"), now(), (200, ""));
    assert!(unknown.get("entry").is_none());
    for (name, query, seen) in [
        ("slots-15-days", between("2026-11-22", "2026-12-08"), (422, "INVALID_PARAMETER")),
        ("slots-end-before-start", between("2026-11-22", "2026-11-18"), (422, "INVALID_PARAMETER")),
        (
            "slots-status-busy",
            between("2026-11-22", "2026-11-23").replace("free", "busy"),
            (422, "INVALID_PARAMETER"),
        ),
        (
            "slots-no-status",
            between("2026-11-22", "2026-11-23").replace("&status=free", ""),
            (400, "BAD_REQUEST"),
        ),
        ("slots-14-days", between("2026-11-21", "2026-12-05"), (200, "")),
    ] {
        as_seen(ask, name, &search(&query), now(), seen);
    }
}
