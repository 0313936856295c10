//! What is asked again by itself, what never is, and what ends when nobody waits any longer.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::calls::{Call, booking, call, calls};
use crate::connection::*;
use crate::patients::{IMOGEN, TRACED, at_practice, searchset};
use futures::FutureExt;
use futures::executor::block_on;
use gp_connect_viewer::format::NhsNumber;
use gp_connect_viewer::gpconnect::foundations::{FindPatient, Found};
use gp_connect_viewer::gpconnect::transport::Sending;
use gp_connect_viewer::gpconnect::{
    Cancel, Capability, Connection, Error, Failure, Mode, Request, Response, Transport, TransportError,
};

type Answer = Result<Response, TransportError>;

const TRANSIENT: [u16; 5] = [429, 502, 503, 504, 599];
const LASTING: [u16; 13] = [400, 401, 403, 404, 405, 408, 409, 415, 422, 496, 500, 501, 302];

fn nobody() -> Answer {
    fhir(200, &searchset(&[]))
}

fn send(call: &Call, script: &Arc<Script>) -> Result<(), Error> {
    let (connection, _) = connection(script.clone(), Mode::Direct);
    let provider = if call.capability == Capability::Pds { pds() } else { practice() };
    (call.send)(&connection.client(Arc::new(provider)))
}

// proves: ARH-20
#[test]
fn a_read_is_asked_three_times_while_the_fault_may_pass() {
    let passing = TRANSIENT.map(|status| answer(status, "", "")).into_iter().chain([
        outcome(502, "502", "ERROR_COMMUNICATING_TO_ENDPOINT_URL_https://a"),
        Err(TransportError::Network),
    ]);
    for fault in passing {
        for call in calls().iter().filter(|call| !call.changes_something) {
            let script = Script::of(fault.clone());
            send(call, &script).unwrap_err();
            assert_eq!(script.count(), 3, "{}: {fault:?}", call.name);
            let pauses = script.pauses.lock().unwrap().clone();
            assert_eq!(pauses, [Duration::from_millis(400), Duration::from_millis(1200)], "growing pauses");
        }
    }
}

// proves: ARH-20
#[test]
fn a_read_that_will_fail_again_is_asked_once() {
    let lasting = LASTING.map(|status| answer(status, "", "")).into_iter().chain([
        outcome(404, "PATIENT_NOT_FOUND", ""),
        fhir(200, "{"),
        Err(TransportError::Timeout),
        Err(TransportError::Interrupted),
        Err(TransportError::TooLarge { limit: 1 }),
        Err(TransportError::Cancelled),
    ]);
    for fault in lasting {
        for call in calls().iter().filter(|call| !call.changes_something) {
            let script = Script::of(fault.clone());
            if send(call, &script).is_err() {
                assert_eq!(script.count(), 1, "{}: {fault:?}", call.name);
            }
        }
    }
}

#[test]
fn the_answer_of_a_later_try_counts() {
    for faults in 1..=2 {
        let busy = || answer(503, "", "");
        let script = Script::in_turn((0..faults).map(|_| busy()).chain([nobody()]));
        let (connection, audit) = connection(script.clone(), Mode::Direct);
        let find = FindPatient { patient: &TRACED, practice_ods: ODS };
        let received = block_on(connection.client(Arc::new(practice())).send(&find, &Cancel::new())).unwrap();
        assert_eq!(received.value, Found::Nobody);
        let outcomes: Vec<String> = audit.entries().into_iter().map(|entry| entry.attempt.outcome).collect();
        assert_eq!(outcomes.len(), faults + 1, "every try is audited");
        assert_eq!(outcomes.last().unwrap(), "ok");
        assert_eq!(received.trace_id, audit.entries().last().unwrap().attempt.trace_id);
    }
}

/// The calls that change something at a practice, all of them.
fn changes() -> Vec<Call> {
    let changes: Vec<Call> = calls().into_iter().filter(|call| call.changes_something).collect();
    assert_eq!(changes.len(), 7, "register, book twice, amend twice, cancel, send a task");
    changes
}

