//! A patient's appointments as a clinician sees them, from synthetic answers and from the recorded corpus.

use crate::records::recorded;
use chrono::{DateTime, Utc};
use gp_connect_viewer::clinical::appointments::{
    Action, Appointment, Appointments, Directory, ListAsked, NotPermitted, Status, VISIT_PLACE, differences,
};
use gp_connect_viewer::fhir::{Bundle, Resource};
use serde_json::{Value, json};

const EXTENSION: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-";

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn noon() -> DateTime<Utc> {
    utc("2026-11-21T12:00:00Z")
}

fn booked() -> Value {
    json!({
        "resourceType": "Appointment", "id": "a1", "meta": { "versionId": "3" }, "status": "booked",
        "contained": [{ "resourceType": "Organization", "id": "1", "name": "Northvale Urgent Treatment Centre",
            "identifier": [{ "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "Y90500" }],
            "telecom": [{ "system": "phone", "value": "01632960500" }] }],
        "extension": [
            { "url": format!("{EXTENSION}DeliveryChannel-2"), "valueCode": "Telephone" },
            { "url": format!("{EXTENSION}PractitionerRole-1"), "valueCodeableConcept": {
                "coding": [{ "code": "R0260", "display": "General Medical Practitioner" }] } },
            { "url": format!("{EXTENSION}BookingOrganisation-1"), "valueReference": { "reference": "#1" } },
        ],
        "serviceCategory": { "text": "Urgent care referrals" }, "serviceType": [{ "text": "Triage" }],
        "description": "Call 4412", "comment": "Ground floor",
        "start": "2026-11-24T09:20:00+00:00", "end": "2026-11-24T09:40:00+00:00", "slot": [{ "reference": "Slot/5" }],
        "participant": [
            { "actor": { "reference": "Location/17" }, "status": "accepted" },
            { "actor": { "reference": "Patient/2" }, "status": "accepted" },
            { "actor": { "reference": "Practitioner/1/_history/9" }, "status": "accepted" },
        ],
    })
}

fn with(mut resource: Value, member: &str, value: Value) -> Value {
    resource[member] = value;
    resource
}

fn channel(code: &str) -> Value {
    json!([{ "url": format!("{EXTENSION}DeliveryChannel-2"), "valueCode": code }])
}

fn practitioner() -> Value {
    json!({ "resourceType": "Practitioner", "id": "1", "gender": "male",
        "name": [{ "family": "Adeyemi", "given": ["Paul"], "prefix": ["Dr"] }] })
}

fn location(name: &str, line: &str, city: &str) -> Value {
    json!({ "resourceType": "Location", "id": "17", "name": name, "address": [{ "line": [line], "city": city }] })
}

fn bundle(resources: &[Value]) -> Bundle {
    let entries: Vec<Value> = resources.iter().map(|resource| json!({ "resource": resource })).collect();
    Bundle::read(json!({ "resourceType": "Bundle", "entry": entries }).to_string().as_bytes()).unwrap()
}

fn asked() -> ListAsked {
    ListAsked::from_today("Millbrook Surgery", noon())
}

fn knowing(resources: &[Value]) -> Directory {
    let mut directory = Directory::default();
    directory.learn(&bundle(resources));
    directory
}

fn view(appointment: &Value, directory: &Directory) -> Appointment {
    match Resource::read(appointment.to_string().as_bytes()).unwrap() {
        Resource::Appointment(read) => Appointment::read(read, directory),
        other => panic!("{other:?}"),
    }
}

// proves: APT-05 APT-06 APT-35 L-6 L-17
#[test]
fn an_appointment_shows_every_item_and_who_booked_it() {
    let directory =
        knowing(&[practitioner(), location("Millbrook Surgery, main site", "4 Weir Street", "Northvale")]);
    let shown = view(&booked(), &directory);
    assert_eq!(shown.when(), "Tue 24-Nov-2026, 09:20 to 09:40");
    assert_eq!(shown.minutes, Some(20));
    assert_eq!((shown.status.words(), shown.shown_channel()), ("Booked", "Telephone"));
    assert_eq!(
        (shown.slot_type.as_deref(), shown.session.as_deref()),
        (Some("Triage"), Some("Urgent care referrals"))
    );
    assert_eq!(shown.shown_practitioner(), "ADEYEMI, Paul (Dr)");
    assert_eq!(shown.practitioner.gender.as_deref(), Some("Male"));
    assert_eq!(shown.role.as_deref(), Some("General Medical Practitioner"));
    assert_eq!(shown.shown_location(), "Millbrook Surgery, main site");
    assert_eq!(shown.location.shown_address(), "4 Weir Street, Northvale");
    assert_eq!(
        shown.booked_by.as_ref().unwrap().shown(),
        "Northvale Urgent Treatment Centre (Y90500), 01632 960500"
    );
    assert_eq!(shown.slots, ["5"]);
    assert_eq!(shown.shown_reference(), "a1");
}

// proves: FB-06
#[test]
fn everybody_an_appointment_is_with_and_every_place_are_shown() {
    let actor = |reference: &str, display: Option<&str>| json!({ "actor": { "reference": reference, "display": display }, "status": "accepted" });
    let two = with(
        booked(),
        "participant",
        json!([
            actor("Patient/2", None),
            actor("Practitioner/1", None),
            actor("Practitioner/9", Some("Nurse Grace Okoro")),
            actor("Practitioner/1", None),
            actor("Location/17", None),
            actor("Location/18", Some("Room 4")),
        ]),
    );
    let shown = view(&two, &knowing(&[practitioner(), location("Main site", "4 Weir Street", "Northvale")]));
    assert_eq!(shown.shown_practitioner(), "ADEYEMI, Paul (Dr); Nurse Grace Okoro");
    assert_eq!(shown.practitioner.ids, ["1", "9"]);
    assert_eq!(shown.shown_location(), "Main site; Room 4");
    assert_eq!(shown.location.ids, ["17", "18"]);
}

// proves: APT-38
#[test]
fn people_and_places_are_asked_for_once_and_not_available_when_that_fails() {
    let appointments = Appointments::read(&bundle(&[booked()]), "2", asked());
    let mut directory = Directory::default();
    assert_eq!(appointments.items(&directory)[0].shown_practitioner(), "Clinician's name not available");
    assert_eq!(directory.ask(&appointments.received()), (vec!["1".to_owned()], vec!["17".to_owned()]));
    assert_eq!(directory.ask(&appointments.received()), (vec![], vec![]));
    let asking = &appointments.items(&directory)[0];
    assert_eq!(asking.shown_practitioner(), "Looking up the name…");
    assert_eq!(asking.shown_location(), "Looking up the place…");
    directory.answer_practitioner("1", None);
    directory.answer_location("17", None);
    let failed = &appointments.items(&directory)[0];
    assert_eq!(failed.shown_practitioner(), "Clinician's name not available");
    assert_eq!(failed.shown_location(), "Location's name not available");
    let Resource::Practitioner(read) = Resource::read(practitioner().to_string().as_bytes()).unwrap() else {
        panic!("a practitioner")
    };
    directory.answer_practitioner("1", Some(std::sync::Arc::unwrap_or_clone(read)));
    assert_eq!(appointments.items(&directory)[0].shown_practitioner(), "ADEYEMI, Paul (Dr)");
}

// proves: APT-36
#[test]
fn a_visit_is_shown_without_the_placeholder_address() {
    let placeholder = location("Contact practice for location of the visit", "Unknown", "Unknown");
    let directory = knowing(std::slice::from_ref(&placeholder));
    for visit in [with(booked(), "extension", channel("Visit")), booked()] {
        let shown = view(&visit, &directory);
        assert!(shown.is_visit);
        assert_eq!(shown.shown_location(), VISIT_PLACE);
        assert_eq!(shown.location.address, None);
    }
    // The code alone suffices, whatever the location says.
    let elsewhere = knowing(&[location("Quayside", "1 Quay", "Northvale")]);
    assert_eq!(
        view(&with(booked(), "extension", channel("Visit")), &elsewhere).shown_location(),
        VISIT_PLACE
    );
    assert!(!view(&booked(), &elsewhere).is_visit);
}

// proves: APT-26 APT-39 L-5
#[test]
fn all_statuses_are_listed_earliest_first_and_cancelled_ones_say_why() {
    let reason = json!([{ "url": format!("{EXTENSION}AppointmentCancellationReason-1"), "valueString": "Feels better" }]);
    let at = |id: &str, start: &str, status: &str| {
        with(with(with(booked(), "id", json!(id)), "start", json!(start)), "status", json!(status))
    };
    let list = Appointments::read(
        &bundle(&[
            at("3", "2026-11-26T09:00:00+00:00", "telepathic"),
            with(at("4", "", "booked"), "start", Value::Null),
            at("1", "2026-11-24T09:00:00+00:00", "booked"),
            with(at("2", "2026-11-25T09:00:00+00:00", "cancelled"), "extension", reason),
        ]),
        "2",
        asked(),
    );
    let items = list.items(&Directory::default());
    let shown: Vec<(&str, &str)> =
        items.iter().map(|item| (item.id.as_deref().unwrap(), item.status.words())).collect();
    assert_eq!(shown, [("1", "Booked"), ("2", "Cancelled"), ("3", "telepathic"), ("4", "Booked")]);
    assert_eq!(items[1].cancellation_reason.as_deref(), Some("Feels better"));
    assert_eq!(items[3].when(), "Time not sent");
}

// proves: APT-28 APT-26
#[test]
fn an_action_is_permitted_or_its_refusal_is_explained() {
    let nobody = Directory::default();
    let refusal = |appointment: &Value, now: &str| {
        let shown = view(appointment, &nobody);
        assert_eq!(shown.permits(Action::Amend, utc(now)), shown.permits(Action::Cancel, utc(now)));
        shown.permits(Action::Cancel, utc(now)).err()
    };
    let before = "2026-11-24T09:19:59Z";
    assert_eq!(refusal(&booked(), before), None);
    assert_eq!(refusal(&booked(), "2026-11-24T09:20:00Z"), Some(NotPermitted::Past));
    assert_eq!(refusal(&with(booked(), "status", json!("cancelled")), before), Some(NotPermitted::Cancelled));
    assert_eq!(
        refusal(&with(booked(), "status", json!("noshow")), before),
        Some(NotPermitted::Status("Did not attend".to_owned()))
    );
    assert_eq!(refusal(&with(booked(), "extension", channel("Visit")), before), Some(NotPermitted::Visit));
    assert_eq!(refusal(&with(booked(), "start", json!("soon")), before), Some(NotPermitted::NoStart));
    assert_eq!(refusal(&with(booked(), "id", Value::Null), before), Some(NotPermitted::NoId));
    assert!(NotPermitted::Visit.words().contains("Telephone the practice"));
}

// proves: APT-25 APT-24 APT-10
#[test]
fn the_list_starts_today_in_the_uk_and_says_what_it_does_not_show() {
    // Half past midnight in summer: yesterday by UTC.
    let asked = ListAsked::from_today("Millbrook Surgery", utc("2026-08-05T23:30:00Z"));
    assert_eq!(asked.from.to_string(), "2026-08-06");
    assert!(asked.limits().contains("from today (06-Aug-2026) to 07-Aug-2027"), "{}", asked.limits());
    let none = Appointments::read(&bundle(&[]), "2", asked);
    assert!(none.is_empty());
    assert!(none.nothing().starts_with("Millbrook Surgery answered: this patient has no appointment"));
}

// proves: L-3
#[test]
fn neither_another_patients_appointment_nor_an_unreadable_one_makes_an_empty_list() {
    let participants = json!([{ "actor": { "reference": "Patient/3" }, "status": "accepted" }]);
    let list = Appointments::read(&bundle(&[with(booked(), "participant", participants)]), "2", asked());
    assert_eq!((list.items(&Directory::default()).len(), list.of_others, list.is_empty()), (0, 1, false));
    assert!(list.warnings[0].contains("name another patient"));
    let unreadable = Appointments::read(&bundle(&[json!("?")]), "2", asked());
    assert_eq!((unreadable.unreadable, unreadable.is_empty()), (1, false));
    let outcome = json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": "fatal", "diagnostics": "Locked" }] });
    let complaint = Appointments::read(&bundle(&[outcome]), "2", asked());
    assert!(complaint.complained && !complaint.is_empty());
    assert_eq!(complaint.warnings, ["The practice adds: Locked"]);
}

// proves: L-7
#[test]
fn what_changed_since_the_user_looked_is_named_and_a_new_version_alone_is_no_change() {
    let directory = knowing(&[practitioner()]);
    let seen = view(&booked(), &directory);
    let same = with(booked(), "meta", json!({ "versionId": "1795230293000", "lastUpdated": "2026-11-21" }));
    assert_eq!(differences(&seen, &view(&same, &Directory::default())), []);

    let moved = with(with(booked(), "start", json!("2026-11-24T10:00:00+00:00")), "comment", Value::Null);
    let moved = with(
        with(moved, "end", json!("2026-11-24T10:20:00+00:00")),
        "participant",
        json!([{ "actor": { "reference": "Practitioner/2" } }, { "actor": { "reference": "Location/17" } }]),
    );
    let found = differences(&seen, &view(&moved, &directory));
    let shown: Vec<(&str, &str, &str)> =
        found.iter().map(|one| (one.what, one.before.as_str(), one.now.as_str())).collect();
    assert_eq!(
        shown,
        [
            ("When", "Tue 24-Nov-2026, 09:20 to 09:40", "Tue 24-Nov-2026, 10:00 to 10:20"),
            ("Comment", "Ground floor", "Not stated"),
            (
                "With",
                "ADEYEMI, Paul (Dr) (number 1 at the practice)",
                "Clinician's name not available (number 2 at the practice)"
            ),
        ]
    );
}

// proves: L-16 L-17 L-8
#[test]
fn the_recorded_appointments_are_read_whole() {
    for (name, status) in [
        ("appointment-book.json", Status::Booked),
        ("appointment-book-two-adjacent.json", Status::Booked),
        ("appointment-read.json", Status::Booked),
        ("appointment-amend.json", Status::Booked),
        ("appointment-cancel.json", Status::Cancelled),
    ] {
        let Some(bytes) = recorded(name) else { return };
        let Resource::Appointment(read) = Resource::read(&bytes).unwrap() else { panic!("{name}") };
        assert!(read.version().is_some(), "{name}");
        let shown = Appointment::read(read, &Directory::default());
        assert_eq!(shown.status, status, "{name}");
        assert!(shown.start.is_some() && shown.minutes.is_some_and(|minutes| minutes >= 10), "{name}");
        let booked_by = shown.booked_by.as_ref().unwrap();
        assert_eq!(
            (booked_by.name.as_deref(), booked_by.ods.as_deref()),
            (Some("Example Hub"), Some("A20047"))
        );
        assert!(booked_by.phone.as_deref().unwrap().replace(' ', "").contains("03003035678"), "{name}");
        assert_eq!(shown.patient.as_deref(), Some("2"), "{name}");
        assert!(shown.channel.is_some() && shown.role.is_some() && shown.session.is_some(), "{name}");
        assert_eq!(shown.cancellation_reason.is_some(), status == Status::Cancelled, "{name}");
    }
}

// proves: L-3
#[test]
fn the_recorded_lists_are_read_whole() {
    for (name, count) in [("appointments-of-patient-none.json", 0), ("appointments-of-patient.json", 1)] {
        let Some(bytes) = recorded(name) else { return };
        let bundle = Bundle::read(&bytes).unwrap();
        let list = Appointments::read(&bundle, "2", asked());
        assert_eq!(list.is_empty(), count == 0, "{name}");
        assert!(list.items(&Directory::default()).len() >= count, "{name}");
        assert_eq!((list.unreadable, list.of_others), (0, 0), "{name}");
    }
}
