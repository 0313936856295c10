//! Booking against a practice that answers from a script: whatever happens to the answer, one POST and the truth.

use crate::played::{LIST, POST, booked, form, play, review, surgery};
use crate::scripted::{Answer, bundle, now, organisation, outcome, patient, practice, stored, with};
use crate::slots_sent;
use futures::executor::block_on;
use gp_connect_viewer::appointments::flow::booking::{
    self, Booking, Ending, Evidence, Form, FormFault, Review, Step, book,
};
use gp_connect_viewer::appointments::flow::report::Outcome;
use gp_connect_viewer::clinical::appointments::Directory;
use gp_connect_viewer::clinical::appointments::text::{self, TextFault};
use gp_connect_viewer::clinical::slots::{Chain, Deadline, NotAdjoining, NotBookable};
use gp_connect_viewer::gpconnect::appointments::{COMMENT_LENGTH, DESCRIPTION_LENGTH};
use gp_connect_viewer::gpconnect::{Cancel, TransportError};
use gp_connect_viewer::session::under_way::Certainty;
use serde_json::json;

// proves: APT-07 APT-17 APT-18 APT-19 APT-20 APT-23
#[test]
fn a_booking_sends_what_was_reviewed_and_shows_what_the_practice_saved() {
    let (client, script) = practice([(POST, Answer::Says(201, stored()))]);
    let mut stage = Booking::default();
    stage.review(review());
    let ticket = stage.submit().unwrap();
    let ending = block_on(book(&client, &patient(), ticket, &Directory::default(), &Cancel::new(), |_| ()));
    assert_eq!(booked(&ending), (Evidence::Answer, 0));
    let report = ending.report(&surgery());
    assert_eq!((report.outcome, report.title), (Outcome::Done, "Appointment booked"));

    let sent = script.body(0);
    assert_eq!(sent["slot"], json!([{ "reference": "Slot/11" }, { "reference": "Slot/12" }]));
    assert_eq!((&sent["start"], &sent["end"]), (&stored()["start"], &stored()["end"]));
    assert_eq!(
        (&sent["description"], &sent["comment"]),
        (&json!("Urgent care referral"), &json!("Ground floor"))
    );
    assert_eq!(sent["created"], "2026-11-21T14:02:00+00:00");
    assert_eq!(sent["contained"][0]["type"][0]["coding"][0]["code"], "urgent-care");
    let participants: Vec<&str> = sent["participant"]
        .as_array()
        .unwrap()
        .iter()
        .map(|participant| participant["actor"]["reference"].as_str().unwrap())
        .collect();
    assert_eq!(participants, ["Patient/2", "Location/17", "Practitioner/1"]);
    for never in ["reason", "specialty", "id", "serviceType", "appointmentType"] {
        assert!(sent.get(never).is_none(), "{never}");
    }
}

// proves: APT-18
#[test]
fn an_organisation_type_that_was_not_searched_with_is_not_sent() {
    let (client, script) = practice([(POST, Answer::Says(201, stored()))]);
    let mut stage = Booking::default();
    stage.review(Review::of(&form(), &organisation(), None, now()).unwrap());
    let ticket = stage.submit().unwrap();
    block_on(book(&client, &patient(), ticket, &Directory::default(), &Cancel::new(), |_| ()));
    assert!(script.body(0)["contained"][0].get("type").is_none());
}

// proves: APT-23
#[test]
fn only_201_with_the_chosen_slot_and_status_booked_is_called_booked() {
    for wrong in [
        with(stored(), "status", json!("pending")),
        with(stored(), "start", json!("2026-11-21T15:10:00+00:00")),
        with(stored(), "slot", json!([{ "reference": "Slot/99" }])),
        with(stored(), "slot", json!([{ "reference": "Slot/11" }])),
    ] {
        let ending = play([(POST, Answer::Says(201, wrong))]);
        let Ending::NotAsChosen { differences, .. } = &ending else { panic!("{ending:?}") };
        assert!(!differences.is_empty());
        let report = ending.report(&surgery());
        assert_eq!((report.outcome, report.title), (Outcome::NotKnown, "Not booked as you chose"));
        assert!(report.next.contains("01632 960101"));
    }
    // A success that is no 201, and an answer about another patient, prove nothing: the list decides.
    let other = json!([{ "actor": { "reference": "Patient/3" } }]);
    for doubtful in [Answer::Says(200, stored()), Answer::Says(201, with(stored(), "participant", other))] {
        assert_eq!(booked(&play([(POST, doubtful), (LIST, bundle(&[stored()]))])).0, Evidence::ReadBack);
    }
}

