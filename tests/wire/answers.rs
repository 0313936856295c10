//! Good statuses with an answer about somebody else, or about nobody: none of it is taken.

use std::sync::Arc;

use crate::calls::{APPOINTMENT, booking, care_record, change, list, structured};
use crate::connection::*;
use crate::patients::{FOUND, IMOGEN, TRACED, at_practice, searchset, with};
use futures::executor::block_on;
use gp_connect_viewer::fhir::Patient;
use gp_connect_viewer::gpconnect::appointments::{Booked, Change, ReadAppointment};
use gp_connect_viewer::gpconnect::foundations::FindPatient;
use gp_connect_viewer::gpconnect::structured::Include;
use gp_connect_viewer::gpconnect::{Cancel, Error, Failure, Interaction, Mode};
use serde_json::{Value, json};

fn send<I: Interaction>(interaction: &I, status: u16, body: &str) -> Result<I::Response, Error> {
    let (connection, _) = connection(Script::of(fhir(status, body)), Mode::Direct);
    block_on(connection.client(Arc::new(practice())).send(interaction, &Cancel::new()))
        .map(|received| received.value)
}

fn appointment() -> Value {
    serde_json::from_str(APPOINTMENT.as_received()).unwrap()
}

/// The appointment with another patient reference.
fn of(reference: &str) -> Value {
    with(appointment(), "/participant/0/actor/reference", json!(reference))
}

const ELSEWHERE: [&str; 4] =
    ["Patient/22", "Patient/3", "Patient/3/_history/2", "https://provider.example.nhs.uk/Patient/3"];
const OURS: [&str; 4] =
    ["Patient/2", "Patient/2/_history/77", "https://provider.example.nhs.uk/Patient/2", " Patient/2 "];

#[test]
fn another_patients_appointment_is_neither_listed_nor_read_nor_booked() {
    let read = ReadAppointment { patient: &FOUND, id: "3" };
    let cancel = change(Change::Cancel { reason: "Better".into() });
    for reference in ELSEWHERE {
        let (other, text) = (of(reference), of(reference).to_string());
        let listed = send(&list("2026-11-21", "2026-12-01"), 200, &searchset(&[appointment(), other]));
        assert_eq!(listed.unwrap_err().failure, Failure::PatientMismatch, "{reference}");
        assert_eq!(send(&read, 200, &text).unwrap_err().failure, Failure::PatientMismatch, "{reference}");
        for error in [send(&booking(), 201, &text).unwrap_err(), send(&cancel, 200, &text).unwrap_err()] {
            assert_eq!(error.failure, Failure::PatientMismatch, "{reference}");
            assert!(error.is_uncertain(), "something was saved, and nobody knows for whom");
        }
    }
    for reference in OURS {
        let text = of(reference).to_string();
        assert!(
            send(&list("2026-11-21", "2026-12-01"), 200, &searchset(&[of(reference)])).is_ok(),
            "{reference}"
        );
        assert!(send(&read, 200, &text).is_ok() && send(&booking(), 201, &text).is_ok(), "{reference}");
    }
    // Two patients in one appointment: not this patient's alone.
    let both = with(appointment(), "/participant/1/actor/reference", json!("Patient/3"));
    assert_eq!(send(&read, 200, &both.to_string()).unwrap_err().failure, Failure::PatientMismatch);
}

#[test]
fn an_appointment_of_nobody_is_listed_but_never_changed() {
    let nobody = with(appointment(), "/participant/0", json!({ "actor": { "display": "Imogen" } }));
    assert_eq!(
        send(&list("2026-11-21", "2026-12-01"), 200, &searchset(std::slice::from_ref(&nobody)))
            .unwrap()
            .entries
            .len(),
        1
    );
    let read = send(&ReadAppointment { patient: &FOUND, id: "3" }, 200, &nobody.to_string());
    assert!(matches!(read.unwrap_err().failure, Failure::Decode { .. }), "what is read is changed next");
    assert!(matches!(send(&booking(), 201, &nobody.to_string()), Ok(Booked::Appointment(_))));
}

