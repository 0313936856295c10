//! What a provider would have to refuse never leaves, and is audited anyway.

use std::sync::Arc;

use crate::calls::{
    APPOINTMENT, Call, amend, booking, call, care_record, change, filtered, linking, list, search, structured,
};
use crate::connection::*;
use crate::patients::{FOUND, IMOGEN, at_pds, nhs_number, patient, with};
use gp_connect_viewer::fhir::{Appointment, Resource};
use gp_connect_viewer::gpconnect::appointments::{BookAppointment, Change, ChangeAppointment, SearchSlots};
use gp_connect_viewer::gpconnect::foundations::RegisterPatient;
use gp_connect_viewer::gpconnect::structured::{
    Consultations, Include, ProblemStatus, predefined, preflight,
};
use gp_connect_viewer::gpconnect::{Failure, Mode, Period, TracedPatient};
use serde_json::Value;

fn medication(from: &str) -> Include {
    Include::Medication { issues: true, from: Some(from.into()) }
}

fn slots_until(until: &str) -> SearchSlots {
    SearchSlots { until: until.parse().unwrap(), ..search() }
}

fn registration(without: &str) -> RegisterPatient<'static> {
    let json = with(at_pds(IMOGEN), without, Value::Null);
    let traced =
        TracedPatient::admit(&nhs_number(IMOGEN), patient(&json), now(), now().date_naive(), false).unwrap();
    RegisterPatient { patient: Box::leak(Box::new(traced)), practice_ods: ODS }
}

/// The appointment with one text of its JSON replaced, to be changed.
fn changed(from: &str, to: &str, change: Change) -> ChangeAppointment<'static> {
    assert!(APPOINTMENT.as_received().contains(from), "{from}");
    let json = APPOINTMENT.as_received().replace(from, to);
    let Resource::Appointment(appointment) = Resource::read(json.as_bytes()).unwrap() else { panic!() };
    ChangeAppointment {
        patient: &FOUND,
        appointment: Box::leak(Box::new(std::sync::Arc::unwrap_or_clone(appointment))),
        change,
    }
}

/// A cancellation of the appointment with another version.
fn versioned(version: &str) -> ChangeAppointment<'static> {
    changed("1795230292000", version, cancel())
}

fn cancel() -> Change {
    Change::Cancel { reason: "Patient feels better".into() }
}

fn period(start: &str, end: &str) -> Period {
    let day = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Period { start: day(start), end: day(end) }
}

/// Every filter that cannot be combined with consultations, and whether it can be combined with problems.
fn restricted() -> Vec<(Include, bool)> {
    vec![
        (medication("2026-11-01"), false),
        (Include::UncategorisedData { period: Some(period("2026-11-01", "")) }, false),
        (Include::Referrals { period: Some(period("", "2026-11-01")) }, false),
        (Include::DiaryEntries { until: Some("2026-12-01".into()) }, false),
        (Include::Immunisations { not_given: true }, false),
        (Include::Problems { status: Some(ProblemStatus::Active) }, true),
    ]
}

// proves: ARS-09 ARS-10 ARS-12
#[test]
fn a_forbidden_combination_is_explained_before_anything_is_sent() {
    let all = Include::Consultations(Consultations::All);
    let problems = Include::Problems { status: None };
    for (filter, with_problems) in restricted() {
        let why = |include: Vec<Include>| match preflight(&include, now()) {
            Ok(()) => None,
            Err(Failure::NotSent { why }) => Some(why),
            Err(other) => panic!("{other:?}"),
        };
        let refused = why(vec![all.clone(), filter.clone()]).unwrap();
        assert!(
            refused.contains("together with consultations") && refused.contains("ask for this area alone"),
            "{refused}"
        );
        if !with_problems {
            assert!(why(vec![filter.clone(), problems.clone()]).unwrap().contains("together with problems"));
        }
        assert_eq!(why(vec![Include::Allergies, filter]), None);
    }
    for include in [Include::everything(), filtered(), linking()] {
        assert_eq!(preflight(&include, now()).ok(), Some(()));
    }
}

// proves: ARS-09
#[test]
fn a_predefined_search_may_break_the_rules_only_as_it_is_defined() {
    let today = "2026-11-21".parse().unwrap();
    for is_second in [false, true] {
        let exact = predefined(today, is_second);
        assert!(preflight(&exact, now()).is_ok());
        let mut other = exact.clone();
        other.retain(|one| *one != Include::Allergies);
        assert!(preflight(&other, now()).is_err());
        let mut other = exact;
        other.push(Include::Referrals { period: None });
        assert!(preflight(&other, now()).is_err());
    }
    let older = predefined("2026-11-20".parse().unwrap(), false);
    assert!(preflight(&older, now()).is_err());
}