#[test]
fn other_values_than_chosen_are_named_beside_the_confirmation() {
    let participants =
        json!([{ "actor": { "reference": "Patient/2" } }, { "actor": { "reference": "Location/18" } }]);
    let merged = with(with(stored(), "comment", json!(null)), "participant", participants);
    let ending = play([(POST, Answer::Says(201, merged))]);
    let Ending::Booked { differences, .. } = &ending else { panic!("{ending:?}") };
    let what: Vec<&str> = differences.iter().map(|difference| difference.what).collect();
    assert_eq!(what, ["Where", "With", "Comment"]);
    assert_eq!(ending.report(&surgery()).outcome, Outcome::DoneOtherwise);
}

// proves: L-9
#[test]
fn an_empty_201_is_found_among_the_patients_appointments() {
    let (client, script) = practice([(POST, Answer::Silent(201)), (LIST, bundle(&[stored()]))]);
    let mut stage = Booking::default();
    stage.review(review());
    let ticket = stage.submit().unwrap();
    let steps = std::cell::RefCell::new(Vec::new());
    let ending = block_on(book(&client, &patient(), ticket, &Directory::default(), &Cancel::new(), |step| {
        steps.borrow_mut().push(step);
    }));
    assert_eq!(booked(&ending).0, Evidence::ReadBack);
    assert_eq!(*steps.borrow(), [Step::Sending, Step::Checking]);
    let list = script.asked.lock().unwrap()[1].url.clone();
    assert!(list.ends_with("?start=ge2026-11-21&start=le2026-11-21"), "{list}");

    let nowhere =
        play([(POST, Answer::Silent(201)), (LIST, bundle(&[])), (LIST, bundle(&[])), (LIST, bundle(&[]))]);
    assert_eq!(nowhere.report(&surgery()).title, "It is not known whether this is booked");
}

// proves: APT-22 L-10
#[test]
fn a_slot_taken_by_another_is_gone_and_nothing_was_booked() {
    let ending =
        play([(POST, outcome(409, "DUPLICATE_REJECTED", "Slot is already in use.")), (LIST, bundle(&[]))]);
    let Ending::SlotGone(_) = &ending else { panic!("{ending:?}") };
    let report = ending.report(&surgery());
    assert_eq!((report.outcome, report.title), (Outcome::NotDone, "This slot has been taken"));
    assert_eq!(report.saved, "Nothing was booked for this patient.");
    assert!(report.details.contains(&"Slot is already in use.".to_owned()));
    // Another code means the same.
    let ending = play([(POST, Answer::Page(409)), (LIST, bundle(&[]))]);
    assert!(matches!(ending, Ending::SlotGone(_)), "{ending:?}");
    // The conflict may be with one's own request, sent a second time by the browser: nobody knows until the list is read.
    let ending = play([(POST, Answer::Page(409)), (LIST, outcome(500, "INTERNAL_SERVER_ERROR", ""))]);
    assert!(matches!(ending, Ending::NotKnown { .. }), "{ending:?}");
}

#[test]
fn a_slot_taken_by_the_patients_own_earlier_try_is_booked() {
    let ending = play([
        (POST, outcome(409, "DUPLICATE_REJECTED", "Slot is already in use.")),
        (LIST, bundle(&[with(stored(), "id", json!("a0"))])),
    ]);
    assert_eq!(booked(&ending).0, Evidence::ReadBack);
}

