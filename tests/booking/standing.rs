//! A patient at a practice where they are not registered: asked for, compared, and never confused with anybody.

use crate::surgery::Surgery;
use futures::executor::block_on;
use gp_connect_viewer::appointments::flow::booking::Ending;
use gp_connect_viewer::clinical::cross_check::Field;
use gp_connect_viewer::gpconnect::Cancel;
use gp_connect_viewer::sandbox::{Fault, FaultKind};
use gp_connect_viewer::session::Practice;
use gp_connect_viewer::session::standing::{Standing, look, register};

const FIND: &str = "fhir:rest:search:patient-1";
const REGISTER: &str = "fhir:operation:gpc.registerpatient-1";
const HUB: &str = "Y90002";

fn look_at(surgery: &Surgery, ods: &str) -> Standing {
    let traced = surgery.find("9990054320").traced().clone();
    block_on(look(&surgery.client_of(ods), &traced, &Cancel::new()))
}

// proves: FND-15 L-18
#[test]
fn unknown_at_another_practice_is_no_failure_however_it_is_said() {
    assert_eq!(look_at(&Surgery::open(), HUB), Standing::Nobody);
    let older = Surgery::open();
    let kind = FaultKind::Outcome(404, "PATIENT_NOT_FOUND".to_owned());
    older.fault(Fault { practice: Some(HUB.to_owned()), ..Fault::new(FIND, kind) });
    assert_eq!(look_at(&older, HUB), Standing::Nobody);
}

#[test]
fn a_practice_that_cannot_be_asked_is_not_one_without_the_patient() {
    for ods in ["Y90004", "Y90005", "Y90006", "Y90007"] {
        let standing = look_at(&Surgery::open(), ods);
        assert!(matches!(standing, Standing::Failed(_)), "{ods}: {standing:?}");
        assert_eq!(standing.patient(), None);
    }
}

fn register_at_hub(surgery: &Surgery, number: &str) -> Standing {
    let traced = surgery.find(number).traced().clone();
    block_on(register(&surgery.client_of(HUB), &traced, &Cancel::new()))
}

// proves: FND-15 FND-17 FND-18
#[test]
fn registered_temporarily_the_patient_is_found_and_booked_there_and_stays_registered_at_home() {
    let surgery = Surgery::open();
    let standing = register_at_hub(&surgery, "9990054320");
    let visitor = standing.patient().unwrap_or_else(|| panic!("{standing:?}")).clone();
    assert_eq!(visitor.practice_ods(), HUB);
    // Another id than at home: ids of one practice mean nothing at another.
    assert_ne!(visitor.id(), surgery.find("9990054320").id());
    assert_eq!(look_at(&surgery, HUB).patient().unwrap().id(), visitor.id());

    let slot = surgery.slots_at(HUB).remove(0);
    let ending = surgery.book(&visitor, &slot);
    assert!(matches!(ending, Ending::Booked { .. }), "{ending:?}");
    assert!(!surgery.slots_at(HUB).contains(&slot));
    // The client refuses to book at one practice for a patient found at another.
    let (home, slot) = (surgery.find("9990054320"), surgery.slots_at(HUB).remove(0));
    assert!(matches!(surgery.book(&home, &slot), Ending::Refused(_)));
    assert!(surgery.slots_at(HUB).contains(&slot));
}

// proves: FND-19 FL-02
#[test]
fn registered_twice_is_found_again_and_a_lost_answer_is_looked_up() {
    let surgery = Surgery::open();
    let first = register_at_hub(&surgery, "9990054320");
    let again = register_at_hub(&surgery, "9990054320");
    assert_eq!(again.patient().unwrap().id(), first.patient().unwrap().id(), "409: found again");

    for (kind, is_there) in [
        (FaultKind::TimeoutAfterSave, true),
        (FaultKind::Truncated, true),
        (FaultKind::TimeoutBeforeSave, false),
        (FaultKind::NoBody(500), false),
        (FaultKind::Outcome(422, "INVALID_PATIENT_DEMOGRAPHICS".to_owned()), false),
    ] {
        let surgery = Surgery::open();
        surgery.fault(Fault::new(REGISTER, kind.clone()));
        let standing = register_at_hub(&surgery, "9990054320");
        assert_eq!(standing.patient().is_some(), is_there, "{kind:?}: {standing:?}");
        // After a time-out nobody says "not registered": the practice may still be at work.
        let not_there = match kind {
            FaultKind::TimeoutBeforeSave => matches!(standing, Standing::NotSoFar(_)),
            _ => matches!(standing, Standing::NotRegistered(_)),
        };
        assert_eq!(not_there, !is_there, "{kind:?}: {standing:?}");
        assert_eq!(surgery.count(REGISTER), 1, "{kind:?}: sent once");
    }
    // Neither the answer nor the list: nobody says "not registered".
    let surgery = Surgery::open();
    let traced = surgery.find("9990054320").traced().clone();
    surgery.fault(Fault::new(REGISTER, FaultKind::TimeoutAfterSave));
    surgery.fault(Fault { times: 3, ..Fault::new(FIND, FaultKind::Malformed) });
    let standing = block_on(register(&surgery.client_of(HUB), &traced, &Cancel::new()));
    assert!(matches!(standing, Standing::NotKnown(_)), "{standing:?}");
}

// proves: FND-12 FND-14
#[test]
fn another_practice_is_no_difference_and_a_real_one_is_confirmed_first() {
    // At home the practice's code differs from the national record, which somebody confirms. Here no code is compared.
    let surgery = Surgery::open();
    assert!(register_at_hub(&surgery, "9990054495").patient().is_some());
    // Died, as the practice knows and PDS does not yet.
    let standing = register_at_hub(&surgery, "9990054460");
    let Standing::Differs(met) = &standing else { panic!("{standing:?}") };
    let differing: Vec<Field> = met.check().differences().map(|row| row.field).collect();
    assert_eq!(differing, [Field::Died]);
    assert_eq!(standing.patient(), None, "not before somebody confirms");
    assert!(standing.confirmed().patient().is_some());
}

// proves: FND-16 ARH-24
#[test]
fn several_records_and_another_number_stop_with_the_words_for_it() {
    let practice = Practice { name: "Harbour Lane Hub".to_owned(), phone: Some("01632 960102".to_owned()) };
    let words = Standing::Several(2).obstacle(&practice).unwrap();
    assert!(words.what.contains("2 records") && words.next.contains("01632 960102"));

    let surgery = Surgery::open();
    let traced = surgery.find("9990054320").traced().clone();
    register_at_hub(&surgery, "9990054320");
    surgery.fault(Fault::new(FIND, FaultKind::WrongPatient));
    let standing = block_on(look(&surgery.client_of(HUB), &traced, &Cancel::new()));
    assert_eq!(standing.confirmed().patient(), None);
}
