//! Every answer of the record against the open patient: structured, as HTML, and documents. None of somebody else's is shown.

use std::sync::Arc;

use futures::executor::block_on;
use gp_connect_viewer::clinical::care_record::Section;
use gp_connect_viewer::clinical::cross_check::{Confirmation, Confirmations};
use gp_connect_viewer::clinical::summary::Outline;
use gp_connect_viewer::clinical::{Area, CrossCheck, Demographics, State};
use gp_connect_viewer::fhir::Bundle;
use gp_connect_viewer::format::Severity;
use gp_connect_viewer::gpconnect::client::Received;
use gp_connect_viewer::gpconnect::structured::{GetStructuredRecord, Include};
use gp_connect_viewer::gpconnect::{Cancel, Error, Failure, Mode};
use gp_connect_viewer::record::asked::answers::Answered;
use gp_connect_viewer::record::asked::arrived::{self, AnswerState};
use gp_connect_viewer::record::asked::asking::{Asking, Spoken};
use gp_connect_viewer::record::asked::compared::{settle, to_confirm};
use gp_connect_viewer::record::asked::documents::{self, FoundState, Searched, Wanted, search};
use gp_connect_viewer::record::asked::outline::{area, hits_outline, outline, outline_with_search};
use gp_connect_viewer::record::asked::sections::{self, SectionState, in_list, in_rail};
use gp_connect_viewer::session::OpenPatient;
use serde_json::{Value, json};

use crate::connection::{Script, connection, fhir, now, outcome as refusal, practice};
use crate::patients::{DOCUMENTS_PATIENT, FOUND, IMOGEN, TRACED, at_practice, patient, searchset, with};

const OTHER: &str = "9990054347";
const TRACE: &str = "trace-7";

/// Imogen, open.
fn open() -> OpenPatient {
    let today = now().date_naive();
    let national = Demographics::of(TRACED.patient(), Some("B82617"), today);
    let local = Demographics::of(&patient(&at_practice(IMOGEN, "2")), Some("B82617"), today);
    OpenPatient::open(FOUND.clone(), Arc::new(practice()), CrossCheck::compare(&national, &local), false)
        .unwrap()
}

fn received(resources: &[Value]) -> Result<Received<Bundle>, Error> {
    let value = Bundle::read(searchset(resources).as_bytes()).unwrap();
    Ok(Received { value, trace_id: TRACE.to_owned(), at: now() })
}

fn imogen() -> Value {
    at_practice(IMOGEN, "2")
}

/// Born on another day: differences that somebody has to look at.
fn differing() -> Value {
    with(imogen(), "/birthDate", json!("1957-03-19"))
}

fn structured(resources: &[Value], confirmed: &Confirmations) -> AnswerState {
    arrived::judge(&open(), confirmed, received(resources), Asking::areas(&Include::everything())).0
}

fn section(about: Value) -> SectionState {
    let about = with(about, "/identifier/0/system", json!("http://fhir.nhs.net/Id/nhs-number"));
    let composition = json!({ "resourceType": "Composition", "date": "2026-11-21T14:00:00Z", "section": [{
        "code": { "coding": [{ "system": "http://fhir.nhs.net/ValueSet/gpconnect-record-section-1", "code": "ENC" }] },
        "text": { "status": "generated", "div": "<div><h1>Encounters</h1></div>" } }] });
    let answer = received(&[about, composition]);
    sections::judge(Section::Encounters, None, &open(), &Confirmations::default(), answer)
}

fn listed(searched: Searched) -> FoundState {
    documents::judge(&open(), &Confirmations::default(), &Wanted::default(), searched).1
}

fn failure<T, W>(state: &State<T, Error, W>) -> Option<&Failure> {
    match state {
        State::Failed(error) => Some(&error.failure),
        _ => None,
    }
}

// proves: ARH-24 L-3
#[test]
fn an_answer_with_another_nhs_number_or_none_shows_nothing_of_it() {
    let nameless = with(imogen(), "/identifier/0/value", Value::Null);
    for about in [vec![at_practice(OTHER, "2")], vec![nameless.clone()], vec![]] {
        let state = structured(&about, &Confirmations::default());
        let State::Failed(error) = &state else { panic!("{state:?}") };
        assert_eq!(error.failure, Failure::PatientMismatch);
        assert_eq!((error.trace_id.as_str(), error.asked.as_str()), (TRACE, "Millbrook Surgery"));
        assert!(state.content().is_none());
    }
    for about in [at_practice(OTHER, "2"), nameless] {
        let state = section(about);
        assert_eq!(failure(&state), Some(&Failure::PatientMismatch));
        assert_eq!(in_list(&state), Outline::Failed);
    }
    // Nobody chooses between two patients of one number.
    let state = listed(Searched::Several(TRACE.to_owned()));
    assert_eq!(failure(&state), Some(&Failure::PatientMismatch));
}

