//! docs/sandbox.md names everything that the sandbox can be told, and nothing else.

use std::collections::BTreeSet;

use gp_connect_viewer::sandbox::{Behaviour, FaultKind};

/// What is in backticks in the first column below a heading.
fn listed(heading: &str) -> Vec<String> {
    let page = include_str!("../../docs/sandbox.md");
    let (_, section) = page.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let cells = section.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
    cells.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

#[test]
fn every_fault_is_in_the_document_as_it_is_told() {
    let examples = listed("Faults");
    for example in &examples {
        example.parse::<FaultKind>().unwrap_or_else(|why| panic!("{example}: {why}"));
    }
    let named: BTreeSet<&str> = examples.iter().filter_map(|example| example.split(':').next()).collect();
    assert_eq!(named, FaultKind::names().collect());
}

#[test]
fn every_switch_is_in_the_document() {
    let switches = serde_json::to_value(Behaviour::default()).unwrap();
    let switches: BTreeSet<String> = switches.as_object().unwrap().keys().cloned().collect();
    assert_eq!(listed("Switches").into_iter().collect::<BTreeSet<_>>(), switches);
}
