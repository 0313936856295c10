//! Slots as a clinician sees them, from synthetic answers and, when it is there, from the recorded corpus.

use crate::records::recorded;
use crate::slots_sent::*;
use gp_connect_viewer::clinical::slots::{
    Board, Chain, Facet, Filters, NotAdjoining, NotBookable, Nothing, Slots, WhyLeftOut, clock,
    preferred_branch,
};
use gp_connect_viewer::fhir::{Bundle, Resource};
use serde_json::{Value, json};

// proves: APT-05 L-4 L-5 L-6 L-17 FND-20 FND-26
#[test]
fn every_item_of_a_slot_is_found_whatever_the_order_and_the_form_of_references() {
    let slots = read(&[
        slot("11", "1", "21T15:00", "21T15:10"),
        slot("12", "2", "21T09:20", "21T09:40"),
        slot("13", "1", "22T08:00", "22T08:10"),
    ]);
    assert_eq!(ids(&slots), ["12", "11", "13"]);
    assert_eq!((slots.left_out.len(), slots.warnings.len()), (0, 0));
    let slot = &slots.slots[1];
    let schedule = &slot.schedule;
    assert_eq!(
        (clock(&slot.start).as_str(), clock(&slot.end).as_str(), slot.minutes),
        ("15:00", "15:10", 10)
    );
    assert_eq!(slot.shown_channel(), "In person");
    assert_eq!(slot.shown_slot_type(), "Urgent care");
    assert_eq!(schedule.shown_session(), "Urgent care referrals");
    assert_eq!(schedule.shown_role(), "General Medical Practitioner");
    assert_eq!(schedule.practitioner.shown(), "ADEYEMI, Paul (Dr)");
    assert_eq!(schedule.shown_gender(), "Male");
    assert_eq!(schedule.location.shown(), "Millbrook Surgery, main site");
    assert_eq!(schedule.location.shown_address(), "4 Weir Street, Northvale, NV1 4QX");
    assert_eq!(schedule.location.phone.as_deref(), Some("01632 960101"));
    // Address as an array, name as an object: both read.
    assert_eq!(slots.slots[0].schedule.location.shown_address(), "1 Quay, Northvale, NV1 1AA");
    assert_eq!(slots.slots[0].schedule.practitioner.shown(), "LINDQVIST, Sara (Ms)");
}

// proves: APT-05 APT-39
#[test]
fn what_is_missing_is_words_and_an_unknown_code_is_shown_as_sent() {
    let odd_role = with(
        with(schedule("8", None, "99"), "id", json!("8")),
        "extension",
        json!([{ "url": format!("{EXTENSION}PractitionerRole-1"), "valueCodeableConcept": { "coding": [{ "code": "R9999" }] } }]),
    );
    let bare = without(without(slot("1", "8", "21T09:00", "21T09:10"), "extension"), "serviceType");
    let extension = json!([{ "url": format!("{EXTENSION}DeliveryChannel-2"), "valueCode": "Hologram" }]);
    let odd = with(slot("2", "3", "21T10:00", "21T10:10"), "extension", extension);
    let lost = slot("3", "404", "21T11:00", "21T11:10");
    let mut entries: Vec<Value> = [bare, odd, lost, odd_role].into();
    entries.extend(included());
    let entries: Vec<Value> = entries.into_iter().map(|resource| json!({ "resource": resource })).collect();
    let slots = bundle(&json!({ "resourceType": "Bundle", "entry": entries }));
    let [bare, odd, lost] = slots.slots.as_slice() else { panic!("three slots") };
    assert_eq!(
        (bare.shown_channel(), bare.shown_slot_type()),
        ("Channel not stated", "Slot type not stated")
    );
    assert_eq!(bare.schedule.shown_role(), "[R9999]");
    assert_eq!(bare.schedule.location.shown(), "Location's name not available");
    assert_eq!(bare.schedule.location.shown_address(), "No address provided");
    assert_eq!(odd.shown_channel(), "Hologram");
    assert_eq!(odd.schedule.practitioner.shown(), "Clinician not named");
    assert_eq!(odd.schedule.shown_gender(), "Gender not stated");
    assert_eq!(lost.schedule.location.shown(), "Location not stated");
    assert_eq!(lost.bookable(early()), Err(NotBookable::NoLocation));
    assert_eq!(lost.schedule.shown_session(), "Session not named");
}

