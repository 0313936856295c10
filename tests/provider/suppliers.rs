//! The suppliers' patients of the sandbox, and docs/suppliers.md, which says what they are for.

use std::path::Path;

use crate::asking::{self, everything, structured};
use gp_connect_viewer::clinical::{OtherItems, Placement, Reading};
use gp_connect_viewer::fhir::{Bundle, Index, Resource};
use gp_connect_viewer::sandbox::Provider;
use gp_connect_viewer::sandbox::patient::Chart;
use gp_connect_viewer::sandbox::patients::patients;

const TABLE: &str = "docs/suppliers.md";

/// The answer about each of the four, and what they are for.
fn records() -> Vec<(String, Bundle)> {
    let of_suppliers = patients().into_iter().filter(|one| matches!(one.chart, Chart::Supplier(_)));
    let record = |number: &str| {
        let answer = Provider::new().handle(&structured(number, everything()), asking::now());
        assert_eq!(answer.response.status, 200);
        Bundle::read(&answer.response.body).unwrap()
    };
    of_suppliers.map(|one| (one.purpose.clone(), record(&one.nhs_number))).collect()
}

#[test]
fn every_entry_of_a_suppliers_record_is_read_and_placed() {
    let records = records();
    assert_eq!(records.len(), 4);
    for (purpose, bundle) in records {
        let unreadable = bundle.entries.iter().filter(|one| matches!(one, Resource::Unreadable(_))).count();
        assert_eq!(unreadable, 0, "{purpose}");
        let index = Index::new(&bundle);
        let placement = Placement::of(&index);
        let others = OtherItems::of(&index, placement.unplaced()).items;
        let unknown: Vec<_> = others.iter().map(|item| format!("{:?} {}", item.kind, item.text)).collect();
        // At most the people and machines that no entry of this answer leads to.
        assert!(unknown.len() <= 2, "{purpose}: {unknown:#?}");
        let reading = Reading::<()>::of(&bundle, asking::now().date_naive(), &[]);
        assert!(matches!(reading.allergies, gp_connect_viewer::clinical::State::Present { .. }), "{purpose}");
    }
}

struct Row {
    habit: String,
    entries: Vec<String>,
    rule: String,
    test: String,
}

fn rows() -> Vec<Row> {
    let table = std::fs::read_to_string(root().join(TABLE)).unwrap();
    let lines = table.lines().filter(|line| line.starts_with("| ")).skip(2);
    lines
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
            let [habit, _, entries, rule, test] = cells.as_slice() else { panic!("five columns: {line}") };
            let quoted =
                |cell: &str| cell.split('`').skip(1).step_by(2).map(String::from).collect::<Vec<_>>();
            let one = |cell: &str| quoted(cell).join(" ");
            Row { habit: (*habit).to_owned(), entries: quoted(entries), rule: one(rule), test: one(test) }
        })
        .collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn every_habit_has_its_entry_its_rule_and_its_test() {
    let mut faults = Vec::new();
    for row in rows() {
        let Row { habit, entries, rule, test } = &row;
        if entries.is_empty() {
            faults.push(format!("{habit}: no entry in the sandbox"));
        }
        for entry in entries {
            let (supplier, id) = entry.split_once(": ").unwrap_or((entry, ""));
            let file = root().join(format!("src/sandbox/world/records/suppliers/{supplier}.json"));
            let has = |text: String| text.contains(&format!("\"id\": \"{id}\""));
            if !std::fs::read_to_string(file).is_ok_and(has) {
                faults.push(format!("{habit}: no entry {entry}"));
            }
        }
        if !root().join(rule).is_file() {
            faults.push(format!("{habit}: no rule {rule}"));
        }
        let (file, name) = test.split_once("::").unwrap_or((test, ""));
        let is_test = |text: String| {
            let starts = [
                format!("fn {name}("),
                format!("test('{name}'"),
                format!("test(\"{name}\""),
                format!("test(`{name}`"),
            ];
            starts.iter().any(|start| text.contains(start))
        };
        if !std::fs::read_to_string(root().join(file)).is_ok_and(is_test) {
            faults.push(format!("{habit}: no test {test}"));
        }
    }
    assert!(rows().len() > 20 && faults.is_empty(), "{TABLE}\n{}", faults.join("\n"));
}
