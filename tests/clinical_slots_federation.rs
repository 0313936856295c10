//! Slots of several practices together: nothing of one is taken for the other's.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test says what it expects by failing")]

#[path = "slots/answer.rs"]
mod answer;

use answer::*;
use gp_connect_viewer::clinical::slots::table::{Practice, csv};
use gp_connect_viewer::clinical::slots::{Board, Chain, Day, Facet, Filters, NotAdjoining};
use serde_json::json;

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
    // The columns are the hours of both.
    let none = Filters::default();
    let boards = [&here, &there].map(|slots| slots.board(day("2026-11-21"), &none, None, early()));
    assert_eq!(Board::hours_of(&boards), [15, 16, 17, 18]);
    assert_eq!(boards.iter().map(Board::count).sum::<usize>(), 3);
    assert!(Board::hours_of(&[Board::default()]).is_empty());
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
    assert!(
        lines[1]
            .starts_with("Millbrook Surgery,Y90001,free,21-Nov-2026,16:00,16:10,10,\"ADEYEMI, Paul (Dr)\",")
    );
    assert!(lines[1].contains(r#","'=cmd(""x""), y","#), "{}", lines[1]);
    assert!(lines[2].starts_with("Station Road Surgery,Y90004,Not reached,,"));
    assert_eq!(lines[3], "\"Made at 21-Nov-2026 15:30, UK time\"");
}
