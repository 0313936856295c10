//! Cancelling and amending against a practice that answers from a script: read again, one PUT, and the truth.

use crate::scripted::{Answer, Line, Script, outcome, patient, practice, practice_with, stored, with};
use futures::executor::block_on;
use gp_connect_viewer::appointments::flow::booking::Evidence;
use gp_connect_viewer::appointments::flow::changing::{
    ChangeEnding, ChangeReview, Changing, change, change_in_words, follow_change,
};
use gp_connect_viewer::appointments::flow::report::Outcome;
use gp_connect_viewer::clinical::appointments::{Appointment, Directory, NotPermitted, Status};
use gp_connect_viewer::fhir::Resource;
use gp_connect_viewer::gpconnect::appointments::Change;
use gp_connect_viewer::gpconnect::{Cancel, Client, Mode, TransportError};
use gp_connect_viewer::session::Practice;
use serde_json::{Value, json};

const READ: &str = "GET /Appointment/a1";
const PUT: &str = "PUT /Appointment/a1";
const REASON: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-AppointmentCancellationReason-1";

fn view(json: &Value) -> Appointment {
    match Resource::read(json.to_string().as_bytes()).unwrap() {
        Resource::Appointment(read) => Appointment::read(read, &Directory::default()),
        other => panic!("{other:?}"),
    }
}

fn cancelling() -> Change {
    Change::Cancel { reason: "Feels better".to_owned() }
}

fn amending() -> Change {
    Change::Amend { description: "Call 4412".to_owned(), comment: None }
}

fn says(json: Value) -> Answer {
    Answer::Says(200, json)
}

fn version(json: Value, version: &str) -> Value {
    with(json, "meta", json!({ "versionId": version }))
}

fn cancelled() -> Value {
    let mut json = with(stored(), "status", json!("cancelled"));
    json["extension"].as_array_mut().unwrap().push(json!({ "url": REASON, "valueString": "Feels better" }));
    json
}

fn run(client: &Client, script: &Script, what: Change) -> ChangeEnding {
    let mut stage = Changing::default();
    stage.review(ChangeReview { seen: view(&stored()), change: what });
    let ticket = stage.submit().unwrap();
    let ending = block_on(change(client, &patient(), ticket, &Directory::default(), &Cancel::new(), |_| ()));
    assert!(script.is_over());
    assert!(script.changes() <= 1);
    ending
}

fn play(what: Change, lines: impl IntoIterator<Item = Line>) -> ChangeEnding {
    let (client, script) = practice(lines);
    run(&client, &script, what)
}

fn surgery() -> Practice {
    Practice { name: "Millbrook Surgery".to_owned(), phone: None }
}

fn done(ending: &ChangeEnding) -> (Evidence, usize) {
    match ending {
        ChangeEnding::Done { evidence, differences, .. } => (*evidence, differences.len()),
        other => panic!("{other:?}"),
    }
}

// proves: APT-29 APT-30 APT-31 FND-23 L-7
#[test]
fn cancelling_reads_again_and_changes_status_and_reason_only() {
    let (client, script) = practice([(READ, says(version(stored(), "7"))), (PUT, says(cancelled()))]);
    let ending = run(&client, &script, cancelling());
    assert_eq!(done(&ending), (Evidence::Answer, 0));
    let report = ending.report(&cancelling(), &surgery());
    assert_eq!((report.outcome, report.title), (Outcome::Done, "Appointment cancelled"));
    // The version is the one read just before, not the one the user saw.
    assert_eq!(script.header(1, "If-Match").as_deref(), Some("W/\"7\""));
    assert_eq!(
        script.header(1, "Ssp-InteractionID").as_deref(),
        Some("urn:nhs:names:services:gpconnect:fhir:rest:cancel:appointment-1")
    );
    let mut expected = version(cancelled(), "7");
    expected["status"] = json!("cancelled");
    assert_eq!(script.body(1), expected);
}