#[rustfmt::skip] // one refusal a line
fn refused() -> Vec<Call> {
    let never_read: &'static Appointment = Box::leak(Box::default());
    vec![
        call("no such section", care_record("INV", None)),
        call("a section in small letters", care_record("sum", None)),
        call("a period for summary", care_record("SUM", Some(("2024-01-01", "")))),
        call("a period for allergies", care_record("ALL", Some(("2024-01-01", "")))),
        call("a period for immunisations", care_record("IMM", Some(("2024-01-01", "")))),
        call("an empty period", care_record("MED", Some(("", "")))),
        call("a period backwards", care_record("MED", Some(("2024-01-02", "2024-01-01")))),
        call("a month", care_record("MED", Some(("2024-01", "")))),
        call("a time", care_record("MED", Some(("2024-01-01T00:00:00Z", "")))),
        call("no area", structured(vec![])),
        call("an area twice", structured(vec![Include::Allergies, Include::Allergies])),
        call("medicines from a year", structured(vec![medication("2024")])),
        call("medicines from a short date", structured(vec![medication("2024-1-1")])),
        call("medicines from the future", structured(vec![medication("2026-11-23")])),
        call("consultations of no number", structured(vec![Include::Consultations(Consultations::Latest(0))])),
        call("consultations of the future", structured(vec![Include::Consultations(Consultations::Of(period("2026-11-23", "")))])),
        call("consultations backwards", structured(vec![Include::Consultations(Consultations::Of(period("2026-11-02", "2026-11-01")))])),
        call("referrals of a month", structured(vec![Include::Referrals { period: Some(period("2026-10", "")) }])),
        call("investigations of the future", structured(vec![Include::Investigations { period: Some(period("", "2026-12-01")) }])),
        call("uncategorised data of no time", structured(vec![Include::UncategorisedData { period: Some(period("", "")) }])),
        call("diary entries of the past", structured(vec![Include::DiaryEntries { until: Some("2026-11-20".into()) }])),
        call("slots of 15 days", slots_until("2026-12-06")),
        call("slots backwards", slots_until("2026-11-20")),
        call("appointments of yesterday", list("2026-11-20", "2026-12-01")),
        call("appointments backwards", list("2026-12-01", "2026-11-30")),
        call("no description", BookAppointment { description: " ".into(), ..booking() }),
        call("a description of 101", BookAppointment { description: "é".repeat(101), ..booking() }),
        call("a comment of 501", BookAppointment { comment: Some("é".repeat(501)), ..booking() }),
        call("no slot", BookAppointment { slots: Vec::new(), ..booking() }),
        call("a slot that has started", BookAppointment { start: "2026-11-21T14:02:00+00:00".into(), ..booking() }),
        call("a start without offset", BookAppointment { start: "2026-11-30T15:20:00".into(), ..booking() }),
        call("a description amended to 101", change(amend(&"x".repeat(101), None))),
        call("a description amended to nothing", change(amend("", None))),
        call("a cancellation without reason", change(Change::Cancel { reason: " ".into() })),
        call("a change of another patient's", changed("Patient/2/", "Patient/3/", cancel())),
        call("a change of nobody's", changed("Patient/2/", "Device/2/", cancel())),
        call("a change of one that was never read", ChangeAppointment { appointment: never_read, ..change(cancel()) }),
        call("a change of one without id", changed(r#""id":"3","#, "", cancel())),
        call("a change of the past", changed("2026-11-30T15:20", "2026-11-21T13:20", amend("Late", None))),
        call("a cancellation of the past", changed("2026-11-30T15:20", "2026-11-21T13:20", cancel())),
        call("a change of a cancelled one", changed(r#""booked""#, r#""cancelled""#, amend("Late", None))),
        call("a second cancellation", changed(r#""booked""#, r#""cancelled""#, cancel())),
        call("a version with a line feed", versioned("1\\nX-Other: 2")),
        call("a version with a quote", versioned("1\\\", W/\\\"2")),
        call("a version with nothing in it", versioned("\\u0000")),
        call("a version with a blank", versioned("1 2")),
        call("a version beyond a header's letters", versioned("1\u{2014}\u{e9}")),
        call("a registration without family name", registration("/name/0/family")),
        call("a registration without given name", registration("/name/0/given")),
        call("a registration without date of birth", registration("/birthDate")),
    ]
}

// proves: FS-04 ARH-15 ARH-16 ARS-08 APT-21 L-13 L-15
#[test]
fn what_a_provider_must_refuse_is_not_sent() {
    for call in refused() {
        let script = Script::of(Ok(Default::default()));
        let (connection, audit) = connection(script.clone(), Mode::Direct);
        let error = (call.send)(&connection.client(Arc::new(practice()))).unwrap_err();
        assert!(matches!(error.failure, Failure::NotSent { .. }), "{}: {:?}", call.name, error.failure);
        assert_eq!(script.count(), 0, "{}: left", call.name);
        assert_eq!(audit.entries().len(), 1, "{}: blocked attempts are audited too", call.name);
        let explained = error.explain();
        assert!(explained.what.starts_with("Nothing was sent."), "{}: {}", call.name, explained.what);
        assert!(!error.is_uncertain() && explained.saved != Some("It is not known whether it was saved."));
    }
}

#[test]
fn what_is_just_permitted_is_sent() {
    let permitted = [
        call(
            "the limits",
            BookAppointment {
                description: "é".repeat(100),
                comment: Some("é".repeat(500)),
                start: "2026-11-21T14:02:01+00:00".into(),
                ..booking()
            },
        ),
        call("two weeks", slots_until("2026-12-05")),
        call("medicines from today", structured(vec![medication("2026-11-21")])),
        call("one day of a section", care_record("MED", Some(("2024-02-29", "2024-02-29")))),
        call("appointments of today", list("2026-11-21", "2026-11-21")),
    ];
    for call in permitted {
        let script = Script::of(Ok(Default::default()));
        let (connection, _) = connection(script.clone(), Mode::Direct);
        let _ = (call.send)(&connection.client(Arc::new(practice())));
        assert_eq!(script.count(), 1, "{}", call.name);
    }
}

// proves: APT-18
#[test]
fn nothing_is_booked_without_a_number_to_ring_back() {
    for phone in [None, Some(" ".to_owned())] {
        let organisation = Box::leak(Box::new(identity().organisation));
        organisation.phone = phone;
        let booking = call("booking", BookAppointment { organisation, ..booking() });
        let script = Script::of(Ok(Default::default()));
        let (connection, _) = connection(script.clone(), Mode::Direct);
        let error = (booking.send)(&connection.client(Arc::new(practice()))).unwrap_err();
        assert!(error.explain().what.contains("telephone"), "{error:?}");
        assert_eq!(script.count(), 0);
    }
}