// proves: APT-39 L-24 FB-12
#[test]
fn what_cannot_be_shown_is_counted_with_its_reason() {
    let good = slot("1", "1", "21T09:00", "21T09:10");
    let slots = read(&[
        good.clone(),
        // The same words a second time are nothing that is missing.
        good.clone(),
        with(slot("2", "1", "21T09:00", "21T09:10"), "start", json!("tomorrow")),
        without(slot("3", "1", "21T09:00", "21T09:10"), "end"),
        slot("4", "1", "21T09:10", "21T09:00"),
        without(slot("5", "1", "21T09:00", "21T09:10"), "id"),
        with(slot("6", "1", "21T09:00", "21T09:10"), "status", json!("busy")),
        json!("a slot, perhaps"),
    ]);
    assert_eq!(ids(&slots), ["1"]);
    let left_out: Vec<(WhyLeftOut, usize)> =
        slots.left_out.iter().map(|left_out| (left_out.why, left_out.count)).collect();
    assert_eq!(
        left_out,
        [
            (WhyLeftOut::NoTime, 3),
            (WhyLeftOut::NoId, 1),
            (WhyLeftOut::NotFree, 1),
            (WhyLeftOut::Unreadable, 1)
        ]
    );
    assert_eq!(
        slots.left_out[0].words(),
        "3 slots were sent but cannot be shown: the start or end time could not be read."
    );
}

// proves: APT-11 APT-21
#[test]
fn a_started_slot_is_neither_offered_nor_lost() {
    let slots = read(&[slot("1", "1", "21T09:00", "21T09:10"), slot("2", "1", "21T09:10", "21T09:20")]);
    let at_nine = utc("2026-11-21T09:00:00Z");
    assert_eq!(slots.slots[0].bookable(at_nine), Err(NotBookable::Started));
    assert_eq!(slots.slots[1].bookable(at_nine), Ok(()));
    let today = slots.days(&Filters::default(), at_nine)[0];
    assert_eq!((today.free, today.started), (1, 1));
    let board = slots.board(day("2026-11-21"), &Filters::default(), None, at_nine);
    assert_eq!(board.rows[0].slots.iter().map(|slot| slot.id.as_str()).collect::<Vec<_>>(), ["2"]);
}

#[test]
fn a_visit_and_a_slot_at_two_places_are_refused() {
    let visit = json!([{ "url": format!("{EXTENSION}DeliveryChannel-2"), "valueCode": "Visit" }]);
    let mut twice = schedule("7", None, "17");
    twice["actor"] = json!([{ "reference": "Location/17" }, { "reference": "Location/18" }]);
    let mut entries = included();
    entries.extend([
        with(slot("1", "1", "21T09:00", "21T09:10"), "extension", visit),
        slot("2", "7", "21T10:00", "21T10:10"),
        twice,
    ]);
    let entries: Vec<Value> = entries.into_iter().map(|resource| json!({ "resource": resource })).collect();
    let slots = bundle(&json!({ "resourceType": "Bundle", "entry": entries }));
    assert_eq!(slots.slots[0].bookable(early()), Err(NotBookable::Visit));
    assert_eq!(slots.slots[1].bookable(early()), Err(NotBookable::SeveralLocations));
}

