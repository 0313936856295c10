//! The invented patients of the sandbox, each looked up: who opens, who is compared first, and in which words nobody opens.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::executor::block_on;
use gp_connect_viewer::clinical::cross_check::Field;
use gp_connect_viewer::format::NhsNumber;
use gp_connect_viewer::gpconnect::client::random_trace_id;
use gp_connect_viewer::gpconnect::{Cancel, Connection, Held};
use gp_connect_viewer::patient::opening::{Candidate, Obstacle, look_up};
use gp_connect_viewer::sandbox::{Fault, FaultKind, ORIGIN, Provider, SandboxTransport, config};
use gp_connect_viewer::session::{AuditTrail, OpenPatient, Settings};

fn now() -> DateTime<Utc> {
    "2026-11-21T14:02:00Z".parse().unwrap()
}

fn look(number: &str, fault: Option<Fault>) -> (Result<Candidate, Obstacle>, AuditTrail) {
    let settings = Settings::read(config(ORIGIN).as_bytes()).unwrap();
    let provider = Arc::new(Mutex::new(Provider::new()));
    if let Some(fault) = fault {
        provider.lock().unwrap().add_fault(fault);
    }
    let audit = AuditTrail::default();
    let connection = Connection {
        transport: Arc::new(SandboxTransport::new(provider, now)),
        mode: settings.reach.mode(),
        identity: settings.identity.clone(),
        now,
        new_trace_id: random_trace_id,
        timeout: Duration::from_secs(30),
        max_bytes: 20_000_000,
        observer: audit.observer(),
        held: Held::default(),
        statements: Default::default(),
    };
    let number = NhsNumber::parse(number).unwrap();
    (block_on(look_up(&connection, &settings, &number, &Cancel::new(), |_| ())), audit)
}

/// Number, differing fields, or the title of the obstacle and a part of its words.
enum Expected {
    Opens,
    Compared(&'static [Field]),
    Replaced,
    Stops(&'static str, &'static str),
}

use Expected::{Compared, Opens, Replaced, Stops};

const RESTRICTED: Expected = Stops("This record cannot be opened", "Nothing was sent to any practice");
const DIED: Expected = Stops("This patient has died", "died on");

#[rustfmt::skip] // one patient a line
const PATIENTS: &[(&str, Expected)] = &[
    ("9990054320", Opens),
    ("9990054541", Opens),
    ("9990054592", Opens),
    ("9990054606", Opens),
    ("9990054622", Opens),
    ("9990054630", Opens),
    ("9990054649", Opens),
    ("9990054517", Opens),
    ("9990054401", RESTRICTED),
    ("9990054428", RESTRICTED),
    ("9990054436", RESTRICTED),
    ("9990054444", DIED),
    ("9990054452", DIED),
    ("9990054460", Compared(&[Field::Died])),
    ("9990054479", Stops("No record at the practice", "Millbrook Surgery returned no record for this patient")),
    ("9990054487", Stops("More than one record for this NHS number", "returned 2 records")),
    ("9990054495", Compared(&[Field::RegisteredPractice])),
    ("9990054509", Stops("The practice answered about someone else", "different NHS number")),
    ("9990054525", Replaced),
    ("9990054657", Stops("The patient could not be looked up", "cannot reach the system")),
    ("9990054665", Stops("The patient could not be looked up", "not enabled")),
    ("9990054673", Stops("The patient could not be looked up", "cannot be reached")),
    ("9990054681", Stops("The patient could not be looked up", "no data-sharing agreement")),
    ("9990054703", Stops("This practice cannot be reached from here", "Y90888")),
    ("9990054711", Stops("No registered practice", "registered now")),
    ("9990056390", Stops("No patient with this NHS number", "does not know this NHS number")),
];

// proves: FND-10 FND-11 FND-15 FND-16 ARH-02 ARH-03 ARH-04 ARH-05 ARH-24 L-18
#[test]
fn each_invented_patient_opens_or_stops_as_described() {
    for (number, expected) in PATIENTS {
        let (result, audit) = look(number, None);
        let to_practices = audit.entries().iter().filter(|entry| !entry.attempt.ods.is_empty()).count();
        match (result, expected) {
            (Ok(candidate), Opens) => {
                assert!(!candidate.needs_confirmation(), "{number}: {:?}", candidate.check);
                assert!(candidate.practice_unread.is_none(), "{number}");
                OpenPatient::open(candidate.found.unwrap(), candidate.provider, candidate.check, false)
                    .unwrap();
            }
            (Ok(candidate), Compared(fields)) => {
                let differing: Vec<Field> = candidate.check.differences().map(|row| row.field).collect();
                assert_eq!(differing, *fields, "{number}");
            }
            (Ok(candidate), Replaced) => {
                assert!(candidate.superseded().unwrap().contains("999 005 4533"));
                assert!(candidate.check.differences().next().is_none() && candidate.needs_confirmation());
            }
            (Err(obstacle), Stops(title, part)) => {
                let words = obstacle.words();
                assert_eq!(words.title, *title, "{number}");
                assert!(words.what.contains(part), "{number}: {}", words.what);
                if matches!(
                    obstacle,
                    Obstacle::Refused(_) | Obstacle::NotOnPds | Obstacle::PracticeNotConfigured { .. }
                ) {
                    assert_eq!(to_practices, 0, "{number}: nothing goes to a practice");
                }
            }
            (result, _) => panic!("{number}: {result:?}"),
        }
    }
}

#[test]
fn faults_on_the_way_stop_with_a_trace_id() {
    for kind in [
        "timeout-before-save",
        "truncated",
        "html-error:500",
        "no-body:500",
        "no-cors",
        "malformed",
        "too-large",
    ] {
        for call in ["pds", "fhir:rest:search:patient-1"] {
            let fault = Fault { times: 9, ..Fault::new(call, kind.parse().unwrap()) };
            let (result, audit) = look("9990054320", Some(fault));
            let words = result.unwrap_err().words();
            assert_eq!(words.title, "The patient could not be looked up", "{kind} {call}");
            assert!(words.trace_id.is_some(), "{kind} {call}");
            assert!(audit.entries().last().unwrap().attempt.outcome != "ok", "{kind} {call}");
        }
    }
}

// proves: ARH-24
#[test]
fn a_wrong_patient_from_anywhere_opens_nothing_unseen() {
    let (from_practice, _) =
        look("9990054320", Some(Fault::new("fhir:rest:search:patient-1", FaultKind::WrongPatient)));
    assert!(matches!(from_practice, Err(Obstacle::NumberMismatch { .. })), "{from_practice:?}");
    // PDS answers about somebody else: exactly what a replaced number looks like, so a person must confirm, and the
    // practice has nobody of that number here.
    let (from_pds, audit) = look("9990054320", Some(Fault::new("pds", FaultKind::WrongPatient)));
    assert!(matches!(from_pds, Err(Obstacle::Nobody { .. })), "{from_pds:?}");
    assert!(
        audit
            .entries()
            .iter()
            .skip(1)
            .all(|entry| entry.attempt.nhs_number != NhsNumber::parse("9990054320").ok())
    );
}
