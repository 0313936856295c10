//! The sandbox provider's diary behaves as the digest says: what is booked is gone, what is cancelled is free again.

use crate::asking::*;
use crate::diary::*;
use gp_connect_viewer::gpconnect::Method;
use gp_connect_viewer::sandbox::{Behaviour, Provider};
use serde_json::{Value, json};

#[test]
fn a_booking_takes_its_slot_until_it_is_cancelled() {
    let mut provider = Provider::new();
    let body = saturday(&mut provider);
    let answer = provider.handle(&post(&body), now());
    let (status, booked) = read(&answer);
    assert_eq!(status, 201, "{booked}");
    let id = booked["id"].as_str().unwrap();
    assert!(
        answer
            .response
            .header("Location")
            .unwrap()
            .ends_with(&format!("/Y90001/STU3/1/gpconnect/Appointment/{id}/_history/1"))
    );
    assert_eq!(answer.response.header("ETag"), Some("W/\"1\""));
    assert_eq!(booked["serviceCategory"]["text"], "Urgent care referrals");
    assert_eq!(booked["extension"][0]["valueCode"], "In-person");
    assert_eq!(booked["contained"][0]["type"][0]["coding"][0]["code"], "urgent-care");
    assert_eq!(free(&mut provider, "2026-11-21", "2026-11-21").len(), 5);
    assert_eq!(refused(&mut provider, &post(&body)), (409, "DUPLICATE_REJECTED".to_owned()));
    let (status, gone) = ask(&mut provider, &cancel(&cancelled(&booked, "Patient feels better")));
    assert_eq!(status, 200, "{gone}");
    assert_eq!((gone["status"].as_str(), gone["meta"]["versionId"].as_str()), (Some("cancelled"), Some("2")));
    assert_eq!(free(&mut provider, "2026-11-21", "2026-11-21").len(), 6);
    assert_eq!(ask(&mut provider, &post(&body)).0, 201);
}

#[test]
fn adjacent_slots_make_one_appointment_and_others_do_not() {
    let mut provider = Provider::new();
    let patient = patient_id(&mut provider, IMOGEN);
    let two = booking(
        &patient,
        &["1-20261121-1510", "1-20261121-1500"],
        "2026-11-21T15:00:00+00:00",
        "2026-11-21T15:20:00+00:00",
    );
    let (status, booked) = ask(&mut provider, &post(&two));
    assert_eq!((status, booked["minutesDuration"].as_u64()), (201, Some(20)), "{booked}");
    // A gap, and another channel.
    for (slots, end) in [
        (["1-20261123-0900", "1-20261123-0920"], "2026-11-23T09:30:00+00:00"),
        (["1-20261125-1410", "1-20261125-1420"], "2026-11-25T14:30:00+00:00"),
    ] {
        let day = &slots[0][2..10];
        let start = format!(
            "{}-{}-{}T{}:{}:00+00:00",
            &day[..4],
            &day[4..6],
            &day[6..],
            &slots[0][11..13],
            &slots[0][13..]
        );
        let body = booking(&patient, &slots, &start, end);
        assert_eq!(refused(&mut provider, &post(&body)), (422, "INVALID_RESOURCE".to_owned()), "{slots:?}");
    }
}

#[test]
fn bookings_that_break_a_rule_are_refused_and_change_nothing() {
    let mut provider = Provider::new();
    let good = saturday(&mut provider);
    let change = |path: &str, value: Value| {
        let mut body = good.clone();
        *body.pointer_mut(path).unwrap() = value;
        body
    };
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body
    };
    let without = |name: &str| {
        let mut body = good.clone();
        body.as_object_mut().unwrap().remove(name);
        body
    };
    let invalid = (422, "INVALID_RESOURCE");
    for (body, expected) in [
        (without("start"), invalid),
        (without("end"), invalid),
        (without("status"), invalid),
        (without("slot"), invalid),
        (without("description"), invalid),
        (without("participant"), invalid),
        (without("contained"), invalid),
        (without("extension"), invalid),
        (without("created"), invalid),
        (without("meta"), invalid),
        (with("id", json!("5")), invalid),
        (with("reason", json!([])), invalid),
        (with("specialty", json!([])), invalid),
        (with("appointmentType", json!({})), invalid),
        (with("unknown", json!(1)), invalid),
        (with("identifier", json!([{ "system": "x" }])), invalid),
        (with("description", json!("x".repeat(101))), invalid),
        (with("comment", json!("y".repeat(501))), invalid),
        (with("status", json!("cancelled")), invalid),
        (with("start", json!("2026-11-21T14:40:00Z")), invalid),
        (with("resourceType", json!("Bundle")), invalid),
        (change("/contained/0/name", json!("")), invalid),
        (change("/contained/0/telecom", json!([])), invalid),
        (change("/contained/0/type/0/coding/0/code", json!("gp-practice")), (201, "")),
        (change("/participant/0/status", json!("")), invalid),
        (change("/participant/1/actor/reference", json!("Location/18")), invalid),
        (change("/participant/2/actor/reference", json!("Practitioner/2")), invalid),
        (change("/participant/0/actor/reference", json!("Patient/9999")), (422, "REFERENCE_NOT_FOUND")),
        (change("/participant/0/actor/reference", json!("https://x/Patient/1")), invalid),
        (change("/slot/0/reference", json!("https://x/Slot/1-20261121-1440")), invalid),
        (change("/slot/0/reference", json!("Slot/999999")), (422, "REFERENCE_NOT_FOUND")),
    ] {
        let mut provider = Provider::new();
        let (status, code) = refused(&mut provider, &post(&body));
        assert_eq!((status, code.as_str()), expected, "{body}");
        assert_eq!(free(&mut provider, "2026-11-21", "2026-11-21").len(), if status == 201 { 5 } else { 6 });
    }
    // 100 and 500 characters are counted as a user counts them.
    let exact = with("description", json!("é😀".repeat(50)));
    assert_eq!(ask(&mut provider, &post(&exact)).0, 201);
}

