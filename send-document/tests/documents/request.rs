//! The door of the module: what the page hands in as JSON, and what it gets.

use gp_connect_send_document::request::{make, read, review};
use serde_json::json;

use crate::cases::{Case, all};

#[test]
fn a_summary_that_came_as_json_makes_the_same_bytes() {
    for case in all() {
        let request = read(&case.request().to_string()).unwrap();
        let (by_json, direct) = (make(&request).unwrap(), case.made());
        assert!(by_json.pdf == direct.pdf && by_json.message.xml == direct.message.xml, "{}", case.name);
        assert_eq!(by_json.pages.join("\n\n"), direct.text, "{}", case.name);
        assert_eq!(review(&request).pages, by_json.pages, "{}", case.name);
    }
}

// proves: SDOC-05 SDOC-17
#[test]
fn what_is_refused_has_its_words_and_makes_nothing() {
    let mut case = Case::new("refused");
    case.summary.encounter.is_confidential = true;
    case.summary.practice.ods = "X26".into();
    let request = read(&case.request().to_string()).unwrap();
    let shown = review(&request);
    let fields: Vec<&str> = shown.refusals.iter().map(|remark| remark.field).collect();
    assert_eq!(fields, ["The practice", "Encounter"]);
    assert!(shown.address.is_empty() && shown.pages.len() == 1, "it can be looked at, not sent");
    assert!(make(&request).err().unwrap().contains("Encounter: The encounter is marked as confidential."));
}

#[test]
fn a_fault_in_the_json_names_a_place_and_nothing_of_the_patient() {
    let mut json = Case::new("plain").request();
    json["summary"]["patient"]["birthDate"] = json!("DAWES the first");
    let fault = read(&json.to_string()).err().unwrap();
    assert!(fault.contains("cannot be read at line 1") && !fault.contains("DAWES"), "{fault}");
    let mut json = Case::new("plain").request();
    json["summary"]["unheardOf"] = json!(1);
    assert!(read(&json.to_string()).is_err(), "what would be lost is refused");
}