// proves: APT-27 APT-30 T-14
#[test]
fn amending_changes_the_two_texts_only_and_keeps_what_nobody_knows() {
    let mut amended = with(stored(), "description", json!("Call 4412"));
    amended.as_object_mut().unwrap().remove("comment");
    let (client, script) = practice([(READ, says(stored())), (PUT, says(amended.clone()))]);
    let ending = run(&client, &script, amending());
    assert_eq!(done(&ending), (Evidence::Answer, 0));
    assert_eq!(script.body(1), amended);
    assert!(script.header(1, "Ssp-InteractionID").unwrap().ends_with("fhir:rest:update:appointment-1"));
    // A practice with one text field gives both texts back in it.
    let both = Change::Amend { description: "Call 4412".to_owned(), comment: Some("Stairs".to_owned()) };
    let merged = with(with(stored(), "description", json!("Call 4412; Stairs")), "comment", Value::Null);
    let ending = play(both.clone(), [(READ, says(stored())), (PUT, says(merged))]);
    assert_eq!(done(&ending), (Evidence::Answer, 2));
    assert_eq!(ending.report(&both, &surgery()).outcome, Outcome::DoneOtherwise);
}

// proves: L-28
#[test]
fn without_if_match_the_appointment_is_read_just_before_all_the_same() {
    let lines = [(READ, says(stored())), (PUT, says(cancelled()))];
    let (client, script) = practice_with(Mode::Direct, false, lines);
    assert!(!client.checks_version());
    assert_eq!(done(&run(&client, &script, cancelling())).0, Evidence::Answer);
    assert_eq!(script.header(1, "If-Match"), None);
}

// proves: FND-23 L-8
#[test]
fn a_version_may_stand_in_the_header_alone_and_without_any_nothing_is_sent() {
    let versionless = with(stored(), "meta", Value::Null);
    let lines = [(READ, Answer::Tagged("W/\"5\"", versionless.clone())), (PUT, says(cancelled()))];
    let (client, script) = practice(lines);
    assert_eq!(done(&run(&client, &script, cancelling())).0, Evidence::Answer);
    assert_eq!(script.header(1, "If-Match").as_deref(), Some("W/\"5\""));
    let ending = play(cancelling(), [(READ, says(versionless))]);
    let ChangeEnding::NotPermitted { why: NotPermitted::NoVersion, .. } = &ending else {
        panic!("{ending:?}")
    };
    assert_eq!(ending.report(&cancelling(), &surgery()).saved, "Nothing was cancelled.");
}

// proves: L-7 APT-27
#[test]
fn what_changed_since_the_user_looked_is_shown_and_nothing_is_sent() {
    let moved = with(stored(), "comment", json!("Moved to room 3"));
    let (client, script) = practice([(READ, says(moved))]);
    let ending = run(&client, &script, cancelling());
    assert_eq!(script.changes(), 0);
    let ChangeEnding::Stale { differences, .. } = &ending else { panic!("{ending:?}") };
    assert_eq!((differences[0].what, differences[0].now.as_str()), ("Comment", "Moved to room 3"));
    let report = ending.report(&cancelling(), &surgery());
    assert_eq!(
        (report.title, report.saved.as_str()),
        ("The appointment has changed", "Nothing was cancelled.")
    );
}

// proves: L-10 L-7 T-13
#[test]
fn a_stale_version_is_read_once_more_and_the_user_decides() {
    let stale = || outcome(409, "FHIR_CONSTRAINT_VIOLATION", "The specified version (1) did not match");
    let moved = version(with(stored(), "start", json!("2026-11-21T15:10:00+00:00")), "8");
    for refusal in [stale(), Answer::Page(412)] {
        let ending =
            play(cancelling(), [(READ, says(stored())), (PUT, refusal), (READ, says(moved.clone()))]);
        let ChangeEnding::Stale { differences, now } = &ending else { panic!("{ending:?}") };
        assert_eq!(differences[0].what, "When");
        assert_eq!(now.received.version(), Some("8"));
    }
    // Nothing that anybody can see has changed: said so, and still nothing is sent again on its own.
    let same = version(stored(), "9");
    let ending = play(cancelling(), [(READ, says(stored())), (PUT, stale()), (READ, says(same))]);
    let ChangeEnding::Stale { differences, .. } = &ending else { panic!("{ending:?}") };
    assert!(differences.is_empty());
    assert!(ending.report(&cancelling(), &surgery()).what.contains("every detail is as you saw it"));
}