// proves: L-3
#[test]
fn the_kinds_of_nothing_are_told_apart() {
    let none = Filters::default();
    let empty = bundle(&json!({ "resourceType": "Bundle", "type": "searchset" }));
    assert_eq!(empty.nothing(&none, early()), Some(Nothing::NoneFree));
    let words = empty.words(&Nothing::NoneFree, &none);
    assert!(words.contains("no free slot for urgent care (Y90500) in 21-Nov-2026 to 23-Nov-2026"), "{words}");

    let one = read(&[slot("1", "1", "21T09:00", "21T09:10")]);
    assert_eq!(one.nothing(&none, early()), None);
    assert_eq!(one.nothing(&none, utc("2026-11-21T10:00:00Z")), Some(Nothing::AllStarted(1)));
    let mut video = Filters::default();
    video.set(Facet::Channel, Some("Video".to_owned()));
    assert_eq!(one.nothing(&video, early()), Some(Nothing::Filtered(1)));
    assert!(one.words(&Nothing::Filtered(1), &video).contains("the filter (Video) hides it"));

    let unreadable = read(&[without(slot("1", "1", "21T09:00", "21T09:10"), "start")]);
    assert_eq!(unreadable.nothing(&none, early()), Some(Nothing::NoneReadable(1)));

    let complaint = bundle(&json!({ "resourceType": "Bundle", "entry": [{ "resource": {
        "resourceType": "OperationOutcome", "issue": [{ "severity": "error", "diagnostics": "Diary locked" }] } }] }));
    assert_eq!(complaint.nothing(&none, early()), Some(Nothing::Complaint));
    assert_eq!(complaint.warnings, ["The practice adds: Diary locked"]);
}

// proves: APT-12
#[test]
fn filters_are_off_until_set_and_the_number_hidden_is_known() {
    let video = json!([{ "url": format!("{EXTENSION}DeliveryChannel-2"), "valueCode": "Video" }]);
    let slots = read(&[
        slot("1", "1", "21T09:00", "21T09:10"),
        with(slot("2", "2", "21T09:00", "21T09:10"), "extension", video),
        slot("3", "3", "22T09:00", "22T09:10"),
    ]);
    let mut filters = Filters::default();
    assert!(!filters.any());
    assert_eq!(slots.shown(&filters, early()).count(), 3);
    filters.set(Facet::Channel, Some("Video".to_owned()));
    filters.set(Facet::Gender, Some("Female".to_owned()));
    let days = slots.days(&filters, early());
    assert_eq!(days.iter().map(|day| (day.free, day.hidden)).collect::<Vec<_>>(), [(1, 1), (0, 1), (0, 0)]);
    assert_eq!(filters.words(), "Video, Female");
    assert_eq!(
        Facet::Gender.values(slots.slots.iter()),
        [("Female".to_owned(), 1), ("Gender not stated".to_owned(), 1), ("Male".to_owned(), 1)]
    );
    filters.set(Facet::Channel, None);
    filters.set(Facet::Gender, None);
    assert!(!filters.any());
}

// proves: APT-13 FND-26
#[test]
fn the_preferred_branch_stands_first_on_the_board_and_in_the_list() {
    let slots = read(&[
        slot("1", "1", "21T14:40", "21T14:50"),
        slot("2", "2", "21T16:20", "21T16:40"),
        slot("3", "3", "21T20:10", "21T20:20"),
    ]);
    let names = |preferred: Option<&str>| -> Vec<(String, bool)> {
        let board = slots.board(day("2026-11-21"), &Filters::default(), preferred, early());
        board.rows.iter().map(|row| (row.schedule.practitioner.shown().to_owned(), row.preferred)).collect()
    };
    let row = |name: &str, preferred| (name.to_owned(), preferred);
    assert_eq!(
        names(None),
        [
            row("ADEYEMI, Paul (Dr)", false),
            row("Clinician not named", false),
            row("LINDQVIST, Sara (Ms)", false)
        ]
    );
    assert_eq!(
        names(Some("18")),
        [
            row("LINDQVIST, Sara (Ms)", true),
            row("ADEYEMI, Paul (Dr)", false),
            row("Clinician not named", false)
        ]
    );
    let board = slots.board(day("2026-11-21"), &Filters::default(), Some("18"), early());
    let soonest: Vec<_> =
        Board::soonest([board]).into_iter().map(|(slot, preferred)| (slot.id, preferred)).collect();
    assert_eq!(soonest, [("1".to_owned(), false), ("2".to_owned(), true), ("3".to_owned(), false)]);
}