// proves: L-9 APT-23
#[test]
fn an_empty_answer_to_a_booking_is_booked_and_anything_else_is_not() {
    for empty in ["", "  \n"] {
        assert_eq!(send(&booking(), 201, empty).unwrap(), Booked::WithoutBody);
    }
    for other in ["{}", "null", r#"{"resourceType":"Slot"}"#, r#"{"resourceType":"OperationOutcome"}"#, "<"] {
        let error = send(&booking(), 201, other).unwrap_err();
        assert!(matches!(error.failure, Failure::Decode { .. }) && error.is_uncertain(), "{other}");
    }
    // A page may be a log-in page, and what lies behind it is not known.
    let page = send(&booking(), 201, "<html>").unwrap_err();
    assert!(matches!(page.failure, Failure::SignIn) && page.is_uncertain(), "{:?}", page.failure);
}

// proves: APT-29
#[test]
fn a_cancellation_carries_one_reason() {
    let reason = |valued: &str| {
        json!({ "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-AppointmentCancellationReason-1",
        "valueString": valued })
    };
    let client = connection(Script::of(Ok(Default::default())), Mode::Direct).0.client(Arc::new(practice()));
    let extensions = |received: Value| {
        let text = with(appointment(), "/extension", received).to_string();
        let gp_connect_viewer::fhir::Resource::Appointment(read) =
            gp_connect_viewer::fhir::Resource::read(text.as_bytes()).unwrap()
        else {
            panic!()
        };
        let mut cancel = change(Change::Cancel { reason: "Better".into() });
        cancel.appointment = &read;
        let body = client.request(&cancel, "t", now()).unwrap().body.unwrap();
        let body: Value = serde_json::from_slice(&body).unwrap();
        assert_eq!(body["status"], "cancelled");
        body["extension"].clone()
    };
    let other = json!({ "url": "https://supplier.example/x", "valueCode": "a" });
    assert_eq!(extensions(json!([other])), json!([other, reason("Better")]));
    assert_eq!(extensions(json!([reason("Left over"), other])), json!([other, reason("Better")]));
    assert_eq!(extensions(other.clone()), json!([other, reason("Better")]), "one object instead of a list");
    assert_eq!(extensions(Value::Null), json!([reason("Better")]));
}

// proves: ARH-24 ARH-28 FR-06
#[test]
fn a_record_opens_with_exactly_one_readable_patient_of_the_same_number() {
    let other = at_practice("9990054347", "3");
    let deep = format!("{}{}", "[".repeat(200), "]".repeat(200));
    let unreadable = format!(r#"{{"resource":{{"resourceType":"Patient","contact":{deep}}}}}"#);
    let entry = |json: &Value| json!({ "resource": json }).to_string();
    let bundle =
        |entries: &[String]| format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    let ours = entry(&at_practice(IMOGEN, "2"));
    let section = care_record("SUM", None);
    let areas = structured(vec![Include::Allergies]);
    let both = |body: &str| {
        let pair = (send(&section, 200, body).map(|_| ()), send(&areas, 200, body).map(|_| ()));
        assert_eq!(pair.0.is_ok(), pair.1.is_ok());
        pair.0.map_err(|error| error.failure)
    };
    assert_eq!(both(&bundle(std::slice::from_ref(&ours))), Ok(()));
    assert_eq!(both(&bundle(&[entry(&other)])), Err(Failure::PatientMismatch));
    for wrong in [
        vec![],
        vec![ours.clone(), ours.clone()],
        vec![ours.clone(), unreadable],
        vec![ours.clone(), entry(&with(other.clone(), "/id", json!("2")))],
        vec![entry(&with(at_practice(IMOGEN, "2"), "/identifier", Value::Null))],
    ] {
        let failure = both(&bundle(&wrong)).unwrap_err();
        assert!(matches!(failure, Failure::Decode { .. }), "{failure:?}");
    }
    // Another Patient beside: entries name theirs and are told apart; HTML does not say whose a row is.
    let beside = bundle(&[entry(&other), ours]);
    assert!(matches!(send(&section, 200, &beside).unwrap_err().failure, Failure::Decode { .. }));
    let opened = send(&areas, 200, &beside).unwrap();
    let patients: Vec<_> = opened.each::<Patient>().map(|(_, patient)| patient.id.as_deref()).collect();
    assert_eq!(patients, [Some("2")]);
}

#[test]
fn an_outcome_among_what_was_found_is_no_empty_answer() {
    let find = FindPatient { patient: &TRACED, practice_ods: ODS };
    let outcome = json!({ "resourceType": "OperationOutcome", "issue": [{ "severity": "error" }] });
    assert!(send(&find, 200, &searchset(&[outcome])).is_err());
}