// proves: L-11 APT-28
#[test]
fn a_cancelled_appointment_is_not_cancelled_again() {
    let (client, script) = practice([(READ, says(cancelled()))]);
    let ending = run(&client, &script, cancelling());
    let ChangeEnding::Stale { now, differences } = &ending else { panic!("{ending:?}") };
    assert_eq!(now.status, Status::Cancelled);
    assert_eq!((differences[0].what, differences[0].now.as_str()), ("Status", "Cancelled"));
    // Seen as cancelled already: refused with its reason, nothing sent.
    let (client, script_of_seen) = practice([(READ, says(cancelled()))]);
    let mut stage = Changing::default();
    stage.review(ChangeReview { seen: view(&cancelled()), change: cancelling() });
    let ticket = stage.submit().unwrap();
    let ending = block_on(change(&client, &patient(), ticket, &Directory::default(), &Cancel::new(), |_| ()));
    assert!(matches!(ending, ChangeEnding::NotPermitted { why: NotPermitted::Cancelled, .. }), "{ending:?}");
    assert_eq!(script.changes() + script_of_seen.changes(), 0);
}

// proves: L-12 FL-02
#[test]
fn a_lost_answer_to_a_change_is_resolved_by_reading_and_never_by_a_second_put() {
    for lose in [
        || Answer::Lost(TransportError::Timeout),
        || Answer::Lost(TransportError::Interrupted),
        || Answer::Page(502),
    ] {
        let saved = [(READ, says(stored())), (PUT, lose()), (READ, says(cancelled()))];
        assert_eq!(done(&play(cancelling(), saved)).0, Evidence::ReadBack);
        let late = [(READ, says(stored())), (PUT, lose()), (READ, says(stored())), (READ, says(cancelled()))];
        assert_eq!(done(&play(cancelling(), late)).0, Evidence::ReadBack);
        let lines = [
            (READ, says(stored())),
            (PUT, lose()),
            (READ, says(stored())),
            (READ, says(stored())),
            (READ, says(stored())),
        ];
        let ending = play(cancelling(), lines);
        assert!(matches!(ending, ChangeEnding::NotSoFar { .. }), "{ending:?}");
        let report = ending.report(&cancelling(), &surgery());
        assert_eq!((report.outcome, report.title), (Outcome::NotKnown, "Not cancelled yet"));
        assert!(report.saved.contains("it is not cancelled yet"), "{}", report.saved);
        assert!(report.next.contains("before the patient leaves"), "{}", report.next);
    }
}

#[test]
fn an_answer_without_a_body_or_without_the_change_is_checked() {
    let silent = [(READ, says(stored())), (PUT, Answer::Silent(200)), (READ, says(cancelled()))];
    assert_eq!(done(&play(cancelling(), silent)).0, Evidence::ReadBack);
    let unchanged = [
        (READ, says(stored())),
        (PUT, says(stored())),
        (READ, says(stored())),
        (READ, says(stored())),
        (READ, says(stored())),
    ];
    let ending = play(cancelling(), unchanged);
    assert!(matches!(ending, ChangeEnding::NotKnown { error: None, check: None }), "{ending:?}");
    let report = ending.report(&cancelling(), &surgery());
    assert_eq!(report.title, "It is not known whether this is cancelled");
}

// proves: L-11 APT-37
#[test]
fn a_refusal_shows_the_practices_words_and_that_nothing_changed() {
    let refusal = outcome(422, "INVALID_RESOURCE", "The cancellation reason must be provided");
    let ending = play(cancelling(), [(READ, says(stored())), (PUT, refusal), (READ, says(stored()))]);
    let report = ending.report(&cancelling(), &surgery());
    assert_eq!((report.title, report.saved.as_str()), ("Not cancelled", "Nothing was cancelled."));
    assert!(report.what.contains("The cancellation reason must be provided"));
    let gone = play(cancelling(), [(READ, outcome(404, "REFERENCE_NOT_FOUND", "No appointment"))]);
    assert!(matches!(gone, ChangeEnding::Refused(_)), "{gone:?}");
}

