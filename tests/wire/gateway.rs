//! What is between the app and a practice: a gateway that wants a sign-in, a system that asks for a pause, part of an
//! answer, and ids that would lead elsewhere.

use std::sync::Arc;
use std::time::Duration;

use crate::calls::{Call, calls};
use crate::connection::*;
use crate::patients::{TRACED, searchset};
use futures::executor::block_on;
use gp_connect_viewer::gpconnect::documents::ReadDocument;
use gp_connect_viewer::gpconnect::foundations::{FindPatient, Found};
use gp_connect_viewer::gpconnect::{
    Cancel, Capability, Client, Error, Failure, Mode, Provider, Response, TransportError,
};

const PAGE: &str = "\n<!DOCTYPE HTML><html><body>Sign in</body></html>";

fn send(call: &Call, script: &Arc<Script>) -> Result<(), Error> {
    let (connection, _) = connection(script.clone(), Mode::Gateway);
    let provider = if call.capability == Capability::Pds { pds() } else { practice() };
    (call.send)(&connection.client(Arc::new(provider)))
}

// proves: FB-13
#[test]
fn a_page_or_an_address_in_place_of_an_answer_asks_to_sign_in_again() {
    let pages = [
        answer(200, "text/html;charset=utf-8", PAGE),
        answer(201, "Text/HTML", "Please log in"),
        answer(200, "application/fhir+json", PAGE),
        answer(401, "", ""),
        answer(302, "", ""),
        Err(TransportError::Redirected),
    ];
    for page in pages {
        for call in calls() {
            let script = Script::of(page.clone());
            let error = send(&call, &script).unwrap_err();
            assert_eq!(script.count(), 1, "{}: {page:?}", call.name);
            assert!(
                error.explain().next.starts_with("Sign in again"),
                "{}: {}",
                call.name,
                error.explain().next
            );
            // Nobody knows what a change did whose answer was a page.
            let is_refused = page.as_ref().is_ok_and(|response| response.status >= 300);
            assert_eq!(
                error.is_uncertain(),
                call.changes_something && !is_refused,
                "{}: {page:?}",
                call.name
            );
        }
    }
    // FHIR under the wrong name is FHIR.
    let find = FindPatient { patient: &TRACED, practice_ods: ODS };
    let (connection, _) = connection(Script::of(answer(200, "text/html", &searchset(&[]))), Mode::Gateway);
    let found = block_on(connection.client(Arc::new(practice())).send(&find, &Cancel::new())).unwrap();
    assert_eq!(found.value, Found::Nobody);
}

fn busy(status: u16, seconds: &str) -> Result<Response, TransportError> {
    let headers = vec![("Retry-After".to_owned(), seconds.to_owned())];
    Ok(Response { status, headers, body: Vec::new() })
}

fn find(client: &Client) -> Result<Found, Failure> {
    let find = FindPatient { patient: &TRACED, practice_ods: ODS };
    block_on(client.send(&find, &Cancel::new())).map(|received| received.value).map_err(|error| error.failure)
}

// proves: FB-14
#[test]
fn a_short_pause_is_kept_and_the_question_asked_again() {
    for status in [429, 503] {
        let script = Script::in_turn([busy(status, "5"), answer(200, "", &searchset(&[]))]);
        let (connection, _) = connection(script.clone(), Mode::Gateway);
        assert_eq!(find(&connection.client(Arc::new(practice()))), Ok(Found::Nobody));
        assert_eq!(*script.pauses.lock().unwrap(), [Duration::from_secs(5)]);
    }
    // A change is never sent again by itself.
    for change in calls().iter().filter(|call| call.changes_something) {
        let script = Script::of(busy(429, "5"));
        let error = send(change, &script).unwrap_err();
        assert_eq!((script.count(), error.is_uncertain()), (1, false), "{}", change.name);
        assert!(send(change, &Script::of(busy(503, "5"))).unwrap_err().is_uncertain(), "{}", change.name);
    }
}

// proves: FB-14
#[test]
fn a_long_pause_is_told_and_no_other_call_disturbs_it() {
    let script = Script::of(busy(503, "45"));
    let (connection, audit) = connection(script.clone(), Mode::Gateway);
    let client = connection.client(Arc::new(practice()));
    assert_eq!(find(&client), Err(Failure::Busy { status: Some(503), seconds: 45 }));
    assert_eq!(script.count(), 1);
    // Another screen, another client, a change: none leaves for this practice.
    for call in calls().iter().filter(|call| call.capability != Capability::Pds) {
        let _ = (call.send)(&connection.client(Arc::new(practice())));
    }
    assert_eq!(script.count(), 1);
    let last = audit.entries().pop().unwrap().attempt;
    assert_eq!((last.outcome.as_str(), last.status), ("blocked: to wait 45 s", None));
    // Another practice is asked anyway.
    let other = Provider { ods: "X99999".to_owned(), ..practice() };
    let other = connection.client(Arc::new(other));
    let elsewhere = FindPatient { patient: &TRACED, practice_ods: "X99999" };
    let _ = block_on(other.send(&elsewhere, &Cancel::new()));
    assert_eq!(script.count(), 2);

    let error = send(&calls()[0], &Script::of(busy(503, "45"))).unwrap_err();
    let told = error.explain();
    assert!(told.what.ends_with("is busy and asks you to wait 45 seconds."), "{}", told.what);
    assert_eq!((told.wait, told.retry), (Some(45), true));
}

// proves: FS-20
#[test]
fn part_of_an_answer_is_no_answer() {
    for call in calls() {
        let script = Script::of(answer(206, "application/fhir+json", &searchset(&[])));
        assert_eq!(send(&call, &script).unwrap_err().failure, Failure::Interrupted, "{}", call.name);
    }
}

// proves: FS-11
#[test]
fn an_id_that_leads_elsewhere_is_never_sent() {
    for id in [".", "..", "a/b", "..%2fPatient", ""] {
        let script = Script::of(answer(200, "", "{}"));
        let (connection, _) = connection(script.clone(), Mode::Gateway);
        let read = ReadDocument { patient: &TRACED, id };
        let ended = block_on(connection.client(Arc::new(practice())).send(&read, &Cancel::new()));
        assert!(matches!(ended.unwrap_err().failure, Failure::NotSent { .. }), "{id}");
        assert_eq!(script.count(), 0, "{id}");
    }
}
