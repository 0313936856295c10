//! Rebooking against a practice that answers from a script: two steps, and what is booked whichever of them fails.

use crate::slots_sent;

use crate::scripted::{Answer, Line, bundle, now, organisation, outcome, patient, practice, stored, with};
use futures::executor::block_on;
use gp_connect_viewer::appointments::flow::booking::{Booking, Ending, Evidence, Form, Review, book};
use gp_connect_viewer::appointments::flow::changing::{ChangeReview, Changing, change};
use gp_connect_viewer::appointments::flow::rebooking::{Next, Rebooking};
use gp_connect_viewer::clinical::appointments::{Appointment, Directory};
use gp_connect_viewer::clinical::slots::Chain;
use gp_connect_viewer::fhir::Resource;
use gp_connect_viewer::gpconnect::appointments::Change;
use gp_connect_viewer::gpconnect::{Cancel, TransportError};
use gp_connect_viewer::session::under_way::{Certainty, End};
use serde_json::{Value, json};

const ODS: &str = "Y90001";
const SURGERY: &str = "Millbrook Surgery";
const POST: &str = "POST /Appointment";
const LIST: &str = "GET /Patient/2/Appointment";
const CANCELLATION: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-AppointmentCancellationReason-1";

/// The old appointment: half past two.
fn old() -> Value {
    let json = with(with(stored(), "id", json!("a0")), "start", json!("2026-11-21T14:30:00+00:00"));
    with(with(json, "end", json!("2026-11-21T14:40:00+00:00")), "slot", json!([{ "reference": "Slot/9" }]))
}

fn cancelled(json: Value) -> Value {
    let mut json = with(json, "status", json!("cancelled"));
    json["extension"].as_array_mut().unwrap().push(json!({ "url": CANCELLATION, "valueString": "Rebooked" }));
    json
}

fn view(json: &Value) -> Appointment {
    match Resource::read(json.to_string().as_bytes()).unwrap() {
        Resource::Appointment(read) => Appointment::read(read, &Directory::default()),
        other => panic!("{other:?}"),
    }
}

fn started() -> Rebooking {
    Rebooking::of(&view(&old()), ODS, SURGERY).unwrap()
}

/// The first step: books three o'clock.
fn step_one(rebooking: &mut Rebooking, lines: Vec<Line>) {
    let (client, script) = practice(lines);
    let slots = slots_sent::read(&[
        slots_sent::slot("11", "1", "21T15:00", "21T15:10"),
        slots_sent::slot("12", "1", "21T15:10", "21T15:20"),
    ]);
    let chain = Chain::of(slots.slots[0].clone()).with(&slots.slots[1], now()).unwrap();
    let form = Form {
        chain: Some(chain),
        description: "Urgent care referral".to_owned(),
        comment: "Ground floor".to_owned(),
        told: true,
        ..Form::default()
    };
    let review = Review::of(&form, &organisation(), Some("urgent-care".to_owned()), now()).unwrap();
    let mut stage = Booking::default();
    stage.review(review.clone());
    let ticket = stage.submit().unwrap();
    let ending = block_on(book(&client, &patient(), ticket, &Directory::default(), &Cancel::new(), |_| ()));
    assert!(script.is_over() && script.changes() == 1);
    rebooking.booked(&ending, &review.choice.when(), ODS, SURGERY);
}

/// Cancels one of the two.
fn cancel(rebooking: &mut Rebooking, seen: &Value, lines: Vec<Line>) {
    let (client, script) = practice(lines);
    let change_to = Change::Cancel { reason: "Rebooked".to_owned() };
    let mut stage = Changing::default();
    stage.review(ChangeReview { seen: view(seen), change: change_to.clone() });
    let ticket = stage.submit().unwrap();
    let ending = block_on(change(&client, &patient(), ticket, &Directory::default(), &Cancel::new(), |_| ()));
    assert!(script.is_over() && script.changes() <= 1);
    rebooking.changed(ODS, seen["id"].as_str().unwrap(), &change_to, &ending);
}

fn says(json: Value) -> Answer {
    Answer::Says(200, json)
}

fn both() -> Rebooking {
    let mut rebooking = started();
    step_one(&mut rebooking, vec![(POST, Answer::Says(201, stored()))]);
    assert_eq!(rebooking.next(), Next::CancelOld);
    rebooking
}

// proves: APT-32
#[test]
fn the_new_appointment_is_booked_before_the_old_one_is_cancelled() {
    assert_eq!(started().next(), Next::Book);
    let mut rebooking = both();
    let (title, what) = rebooking.words();
    assert!(title.contains("step 2 of 2"));
    assert!(
        what.contains("two appointments")
            && what.contains("14:30 to 14:40")
            && what.contains("15:00 to 15:20")
    );
    let lines = vec![("GET /Appointment/a0", says(old())), ("PUT /Appointment/a0", says(cancelled(old())))];
    cancel(&mut rebooking, &old(), lines);
    assert_eq!(rebooking.next(), Next::Rebooked);
}

// proves: APT-32 APT-22
#[test]
fn where_the_first_step_fails_the_old_appointment_stands_and_that_is_said() {
    let lost = || (POST, Answer::Lost(TransportError::Timeout));
    for lines in [
        vec![(POST, outcome(409, "DUPLICATE_REJECTED", "taken")), (LIST, bundle(&[old()]))],
        vec![(POST, outcome(422, "INVALID_RESOURCE", "one appointment a patient")), (LIST, bundle(&[old()]))],
    ] {
        let mut rebooking = started();
        step_one(&mut rebooking, lines);
        assert_eq!(rebooking.next(), Next::Book);
        let (_, what) = rebooking.words();
        assert!(what.contains("14:30 to 14:40") && what.contains("stays booked"), "{what}");
    }
    // A time-out says nothing about the new one: somebody must look before the old one is cancelled.
    let mut rebooking = started();
    step_one(
        &mut rebooking,
        vec![lost(), (LIST, bundle(&[old()])), (LIST, bundle(&[old()])), (LIST, bundle(&[old()]))],
    );
    assert_eq!(rebooking.next(), Next::Look);
    rebooking.not_booked();
    assert_eq!(rebooking.next(), Next::Book, "settled with the practice: it was not booked");
}