// proves: L-12 FL-03
#[test]
fn a_lost_answer_is_resolved_by_reading_back_and_never_by_a_second_post() {
    let elsewhere = with(with(stored(), "id", json!("a9")), "slot", json!([{ "reference": "Slot/77" }]));
    let cancelled = with(stored(), "status", json!("cancelled"));
    for lose in [
        || Answer::Lost(TransportError::Timeout),
        || Answer::Lost(TransportError::Interrupted),
        || Answer::Lost(TransportError::Network),
        || Answer::Page(504),
    ] {
        // Saved: found at the first look, or once the practice has finished.
        assert_eq!(booked(&play([(POST, lose()), (LIST, bundle(&[stored()]))])).0, Evidence::ReadBack);
        let late = [(POST, lose()), (LIST, bundle(&[])), (LIST, bundle(&[stored()]))];
        assert_eq!(booked(&play(late)).0, Evidence::ReadBack);
        // Not saved: three looks, and neither another appointment nor a cancelled one passes for it.
        let looks = [
            (POST, lose()),
            (LIST, bundle(&[])),
            (LIST, bundle(std::slice::from_ref(&elsewhere))),
            (LIST, bundle(std::slice::from_ref(&cancelled))),
        ];
        let ending = play(looks);
        assert!(matches!(ending, Ending::NotSoFar { .. }), "{ending:?}");
        let report = ending.report(&surgery());
        assert_eq!((report.outcome, report.title), (Outcome::NotKnown, "Not booked yet"));
        assert!(report.saved.contains("at 14:02:00: this one is not among them yet"), "{}", report.saved);
        assert!(report.next.contains("before the patient leaves"), "{}", report.next);
    }
}

// proves: L-12
#[test]
fn a_500_with_any_code_is_uncertain_until_the_list_has_been_read() {
    let lose = || outcome(500, "BAD_REQUEST", "Failed to call access method");
    assert_eq!(booked(&play([(POST, lose()), (LIST, bundle(&[stored()]))])).0, Evidence::ReadBack);
    let ending = play([(POST, lose()), (LIST, bundle(&[]))]);
    assert!(matches!(ending, Ending::NotBooked { .. }), "{ending:?}");
    assert!(ending.report(&surgery()).details.contains(&"Failed to call access method".to_owned()));
    // A 201 whose body cannot be read, likewise.
    let half = Answer::Says(201, json!({ "resourceType": "Appoint" }));
    assert_eq!(booked(&play([(POST, half), (LIST, bundle(&[stored()]))])).0, Evidence::ReadBack);
}

#[test]
fn when_reading_back_fails_nobody_claims_to_know() {
    let refused = || outcome(500, "INTERNAL_SERVER_ERROR", "");
    for looks in [
        vec![(LIST, refused()), (LIST, refused()), (LIST, refused())],
        // An appointment that cannot be read might be the one.
        vec![(LIST, bundle(&[json!("?")])), (LIST, bundle(&[json!("?")])), (LIST, bundle(&[json!("?")]))],
        // Nor is "not there" believed when the last look failed.
        vec![(LIST, bundle(&[])), (LIST, bundle(&[])), (LIST, refused())],
    ] {
        let lines = std::iter::once((POST, Answer::Lost(TransportError::Timeout))).chain(looks);
        let ending = play(lines);
        assert!(matches!(ending, Ending::NotKnown { .. }), "{ending:?}");
        let report = ending.report(&surgery());
        assert_eq!(
            (report.outcome, report.title),
            (Outcome::NotKnown, "It is not known whether this is booked")
        );
        assert!(report.next.contains("Do not book again yet"));
        assert_eq!(report.trace_id.as_deref(), Some("09a01679-2564-4fb4-9129-aecc81ea2706"));
    }
}

// proves: APT-37
#[test]
fn a_refusal_says_why_and_that_nothing_was_booked() {
    let ending = play([(POST, outcome(422, "INVALID_RESOURCE", "Slot limit reached")), (LIST, bundle(&[]))]);
    let report = ending.report(&surgery());
    assert_eq!((report.title, report.saved.as_str()), ("Not booked", "Nothing was booked."));
    assert!(report.what.contains("Slot limit reached"));
}

// proves: APT-21
#[test]
fn a_slot_that_started_between_review_and_booking_is_not_sent() {
    let slots = slots_sent::read(&[slots_sent::slot("1", "1", "21T14:02", "21T14:12")]);
    let early = "2026-11-21T14:00:00Z".parse().unwrap();
    let form = Form { chain: Some(Chain::of(slots.slots[0].clone())), ..form() };
    let mut stage = Booking::default();
    stage.review(Review::of(&form, &organisation(), None, early).unwrap());
    let (client, script) = practice([]);
    let ticket = stage.submit().unwrap();
    let ending = block_on(book(&client, &patient(), ticket, &Directory::default(), &Cancel::new(), |_| ()));
    assert!(matches!(ending, Ending::Refused(_)), "{ending:?}");
    assert!(ending.report(&surgery()).what.contains("already started"));
    assert!(script.asked.lock().unwrap().is_empty());
}

