//! Bookings whose end is not known: what counts as found, how long it is looked for, what holds back the next.

use crate::played::{LIST, POST, booked, play, play_review, review, surgery};
use crate::scripted::{Answer, Line, bundle, now, outcome, patient, practice, stored, with};
use futures::executor::block_on;
use gp_connect_viewer::appointments::flow::booking::{self, Earlier, Ending, Evidence, Review};
use gp_connect_viewer::appointments::flow::open_ends::{Attempt, Came, OpenEnds};
use gp_connect_viewer::appointments::flow::report::Outcome;
use gp_connect_viewer::clinical::appointments::{Appointment, Directory};
use gp_connect_viewer::fhir::Resource;
use gp_connect_viewer::gpconnect::{Cancel, Error, TransportError};
use gp_connect_viewer::session::under_way::Certainty;
use serde_json::json;

/// The patient's appointment at the chosen time, without a slot.
fn slotless(id: &str) -> serde_json::Value {
    let mut one = with(stored(), "id", json!(id));
    one.as_object_mut().unwrap().remove("slot");
    one
}

fn knowing(before: &[&str]) -> Review {
    Review { before: Some(before.iter().map(|id| (*id).to_owned()).collect()), ..review() }
}

// proves: FB-03
#[test]
fn an_appointment_without_a_slot_is_the_booking_only_if_all_else_fits_and_it_is_new() {
    let lost = || (POST, outcome(409, "DUPLICATE_REJECTED", "Slot is already in use."));
    let ours = slotless("a7");
    assert_eq!(
        booked(&play_review(knowing(&["a1"]), [lost(), (LIST, bundle(std::slice::from_ref(&ours)))])).0,
        Evidence::ReadBack
    );

    let (location, practitioner) = (
        json!([{ "actor": { "reference": "Patient/2" } }, { "actor": { "reference": "Location/99" } }, { "actor": { "reference": "Practitioner/1" } }]),
        json!([{ "actor": { "reference": "Patient/2" } }, { "actor": { "reference": "Location/17" } }, { "actor": { "reference": "Practitioner/9" } }]),
    );
    let mut other_organisation = ours.clone();
    other_organisation["contained"][0]["identifier"][0]["value"] = json!("Y90777");
    for (what, other) in [
        ("place", with(ours.clone(), "participant", location)),
        ("person", with(ours.clone(), "participant", practitioner)),
        ("description", with(ours.clone(), "description", json!("Blood test"))),
        ("organisation", other_organisation),
    ] {
        let ending = play_review(knowing(&["a1"]), [lost(), (LIST, bundle(&[other]))]);
        let Ending::NotKnown { found, .. } = &ending else { panic!("{what}: {ending:?}") };
        assert_eq!(found.len(), 1, "{what}");
        let report = ending.report(&surgery());
        assert_eq!(report.outcome, Outcome::NotKnown, "{what}");
        assert!(
            report.saved.contains("may be this one: Sat 21-Nov-2026, 15:00 to 15:20"),
            "{}",
            report.saved
        );
    }
    // Nobody had read the list before: nobody can tell whether it is new.
    let ending = play_review(review(), [lost(), (LIST, bundle(std::slice::from_ref(&ours)))]);
    assert!(matches!(ending, Ending::NotKnown { .. }), "{ending:?}");
    // It was there before: the slot is somebody else's, and this booking made nothing.
    let ending = play_review(knowing(&["a7"]), [lost(), (LIST, bundle(std::slice::from_ref(&ours)))]);
    assert!(matches!(ending, Ending::SlotGone(_)), "{ending:?}");
    // Two that fit: nobody chooses.
    let ending = play_review(knowing(&[]), [lost(), (LIST, bundle(&[ours, slotless("a8")]))]);
    assert!(matches!(&ending, Ending::NotKnown { found, .. } if found.len() == 2), "{ending:?}");
    // The very slot, which was the patient's before: not what this booking made.
    let ending = play_review(knowing(&["a1"]), [lost(), (LIST, bundle(&[stored()]))]);
    assert!(matches!(&ending, Ending::NotKnown { found, .. } if found.len() == 1), "{ending:?}");
}

// proves: FL-03 L-12
#[test]
fn a_refusal_is_believed_once_the_list_has_been_read() {
    // A dead database answers 400, to the list as well: nobody knows.
    let dead = || outcome(400, "BAD_REQUEST", "Could not open connection");
    let ending = play([(POST, dead()), (LIST, dead())]);
    assert!(matches!(ending, Ending::NotKnown { .. }), "{ending:?}");
    // It had saved before it failed.
    assert_eq!(booked(&play([(POST, dead()), (LIST, bundle(&[stored()]))])).0, Evidence::ReadBack);
    // A refusal that names another request's slot was meant for another request.
    let mixed = || outcome(422, "INVALID_RESOURCE", "Slot/998 is not free for Patient/41.");
    let empty = || (LIST, bundle(&[]));
    let ending = play([(POST, mixed()), empty(), empty(), empty()]);
    assert!(matches!(ending, Ending::NotSoFar { .. }), "{ending:?}");
    assert_eq!(booked(&play([(POST, mixed()), empty(), (LIST, bundle(&[stored()]))])).0, Evidence::ReadBack);
    let own = || outcome(422, "INVALID_RESOURCE", "Slot/11 is restricted.");
    assert!(matches!(play([(POST, own()), empty()]), Ending::Refused(_)));
}

