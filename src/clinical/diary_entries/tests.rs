use super::*;
use crate::fhir::Bundle;

fn read_all(resources: &[&str]) -> (State<DiaryEntries, (), Warning>, BTreeSet<usize>) {
    let entries: Vec<String> = resources.iter().map(|json| format!(r#"{{"resource":{json}}}"#)).collect();
    let json = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, entries.join(","));
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    read(&Index::new(&Bundle::read(json.as_bytes()).unwrap()), today)
}

fn list(ids: &[&str]) -> String {
    let entries: Vec<String> =
        ids.iter().map(|id| format!(r#"{{"item":{{"reference":"ProcedureRequest/{id}"}}}}"#)).collect();
    format!(
        r#"{{"resourceType":"List","code":{{"coding":[{{"code":"714311000000108"}}]}},"entry":[{}]}}"#,
        entries.join(",")
    )
}

fn entry(id: &str, more: &str) -> String {
    format!(
        r#"{{"resourceType":"ProcedureRequest","id":"{id}","status":"active","intent":"plan","code":{{"text":"Rabies vaccination"}}{more}}}"#
    )
}

// proves: ARS-54 ARS-28
#[test]
fn every_entry_says_that_it_is_planned_and_how_its_date_stands() {
    let resources = [
        list(&["a", "b", "c", "d"]),
        entry("a", r#","occurrenceDateTime":"2026-12-01""#),
        entry("b", ""),
        entry("c", r#","occurrencePeriod":{"start":"2026-09-01","end":"2026-10-31"}"#),
        entry("d", r#","occurrenceDateTime":"2026-11""#),
    ];
    let resources: Vec<&str> = resources.iter().map(String::as_str).collect();
    let entries = read_all(&resources).0.present().unwrap();
    let rows: Vec<(usize, Due)> = entries.items.iter().map(|entry| (entry.key, entry.due)).collect();
    assert_eq!(rows, [(3, Due::Passed), (4, Due::ToCome), (1, Due::ToCome), (2, Due::NoDate)]);
    assert!(entries.items.iter().all(|entry| entry.text == "Planned: Rabies vaccination"));
    assert_eq!(entries.items[0].period.as_deref(), Some("01-Sep-2026 to 31-Oct-2026"));
    assert!(Due::ALL.iter().all(|due| due.title().starts_with("Planned")));
}

// proves: ARS-55
#[test]
fn the_consultation_s_date_comes_before_the_day_of_entry() {
    let resources = [
        list(&["a", "b"]),
        entry("a", r#","authoredOn":"2026-11-09","context":{"reference":"Encounter/e"}"#),
        entry("b", r#","authoredOn":"2026-11-08","context":{"reference":"Encounter/gone"}"#),
        r#"{"resourceType":"Encounter","id":"e","period":{"start":"2026-11-02"}}"#.to_owned(),
    ];
    let resources: Vec<&str> = resources.iter().map(String::as_str).collect();
    let entries = read_all(&resources).0.present().unwrap();
    let entered: Vec<&str> =
        entries.items.iter().map(|entry| entry.entered.as_ref().unwrap().text()).collect();
    assert_eq!(entered, ["2026-11-02", "2026-11-08"]);
}

// proves: ARS-20 ARS-67
#[test]
fn a_test_request_is_no_diary_entry_and_a_linked_entry_stands_apart() {
    let resources = [
        list(&["a"]),
        entry("a", ""),
        r#"{"resourceType":"ProcedureRequest","id":"t","intent":"order","code":{"text":"Full blood count"}}"#
            .to_owned(),
        entry("b", r#","occurrenceDateTime":"2026-12-24""#),
    ];
    let resources: Vec<&str> = resources.iter().map(String::as_str).collect();
    let (state, positions) = read_all(&resources);
    let entries = state.present().unwrap();
    assert_eq!((entries.items.len(), entries.apart.len()), (1, 1));
    assert_eq!(positions, BTreeSet::from([0, 1, 3]));
}

// proves: FR-04
#[test]
fn what_was_called_off_or_is_not_to_be_done_says_so_in_its_row() {
    let cancelled = entry("a", "").replace("active", "cancelled");
    let resources = [list(&["a", "b"]), cancelled, entry("b", r#","doNotPerform":true"#)];
    let resources: Vec<&str> = resources.iter().map(String::as_str).collect();
    let entries = read_all(&resources).0.present().unwrap();
    let said: Vec<String> = entries.items.iter().map(|entry| entry.marks.words()).collect();
    assert_eq!(said, ["Cancelled", "NOT TO BE DONE"]);
}
