//! The whole way against the sandbox provider, whose diary changes with every booking: find, search, book, list, cancel,
//! and everything that can go wrong between. After each flow the diary is counted: nothing twice, nothing lost.

use crate::surgery::{self, Surgery};
use gp_connect_viewer::appointments::flow::booking::{Ending, Evidence};
use gp_connect_viewer::appointments::flow::changing::ChangeEnding;
use gp_connect_viewer::clinical::appointments::Status;
use gp_connect_viewer::gpconnect::appointments::Change;
use gp_connect_viewer::sandbox::{Behaviour, Fault, FaultKind};

const CREATE: &str = "fhir:rest:create:appointment-1";
const UPDATE: &str = "fhir:rest:update:appointment-1";
const CANCEL: &str = "fhir:rest:cancel:appointment-1";
const LIST: &str = "fhir:rest:search:patient_appointments-1";
const READ: &str = "fhir:rest:read:appointment-1";

fn cancelling() -> Change {
    Change::Cancel { reason: "Feels better".to_owned() }
}

fn evidence(ending: &Ending) -> Evidence {
    match ending {
        Ending::Booked { evidence, .. } => *evidence,
        other => panic!("{other:?}"),
    }
}

fn done(ending: &ChangeEnding) -> Evidence {
    match ending {
        ChangeEnding::Done { evidence, .. } => *evidence,
        other => panic!("{other:?}"),
    }
}

/// By the book, and as the official demonstrator does (L-7 to L-13).
fn both() -> [Surgery; 2] {
    let demonstrator = Surgery::open();
    // Across origins a PUT with If-Match never leaves the browser there: settings leave it out (L-28).
    demonstrator.behave(Behaviour { cors_without_if_match: false, ..Behaviour::demonstrator() });
    [Surgery::open(), demonstrator]
}

// proves: APT-01 APT-03 APT-06 APT-14 APT-29 L-7 L-9 L-11
#[test]
fn a_booking_takes_the_slot_and_a_cancellation_gives_it_back() {
    for (surgery, empty) in both().into_iter().zip([false, true]) {
        surgery.behave_also(|behaviour| behaviour.empty_created = empty);
        let imogen = surgery.find("9990054320");
        let before = surgery.slots();
        let ending = surgery.book(&imogen, &before[0]);
        assert_eq!(evidence(&ending), if empty { Evidence::ReadBack } else { Evidence::Answer });
        assert!(!surgery.slots().contains(&before[0]));
        let booked = surgery.appointment_in(&imogen, &before[0]);
        assert_eq!(
            (booked.description.as_deref(), booked.status.clone()),
            (Some("Referral"), Status::Booked)
        );
        assert_eq!(booked.booked_by.as_ref().unwrap().ods.as_deref(), Some("Y90500"));

        let ending = surgery.change(&imogen, &booked, cancelling());
        assert_eq!(done(&ending), Evidence::Answer);
        assert_eq!(surgery.slots(), before);
        let ChangeEnding::Done { appointment, .. } = ending else { panic!("done") };
        assert_eq!(appointment.cancellation_reason.as_deref(), Some("Feels better"));
        // The list still has it, marked (APT-26); cancelling it again sends nothing (L-11).
        let again = surgery.change(&imogen, &booked, cancelling());
        assert!(matches!(again, ChangeEnding::Stale { .. }), "{again:?}");
        assert_eq!(surgery.count(CANCEL), 1);
    }
}

// proves: APT-16
#[test]
fn adjacent_slots_become_one_appointment() {
    let surgery = Surgery::open();
    let imogen = surgery.find("9990054320");
    let before = surgery.slots();
    let chain = surgery.chain(&before);
    let ending = surgery.book_chain(&imogen, chain.clone());
    assert_eq!(evidence(&ending), Evidence::Answer);
    let booked = surgery.appointment_in(&imogen, &chain.slots()[0]);
    assert_eq!((booked.slots.len(), booked.minutes), (2, Some(chain.minutes())));
    assert_eq!(surgery.slots().len(), before.len() - 2);
}

// proves: APT-22 L-10
#[test]
fn of_two_who_want_one_slot_exactly_one_gets_it() {
    for surgery in both() {
        let (imogen, other) = (surgery.find("9990054320"), surgery.find(surgery::OTHER));
        for slot in surgery.slots().iter().take(20) {
            assert_eq!(evidence(&surgery.book(&imogen, slot)), Evidence::Answer);
            let late = surgery.book(&other, slot);
            assert!(matches!(late, Ending::SlotGone(_)), "{late:?}");
        }
        assert_eq!((surgery.standing(&imogen), surgery.standing(&other)), (20, 0));
    }
}