// proves: FL-03 FL-02
#[test]
fn what_had_no_answer_is_looked_for_by_itself_long_after() {
    let empty = || (LIST, bundle(&[]));
    let (client, script) = practice([
        empty(),
        (LIST, outcome(500, "INTERNAL_SERVER_ERROR", "")),
        empty(),
        (LIST, bundle(&[stored()])),
    ]);
    let looks = std::cell::Cell::new(0);
    let error = timed_out();
    let ending = block_on(booking::follow(
        &client,
        &patient(),
        &review(),
        Some(error.clone()),
        &Directory::default(),
        &Cancel::new(),
        |_| {
            looks.set(looks.get() + 1);
        },
    ));
    assert_eq!(booked(&ending.unwrap()).0, Evidence::ReadBack);
    assert_eq!((looks.get(), script.changes()), (3, 0));
    assert_eq!(*script.waited.lock().unwrap(), [5, 10, 15, 30]);
    // Never found: ten minutes, and then it is still open, and never "not booked".
    let (client, script) = practice(std::iter::repeat_with(empty).take(8));
    let ending = block_on(booking::follow(
        &client,
        &patient(),
        &review(),
        Some(error),
        &Directory::default(),
        &Cancel::new(),
        |ending| {
            assert!(ending.is_open());
        },
    ));
    assert_eq!(ending, None);
    assert_eq!(script.waited.lock().unwrap().iter().sum::<u64>(), 600);
}

fn timed_out() -> Error {
    let empty = || (LIST, bundle(&[]));
    match play([(POST, Answer::Lost(TransportError::Timeout)), empty(), empty(), empty()]) {
        Ending::NotSoFar { error, .. } => error,
        other => panic!("{other:?}"),
    }
}

// proves: FL-03
#[test]
fn before_a_further_booking_the_unsettled_one_is_looked_for() {
    let hold = |lines: Vec<Line>| {
        let (client, script) = practice(lines);
        let earlier =
            [Earlier { client, patient: patient(), review: review(), directory: Directory::default() }];
        let ending = block_on(booking::hold_back(&earlier, &Cancel::new()));
        assert!(script.is_over());
        assert_eq!(script.changes(), 0);
        ending
    };
    assert_eq!(hold(vec![(LIST, bundle(&[]))]), None, "not there: the next may be sent");
    let ending = hold(vec![(LIST, bundle(&[stored()]))]).unwrap();
    let report = ending.report(&surgery());
    assert_eq!((report.outcome, report.title), (Outcome::NotDone, "Not sent: an earlier booking was saved"));
    assert!(report.what.contains("Sat 21-Nov-2026, 15:00 to 15:20"), "{}", report.what);
    let ending = hold(vec![(LIST, outcome(500, "INTERNAL_SERVER_ERROR", ""))]).unwrap();
    let report = ending.report(&surgery());
    assert_eq!(
        (report.outcome, report.title),
        (Outcome::NotDone, "Not sent: the outcome of an earlier booking is not known")
    );
}

fn view(json: &serde_json::Value) -> Appointment {
    match Resource::read(json.to_string().as_bytes()).unwrap() {
        Resource::Appointment(read) => Appointment::read(read, &Directory::default()),
        other => panic!("{other:?}"),
    }
}

// proves: FL-03
#[test]
fn what_is_open_is_compared_with_every_list_and_told_outside_the_patient() {
    let mut open = OpenEnds::default();
    let attempt = || Attempt::Booking(Box::new(review()));
    let key = open.note("Y90001", surgery(), attempt(), Some(timed_out()), None);
    assert_eq!(open.note("Y90001", surgery(), attempt(), None, Some(now())), key, "the same once");
    assert_eq!(open.bookings().count(), 1);
    let told = open.half_done();
    assert_eq!((told[0].end.certainty, told[0].end.title), (Certainty::NotKnown, "Outcome not known"));
    assert_eq!(told[0].what, "The booking of Sat 21-Nov-2026, 15:00 to 15:20 at Millbrook Surgery");

    // Another practice's list, and a list without it, settle nothing.
    assert!(open.read("Y90002", &[view(&stored())], true, now()).is_empty());
    assert!(open.read("Y90001", &[], true, now()).is_empty());
    assert!(open.get(key).unwrap().words().1.contains("Checked at 14:02:00: not there yet"));
    let came = open.read("Y90001", &[view(&stored())], true, now());
    assert!(matches!(came.as_slice(), [(found, Came::Stands(_))] if *found == key));
    let (heading, words) = open.get(key).unwrap().words();
    assert_eq!(heading, "Booked after all");
    assert!(words.contains("the patient has both"), "{words}");
    assert_eq!(open.half_done()[0].end.certainty, Certainty::Done);
    assert_eq!(open.bookings().count(), 0);
    open.settle(key);
    assert!(open.all().is_empty());
}

// proves: FL-03
#[test]
fn a_second_try_for_the_same_slots_settles_the_first_and_is_not_taken_for_it() {
    let mut open = OpenEnds::default();
    open.note("Y90001", surgery(), Attempt::Booking(Box::new(review())), None, None);
    open.booked("Y90001", &review(), &view(&stored()));
    assert!(open.all().is_empty(), "one slot is one appointment");
    // What is known to have come of another booking is not an answer to this one.
    open.note("Y90001", surgery(), Attempt::Booking(Box::new(review())), None, None);
    assert!(open.read("Y90001", &[view(&stored())], true, now()).is_empty());
}