// proves: APT-32
#[test]
fn a_first_step_that_nobody_knows_the_end_of_is_looked_up_before_anything_is_cancelled() {
    let refused = || (LIST, outcome(422, "INVALID_PARAMETER", "no"));
    let mut rebooking = started();
    let lost = (POST, Answer::Lost(TransportError::Timeout));
    step_one(&mut rebooking, vec![lost, refused(), refused(), refused()]);
    assert_eq!(rebooking.next(), Next::Look);
    // Another practice's list settles nothing, though it knows the same time and the same number.
    rebooking.read("Y90002", &[view(&old()), view(&stored())]);
    assert_eq!(rebooking.next(), Next::Look);
    // Nor does a time alone: another appointment at that time is not what was sent.
    rebooking.read(ODS, &[view(&old()), view(&stored())]);
    assert_eq!(rebooking.next(), Next::Look);
    let found = Ending::Booked {
        appointment: Box::new(view(&stored())),
        evidence: Evidence::ReadBack,
        differences: Vec::new(),
        trace_id: String::new(),
        at: now(),
    };
    rebooking.booked(&found, "", ODS, "Millbrook Surgery");
    assert_eq!(rebooking.next(), Next::CancelOld);
    assert_eq!(rebooking.new.and_then(|new| new.id).as_deref(), Some("a1"));
}

// proves: APT-32
#[test]
fn where_the_second_step_fails_both_stand_and_it_is_finished_or_undone() {
    let read = || ("GET /Appointment/a0", says(old()));
    let mut rebooking = both();
    let refusal = ("PUT /Appointment/a0", outcome(422, "INVALID_RESOURCE", "no"));
    cancel(&mut rebooking, &old(), vec![read(), refusal, read()]);
    assert_eq!(rebooking.next(), Next::CancelOld);

    // Finished: the answer is lost, and the list says that it is cancelled after all.
    let mut finished = rebooking.clone();
    let lost = ("PUT /Appointment/a0", Answer::Lost(TransportError::Timeout));
    let unread = || ("GET /Appointment/a0", outcome(404, "REFERENCE_NOT_FOUND", "no"));
    cancel(&mut finished, &old(), vec![read(), lost, unread(), unread(), unread()]);
    assert_eq!(finished.next(), Next::Look);
    finished.read(ODS, &[view(&cancelled(old())), view(&stored())]);
    assert_eq!(finished.next(), Next::Rebooked);

    // Undone: the new one is cancelled instead.
    let lines =
        vec![("GET /Appointment/a1", says(stored())), ("PUT /Appointment/a1", says(cancelled(stored())))];
    cancel(&mut rebooking, &stored(), lines);
    assert_eq!(rebooking.next(), Next::Undone);
    assert!(rebooking.words().1.contains("The old one is still booked"));
}

// proves: APT-32
#[test]
fn an_old_appointment_that_somebody_else_cancelled_meanwhile_is_not_said_to_stand() {
    let mut rebooking = started();
    rebooking.read(ODS, &[view(&cancelled(old()))]);
    assert_eq!(rebooking.next(), Next::Neither);
    let mut rebooking = both();
    cancel(&mut rebooking, &old(), vec![("GET /Appointment/a0", says(cancelled(old())))]);
    assert_eq!(rebooking.next(), Next::Rebooked);
}

// proves: APT-32 ARH-29
#[test]
fn whoever_closes_the_patient_between_the_steps_is_told_what_stands() {
    // Nothing is half done before the first step, or after the second.
    assert_eq!(started().half_done(), None);
    let rebooking = both();
    let half_done = rebooking.half_done().unwrap();
    assert_eq!(half_done.end.title, "Rebooking not finished");
    assert!(half_done.what.contains("14:30 to 14:40 at Millbrook Surgery"), "{}", half_done.what);
    let next = &half_done.end.next;
    assert!(next.contains("Both appointments are booked") && next.contains("15:00 to 15:20"), "{next}");
    assert!(
        next.contains("was not cancelled") && next.contains("cancel the one that is not wanted"),
        "{next}"
    );

    // A step that ends after the patient was closed tells its own end, and what is booked with it.
    let end = |title| End {
        certainty: Certainty::Done,
        title,
        next: "Find the patient.".to_owned(),
        trace_id: None,
    };
    let told = rebooking.add_to(end("Appointment booked"));
    assert_eq!((told.title, told.certainty), ("Appointment booked", Certainty::NotKnown));
    assert!(told.next.starts_with("Find the patient. Both appointments are booked"), "{}", told.next);
    assert!(
        started()
            .add_to(end("Not booked"))
            .next
            .ends_with("14:30 to 14:40 at Millbrook Surgery, is still booked.")
    );

    let mut finished = rebooking;
    let lines = vec![("GET /Appointment/a0", says(old())), ("PUT /Appointment/a0", says(cancelled(old())))];
    cancel(&mut finished, &old(), lines);
    assert_eq!(finished.half_done(), None);
    assert_eq!(finished.add_to(end("Appointment cancelled")), end("Appointment cancelled"));
}
