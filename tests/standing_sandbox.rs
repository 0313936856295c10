//! A patient at a practice where they are not registered: asked for, compared, and never confused with anybody.
#![cfg(feature = "sandbox")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says what it expects by failing")]

#[path = "booking/surgery.rs"]
mod surgery;

use futures::executor::block_on;
use gp_connect_viewer::appointments::standing::{Standing, look};
use gp_connect_viewer::gpconnect::Cancel;
use gp_connect_viewer::sandbox::{Fault, FaultKind};
use surgery::Surgery;

const FIND: &str = "fhir:rest:search:patient-1";
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