// proves: L-12 APT-22
#[test]
fn whatever_happens_to_the_answer_the_diary_has_it_once_or_not_at_all() {
    let faults: [(FaultKind, bool); 9] = [
        (FaultKind::TimeoutAfterSave, true),
        (FaultKind::TimeoutBeforeSave, false),
        (FaultKind::Truncated, true),
        (FaultKind::Malformed, true),
        (FaultKind::NoCors, true),
        (FaultKind::TooLarge(None), true),
        (FaultKind::WrongPatient, true),
        (FaultKind::NoBody(500), false),
        (FaultKind::HtmlError(502), false),
    ];
    for surgery in both() {
        let imogen = surgery.find("9990054320");
        for ((kind, saved), slot) in faults.iter().zip(surgery.slots()) {
            let before = surgery.count(CREATE);
            let booked = surgery.standing(&imogen);
            surgery.fault(Fault::new(CREATE, kind.clone()));
            let ending = surgery.book(&imogen, &slot);
            match (&ending, saved) {
                (Ending::Booked { .. }, true)
                | (Ending::NotBooked { .. } | Ending::NotSoFar { .. }, false) => {}
                (other, _) => panic!("{kind:?}: {other:?}"),
            }
            assert_eq!(surgery.count(CREATE), before + 1, "{kind:?}: one POST");
            assert_eq!(surgery.standing(&imogen), booked + usize::from(*saved), "{kind:?}");
            if !saved {
                // What was not saved can be booked, once.
                assert_eq!(evidence(&surgery.book(&imogen, &slot)), Evidence::Answer);
                assert_eq!(surgery.standing(&imogen), booked + 1, "{kind:?}");
            }
        }
    }
}

// proves: L-12
#[test]
fn an_unknown_slot_is_a_500_at_the_demonstrator_and_not_booked() {
    let surgery = Surgery::open();
    surgery.behave(Behaviour::demonstrator());
    let imogen = surgery.find("9990054320");
    let mut slot = surgery.slots()[0].clone();
    slot.id = "no-such-slot".to_owned();
    let ending = surgery.book(&imogen, &slot);
    assert!(matches!(ending, Ending::NotBooked { .. }), "{ending:?}");
    assert_eq!(surgery.standing(&imogen), 0);
}

#[test]
fn when_the_list_cannot_be_read_either_nobody_claims_to_know() {
    for unreadable in [
        FaultKind::Outcome(500, "INTERNAL_SERVER_ERROR".to_owned()),
        FaultKind::Malformed,
        FaultKind::TimeoutBeforeSave,
    ] {
        let surgery = Surgery::open();
        let imogen = surgery.find("9990054320");
        let slot = surgery.slots()[0].clone();
        surgery.fault(Fault::new(CREATE, FaultKind::TimeoutAfterSave));
        surgery.fault(Fault { times: 99, ..Fault::new(LIST, unreadable) });
        let ending = surgery.book(&imogen, &slot);
        assert!(matches!(ending, Ending::NotKnown { .. }), "{ending:?}");
        assert_eq!(surgery.count(CREATE), 1);
    }
}

// proves: APT-27 L-7
#[test]
fn amending_twice_and_cancelling_works_although_versions_in_answers_are_not_the_stored_ones() {
    for surgery in both() {
        let imogen = surgery.find("9990054320");
        let slot = surgery.slots()[0].clone();
        surgery.book(&imogen, &slot);
        for description in ["Call 4412", "Call 4413"] {
            let seen = surgery.appointment_in(&imogen, &slot);
            let change = Change::Amend { description: description.to_owned(), comment: None };
            assert_eq!(done(&surgery.change(&imogen, &seen, change)), Evidence::Answer);
            let now = surgery.appointment_in(&imogen, &slot);
            assert_eq!((now.description.as_deref(), now.comment), (Some(description), None));
            assert_eq!(now.booked_by, seen.booked_by);
        }
        let seen = surgery.appointment_in(&imogen, &slot);
        assert_eq!(done(&surgery.change(&imogen, &seen, cancelling())), Evidence::Answer);
    }
}

