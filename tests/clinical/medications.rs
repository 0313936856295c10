//! Every medication of the real records is in the view model with all its words.

use std::collections::BTreeMap;

use crate::records::{is_in, members, of_type, structured_records, terms};
use chrono::NaiveDate;
use gp_connect_viewer::clinical::medications::{Dose, Group, Medication, Medications};
use gp_connect_viewer::clinical::{Note, State};
use gp_connect_viewer::fhir::{Bundle, Index};
use serde_json::Value;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

fn dose_texts(doses: &[Dose]) -> impl Iterator<Item = String> {
    doses.iter().flat_map(|dose| [dose.text.clone(), dose.patient_instruction.clone().unwrap_or_default()])
}

fn note_texts(notes: &[Note]) -> impl Iterator<Item = String> {
    notes.iter().map(|note| format!("{} {}", note.label.clone().unwrap_or_default(), note.text))
}

/// Every text that the view model holds of one medication.
fn texts(medication: &Medication) -> Vec<String> {
    let mut texts =
        vec![medication.name.text(), medication.quantity.clone(), medication.agency.words.clone()];
    texts.push(medication.kind.words().to_owned());
    texts.extend(dose_texts(&medication.dose).chain(dose_texts(&medication.plan_dose)));
    texts.extend(note_texts(&medication.notes));
    texts.extend(medication.stopped.iter().filter_map(|stopped| stopped.reason.clone()));
    texts.extend(medication.remarks.clone());
    texts.extend(medication.prescriber.iter().map(|prescriber| prescriber.person.to_string()));
    for issue in &medication.issues {
        texts.extend(issue.name.iter().map(|name| name.text()));
        texts.push(issue.quantity.clone());
        texts.extend(dose_texts(&issue.dose));
        texts.extend(note_texts(&issue.notes));
        texts.extend(issue.date.iter().map(|date| date.text().to_owned()));
        texts.extend(issue.prescriber.iter().map(|prescriber| prescriber.person.to_string()));
    }
    texts
}

/// The texts of one statement or request as sent.
fn sent(resource: &Value) -> Vec<Vec<String>> {
    let text = |value: &Value| vec![value.as_str().unwrap_or_default().to_owned()];
    let mut sent = vec![terms(&resource["medicationCodeableConcept"])];
    for dosage in members(&resource["dosage"]).chain(members(&resource["dosageInstruction"])) {
        sent.push(text(&dosage["text"]));
        sent.push(text(&dosage["patientInstruction"]));
    }
    sent.extend(members(&resource["note"]).map(|note| text(&note["text"])));
    sent.push(text(&resource["recorder"]["display"]));
    if resource["intent"] == "order" {
        sent.push(text(&resource["dispenseRequest"]["validityPeriod"]["start"]));
    }
    for extension in members(&resource["dispenseRequest"]["quantity"]["extension"]) {
        sent.push(text(&extension["valueString"]));
    }
    for extension in members(&resource["extension"]) {
        // An issue's type is shown where it is not its plan's; that there is no information adds nothing.
        let terms_sent = terms(&extension["valueCodeableConcept"]);
        let is_here = terms_sent == ["Prescribed at GP practice"];
        if !is_here
            && (resource["intent"] != "order"
                || !terms_sent.iter().any(|term| term == "No information available"))
        {
            sent.push(terms_sent);
        }
        if resource["intent"] == "plan" {
            sent.extend(members(&extension["extension"]).map(|child| terms(&child["valueCodeableConcept"])));
        }
    }
    sent
}

// proves: ARS-23 ARS-32 ARS-67
#[test]
fn every_medication_of_the_real_records_is_shown_with_all_its_words() {
    let mut counted = 0;
    let mut groups: BTreeMap<Group, usize> = BTreeMap::new();
    for (path, bytes) in structured_records() {
        let bundle = Bundle::read(&bytes).unwrap();
        let (state, placed) = Medications::read::<()>(&Index::new(&bundle), today());
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let resources: Vec<&Value> = ["MedicationStatement", "MedicationRequest"]
            .into_iter()
            .flat_map(|kind| of_type(&json, kind))
            .collect();
        let items = match state {
            State::Present { items, .. } => items,
            _ if resources.is_empty() => continue,
            other => panic!("{path}: {} resources and {other:?}", resources.len()),
        };
        for medication in &items.items {
            *groups.entry(medication.group).or_default() += 1;
        }
        let shown: Vec<String> = items.items.iter().chain(&items.apart).flat_map(texts).collect();
        for resource in resources {
            counted += 1;
            for words in sent(resource) {
                assert!(is_in(&words, &shown), "{path}: {words:?} is not shown");
            }
        }
        for (position, resource) in bundle.entries.iter().enumerate() {
            let is_medication =
                matches!(resource.resource_type(), "MedicationStatement" | "MedicationRequest");
            assert!(!is_medication || placed.contains(&position), "{path}: entry {position} is not placed");
        }
    }
    println!("{counted} statements, plans and issues; rows by group: {groups:?}");
}

// proves: ARS-23
#[test]
fn every_medicine_name_of_the_real_records_is_shown() {
    for (path, bytes) in structured_records() {
        let bundle = Bundle::read(&bytes).unwrap();
        let (state, placed) = Medications::read::<()>(&Index::new(&bundle), today());
        let State::Present { items, .. } = state else { continue };
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let shown: Vec<String> = items.items.iter().chain(&items.apart).flat_map(texts).collect();
        for (position, entry) in members(&json["entry"]).enumerate() {
            let resource = &entry["resource"];
            if resource["resourceType"] == "Medication" && placed.contains(&position) {
                let words = terms(&resource["code"]);
                assert!(is_in(&words, &shown), "{path}: {words:?} is not shown");
            }
        }
    }
}