// proves: APT-13 FND-26
#[test]
fn the_preferred_branch_is_read_from_the_registration_details() {
    let patient = |branch: Value| {
        let extension = json!([{
            "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-RegistrationDetails-1",
            "extension": [{ "url": "registrationType" }, branch],
        }]);
        let json = json!({ "resourceType": "Patient", "extension": extension }).to_string();
        match Resource::read(json.as_bytes()).unwrap() {
            Resource::Patient(patient) => preferred_branch(&patient).map(str::to_owned),
            other => panic!("{other:?}"),
        }
    };
    let reference =
        |text: &str| json!({ "url": "preferredBranchSurgery", "valueReference": { "reference": text } });
    assert_eq!(patient(reference("Location/18/_history/1")).as_deref(), Some("18"));
    assert_eq!(patient(reference("Organization/18")), None);
    assert_eq!(patient(json!({ "url": "other" })), None);
}

#[test]
fn days_without_slots_and_days_beyond_the_search_are_listed() {
    let slots = read(&[slot("1", "1", "23T09:00", "23T09:10"), slot("2", "1", "25T09:00", "25T09:10")]);
    let days = slots.days(&Filters::default(), early());
    let counts: Vec<(String, usize)> =
        days.iter().map(|day| (day.date.format("%d").to_string(), day.free)).collect();
    assert_eq!(
        counts,
        [("21", 0), ("22", 0), ("23", 1), ("25", 1)].map(|(day, free)| (day.to_owned(), free))
    );
}

// proves: APT-09
#[test]
fn days_are_uk_days_on_both_sides_of_a_clock_change() {
    let at = |id: &str, start: &str, end: &str| {
        with(with(slot(id, "1", "21T09:00", "21T09:10"), "start", json!(start)), "end", json!(end))
    };
    let slots = read(&[
        at("1", "2026-10-24T23:50:00+01:00", "2026-10-25T00:00:00+01:00"),
        at("2", "2026-10-25T00:10:00+01:00", "2026-10-25T00:20:00+01:00"),
        at("3", "2026-10-25T01:30:00+01:00", "2026-10-25T01:40:00+01:00"),
        at("4", "2026-10-25T01:30:00+00:00", "2026-10-25T01:40:00+00:00"),
        at("5", "2026-10-25T23:50:00+00:00", "2026-10-26T00:00:00+00:00"),
        at("6", "2026-07-01T00:10:00+01:00", "2026-07-01T00:20:00+01:00"),
    ]);
    assert_eq!(ids(&slots), ["6", "1", "2", "3", "4", "5"]);
    let shown: Vec<String> = slots
        .slots
        .iter()
        .map(|slot| format!("{} {}", slot.start.date().unwrap(), clock(&slot.start)))
        .collect();
    assert_eq!(
        shown,
        [
            "2026-07-01 00:10",
            "2026-10-24 23:50",
            "2026-10-25 00:10",
            "2026-10-25 01:30 BST",
            "2026-10-25 01:30 GMT",
            "2026-10-25 23:50"
        ]
    );
    assert!(slots.warnings.is_empty());
    let odd = read(&[at("1", "2026-08-06T09:30:00+00:00", "2026-08-06T09:40:00+00:00")]);
    assert!(odd.warnings[0].contains("confirm the time with the practice"));
}

