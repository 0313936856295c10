//! What a patient is told about an appointment, and what their calendar shows, on both sides of the clock changes.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use gp_connect_viewer::clinical::appointments::{Appointment, Directory, Host, PatientText, calendar_event};
use gp_connect_viewer::fhir::Resource;
use serde_json::{Value, json};

const HOST: Host<'_> = Host { name: "Millbrook Surgery", ods: "Y90001", phone: Some("01632 960101") };
const CHANNEL: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-DeliveryChannel-2";
const ROLE: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-PractitionerRole-1";

fn now() -> DateTime<Utc> {
    "2026-03-01T08:00:00Z".parse().unwrap()
}

fn appointment(start: &str, channel: &str, status: &str) -> Appointment {
    let sent = json!({
        "resourceType": "Appointment", "id": "a1", "status": status,
        "extension": [
            { "url": CHANNEL, "valueCode": channel },
            { "url": ROLE, "valueCodeableConcept": { "coding": [{ "display": "General Medical Practitioner" }] } },
        ],
        "description": "Chest pain", "comment": "HARTLEY 999 005 4320", "start": start, "minutesDuration": 10,
        "participant": [
            { "actor": { "reference": "Patient/2", "display": "HARTLEY, Imogen" } },
            { "actor": { "reference": "Practitioner/1" } }, { "actor": { "reference": "Location/1" } },
        ],
    });
    Appointment::read(Arc::new(read(&sent)), &directory())
}

fn read(json: &Value) -> gp_connect_viewer::fhir::Appointment {
    match Resource::read(json.to_string().as_bytes()).unwrap() {
        Resource::Appointment(read) => std::sync::Arc::unwrap_or_clone(read),
        other => panic!("{other:?}"),
    }
}

fn directory() -> Directory {
    let mut directory = Directory::default();
    let practitioner = json!({ "resourceType": "Practitioner", "id": "1", "name": [{ "family": "Adeyemi", "given": ["Paul"], "prefix": ["Dr"] }] });
    let location = json!({ "resourceType": "Location", "id": "1", "name": "Millbrook Surgery, main site", "address": { "line": ["4 Weir Street"], "city": "Millbrook" } });
    if let Ok(Resource::Practitioner(read)) = Resource::read(practitioner.to_string().as_bytes()) {
        directory.answer_practitioner("1", Some(std::sync::Arc::unwrap_or_clone(read)));
    }
    if let Ok(Resource::Location(read)) = Resource::read(location.to_string().as_bytes()) {
        directory.answer_location("1", Some(std::sync::Arc::unwrap_or_clone(read)));
    }
    directory
}

/// What the patient reads, and the moment in their calendar.
fn told(start: &str) -> (String, Option<String>) {
    let one = appointment(start, "In-person", "booked");
    let moment =
        calendar_event(&one, HOST, now()).map(|event| event.start.format("%m-%dT%H:%MZ").to_string());
    (PatientText::of(&one, HOST).unwrap().when, moment)
}

// proves: APT-09
#[test]
fn words_and_calendar_agree_on_both_sides_of_the_clock_changes() {
    for (sent, words, moment) in [
        ("2026-03-28T17:30:00+00:00", "Saturday 28 March 2026, 5:30pm", "03-28T17:30Z"),
        ("2026-03-29T09:00:00+01:00", "Sunday 29 March 2026, 9am", "03-29T08:00Z"),
        ("2026-08-06T17:30:00+01:00", "Thursday 6 August 2026, 5:30pm", "08-06T16:30Z"),
        ("2026-10-24T12:00:00+01:00", "Saturday 24 October 2026, midday", "10-24T11:00Z"),
        ("2026-10-25T01:30:00+01:00", "Sunday 25 October 2026, 1:30am (BST)", "10-25T00:30Z"),
        ("2026-10-25T01:30:00+00:00", "Sunday 25 October 2026, 1:30am (GMT)", "10-25T01:30Z"),
        ("2026-10-26T09:00:00+00:00", "Monday 26 October 2026, 9am", "10-26T09:00Z"),
        // Without an offset in winter: UTC and the UK agree.
        ("2026-01-06T17:30:00", "Tuesday 6 January 2026, 5:30pm", "01-06T17:30Z"),
    ] {
        assert_eq!(told(sent), (words.to_owned(), Some(moment.to_owned())), "{sent}");
    }
}

// proves: FB-01
#[test]
fn a_time_with_two_readings_is_neither_told_to_a_patient_nor_put_into_a_calendar() {
    for odd in [
        "2026-08-06T16:30:00Z",
        "2026-08-06T17:30:00+00:00",
        "2026-08-06T17:30:00",
        "2026-01-06T17:30:00+01:00",
        // One that no UK clock shows that night, and one of two that are shown.
        "2026-03-29T01:30:00+00:00",
        "2026-10-25T01:30:00",
    ] {
        let one = appointment(odd, "In-person", "booked");
        assert_eq!(PatientText::of(&one, HOST), None, "{odd}");
        assert_eq!(calendar_event(&one, HOST, now()), None, "{odd}");
        assert!(one.when().contains("confirm the time"), "{}", one.when());
    }
}

#[test]
fn who_how_where_and_what_to_do_to_cancel() {
    let lines = |channel: &str| {
        let told =
            PatientText::of(&appointment("2026-08-06T17:30:00+01:00", channel, "booked"), HOST).unwrap();
        told.text()
    };
    assert_eq!(
        lines("In-person"),
        "Your GP appointment\n\
         When: Thursday 6 August 2026, 5:30pm\n\
         Length: 10 minutes\n\
         Who with: Dr Paul Adeyemi, General Medical Practitioner\n\
         How: In person. Go to the address below\n\
         Where: Millbrook Surgery, main site, 4 Weir Street, Millbrook\n\
         To cancel or change it: Ring Millbrook Surgery on 01632 960101 as soon as you can"
    );
    for (channel, how) in [
        ("Telephone", "How: By telephone. Millbrook Surgery will ring you\n"),
        ("Video", "How: By video. Millbrook Surgery will tell you how to join\n"),
        ("Visit", "How: Millbrook Surgery will visit you\n"),
    ] {
        assert!(lines(channel).contains(how), "{}", lines(channel));
        // Nowhere to go, so no address that somebody would go to (APT-36).
        assert!(!lines(channel).contains("Weir Street"), "{channel}");
    }
}

#[test]
fn nothing_of_the_patient_and_nothing_that_staff_wrote_leaves_with_it() {
    let one = appointment("2026-08-06T17:30:00+01:00", "In-person", "booked");
    let file = calendar_event(&one, HOST, now()).unwrap().file();
    let text = PatientText::of(&one, HOST).unwrap().text();
    for secret in ["HARTLEY", "Imogen", "999", "4320", "Chest pain"] {
        assert!(!file.contains(secret) && !text.contains(secret), "{secret}");
    }
    // The same entry when it is added twice.
    let later = calendar_event(&one, HOST, now() + chrono::Duration::days(1)).unwrap();
    assert_eq!(later.uid, calendar_event(&one, HOST, now()).unwrap().uid);
    assert!(file.contains("DTSTART:20260806T163000Z\r\n") && file.contains("DTEND:20260806T164000Z\r\n"));
}

#[test]
fn only_a_booked_appointment_with_a_time_is_confirmed_to_a_patient() {
    for status in ["cancelled", "pending", "noshow"] {
        assert_eq!(
            PatientText::of(&appointment("2026-08-06T17:30:00+01:00", "Telephone", status), HOST),
            None
        );
    }
    assert_eq!(PatientText::of(&appointment("2026-08-06", "Telephone", "booked"), HOST), None);
}
