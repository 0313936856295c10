//! The practice's time against the chosen one: by moment and by clock, told to nobody while it has two readings.

use crate::played::{LIST, POST, form, play_review, surgery};
use crate::scripted::{Answer, bundle, now, organisation, stored, with};
use crate::slots_sent;
use gp_connect_viewer::appointments::flow::booking::{Ending, Form, Review};
use gp_connect_viewer::appointments::flow::report::Outcome;
use gp_connect_viewer::clinical::appointments::{Host, PatientText, calendar_event};
use gp_connect_viewer::clinical::slots::Chain;
use serde_json::json;

/// A chain of one slot with Dr Adeyemi in summer, as the practice sent it.
fn in_summer(start: &str, end: &str) -> Review {
    let mut slot = slots_sent::slot("11", "1", "21T15:00", "21T15:10");
    slot["start"] = json!(start);
    slot["end"] = json!(end);
    let slots = slots_sent::read(&[slot]);
    let form = Form { chain: Some(Chain::of(slots.slots[0].clone())), ..form() };
    Review::of(&form, &organisation(), None, now()).unwrap()
}

/// What the practice answers to it.
fn answered(start: &str, end: &str) -> serde_json::Value {
    let one = with(stored(), "slot", json!([{ "reference": "Slot/11" }]));
    with(with(one, "start", json!(start)), "end", json!(end))
}

// proves: FB-01 APT-09
#[test]
fn the_same_moment_in_another_zone_is_the_same_appointment_told_by_the_uks_clocks() {
    let host = Host { name: "Millbrook Surgery", ods: "Y90001", phone: None };
    for (start, end) in [
        ("2027-08-06T08:30:00Z", "2027-08-06T08:40:00Z"),
        ("2027-08-06T08:30:00+00:00", "2027-08-06T08:40:00+00:00"),
        ("2027-08-06T10:30:00+02:00", "2027-08-06T10:40:00+02:00"),
        ("2027-08-06T09:30:00+01:00", "2027-08-06T09:40:00+01:00"),
    ] {
        let review = in_summer("2027-08-06T09:30:00+01:00", "2027-08-06T09:40:00+01:00");
        let ending = play_review(review, [(POST, Answer::Says(201, answered(start, end)))]);
        let Ending::Booked { appointment, differences, .. } = &ending else { panic!("{ending:?}") };
        assert!(differences.is_empty(), "{start}: {differences:?}");
        assert_eq!(appointment.when(), "Fri 06-Aug-2027, 09:30 to 09:40", "{start}");
        let told = PatientText::of(appointment, host).unwrap();
        assert_eq!(told.when, "Friday 6 August 2027, 9:30am", "{start}");
        let event = calendar_event(appointment, host, now()).unwrap();
        assert_eq!(event.start.to_rfc3339(), "2027-08-06T08:30:00+00:00", "{start}");
        // What is sent back in a change is what was received.
        assert_eq!(appointment.received.start.as_ref().unwrap().text(), start);
    }
}

// proves: FB-01
#[test]
fn the_same_clock_time_under_another_offset_is_booked_with_a_caution_and_told_to_no_patient() {
    let host = Host { name: "Millbrook Surgery", ods: "Y90001", phone: None };
    let review = || in_summer("2027-08-06T09:30:00+01:00", "2027-08-06T09:40:00+01:00");
    let wrong = answered("2027-08-06T09:30:00+00:00", "2027-08-06T09:40:00+00:00");
    let read_back = [(POST, Answer::Silent(201)), (LIST, bundle(std::slice::from_ref(&wrong)))];
    for lines in [vec![(POST, Answer::Says(201, wrong.clone()))], read_back.into()] {
        let ending = play_review(review(), lines);
        let Ending::Booked { appointment, differences, .. } = &ending else { panic!("{ending:?}") };
        let rows: Vec<_> =
            differences.iter().map(|row| (row.what, row.before.as_str(), row.now.as_str())).collect();
        assert_eq!(rows, [("Offset of the time", "UTC+01:00", "UTC+00:00")]);
        assert_eq!(ending.report(&surgery()).outcome, Outcome::DoneOtherwise);
        assert!(appointment.when().contains("09:30 to 09:40 (or 10:30 to 10:40"), "{}", appointment.when());
        assert!(!appointment.has_sure_time());
        assert_eq!(PatientText::of(appointment, host), None);
    }
    // The slot came with the odd offset, and the appointment with the UK's: the appointment's own time is sure.
    let ending = play_review(
        in_summer("2027-08-06T08:30:00Z", "2027-08-06T08:40:00Z"),
        [(POST, Answer::Says(201, answered("2027-08-06T09:30:00+01:00", "2027-08-06T09:40:00+01:00")))],
    );
    let Ending::Booked { appointment, .. } = &ending else { panic!("{ending:?}") };
    assert_eq!(appointment.when(), "Fri 06-Aug-2027, 09:30 to 09:40");
}

// proves: FB-01 APT-23
#[test]
fn another_time_is_not_as_chosen_and_the_table_says_in_what() {
    for (start, end) in [
        ("2027-08-06T09:40:00+01:00", "2027-08-06T09:50:00+01:00"),
        ("2027-08-06T09:30:00Z", "2027-08-06T09:50:00Z"),
        ("2027-08-07T09:30:00+01:00", "2027-08-07T09:40:00+01:00"),
        ("2027-08-06T10:30:00Z", "2027-08-06T10:40:00Z"),
    ] {
        let review = in_summer("2027-08-06T09:30:00+01:00", "2027-08-06T09:40:00+01:00");
        let ending = play_review(review, [(POST, Answer::Says(201, answered(start, end)))]);
        let (Ending::NotAsChosen { differences, .. } | Ending::Booked { differences, .. }) = &ending else {
            panic!("{ending:?}")
        };
        assert!(
            differences.iter().any(|row| row.what == "When" && row.before != row.now),
            "{start}: {differences:?}"
        );
    }
}