// proves: APT-16
#[test]
fn slots_join_only_along_the_adjacency_rule() {
    let video = json!([{ "url": format!("{EXTENSION}DeliveryChannel-2"), "valueCode": "Video" }]);
    let slots = read(&[
        slot("1", "1", "21T15:00", "21T15:10"),
        slot("2", "1", "21T15:10", "21T15:20"),
        slot("3", "1", "21T15:30", "21T15:40"),
        slot("4", "2", "21T15:20", "21T15:30"),
        with(slot("5", "1", "21T15:40", "21T15:50"), "extension", video),
        with(slot("6", "1", "21T14:50", "21T15:00"), "serviceType", json!([{ "text": "Smear" }])),
    ]);
    let find = |id: &str| slots.slots.iter().find(|slot| slot.id == id).unwrap().clone();
    let one = Chain::of(find("1"));
    let two = one.with(&find("2"), early()).unwrap();
    assert_eq!((two.minutes(), two.slots().len()), (20, 2));
    assert_eq!(Chain::of(find("2")).with(&find("1"), early()).unwrap(), two);
    assert_eq!(one.later(&slots, early()).unwrap().id, "2");
    assert_eq!(two.without_last(), one);
    assert_eq!(one.without_last(), one);

    assert_eq!(one.with(&find("3"), early()), Err(NotAdjoining::Gap("15:10".to_owned())));
    assert_eq!(two.later(&slots, early()), Err(NotAdjoining::OtherSchedule));
    assert_eq!(Chain::of(find("3")).later(&slots, early()), Err(NotAdjoining::OtherChannel));
    assert_eq!(one.earlier(&slots, early()), Err(NotAdjoining::OtherSlotType));
    assert_eq!(Chain::of(find("5")).later(&slots, early()), Err(NotAdjoining::Gap("15:50".to_owned())));
    assert_eq!(NotAdjoining::Gap("15:50".to_owned()).words(), "there is no free slot next to it at 15:50");

    // What is sent is checked once more: meanwhile the first has started.
    assert_eq!(two.check(utc("2026-11-21T15:00:00Z")), Err(NotAdjoining::NotBookable(NotBookable::Started)));
    assert_eq!(two.check(early()), Ok(()));
}

// proves: L-5 L-6 L-17 L-29
#[test]
fn the_recorded_search_of_fourteen_days_is_placed_whole() {
    let Some(bytes) = recorded("slots-14-days.json") else { return };
    let slots = Slots::read(&Bundle::read(&bytes).unwrap(), search());
    assert_eq!((slots.slots.len(), slots.left_out.len(), slots.warnings.len()), (924, 0, 0));
    let in_order = slots.slots.windows(2).all(|pair| pair[0].start.text() <= pair[1].start.text());
    assert!(in_order);
    for slot in &slots.slots {
        assert_eq!(slot.bookable(early()), Ok(()), "{}", slot.id);
        assert!(slot.minutes >= 10);
        assert!(slot.channel.is_some() && slot.slot_type.is_some());
        let schedule = &slot.schedule;
        assert!(schedule.role.is_some() && schedule.session.is_some() && schedule.location.address.is_some());
        assert!(schedule.practitioner.name.is_some() && schedule.practitioner.gender.is_some());
        assert!(slot.start.text().contains(&clock(&slot.start)));
    }
}

// proves: L-3
#[test]
fn the_recorded_search_without_entry_is_none_free() {
    let Some(bytes) = recorded("slots-one-day.json") else { return };
    let slots = Slots::read(&Bundle::read(&bytes).unwrap(), search());
    assert_eq!(slots.nothing(&Filters::default(), early()), Some(Nothing::NoneFree));
}

// proves: FB-12
#[test]
fn nothing_is_called_missing_that_is_not_and_nothing_read_is_not_none_free() {
    let good = slot("1", "1", "21T09:00", "21T09:10");
    let twice = read(&[good.clone(), good.clone()]);
    assert!(twice.left_out.is_empty(), "{:?}", twice.left_out);
    let other = read(&[good.clone(), with(good.clone(), "end", json!("2026-11-21T09:20:00+00:00"))]);
    assert_eq!((other.left_out[0].why, other.left_out[0].count), (WhyLeftOut::SentTwice, 1));
    let busy = read(&[with(good.clone(), "status", json!("busy"))]);
    assert!(!busy.left_out[0].is_missing());
    assert_eq!(busy.nothing(&Filters::default(), early()), Some(Nothing::NoneFree));
    let broken = read(&[with(good, "start", json!("soon"))]);
    assert!(broken.left_out[0].is_missing());
    assert_eq!(broken.nothing(&Filters::default(), early()), Some(Nothing::NoneReadable(1)));
}
