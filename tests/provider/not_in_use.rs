//! What a profile marks as not in use says nothing in this app, whatever a system sends in it.

use crate::asking::*;
use chrono::NaiveDate;
use gp_connect_viewer::clinical::Area;
use gp_connect_viewer::clinical::summary::Reading;
use gp_connect_viewer::fhir::Bundle;
use gp_connect_viewer::sandbox::Provider;
use serde_json::{Value, json};

const TEXT: &str = "Must not be read";

fn reading(bundle: &Value) -> Reading<()> {
    let bundle = Bundle::read(&serde_json::to_vec(bundle).unwrap()).unwrap();
    Reading::of(&bundle, NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), &Area::ALL)
}

/// All that is shown, but for the alert above an area that something else was sent (ARS-15).
fn apart_from_alerts(reading: &Reading<()>) -> String {
    let shown = format!("{reading:?}");
    let mut parts = shown.split("Warning { kind: NotShown, ");
    let mut rest = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (_, after) = part.split_once("\" }").unwrap();
        rest.push_str(after);
    }
    // Nor for the commas beside them.
    rest.replace(", ", "")
}

/// Fills every element that the tables of the structured digest 7.5 to 7.16 mark as not in use, and counts the resources filled.
fn fill(bundle: &mut Value) -> usize {
    let concept = json!({ "coding": [{ "system": "http://snomed.info/sct", "code": "1", "display": TEXT }], "text": TEXT });
    let reference = json!({ "reference": "Observation/must-not-be-read", "display": TEXT });
    let mut filled = 0;
    for entry in bundle["entry"].as_array_mut().unwrap() {
        let resource = &mut entry["resource"];
        let unused = match resource["resourceType"].as_str().unwrap() {
            "Encounter" => json!({
                "class": { "code": "EMER", "display": TEXT }, "reason": [concept], "appointment": reference,
                "diagnosis": [{ "condition": reference }], "hospitalization": { "admitSource": concept },
            }),
            "Condition" => json!({
                "severity": concept, "verificationStatus": "refuted", "bodySite": [concept],
                "stage": { "summary": concept }, "evidence": [{ "code": [concept] }],
            }),
            "DiagnosticReport" => json!({
                "effectiveDateTime": "1901-01-01", "image": [{ "comment": TEXT, "link": reference }],
                "imagingStudy": [reference],
            }),
            "ReferralRequest" => json!({
                "type": concept, "reasonReference": [reference], "occurrenceDateTime": "1901-01-01", "replaces": [reference],
            }),
            _ => continue,
        };
        resource.as_object_mut().unwrap().extend(unused.as_object().unwrap().clone());
        filled += 1;
    }
    filled
}

// proves: ARS-16
#[test]
fn elements_not_in_use_change_nothing_that_is_shown() {
    let (status, mut bundle) = ask(&mut Provider::new(), &structured(IMOGEN, everything()));
    assert_eq!(status, 200, "{bundle}");
    let without = reading(&bundle);
    assert!(fill(&mut bundle) > 50);
    let with = reading(&bundle);
    let shown = apart_from_alerts(&with);
    assert!(!shown.contains(TEXT));
    assert_eq!(shown, apart_from_alerts(&without));
    // That it came is said, in its own words, and nothing is made of it.
    assert!(format!("{with:?}").contains(&format!("bodySite: {TEXT}")));
    assert!(!format!("{without:?}").contains("bodySite"));
}

/// What a practice wrote about an allergy is not hidden, wherever it wrote it; nothing is made of it.
// proves: ARS-16
#[test]
fn an_unused_part_of_a_reaction_stands_under_words_that_say_so() {
    let (_, mut bundle) = ask(&mut Provider::new(), &structured(IMOGEN, everything()));
    for entry in bundle["entry"].as_array_mut().unwrap() {
        for reaction in entry["resource"]["reaction"].as_array_mut().into_iter().flatten() {
            reaction["note"] = json!([{ "text": TEXT }]);
        }
    }
    let shown = format!("{:?}", reading(&bundle).allergies);
    assert!(shown.contains("Also sent, though GP Connect does not use it: Must not be read"), "{shown}");
}

/// An attachment may be the report itself, so that it came is said, and nothing of what is in it.
// proves: ARS-16 ARS-69
#[test]
fn a_report_with_an_attachment_says_so_and_no_more() {
    let (_, mut bundle) = ask(&mut Provider::new(), &structured(IMOGEN, everything()));
    for entry in bundle["entry"].as_array_mut().unwrap() {
        if entry["resource"]["resourceType"] == "DiagnosticReport" {
            entry["resource"]["presentedForm"] = json!([{ "contentType": "text/plain", "title": TEXT }]);
        }
    }
    let shown = format!("{:?}", reading(&bundle).investigations);
    assert!(shown.contains("An attachment, which GP Connect does not use"));
    assert!(!shown.contains(TEXT));
}

/// The comparison would notice an element that is in use.
#[test]
fn an_element_in_use_changes_what_is_shown() {
    let (_, mut bundle) = ask(&mut Provider::new(), &structured(IMOGEN, everything()));
    let without = reading(&bundle);
    for entry in bundle["entry"].as_array_mut().unwrap() {
        if entry["resource"]["resourceType"] == "Condition" {
            entry["resource"]["note"] = json!([{ "text": TEXT }]);
        }
    }
    assert_ne!(reading(&bundle), without);
}