#[test]
fn restricted_slots_are_for_whom_they_are_meant() {
    let mut provider = Provider::new();
    let patient = patient_id(&mut provider, IMOGEN);
    let mut body =
        booking(&patient, &["3-20261121-2010"], "2026-11-21T20:10:00+00:00", "2026-11-21T20:20:00+00:00");
    body["participant"].as_array_mut().unwrap().pop();
    let mut untyped = body.clone();
    untyped["contained"][0].as_object_mut().unwrap().remove("type");
    assert_eq!(refused(&mut provider, &post(&untyped)), (422, "INVALID_RESOURCE".to_owned()));
    assert_eq!(ask(&mut provider, &post(&body)).0, 201);
}

#[test]
fn only_the_future_can_be_booked() {
    let mut provider = Provider::new();
    let body = saturday(&mut provider);
    let late = "2026-11-21T14:40:00Z".parse().unwrap();
    let request = with_header(post(&body), "Authorization", &token(&claims("patient/*.write", late)));
    assert_eq!(read(&provider.handle(&request, late)).0, 422);
}

#[test]
fn minimal_answers_are_empty_but_booked() {
    let mut provider = Provider::new();
    let body = saturday(&mut provider);
    let answer = provider.handle(&with_header(post(&body), "Prefer", "return=minimal"), now());
    assert_eq!(answer.response.status, 201);
    assert!(answer.response.body.is_empty());
    let patient = patient_id(&mut provider, IMOGEN);
    let (_, bundle) =
        ask(&mut provider, &appointments_of(&patient, "?start=ge2026-11-21&start=le2026-11-21"));
    assert_eq!(of_type(&bundle, "Appointment").len(), 1);
}

#[test]
fn a_patients_appointments_are_those_of_the_pictures() {
    let mut provider = Provider::new();
    let patient = patient_id(&mut provider, IMOGEN);
    let (_, bundle) =
        ask(&mut provider, &appointments_of(&patient, "?start=ge2026-11-21&start=le2026-12-21"));
    let all = of_type(&bundle, "Appointment");
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["start"], "2026-11-24T09:20:00+00:00");
    for query in [
        "",
        "?start=ge2026-11-21",
        "?start=ge2026-11-20&start=le2026-12-21",
        "?start=ge2026-12-21&start=le2026-11-21",
        "?start=gt2026-11-21&start=le2026-12-21",
        "?start=ge2026-11-21T00%3A00%3A00%2B00%3A00&start=le2026-12-21",
    ] {
        let (status, code) = refused(&mut provider, &appointments_of(&patient, query));
        assert_eq!((status, code.as_str()), (422, "INVALID_PARAMETER"), "{query}");
    }
    let (status, code) =
        refused(&mut provider, &appointments_of("9999", "?start=ge2026-11-21&start=le2026-12-21"));
    assert_eq!((status, code.as_str()), (404, "PATIENT_NOT_FOUND"));
}

#[test]
fn appointments_of_every_kind_are_listed_and_some_cannot_be_changed() {
    let mut provider = Provider::new();
    let patient = patient_id(&mut provider, "9990054355");
    let (_, bundle) =
        ask(&mut provider, &appointments_of(&patient, "?start=ge2026-11-21&start=le2026-12-21"));
    let all = of_type(&bundle, "Appointment");
    assert_eq!(all.len(), 5);
    assert!(all.iter().any(|one| one["status"] == "cancelled"));
    assert!(all.iter().any(|one| one["start"] == "2026-11-21T00:00:00+00:00"), "over, but today");
    let visit = all.iter().find(|one| one.to_string().contains("Visit")).unwrap();
    let mut changed = (*visit).clone();
    changed["comment"] = json!("x");
    assert_eq!(refused(&mut provider, &amend(&changed)), (422, "INVALID_RESOURCE".to_owned()));
    let read = foundations(
        Method::Get,
        "Location/unknown-visit",
        "fhir:rest:read:location-1",
        "organization/*.read",
    );
    assert_eq!(ask(&mut provider, &read).1["address"][0]["city"], "Unknown");
}

