//! What may be current: decided by what can still be taken, never by the word of a status.

use super::sent::*;
use crate::clinical::Entries;
use crate::clinical::export::{About, csv, text};
use crate::clinical::medications::*;
use crate::fhir::{Bundle, Index};

/// A medication of this type that the practice calls completed, without issues unless given.
fn completed(kind_of: &str, start: &str, end: &str, orders: &[String]) -> Sent {
    Sent {
        statement: statement("completed", &period(start, end)),
        plan: plan("completed", &extensions(&[kind(kind_of)])),
        orders: orders.to_vec(),
    }
}

/// An issue with its end as sent; the length that `order` sends is taken away.
fn issue(start: &str, end: &str) -> String {
    let validity = format!(r#""start":"{start}""#);
    let ended = if end.is_empty() { validity.clone() } else { format!(r#"{validity},"end":"{end}""#) };
    order("o1", start, "")
        .replace(r#""value":28,"unit":"day""#, r#""value":0,"unit":"day""#)
        .replace(&validity, &ended)
}

// proves: FR-02
#[test]
fn what_can_still_be_taken_is_never_past_whatever_its_type() {
    // Today is 21-Nov-2026.
    for kind_of in ["repeat", "repeat-dispensing", "odd", ""] {
        for (end, orders, why) in [
            ("2027-06-01", vec![], "its end is still to come: 01-Jun-2027"),
            ("2026-11-21", vec![], "its end is still to come: 21-Nov-2026"),
            ("2026-11", vec![], "its end is still to come: Nov-2026"),
            ("soon", vec![], "its end is not known: soon"),
            ("9999-12-31", vec![], "its end is not known: Date not known (sent as 9999-12-31)"),
            ("", vec![], "no end date was sent"),
            ("", vec![issue("2019-01-01", "2019-01-29")], "no end date was sent"),
            ("2026-11-01", vec![issue("2026-12-15", "2027-01-12")], "an issue is still to come: 15-Dec-2026"),
            (
                "2026-11-01",
                vec![issue("2026-10-28", "2026-11-25")],
                "its issue of 28-Oct-2026 lasts until 25-Nov-2026",
            ),
            // Ended early, but its length says that it lasts.
            (
                "2026-11-01",
                vec![order("o1", "2026-10-28", "")],
                "its issue of 28-Oct-2026 lasts until 25-Nov-2026",
            ),
            (
                "2026-11-01",
                vec![issue("2026-10-28", "")],
                "issued 28-Oct-2026, and for how long was not sent",
            ),
        ] {
            let row = completed(kind_of, "2026-01-01", end, &orders).read();
            assert_eq!(row.group, Group::MarkedCompleted, "{kind_of} {end} {orders:?}");
            let flags = flags(&row);
            assert!(flags.contains(&format!("Marked as completed, but {why}")), "{flags:?}");
        }
        for (end, orders) in [
            ("2026-11-20", vec![]),
            ("2026-10", vec![]),
            ("2026-11-01", vec![issue("2026-10-01", "2026-10-29")]),
            ("2021-06-01", vec![issue("2021-05-20", "")]),
        ] {
            let row = completed(kind_of, "2020-01-01", end, &orders).read();
            assert_eq!(row.group, Group::Past, "{kind_of} {end} {orders:?}");
        }
    }
}

// proves: FR-02
#[test]
fn what_others_prescribed_is_not_past_while_it_can_be_taken() {
    let mut sent = completed("acute", "2026-11-01", "2026-12-01", &[]);
    sent.statement = statement(
        "completed",
        &(period("2026-11-01", "2026-12-01")
            + &extensions(&[agency("prescribed-by-another-organisation", "")])),
    );
    assert_eq!(sent.read().group, Group::MarkedCompleted);
}

// proves: FR-02
#[test]
fn a_single_course_is_over_with_its_end_its_issue_or_its_length() {
    let course = |end: &str, orders: &[String]| completed("acute", "2026-01-05", end, orders).read();
    assert_eq!(course("2026-01-12", &[issue("2026-01-05", "")]).group, Group::Past);
    assert_eq!(course("", &[issue("2026-01-05", "2026-01-12")]).group, Group::Past);
    assert_eq!(course("", &[order("o1", "2026-01-05", "")]).group, Group::Past);
    // Nothing at all says that it is over.
    assert_eq!(course("", &[issue("2026-01-05", "")]).group, Group::MarkedCompleted);
    let running = course("2026-11-28", &[]);
    assert_eq!(running.group, Group::Acute);
    assert_eq!(flags(&running)[0], "Marked as completed, but its end is still to come: 28-Nov-2026");
}

// proves: FR-02
#[test]
fn the_practices_last_issue_counts_where_no_issue_was_sent() {
    let mut sent = completed("repeat", "2026-01-01", "2026-11-01", &[]);
    sent.statement =
        statement("completed", &(period("2026-01-01", "2026-11-01") + &last_issue("2026-11-10")));
    let row = sent.read();
    assert_eq!(row.group, Group::MarkedCompleted);
    assert!(flags(&row)[0].contains("issued 10-Nov-2026"), "{row:?}");
}

// proves: FR-02 FR-26
#[test]
fn what_may_be_current_is_counted_and_no_list_is_no_statement() {
    let (items, _) = present(&completed("repeat", "2026-01-01", "2027-01-01", &[]).resources());
    assert_eq!((items.count_current(), items.none_current()), (1, None));
    let (items, _) = present(&completed("repeat", "2020-01-01", "2021-01-01", &[]).resources());
    assert!(
        items
            .none_current()
            .unwrap()
            .starts_with("From what was sent, every medication on the practice's list has stopped or ended")
    );
    let mut without = sent().resources();
    without[0] = String::new();
    let (items, _) = present(&without);
    assert!(items.none_current().unwrap().contains("sent no list"));
    assert_eq!(items.all().filter(|one| one.group.may_be_current()).count(), 1);
}

// proves: FR-04
#[test]
fn what_was_taken_back_is_never_current_and_the_graver_word_stands() {
    for (statement_says, plan_says, group, status) in [
        ("entered-in-error", "active", Group::InError, Status::InError),
        ("active", "entered-in-error", Group::InError, Status::InError),
        ("active", "cancelled", Group::Stopped, Status::Cancelled),
        ("completed", "stopped", Group::Stopped, Status::Stopped),
        ("on-hold", "on-hold", Group::Repeat, Status::OnHold),
        ("unknown", "unknown", Group::Repeat, Status::Other("Status unknown".to_owned())),
    ] {
        let mut sent = sent();
        sent.statement = statement(statement_says, &period("2026-01-01", "2027-01-01"));
        sent.plan = plan(plan_says, &extensions(&[kind("repeat")]));
        let row = sent.read();
        assert_eq!((row.group, &row.status), (group, &status), "{statement_says} {plan_says}");
        let differs = flags(&row).iter().any(|flag| flag.starts_with("The statement says"));
        assert_eq!(differs, statement_says != plan_says);
    }
}

// proves: FR-02 FR-21
#[test]
fn a_stop_to_come_is_no_stop_yet_and_supply_that_is_left_is_said() {
    let stopped_on = |date: &str| {
        let mut sent = sent();
        let reason = format!(
            r#"{{"url":"{NHS}MedicationStatusReason-1","extension":[
                {{"url":"statusChangeDate","valueDateTime":"{date}"}},{{"url":"statusReason","valueString":"Bleeding"}}]}}"#
        );
        sent.plan = plan("stopped", &extensions(&[kind("repeat"), reason]));
        sent.statement = statement("stopped", &period("2026-01-01", date));
        sent.read()
    };
    let row = stopped_on("2026-11-20");
    assert_eq!(
        (row.group, row.stopped.as_ref().unwrap().reason.as_deref()),
        (Group::Stopped, Some("Bleeding"))
    );
    assert_eq!(flags(&row), ["Supply may be left: its issue of 02-Nov-2026 lasts until 30-Nov-2026"]);
    let row = stopped_on("2026-12-24");
    assert_eq!(
        (row.group, flags(&row).as_slice()),
        (Group::Repeat, ["To be stopped 24-Dec-2026".to_owned()].as_slice())
    );
}

// proves: FR-21
#[test]
fn why_an_issue_was_cancelled_stands_in_its_row_and_beside_its_medication() {
    let mut sent = sent();
    let reason = format!(
        r#"{{"url":"{NHS}MedicationStatusReason-1","extension":[
            {{"url":"statusReason","valueCodeableConcept":{{"text":"Allergy (stopped because of rash)"}}}},
            {{"url":"statusChangeDate","valueDateTime":"2026-11-05T10:00:00+00:00"}}]}}"#
    );
    sent.orders = vec![
        order("o1", "2026-11-04", &format!(r#","status":"stopped","extension":[{reason}]"#)),
        order("o2", "2026-10-05", ""),
    ];
    let row = sent.read();
    let words = "Cancelled 05-Nov-2026: Allergy (stopped because of rash)";
    assert_eq!(row.issues[0].status_words(), words);
    assert!(flags(&row).contains(&format!("Latest issue: {words}")), "{row:?}");
    assert_eq!(shown(row.last_issue.map(|last| last.date).as_ref()).as_deref(), Some("05-Oct-2026"));
    sent.orders.pop();
    // A cancelled issue is none.
    sent.plan = plan("active", &extensions(&[kind("repeat")]));
    assert!(flags(&sent.read()).contains(&"No issue was sent".to_owned()), "{:?}", sent.read());
}

// proves: FL-12 FR-31
#[test]
fn statement_and_plan_stand_side_by_side_where_their_dates_differ() {
    let read = |statement_end: &str, plan_end: &str| {
        let mut sent = sent();
        let end = if plan_end.is_empty() { String::new() } else { format!(r#","end":"{plan_end}""#) };
        let validity = format!(r#","dispenseRequest":{{"validityPeriod":{{"start":"2026-01-01"{end}}}}}"#);
        sent.statement = statement("active", &period("2026-01-01", statement_end));
        sent.plan = plan("active", &(extensions(&[kind("repeat")]) + &validity));
        let row = sent.read();
        let plan_end = row.plan_period.as_ref().map(|plan| shown(plan.end.as_ref()));
        (shown(row.end.as_ref()), plan_end, flags(&row))
    };
    let day = |day: &str| Some(day.to_owned());
    // Each side's end is on screen, and nothing is over before both are.
    assert_eq!(read("2026-10-26", "2027-01-27"), (day("26-Oct-2026"), Some(day("27-Jan-2027")), vec![]));
    assert_eq!(read("2027-01-27", "2026-10-26"), (day("27-Jan-2027"), Some(day("26-Oct-2026")), vec![]));
    assert_eq!(
        read("2026-10-26", "2026-11-01"),
        (day("26-Oct-2026"), Some(day("01-Nov-2026")), vec!["Period ended 01-Nov-2026".to_owned()])
    );
    // Where only one of them has an end, it is shown, and no end is denied.
    assert_eq!(read("", "2027-01-27"), (day("27-Jan-2027"), None, vec![]));
    assert_eq!(read("2027-01-27", ""), (day("27-Jan-2027"), None, vec![]));
    assert_eq!(read("2027-01-27", "2027-01-27T00:00:00+00:00").1, None);
    assert_eq!(read("", ""), (None, None, vec![]));
}

// proves: FR-19
#[test]
fn the_agency_is_read_in_every_form_and_elsewhere_stands_apart() {
    for (value, words, is_elsewhere) in [
        (r#""valueCodeableConcept":{"text":"Hospital"}"#, "Hospital", true),
        (r#""valueString":"Hospital outpatient clinic""#, "Hospital outpatient clinic", true),
        (r#""valueCode":"prescribed-by-another-organisation""#, "Another organisation", true),
        (r#""valueCoding":{"code":"prescribed-by-previous-practice"}"#, "A previous practice", true),
        (
            r#""valueCodeableConcept":{"coding":[{"system":"x","code":"prescribed-by-another-organisation"}]}"#,
            "Another organisation",
            true,
        ),
        (r#""valueCoding":{"code":"x","display":"Dentist"}"#, "Dentist", true),
        (r#""valueCode":"prescribed-at-gp-practice""#, "GP practice", false),
        (r#""valueString":"Prescribed at GP practice""#, "GP practice", false),
        (r#""valueString":"No information available""#, "Not sent", false),
        (r#""valueCodeableConcept":{}"#, "Not sent", false),
    ] {
        let agency = format!(r#"{{"url":"{NHS}PrescribingAgency-1",{value}}}"#);
        let mut one = sent();
        one.statement =
            statement("active", &(period("2026-01-01", "") + &extensions(std::slice::from_ref(&agency))));
        let row = one.read();
        assert_eq!((row.agency.words.as_str(), row.agency.is_elsewhere), (words, is_elsewhere), "{value}");
        assert_eq!(row.group == Group::PrescribedElsewhere, is_elsewhere);
        // On the plan, where the statement has none.
        one.statement = statement("active", &period("2026-01-01", ""));
        one.plan = plan("active", &extensions(&[kind("repeat"), agency]));
        assert_eq!(one.read().agency.is_elsewhere, is_elsewhere, "{value}");
    }
}

// proves: FR-02 FR-04 FR-21
#[test]
fn a_line_away_from_its_group_says_what_was_stopped_cancelled_or_marked_as_completed() {
    let lines = |sent: &Sent| {
        let entries: Vec<String> =
            sent.resources().iter().map(|json| format!(r#"{{"resource":{json}}}"#)).collect();
        let bundle = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
        let bundle = Bundle::read(bundle.as_bytes()).unwrap();
        let entries = Entries::of(&Index::new(&bundle));
        let all: Vec<_> = entries.all.iter().map(AsRef::as_ref).collect();
        // Copies and CSV say it too.
        [text(&About::default(), &all), csv(&About::default(), &all)]
    };
    let reason = |words: &str| {
        format!(
            r#"{{"url":"{NHS}MedicationStatusReason-1","extension":[
                {{"url":"statusChangeDate","valueDateTime":"2026-11-05"}},{{"url":"statusReason","valueString":"{words}"}}]}}"#
        )
    };
    // The reason is on the plan alone, and the statement is still active.
    let mut stopped = sent();
    stopped.plan = plan("stopped", &extensions(&[kind("repeat"), reason("Bleeding")]));
    let mut cancelled = sent();
    cancelled.orders =
        vec![order("o1", "2026-11-04", &format!(r#","status":"stopped","extension":[{}]"#, reason("Rash")))];
    let mut error = sent();
    error.plan = plan("entered-in-error", "");
    let mut hold = sent();
    hold.statement = statement("on-hold", &period("2026-01-01", ""));
    for (sent, words) in [
        (stopped, "Stopped 05-Nov-2026: Bleeding"),
        (cancelled, "Cancelled 05-Nov-2026: Rash"),
        (error, "Entered in error"),
        (hold, "On hold"),
        (completed("repeat", "2026-01-01", "2027-06-01", &[]), "marked as completed, to 01-Jun-2027"),
        (completed("repeat", "2026-01-01", "", &[]), "marked as completed, no end date sent"),
    ] {
        for taken in lines(&sent) {
            assert!(taken.contains(words), "{words}: {taken}");
        }
    }
    assert!(!lines(&sent())[0].contains("marked as completed"));
}
