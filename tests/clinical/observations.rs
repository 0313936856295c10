//! Every immunisation, observation and report of the real records is in a view model with all its words.

use std::collections::BTreeSet;

use crate::records::{members, of_type, structured_records, terms};
use gp_connect_viewer::clinical::{
    Immunisations, Investigations, OtherItems, Placement, State, UncategorisedData, immunisations,
    investigations, uncategorised_data,
};
use gp_connect_viewer::fhir::{Bundle, Index};
use serde_json::Value;

/// What was sent of an observation that a reader must find: of a concept any of its words will do.
fn observation(sent: &Value) -> Vec<Vec<String>> {
    // A comment on filing is called so, not by its code.
    let is_note = sent["code"].to_string().contains("37331000000100");
    let mut words = if is_note { Vec::new() } else { vec![terms(&sent["code"])] };
    let mut add = |value: &Value| words.push(vec![value.as_str().unwrap_or_default().to_owned()]);
    add(&sent["comment"]);
    add(&sent["valueString"]);
    add(&sent["effectiveDateTime"]);
    for range in members(&sent["referenceRange"]) {
        add(&range["text"]);
    }
    words.push(terms(&sent["valueCodeableConcept"]));
    words.push(terms(&sent["bodySite"]));
    words.extend(number(&sent["valueQuantity"]));
    for part in members(&sent["component"]) {
        words.push(terms(&part["code"]));
        words.push(vec![part["valueString"].as_str().unwrap_or_default().to_owned()]);
        words.extend(number(&part["valueQuantity"]));
    }
    if !sent["interpretation"].to_string().contains("v2-0078") {
        words.push(terms(&sent["interpretation"]));
    }
    words
}

/// The digits of an amount as sent, whatever JSON made of them.
fn number(quantity: &Value) -> Option<Vec<String>> {
    let number = quantity["value"].as_f64()?;
    // `1` is the unit of a number without one.
    let unit = quantity["unit"].as_str().unwrap_or_default().trim();
    let unit = if unit == "1" { "" } else { unit };
    let forms = [format!("{number}"), format!("{number:.1}"), format!("{number:.2}"), format!("{number:.3}")];
    Some(forms.into_iter().map(|digits| format!("{digits} {unit}")).collect())
}

/// All words of a view model; its own debug text holds every one of them, with escapes undone.
fn texts(shown: impl std::fmt::Debug) -> Vec<String> {
    let text = format!("{shown:?}").replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    vec![text.replace("\\\"", "\"").replace("\\'", "'").replace("\\\\", "\\")]
}

/// Letters and digits alone: blanks, signs and case do not count.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase()
}

struct Shown {
    texts: Vec<String>,
    placed: BTreeSet<usize>,
}

fn shown(bundle: &Bundle) -> Shown {
    let index = Index::new(bundle);
    let (immunisations, first) = immunisations::read::<()>(&index);
    let (data, second) = uncategorised_data::read::<()>(&index);
    let (reports, third) = investigations::read::<()>(&index);
    let mut all: Vec<String> = Vec::new();
    if let State::Present { items, .. } = immunisations {
        let Immunisations { .. } = &items;
        all.extend(texts(items));
    }
    if let State::Present { items, .. } = data {
        let UncategorisedData { .. } = &items;
        all.extend(texts(items));
    }
    if let State::Present { items, .. } = reports {
        let Investigations { .. } = &items;
        all.extend(texts(items));
    }
    let placed = first.into_iter().chain(second).chain(third).collect();
    Shown { texts: all, placed }
}

