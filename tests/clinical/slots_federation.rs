//! Slots of several practices together: nothing of one is taken for the other's.

use crate::slots_sent::*;
use gp_connect_viewer::clinical::slots::table::{Practice, csv};
use gp_connect_viewer::clinical::slots::{
    Board, Chain, Day, Facet, Filters, NotAdjoining, NotBookable, Slots, clock,
};
use serde_json::{Value, json};

// proves: APT-15 APT-16
#[test]
fn the_same_ids_at_two_practices_are_two_slots_and_never_one_appointment() {
    let two = [slot("1", "1", "21T15:00", "21T15:10"), slot("2", "1", "21T15:10", "21T15:20")];
    let (here, there) = (read(&two), read_elsewhere(&two));
    let chain = Chain::of(here.slots[0].clone());
    assert!(chain.holds(&here.slots[0]) && !chain.holds(&there.slots[0]));
    assert_eq!(chain.practice(), Some("Y90001"));
    assert_eq!(chain.with(&there.slots[1], early()), Err(NotAdjoining::OtherPractice));
    assert_eq!(chain.later(&there, early()), Err(NotAdjoining::OtherPractice));
    assert_eq!(chain.later(&here, early()).unwrap(), here.slots[1]);
}

// proves: APT-15 APT-12
#[test]
fn the_counts_of_several_practices_add_up_day_by_day() {
    let here = read(&[slot("1", "1", "21T15:00", "21T15:10"), slot("2", "2", "21T16:00", "21T16:10")]);
    let there =
        read_elsewhere(&[slot("1", "1", "21T18:00", "21T18:10"), slot("2", "1", "23T09:00", "23T09:10")]);
    let mut filters = Filters::default();
    filters.set(Facet::Gender, Some("Male".to_owned()));
    let now = utc("2026-11-21T15:30:00Z");
    let days = Day::sum([
        here.days(&filters, now),
        there.days(&filters, now),
        Day::none(day("2026-11-21"), day("2026-11-24")),
    ]);
    let counts: Vec<_> =
        days.iter().map(|day| (day.date.to_string(), day.free, day.hidden, day.started)).collect();
    let expected =
        [("2026-11-21", 1, 1, 1), ("2026-11-22", 0, 0, 0), ("2026-11-23", 1, 0, 0), ("2026-11-24", 0, 0, 0)];
    assert_eq!(
        counts,
        expected.map(|(date, free, hidden, started)| (date.to_owned(), free, hidden, started))
    );
    let none = Filters::default();
    let boards = [&here, &there].map(|slots| slots.board(day("2026-11-21"), &none, None, early()));
    assert_eq!(boards.iter().map(Board::count).sum::<usize>(), 3);
    // Across practices, what starts soonest comes first, whichever practice has it.
    let starts: Vec<_> = Board::soonest(boards).into_iter().map(|(slot, _)| clock(&slot.start)).collect();
    assert!(starts.is_sorted(), "{starts:?}");
    assert_eq!(starts.len(), 3);
}

/// One slot whose schedule has these actors.
fn of_actors(actors: &[(&str, Option<&str>)]) -> Slots {
    let actors: Vec<Value> = actors
        .iter()
        .map(|(reference, display)| json!({ "reference": reference, "display": display }))
        .collect();
    let schedule = with(schedule("8", None, "17"), "actor", json!(actors));
    let resources = [slot("1", "8", "21T15:00", "21T15:10"), schedule].into_iter().chain(included());
    let entries: Vec<Value> = resources.map(|resource| json!({ "resource": resource })).collect();
    bundle(&json!({ "resourceType": "Bundle", "type": "searchset", "entry": entries }))
}

// proves: FB-06
#[test]
fn a_schedule_names_everybody_and_every_place_each_once() {
    let slots = of_actors(&[
        ("Practitioner/1", None),
        ("Practitioner/9", Some("Nurse Grace Okoro")),
        ("Practitioner/1/_history/2", None),
        ("Location/17", None),
        ("Location/17/_history/3", None),
    ]);
    let slot = &slots.slots[0];
    assert_eq!(slot.schedule.practitioner.shown(), "ADEYEMI, Paul (Dr); Nurse Grace Okoro");
    assert_eq!(slot.schedule.practitioner.ids, ["1", "9"]);
    assert_eq!(slot.schedule.location.shown(), "Millbrook Surgery, main site");
    assert_eq!(slot.bookable(early()), Ok(()));
    // An appointment has one place: between two nobody here decides, and both are shown.
    let slots = of_actors(&[("Practitioner/1", None), ("Location/17", None), ("Location/18", None)]);
    let slot = &slots.slots[0];
    assert_eq!(slot.schedule.location.shown(), "Millbrook Surgery, main site; Quayside");
    assert_eq!(
        slot.schedule.location.shown_address(),
        "4 Weir Street, Northvale, NV1 4QX; 1 Quay, Northvale, NV1 1AA"
    );
    assert_eq!(slot.bookable(early()), Err(NotBookable::SeveralLocations));
}

// proves: APT-05 APT-15
#[test]
fn the_table_to_take_away_has_every_practice_and_runs_nothing() {
    let formula =
        with(slot("2", "1", "21T16:00", "21T16:10"), "serviceType", json!([{ "text": "=cmd(\"x\"), y" }]));
    let here = read(&[slot("1", "1", "21T15:00", "21T15:10"), formula]);
    let down = Practice::None { name: "Station Road Surgery", ods: "Y90004", why: "Not reached".to_owned() };
    let text = csv([Practice::Slots(&here), down], &Filters::default(), utc("2026-11-21T15:30:00Z"));
    let lines: Vec<&str> = text.trim_start_matches('\u{feff}').split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 4, "the head, one slot that has not started, one practice, the time: {text}");
    assert!(lines[1].starts_with(
        r#""Millbrook Surgery","Y90001","free","21-Nov-2026","16:00","16:10","10","ADEYEMI, Paul (Dr)","#
    ));
    assert!(lines[1].contains(r#","'=cmd(""x""), y","#), "{}", lines[1]);
    assert!(lines[2].starts_with(r#""Station Road Surgery","Y90004","Not reached","","#));
    assert_eq!(lines[3], "\"Made at 21-Nov-2026 15:30, UK time\"");
}