// proves: APT-27 APT-31
#[test]
fn a_shorter_text_that_was_not_saved_is_not_found_in_the_longer_one_that_stands() {
    let before = with(with(stored(), "description", json!("Call 4412 at noon")), "comment", Value::Null);
    let lines = || {
        let lost = (PUT, Answer::Lost(TransportError::Timeout));
        let read = || (READ, says(before.clone()));
        [read(), lost, read(), read(), read()]
    };
    let (client, script) = practice(lines());
    let mut stage = Changing::default();
    stage.review(ChangeReview { seen: view(&before), change: amending() });
    let ticket = stage.submit().unwrap();
    let ending = block_on(change(&client, &patient(), ticket, &Directory::default(), &Cancel::new(), |_| ()));
    assert!(matches!(ending, ChangeEnding::NotSoFar { .. }), "{ending:?}");
    assert_eq!(script.changes(), 1);
}

// proves: APT-27
#[test]
fn the_last_look_shows_each_text_before_and_after() {
    let amended = Change::Amend { description: "Call 4412".to_owned(), comment: None };
    let before = with(with(stored(), "description", json!("Cough")), "comment", json!("Stairs"));
    let rows = change_in_words(&view(&before), &amended);
    let rows: Vec<_> = rows.iter().map(|row| (row.what, row.before.as_str(), row.now.as_str())).collect();
    assert_eq!(rows, [("Description", "Cough", "Call 4412"), ("Comment", "Stairs", "Not stated")]);
}

// proves: FL-02
#[test]
fn a_change_without_an_answer_is_looked_at_by_itself_long_after() {
    let lost = [(READ, says(stored())), (PUT, Answer::Lost(TransportError::Timeout))];
    let looks = || (READ, says(stored()));
    let ending = play(cancelling(), lost.into_iter().chain([looks(), looks(), looks()]));
    let ChangeEnding::NotSoFar { error, .. } = ending else { panic!("{ending:?}") };
    let review = ChangeReview { seen: view(&stored()), change: cancelling() };
    let (client, script) = practice([looks(), (READ, Answer::Page(500)), (READ, says(cancelled()))]);
    let ending = block_on(follow_change(
        &client,
        &patient(),
        &review,
        Some(error),
        &Directory::default(),
        &Cancel::new(),
        |so_far| {
            assert!(so_far.is_open(), "{so_far:?}");
        },
    ));
    assert_eq!(done(&ending.unwrap()).0, Evidence::ReadBack);
    assert_eq!((script.changes(), script.waited.lock().unwrap().as_slice()), (0, [5, 10, 15].as_slice()));
}

// proves: FL-02 L-10
#[test]
fn a_conflict_with_ones_own_change_sent_twice_is_done_and_a_conflict_nobody_can_read_is_not_known() {
    let stale = || outcome(409, "FHIR_CONSTRAINT_VIOLATION", "The specified version (1) did not match");
    let ending = play(cancelling(), [(READ, says(stored())), (PUT, stale()), (READ, says(cancelled()))]);
    assert_eq!(done(&ending).0, Evidence::ReadBack);
    let ending = play(cancelling(), [(READ, says(stored())), (PUT, stale()), (READ, Answer::Page(500))]);
    assert!(matches!(ending, ChangeEnding::NotKnown { .. }), "{ending:?}");
    // A dead database answers 400, and so does the look: nobody knows.
    let dead = || outcome(400, "BAD_REQUEST", "Could not open connection");
    let ending = play(cancelling(), [(READ, says(stored())), (PUT, dead()), (READ, dead())]);
    assert!(matches!(ending, ChangeEnding::NotKnown { .. }), "{ending:?}");
}

// proves: FL-02
#[test]
fn cancelled_meanwhile_is_not_told_as_nothing_was_cancelled() {
    let ending = play(cancelling(), [(READ, says(cancelled()))]);
    let report = ending.report(&cancelling(), &surgery());
    assert_eq!(report.title, "The appointment is already cancelled");
    assert!(report.saved.contains("has it as cancelled"), "{}", report.saved);
}
