//! Whatever comes back, nothing panics and no other patient's record opens.

use std::sync::Arc;

use crate::calls::{self, Call, calls};
use crate::connection::*;
use crate::patients::{IMOGEN, TRACED, at_pds, at_practice, searchset};
use futures::executor::block_on;
use gp_connect_viewer::fhir::Patient;
use gp_connect_viewer::gpconnect::foundations::{FindPatient, Found};
use gp_connect_viewer::gpconnect::structured::{GetStructuredRecord, Include};
use gp_connect_viewer::gpconnect::{Cancel, Capability, Mode, Response};
use proptest::prelude::*;

/// Good answers, to be spoilt.
fn good() -> Vec<String> {
    vec![
        searchset(&[at_practice(IMOGEN, "2")]),
        at_pds(IMOGEN).to_string(),
        at_practice(IMOGEN, "2").to_string(),
        calls::APPOINTMENT.as_received().to_owned(),
        String::from_utf8(outcome(404, "PATIENT_NOT_FOUND", "none").unwrap().body).unwrap(),
        "<OperationOutcome xmlns=\"http://hl7.org/fhir\"><issue><details><coding><code value=\"BAD_REQUEST\"/>\
         </coding></details></issue></OperationOutcome>"
            .to_owned(),
        r#"{"resourceType":"CapabilityStatement","version":"1.2.8"}"#.to_owned(),
    ]
}

/// Part of a good answer doubled, another part replaced, the end cut.
fn spoilt() -> impl Strategy<Value = Vec<u8>> {
    let parts = (any::<prop::sample::Index>(), any::<prop::sample::Index>());
    let noise = prop::collection::vec(any::<u8>(), 0..12);
    (0..good().len(), parts, noise, any::<prop::sample::Index>()).prop_map(
        |(which, (from, to), noise, end)| {
            let mut body = good().swap_remove(which).into_bytes();
            let (from, to) = (from.index(body.len()), to.index(body.len()));
            let (from, to) = (from.min(to), from.max(to));
            let doubled = body[from..to].to_vec();
            body.splice(from..from, doubled.into_iter().chain(noise));
            body.truncate(body.len() - end.index(body.len() / 4 + 1));
            body
        },
    )
}

fn send_all(body: &[u8]) {
    let every: Vec<Call> = calls();
    for status in [200, 201, 404, 500] {
        let response = Response { status, headers: Vec::new(), body: body.to_vec() };
        for call in &every {
            let (connection, audit) = connection(Script::of(Ok(response.clone())), Mode::Direct);
            let provider = if call.capability == Capability::Pds { pds() } else { practice() };
            if let Err(error) = (call.send)(&connection.client(Arc::new(provider))) {
                assert!(!error.explain().what.is_empty());
            }
            assert_eq!(audit.entries().len(), 1);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_an_answer(body in prop::collection::vec(any::<u8>(), 0..400)) {
        send_all(&body);
    }

    #[test]
    fn any_spoilt_answer_is_an_answer(body in spoilt()) {
        send_all(&body);
    }

    // proves: ARH-24
    #[test]
    fn whatever_opens_carries_the_number_asked_for(body in spoilt(), digit in 0usize..10) {
        // One digit of the number changed everywhere: nothing that opens may be about the changed one.
        let mut other = IMOGEN.as_bytes().to_vec();
        other[digit] = if other[digit] == b'0' { b'9' } else { b'0' };
        let other = String::from_utf8(other).unwrap();
        let text = String::from_utf8_lossy(&body).replace(IMOGEN, &other);
        let response = Response { status: 200, headers: Vec::new(), body: text.into_bytes() };
        let (connection, _) = connection(Script::of(Ok(response)), Mode::Direct);
        let client = connection.client(Arc::new(practice()));
        let find = FindPatient { patient: &TRACED, practice_ods: ODS };
        if let Ok(received) = block_on(client.send(&find, &Cancel::new())) {
            prop_assert!(matches!(received.value, Found::Nobody | Found::Several(_)));
        }
        let record = GetStructuredRecord { patient: &TRACED, include: vec![Include::Allergies] };
        if let Ok(received) = block_on(client.send(&record, &Cancel::new())) {
            let numbers: Vec<_> = received.value.each::<Patient>().map(|(_, it)| it.nhs_number().map(str::to_owned)).collect();
            prop_assert_eq!(numbers, [Some(IMOGEN.to_owned())]);
        }
    }
}
