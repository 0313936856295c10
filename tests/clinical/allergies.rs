//! Every allergy of the real records is in the view model with all its words.

use crate::records::{is_in, members, of_type, structured_records, terms};
use gp_connect_viewer::clinical::{Allergies, Note, State};
use gp_connect_viewer::fhir::{Bundle, Index};
use serde_json::Value;

fn note_texts(notes: &[Note]) -> impl Iterator<Item = String> {
    notes.iter().flat_map(|note| {
        let label = note.label.clone().unwrap_or_default();
        [format!("{label} {}", note.text), note.author.clone().unwrap_or_default()]
    })
}

/// Every text that the view model holds.
fn texts(allergies: &Allergies) -> Vec<String> {
    let mut texts: Vec<String> = allergies.not_included.clone();
    for statement in &allergies.no_known {
        texts.push(statement.words.clone());
        texts.extend(note_texts(&statement.notes));
        texts.extend(statement.asserted.iter().map(|date| date.text().to_owned()));
    }
    for allergy in allergies.active.iter().chain(&allergies.ended).chain(&allergies.in_error) {
        texts.push(allergy.agent.clone());
        texts.extend(note_texts(&allergy.notes));
        texts.extend(allergy.reactions.iter().map(|reaction| reaction.manifestation.clone()));
        texts.extend(allergy.reactions.iter().filter_map(|reaction| reaction.description.clone()));
        texts.extend(allergy.ended.iter().filter_map(|ended| ended.reason.clone()));
        texts.extend([&allergy.recorder, &allergy.asserter].into_iter().flatten().map(ToString::to_string));
        texts.extend(
            [&allergy.onset, &allergy.asserted, &allergy.last_occurrence]
                .into_iter()
                .flatten()
                .map(|date| date.text().to_owned()),
        );
    }
    texts
}

/// The texts of one allergy as sent; of a concept any of its words will do.
fn sent(allergy: &Value) -> Vec<Vec<String>> {
    // A placeholder gives way to what somebody recorded (FR-11).
    let is_placeholder = |words: &String| words.starts_with("Transfer-degraded");
    let has_more = members(&allergy["note"]).next().is_some();
    let mut sent = vec![terms(&allergy["code"])];
    sent.retain(|words| !has_more || !words.iter().all(is_placeholder));
    for note in members(&allergy["note"]) {
        sent.push(vec![note["text"].as_str().unwrap_or_default().to_owned()]);
    }
    for reaction in members(&allergy["reaction"]) {
        for manifestation in members(&reaction["manifestation"]) {
            let is_null = manifestation.to_string().contains("NullFlavor");
            if !is_null {
                sent.push(terms(manifestation));
            }
        }
        sent.push(vec![reaction["description"].as_str().unwrap_or_default().to_owned()]);
    }
    for extension in members(&allergy["extension"]) {
        for child in members(&extension["extension"]) {
            sent.push(vec![child["valueString"].as_str().unwrap_or_default().to_owned()]);
        }
    }
    for date in ["onsetDateTime", "assertedDate", "lastOccurrence"] {
        sent.push(vec![allergy[date].as_str().unwrap_or_default().to_owned()]);
    }
    sent
}

// proves: ARS-23 ARS-26 ARS-67
#[test]
fn every_allergy_of_the_real_records_is_shown_with_all_its_words() {
    let mut counted = 0;
    for (path, bytes) in structured_records() {
        let bundle = Bundle::read(&bytes).unwrap();
        let (state, _) = Allergies::read::<()>(&Index::new(&bundle));
        let json: Value = serde_json::from_slice(&bytes).unwrap();
        let allergies = of_type(&json, "AllergyIntolerance");
        let shown = match state {
            State::Present { items, .. } => texts(&items),
            _ if allergies.is_empty() => continue,
            other => panic!("{path}: {} allergies and {other:?}", allergies.len()),
        };
        for allergy in allergies {
            counted += 1;
            for words in sent(allergy) {
                assert!(is_in(&words, &shown), "{path}: {words:?} is not shown");
            }
        }
    }
    println!("{counted} allergies");
}