// proves: L-7 L-10 APT-27
#[test]
fn a_change_by_somebody_else_is_seen_before_or_at_the_moment_of_ours() {
    let surgery = Surgery::open();
    let imogen = surgery.find("9990054320");
    let slot = surgery.slots()[0].clone();
    surgery.book(&imogen, &slot);
    let seen = surgery.appointment_in(&imogen, &slot);
    let theirs = Change::Amend { description: "Moved to room 3".to_owned(), comment: None };
    assert_eq!(done(&surgery.change(&imogen, &seen, theirs)), Evidence::Answer);

    let ending = surgery.change(&imogen, &seen, cancelling());
    let ChangeEnding::Stale { differences, now } = &ending else { panic!("{ending:?}") };
    let what: Vec<(&str, &str)> =
        differences.iter().map(|difference| (difference.what, difference.now.as_str())).collect();
    assert_eq!(what, [("Description", "Moved to room 3"), ("Comment", "Not stated")]);
    assert_eq!((surgery.count(CANCEL), surgery.standing(&imogen)), (0, 1));

    // The user decides on the current details: refused between reading and writing, then done.
    surgery.fault(Fault::new(CANCEL, FaultKind::Outcome(409, "FHIR_CONSTRAINT_VIOLATION".to_owned())));
    let ending = surgery.change(&imogen, now, cancelling());
    assert!(
        matches!(&ending, ChangeEnding::Stale { differences, .. } if differences.is_empty()),
        "{ending:?}"
    );
    assert_eq!((surgery.count(CANCEL), surgery.standing(&imogen)), (1, 1));
    assert_eq!(done(&surgery.change(&imogen, now, cancelling())), Evidence::Answer);
    assert_eq!(surgery.count(UPDATE), 1);
}

// proves: L-12
#[test]
fn whatever_happens_to_the_answer_a_cancellation_is_sent_once_and_told_as_it_stands() {
    let faults: [(FaultKind, bool); 6] = [
        (FaultKind::TimeoutAfterSave, true),
        (FaultKind::TimeoutBeforeSave, false),
        (FaultKind::Truncated, true),
        (FaultKind::Malformed, true),
        (FaultKind::NoBody(500), false),
        (FaultKind::HtmlError(504), false),
    ];
    for surgery in both() {
        let imogen = surgery.find("9990054320");
        for ((kind, saved), slot) in faults.iter().zip(surgery.slots()) {
            surgery.book(&imogen, &slot);
            let (seen, before) = (surgery.appointment_in(&imogen, &slot), surgery.count(CANCEL));
            surgery.fault(Fault::new(CANCEL, kind.clone()));
            let ending = surgery.change(&imogen, &seen, cancelling());
            match (&ending, saved) {
                (ChangeEnding::Done { evidence: Evidence::ReadBack, .. }, true)
                | (ChangeEnding::NotChanged { .. } | ChangeEnding::NotSoFar { .. }, false) => {}
                (other, _) => panic!("{kind:?}: {other:?}"),
            }
            assert_eq!(surgery.count(CANCEL), before + 1, "{kind:?}: one PUT");
            let stands = surgery.appointment_in(&imogen, &slot).status;
            assert_eq!(stands == Status::Cancelled, *saved, "{kind:?}");
        }
    }
}

#[test]
fn an_appointment_that_is_gone_is_not_changed() {
    let surgery = Surgery::open();
    let imogen = surgery.find("9990054320");
    let slot = surgery.slots()[0].clone();
    surgery.book(&imogen, &slot);
    let seen = surgery.appointment_in(&imogen, &slot);
    surgery
        .fault(Fault { times: 9, ..Fault::new(READ, FaultKind::Outcome(404, "NO_RECORD_FOUND".to_owned())) });
    let ending = surgery.change(&imogen, &seen, cancelling());
    assert!(matches!(ending, ChangeEnding::Refused(_)), "{ending:?}");
    assert_eq!(surgery.count(CANCEL), 0);
}

// proves: APT-34
#[test]
fn a_patient_who_does_not_share_the_record_is_listed_booked_and_cancelled_all_the_same() {
    let surgery = Surgery::open();
    let hugo = surgery.find("9990054517");
    let slot = surgery.slots()[0].clone();
    assert_eq!(evidence(&surgery.book(&hugo, &slot)), Evidence::Answer);
    let booked = surgery.appointment_in(&hugo, &slot);
    assert_eq!(done(&surgery.change(&hugo, &booked, cancelling())), Evidence::Answer);
}