// proves: ARH-22 ARH-23 ARS-59 ADOC-23
#[test]
fn what_differs_is_confirmed_before_anything_is_shown_or_counted() {
    let mut confirmed = Confirmations::default();
    let mut state = structured(&[differing()], &confirmed);
    let (check, trace_id) = to_confirm(&state).unwrap();
    assert_eq!(trace_id, TRACE);
    assert!(!settle(&mut state, &confirmed), "nobody has confirmed anything");
    let asked = |state: &AnswerState| {
        vec![Asking { include: Include::everything(), state: state.clone(), cancel: Cancel::new() }]
    };
    assert_eq!(outline(&asked(&state), Area::Allergies), Outline::CheckPerson);
    assert_eq!(Answered::other_items(&Answered::of_all(&asked(&state))), Outline::CheckPerson);
    assert!(Spoken::of_all(&asked(&state), &Area::ALL).is_empty(), "nor can anything in it be found");
    assert_eq!(in_list(&section(differing())), Outline::CheckPerson);

    confirmed.add(Confirmation { source: "Millbrook Surgery".into(), check: check.clone(), also: None });
    assert!(settle(&mut state, &confirmed));
    assert!(!settle(&mut state, &confirmed), "once");
    assert_eq!(to_confirm(&state), None);
    assert_eq!(state.content().unwrap().likeness.confirmed(), Some(&check));
    // A later answer with the same differences is not asked about again.
    assert_eq!(to_confirm(&structured(&[differing()], &confirmed)), None);
    assert_eq!(to_confirm(&section(imogen())), None);
}

/// The error of a call to which a practice answers so.
fn refused(status: u16, code: &str) -> Error {
    let (connection, _) = connection(Script::of(refusal(status, code, "")), Mode::Gateway);
    let client = connection.client(Arc::new(practice()));
    let ask = GetStructuredRecord { patient: &TRACED, include: Include::everything() };
    block_on(client.send(&ask, &Cancel::new())).unwrap_err()
}

// proves: ARH-55
#[test]
fn a_refusal_is_no_failure_and_neither_is_an_empty_record() {
    let state = |error: Error| -> AnswerState { error.into() };
    assert!(matches!(state(refused(403, "NO_PATIENT_CONSENT")), State::Withheld(_)));
    assert!(matches!(state(refused(501, "NOT_IMPLEMENTED")), State::NotSupported(_)));
    assert!(matches!(state(refused(500, "INTERNAL_SERVER_ERROR")), State::Failed(_)));
    let asked =
        |error| vec![Asking { include: Include::everything(), state: state(error), cancel: Cancel::new() }];
    let said = |error| outline(&asked(error), Area::Problems).words();
    assert_eq!(said(refused(403, "NO_PATIENT_CONSENT")), "not shared");
    assert_eq!(said(refused(501, "NOT_IMPLEMENTED")), "not supported");
    assert_eq!(said(refused(500, "INTERNAL_SERVER_ERROR")), "failed");
    let failed = asked(refused(500, "INTERNAL_SERVER_ERROR"));
    assert!(matches!(area(&failed, Area::Problems, |reading| &reading.problems), State::Failed(_)));
    assert_eq!(outline(&[], Area::Problems), Outline::NotAsked);
}

#[test]
fn a_conflict_is_told_by_its_status_whatever_the_code() {
    for (status, is_conflict) in [(409, true), (412, true), (400, false), (422, false), (500, false)] {
        assert_eq!(
            refused(status, "FHIR_CONSTRAINT_VIOLATION").failure.is_conflict(),
            is_conflict,
            "{status}"
        );
    }
    assert!(!Failure::Timeout.is_conflict());
}

// proves: ARS-68
#[test]
fn words_that_were_found_are_counted_and_what_is_missing_stays_said() {
    let plain = || Outline::all("7");
    assert_eq!(hits_outline(2, plain()), Outline::all("2 found"));
    assert_eq!(hits_outline(0, plain()), Outline::all("0 found"));
    let failed = Outline::Failed;
    assert_eq!(hits_outline(0, failed.clone()), failed);
    let part = Outline::not_all("7");
    assert_eq!(hits_outline(2, part), Outline::said("2 found, not all", Severity::Incomplete));
    assert_eq!(outline_with_search(plain(), Outline::NotAsked), plain());
    assert_eq!(outline_with_search(plain(), failed.clone()), failed);
}

// proves: ARH-55
#[test]
fn the_rail_says_the_gravest_of_the_sections() {
    let of = |states: &[SectionState]| in_rail(&states.iter().map(in_list).collect::<Vec<_>>()).words();
    let (shown, person) = (|| section(imogen()), || section(differing()));
    assert_eq!(of(&[State::NotRequested, State::NotRequested]), "not asked");
    assert_eq!(of(&[State::Loading, shown()]), "loading");
    assert_eq!(of(&[person(), shown()]), "check person");
    assert_eq!(of(&[section(at_practice(OTHER, "2")), person(), State::Loading]), "1 failed");
}

// proves: ADOC-03
#[test]
fn the_patient_is_looked_for_once_at_the_documents_service() {
    let answers = [fhir(200, &searchset(&[at_practice(IMOGEN, "d7")])), fhir(200, &searchset(&[]))];
    let script = Script::in_turn(answers.into_iter().chain([fhir(200, &searchset(&[]))]));
    let (connection, _) = connection(script.clone(), Mode::Gateway);
    let client = connection.client(Arc::new(practice()));
    let (open, wanted, stop) = (open(), Wanted::default(), Cancel::new());
    let searched = block_on(search(&client, &open, None, &wanted, &stop));
    let (known, state) = documents::judge(&open, &Confirmations::default(), &wanted, searched);
    assert_eq!(
        state,
        State::Empty("The practice was asked for all documents, and answered that there are none.".into())
    );
    assert_eq!(known.as_ref(), Some(&*DOCUMENTS_PATIENT));
    assert_eq!(script.count(), 2);
    block_on(search(&client, &open, known, &wanted, &stop));
    assert_eq!(script.count(), 3, "asked for the documents alone");
    assert!(matches!(listed(Searched::Nobody), State::Empty(_)));
}