// proves: APT-17 APT-18 APT-21 APT-33
#[test]
fn a_form_names_every_fault_at_once() {
    assert_eq!(
        (text::DESCRIPTION_LIMIT, text::COMMENT_LIMIT),
        (DESCRIPTION_LENGTH, COMMENT_LENGTH),
        "the form and the wire count alike"
    );
    let faults = |form: &Form| Review::of(form, &organisation(), None, now()).unwrap_err();
    assert_eq!(
        faults(&Form::default()),
        [FormFault::NoSlot, FormFault::Description(TextFault::Missing), FormFault::NotTold]
    );
    let long = Form { description: "x".repeat(101), comment: "🚑".repeat(501), ..form() };
    assert_eq!(
        faults(&long),
        [
            FormFault::Description(TextFault::TooLong { limit: 100, over: 1 }),
            FormFault::Comment(TextFault::TooLong { limit: 500, over: 1 })
        ]
    );
    let phoneless = booking::Review::of(
        &form(),
        &gp_connect_viewer::gpconnect::Organisation { phone: None, ..organisation() },
        None,
        now(),
    );
    assert_eq!(phoneless.unwrap_err(), [FormFault::NoPhone]);
    let later = Review::of(&form(), &organisation(), None, "2026-11-21T15:00:00Z".parse().unwrap());
    assert_eq!(later.unwrap_err(), [FormFault::Slot(NotAdjoining::NotBookable(NotBookable::Started))]);
}

// proves: APT-13
#[test]
fn a_slot_beyond_the_time_frame_is_booked_only_when_somebody_says_so() {
    let review = |hours: u32, late_agreed: bool| {
        let deadline = Some(Deadline::within(hours, "2026-11-21T13:30:00Z".parse().unwrap()));
        let form = Form { deadline, late_agreed, ..form() };
        Review::of(&form, &organisation(), None, now()).map(|_| ())
    };
    assert_eq!(review(1, false), Err(vec![FormFault::Late]), "14:30, and the slot is at 15:00 or later");
    assert_eq!(review(1, true), Ok(()));
    assert_eq!(review(4, false), Ok(()));
}

#[test]
fn what_was_not_known_can_be_looked_for_again_without_booking_again() {
    let (client, script) = practice([(LIST, bundle(&[stored()])), (LIST, bundle(&[]))]);
    let look = || {
        let (directory, cancel) = (Directory::default(), Cancel::new());
        block_on(booking::check_again(&client, &patient(), &review(), None, &directory, &cancel))
    };
    assert_eq!(booked(&look()).0, Evidence::ReadBack);
    assert!(matches!(look(), Ending::NotKnown { .. }));
    assert_eq!(script.changes(), 0);
}

// proves: ARH-29 APT-37
#[test]
fn told_outside_the_patient_it_names_nobody_and_nothing_that_was_written() {
    let refused = || outcome(422, "INVALID_RESOURCE", "no");
    for (lines, certainty, title) in [
        (vec![(POST, Answer::Says(201, stored()))], Certainty::Done, "Appointment booked"),
        (vec![(POST, refused()), (LIST, bundle(&[]))], Certainty::NotDone, "Not booked"),
        (
            vec![
                (POST, Answer::Lost(TransportError::Timeout)),
                (LIST, refused()),
                (LIST, refused()),
                (LIST, refused()),
            ],
            Certainty::NotKnown,
            "It is not known whether this is booked",
        ),
    ] {
        let ending = play(lines);
        let end = ending.report(&surgery()).outside(&surgery());
        assert_eq!((end.certainty, end.title), (certainty, title));
        assert!(end.trace_id.is_some(), "{title}");
        let said = format!("{end:?}");
        for secret in ["Hartley", "HARTLEY", "9990054320", stored()["description"].as_str().unwrap()] {
            assert!(!said.contains(secret), "{said}");
        }
        assert_eq!(end.next.contains("01632 960101"), certainty == Certainty::NotKnown, "{}", end.next);
    }
}