#[test]
fn an_amendment_changes_two_texts_and_counts_the_version() {
    let mut provider = Provider::new();
    let body = saturday(&mut provider);
    let (_, booked) = ask(&mut provider, &post(&body));
    let mut changed = booked.clone();
    changed["description"] = json!("Other words");
    changed.as_object_mut().unwrap().remove("comment");
    let (status, amended) = ask(&mut provider, &amend(&changed));
    assert_eq!((status, amended["meta"]["versionId"].as_str()), (200, Some("2")), "{amended}");
    assert_eq!(amended["description"], "Other words");
    assert!(amended.get("comment").is_none());
    // The old version is stale now.
    assert_eq!(refused(&mut provider, &amend(&changed)), (409, "FHIR_CONSTRAINT_VIOLATION".to_owned()));
    let path = format!("Appointment/{}", booked["id"].as_str().unwrap());
    let read = foundations(Method::Get, &path, "fhir:rest:read:appointment-1", "patient/*.read");
    assert_eq!(ask(&mut provider, &read).1, amended);
    for (name, value) in
        [("start", json!("2026-11-21T15:00:00+00:00")), ("participant", json!([])), ("priority", json!(1))]
    {
        let mut other = amended.clone();
        other[name] = value;
        assert_eq!(refused(&mut provider, &amend(&other)), (422, "INVALID_RESOURCE".to_owned()), "{name}");
    }
    assert_eq!(refused(&mut provider, &without_header(amend(&amended), "If-Match")).0, 400);
}

#[test]
fn a_cancellation_needs_a_reason_and_changes_nothing_else() {
    let mut provider = Provider::new();
    let body = saturday(&mut provider);
    let (_, booked) = ask(&mut provider, &post(&body));
    let mut bare = booked.clone();
    bare["status"] = json!("cancelled");
    assert_eq!(refused(&mut provider, &cancel(&bare)), (422, "INVALID_PARAMETER".to_owned()));
    assert_eq!(
        refused(&mut provider, &cancel(&cancelled(&booked, " "))),
        (422, "INVALID_PARAMETER".to_owned())
    );
    let mut other = cancelled(&booked, "No longer needed");
    other["comment"] = json!("changed");
    assert_eq!(refused(&mut provider, &cancel(&other)), (422, "INVALID_RESOURCE".to_owned()));
    // Under the wrong interaction id it is an amendment that breaks the rules.
    assert_eq!(
        refused(&mut provider, &amend(&cancelled(&booked, "x"))),
        (422, "INVALID_RESOURCE".to_owned())
    );
    let (status, gone) = ask(&mut provider, &cancel(&cancelled(&booked, "No longer needed")));
    assert_eq!(status, 200);
    assert_eq!(gone["extension"][0]["valueString"], "No longer needed");
    assert_eq!(refused(&mut provider, &amend(&gone)), (422, "INVALID_RESOURCE".to_owned()));
    let again = cancel(&gone);
    assert_eq!(refused(&mut provider, &again), (422, "INVALID_RESOURCE".to_owned()));
    provider.behaviour.cancel_again = true;
    assert_eq!(ask(&mut provider, &again).0, 200);
}

#[test]
fn the_demonstrator_does_as_it_was_seen_to_do() {
    let mut provider = Provider::new();
    provider.behaviour = Behaviour::demonstrator();
    let good = saturday(&mut provider);
    let mut unknown_slot = good.clone();
    unknown_slot["slot"][0]["reference"] = json!("Slot/999999");
    assert_eq!(refused(&mut provider, &post(&unknown_slot)), (500, "BAD_REQUEST".to_owned()));
    let mut lenient = good.clone();
    lenient.as_object_mut().unwrap().remove("description");
    let (status, booked) = ask(&mut provider, &post(&lenient));
    assert_eq!(status, 201);
    assert!(booked["contained"][0].get("type").is_none());
    let mut changed = booked.clone();
    changed["description"] = json!("Amended");
    let at = "2026-11-21T14:02:05.685Z".parse().unwrap();
    let (status, amended) = read(&provider.handle(&amend(&changed), at));
    assert_eq!(status, 200);
    let path = format!("Appointment/{}", booked["id"].as_str().unwrap());
    let (_, stored) = ask(
        &mut provider,
        &foundations(Method::Get, &path, "fhir:rest:read:appointment-1", "patient/*.read"),
    );
    assert_ne!(amended["meta"]["versionId"], stored["meta"]["versionId"]);
    assert_eq!(refused(&mut provider, &amend(&amended)), (409, "FHIR_CONSTRAINT_VIOLATION".to_owned()));
    let patient = patient_id(&mut provider, IMOGEN);
    assert_eq!(refused(&mut provider, &appointments_of(&patient, "")), (500, "BAD_REQUEST".to_owned()));
    assert_eq!(refused(&mut provider, &appointments_of("9999", "")), (400, "BAD_REQUEST".to_owned()));
}