// proves: L-12 ARH-20
#[test]
fn a_change_is_sent_once_whatever_happens() {
    let statuses = TRANSIENT.iter().chain(&LASTING).map(|status| answer(*status, "", ""));
    let lost = [TransportError::Network, TransportError::Timeout, TransportError::Interrupted].map(Err);
    for fault in statuses.chain(lost) {
        for change in changes() {
            let script = Script::of(fault.clone());
            send(&change, &script).unwrap_err();
            assert_eq!(script.count(), 1, "{}: {fault:?}", change.name);
        }
    }
}

// proves: L-12
#[test]
fn a_lost_change_is_uncertain_and_offers_no_second_one() {
    let uncertain =
        [500, 502, 503, 504, 599, 408, 444, 499].map(|status| answer(status, "", "")).into_iter().chain([
            outcome(500, "BAD_REQUEST", "Failed to call access method"),
            Err(TransportError::Network),
            Err(TransportError::Timeout),
            Err(TransportError::Interrupted),
            Err(TransportError::Cancelled),
            Err(TransportError::TooLarge { limit: 20_000_000 }),
            fhir(201, "{"),
            fhir(200, r#"{"resourceType":"OperationOutcome"}"#),
        ]);
    for lost in uncertain {
        for change in changes() {
            let error = send(&change, &Script::of(lost.clone())).unwrap_err();
            let explained = error.explain();
            assert!(error.is_uncertain(), "{}: {lost:?}", change.name);
            assert_eq!(explained.saved, Some("It is not known whether it was saved."), "{}", change.name);
            assert!(!explained.retry, "{}: {lost:?}", change.name);
            let check = match change.name {
                "register_patient" => "Find the patient",
                "send_task" => "Telephone the practice",
                _ => "Check the patient's appointments",
            };
            assert!(explained.next.starts_with(check), "{}: {}", change.name, explained.next);
        }
    }
}

#[test]
fn a_refused_change_is_certainly_not_saved() {
    for status in [400, 401, 403, 404, 405, 409, 412, 415, 422, 429, 501] {
        for change in changes() {
            let error = send(&change, &Script::of(answer(status, "", ""))).unwrap_err();
            assert!(!error.is_uncertain(), "{}: {status}", change.name);
            assert_eq!(error.explain().saved, Some("Nothing was saved."), "{}: {status}", change.name);
        }
    }
    for read in calls().iter().filter(|call| !call.changes_something) {
        let error = send(read, &Script::of(Err(TransportError::Timeout))).unwrap_err();
        assert!(!error.is_uncertain() && error.explain().saved.is_none(), "{}", read.name);
    }
}

// proves: ARH-29
#[test]
fn a_late_answer_is_cancelled_and_audited() {
    let script = Script::of(fhir(200, &searchset(&[at_practice(IMOGEN, "2")])));
    let cancel = Cancel::new();
    *script.fires.lock().unwrap() = Some(cancel.clone());
    let (connection, audit) = connection(script.clone(), Mode::Direct);
    let find = FindPatient { patient: &TRACED, practice_ods: ODS };
    let error = block_on(connection.client(Arc::new(practice())).send(&find, &cancel)).unwrap_err();
    assert_eq!(error.failure, Failure::Cancelled);
    assert_eq!(script.count(), 1);
    let attempt = &audit.entries()[0].attempt;
    assert_eq!((attempt.outcome.as_str(), attempt.status), ("cancelled", None));
}

/// Never answers.
struct Silent;

impl Transport for Silent {
    fn send<'a>(&'a self, _: Request, _: &'a Cancel) -> Sending<'a> {
        Box::pin(std::future::pending())
    }

    fn pause<'a>(&'a self, _: Duration, _: &'a Cancel) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        Box::pin(async {})
    }
}