// proves: ARS-23 ARS-47 ARS-48 ARS-49 ARS-50 ARS-67
#[test]
fn every_observation_and_report_of_the_real_records_is_shown_with_all_its_words() {
    let mut counted = 0;
    for (path, bytes) in structured_records() {
        let bundle = Bundle::read(&bytes).unwrap();
        let shown = shown(&bundle);
        let text = plain(&shown.texts.join(" "));
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let positions = members(&json["entry"]).enumerate();
        let placed = positions.filter(|(position, _)| shown.placed.contains(position));
        for (_, entry) in placed {
            let sent = &entry["resource"];
            let wanted = match sent["resourceType"].as_str() {
                Some("Observation") => observation(sent),
                Some("DiagnosticReport") => {
                    let mut words = vec![vec![sent["conclusion"].as_str().unwrap_or_default().to_owned()]];
                    words.push(vec![sent["issued"].as_str().unwrap_or_default().to_owned()]);
                    words
                }
                Some("Specimen") => {
                    let mut words = vec![terms(&sent["type"])];
                    words.push(vec![
                        sent["accessionIdentifier"]["value"].as_str().unwrap_or_default().to_owned(),
                    ]);
                    words.extend(notes(sent));
                    words
                }
                Some("ProcedureRequest") => {
                    let mut words = vec![terms(&sent["code"])];
                    words.extend(notes(sent));
                    words
                }
                Some("Immunization") => immunization(sent),
                _ => continue,
            };
            counted += 1;
            for words in wanted {
                let is_shown = words.iter().all(|words| plain(words).is_empty())
                    || words
                        .iter()
                        .map(|words| plain(words))
                        .any(|words| !words.is_empty() && text.contains(&words));
                assert!(is_shown, "{path}: {words:?} is not shown");
            }
        }
    }
    println!("{counted} items");
}

fn notes(sent: &Value) -> Vec<Vec<String>> {
    // A label before a note is kept apart from its text.
    let after = |text: &str| text.rsplit(':').next().unwrap_or(text).trim().to_owned();
    members(&sent["note"]).map(|note| vec![after(note["text"].as_str().unwrap_or_default())]).collect()
}

fn immunization(sent: &Value) -> Vec<Vec<String>> {
    let mut words = notes(sent);
    for extension in members(&sent["extension"]) {
        words.push(terms(&extension["valueCodeableConcept"]));
    }
    for concept in ["site", "route", "reportOrigin"] {
        words.push(terms(&sent[concept]));
    }
    for text in ["lotNumber", "expirationDate", "date"] {
        words.push(vec![sent[text].as_str().unwrap_or_default().to_owned()]);
    }
    for why in ["reason", "reasonNotGiven", "notGivenReason"] {
        for reason in members(&sent["explanation"][why]) {
            words.push(terms(reason));
        }
    }
    words.extend(number(&sent["doseQuantity"]));
    words
}

// proves: ARS-14 ARS-69
#[test]
fn no_report_immunisation_or_observation_with_a_value_is_left_among_the_other_items() {
    for (path, bytes) in structured_records() {
        let bundle = Bundle::read(&bytes).unwrap();
        let index = Index::new(&bundle);
        let others = OtherItems::of(&index, Placement::of(&index).unplaced());
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let entries: Vec<&Value> = members(&json["entry"]).collect();
        for item in &others.items {
            let sent = match bundle.container(item.position) {
                None => &entries[item.position]["resource"],
                Some(container) => {
                    let id = bundle.entries[item.position].id();
                    members(&entries[container]["resource"]["contained"])
                        .find(|inner| inner["id"].as_str() == id)
                        .unwrap()
                }
            };
            let has_value = sent.as_object().is_some_and(|members| {
                members.keys().any(|name| name.starts_with("value") || name == "component")
            });
            let is_ours = match item.resource_type.as_str() {
                "DiagnosticReport" | "Immunization" => true,
                "Observation" => has_value,
                _ => false,
            };
            let is_twin = index.duplicates().contains(&item.position);
            assert!(!is_ours || is_twin, "{path}: {} at {} is left over", item.resource_type, item.position);
        }
    }
}

// proves: ARS-44
#[test]
fn not_given_is_not_given_in_every_real_record() {
    for (path, bytes) in structured_records() {
        let bundle = Bundle::read(&bytes).unwrap();
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let (state, _) = immunisations::read::<()>(&Index::new(&bundle));
        let State::Present { items, .. } = state else { continue };
        let sent = of_type(&json, "Immunization");
        let mut ids = BTreeSet::new();
        let not_given = sent
            .iter()
            .filter(|one| ids.insert(one.to_string()))
            .filter(|one| one["notGiven"] == true)
            .count();
        assert_eq!(items.not_given.len(), not_given, "{path}");
    }
}