// proves: ARH-29 ARH-56
#[test]
fn a_read_that_is_dropped_with_its_patient_is_audited() {
    let (connection, audit) = connection(Script::of(answer(503, "", "")), Mode::Direct);
    let connection = Connection { transport: Arc::new(Silent), ..connection };
    let client = connection.client(Arc::new(practice()));
    let (find, cancel) = (FindPatient { patient: &TRACED, practice_ods: ODS }, Cancel::new());
    let mut waiting = Box::pin(client.send(&find, &cancel));
    assert!(waiting.as_mut().now_or_never().is_none());
    assert_eq!(audit.entries(), []);
    drop(waiting);
    let entries = audit.entries();
    assert_eq!(entries.len(), 1);
    assert_eq!((entries[0].attempt.outcome.as_str(), entries[0].attempt.status), ("cancelled", None));
}

// proves: ARH-29
#[test]
fn nothing_is_sent_once_nobody_waits() {
    let find = FindPatient { patient: &TRACED, practice_ods: ODS };
    // Closed before the first try: nothing leaves. Closed between two tries: the second does not.
    for (before, expected) in [(true, 0), (false, 1)] {
        let script = Script::of(answer(503, "", ""));
        let cancel = Cancel::new();
        if before {
            cancel.fire();
        } else {
            *script.fires_in_pause.lock().unwrap() = Some(cancel.clone());
        }
        let (connection, audit) = connection(script.clone(), Mode::Direct);
        let error = block_on(connection.client(Arc::new(practice())).send(&find, &cancel)).unwrap_err();
        assert_eq!(error.failure, Failure::Cancelled);
        assert_eq!(script.count(), expected);
        assert_eq!(audit.entries().last().unwrap().attempt.outcome, "cancelled");
    }
}

#[test]
fn one_signal_ends_every_request_that_was_sent_with_it() {
    let cancel = Cancel::new();
    let (first, second) = (cancel.fired(), cancel.clone().fired());
    let waiting = futures::future::join(first, second);
    let firing = async { cancel.fire() };
    block_on(futures::future::join(waiting, firing));
    assert!(cancel.is_fired());
}

#[test]
fn time_and_size_allowed_go_with_every_request() {
    for call in calls() {
        let script = Script::of(nobody());
        let _ = send(&call, &script);
        let request = script.last();
        assert_eq!(
            (request.timeout, request.max_bytes),
            (Duration::from_secs(30), 20_000_000),
            "{}",
            call.name
        );
    }
}

// proves: ARH-56 ARS-60 ARH-59
#[test]
fn every_attempt_is_audited_with_who_was_asked_about_whom() {
    let book = call("book", booking());
    let script = Script::of(outcome(409, "DUPLICATE_REJECTED", "Slot is already in use."));
    let (connection, audit) = connection(script.clone(), Mode::Direct);
    (book.send)(&connection.client(Arc::new(practice()))).unwrap_err();
    let attempt = audit.entries()[0].attempt.clone();
    assert_eq!(attempt.at, now());
    assert_eq!(attempt.interaction, "fhir:rest:create:appointment-1");
    assert_eq!(attempt.ods, ODS);
    assert_eq!(attempt.nhs_number.as_ref().map(NhsNumber::digits), Some(IMOGEN));
    assert!(!format!("{attempt:?}").contains(IMOGEN), "it cannot slip into a log (ARH-59)");
    assert_eq!(attempt.status, Some(409));
    assert_eq!(attempt.outcome, "409 DUPLICATE_REJECTED");
    assert_eq!(Some(attempt.trace_id.as_str()), script.last().header("Ssp-TraceID"));
}

// proves: GW-10
#[test]
fn a_question_to_pds_keeps_its_id_when_it_is_asked_again_and_one_to_a_practice_does_not() {
    let ids = |name: &str, header: &str| {
        let script = Script::of(answer(503, "", ""));
        let (connection, _) = connection(script.clone(), Mode::Gateway);
        let call = calls().into_iter().find(|call| call.name == name).unwrap();
        let provider = if call.capability == Capability::Pds { pds() } else { practice() };
        let _ = (call.send)(&connection.client(Arc::new(provider)));
        let requests = script.requests();
        let different: BTreeSet<_> = requests.iter().map(|request| request.header(header).unwrap()).collect();
        (requests.len(), different.len())
    };
    assert_eq!(ids("trace_patient", "X-Request-ID"), (3, 1));
    assert_eq!(ids("find_patient", "Ssp-TraceID"), (3, 3));
}
