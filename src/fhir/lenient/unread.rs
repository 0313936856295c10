//! Members that the model does not read: what they say is kept in words, so that the screen can say that it was sent (ARS-15).

use serde_json::{Map, Value as Sent};

use crate::{Extension, Value, legible};

/// The elements that say something about the patient's care, beside types of data, people and places.
const CLINICAL: [&str; 31] = [
    "AllergyIntolerance",
    "Component",
    "Condition",
    "DiagnosticReport",
    "DispenseRequest",
    "DoseAndRate",
    "Dosage",
    "Encounter",
    "EncounterLocation",
    "EncounterParticipant",
    "Explanation",
    "Immunization",
    "ImmunizationPractitioner",
    "List",
    "ListEntry",
    "Medication",
    "MedicationRequest",
    "MedicationStatement",
    "Observation",
    "Performer",
    "ProcedureRequest",
    "Reaction",
    "ReferenceRange",
    "ReferralRequest",
    "Related",
    "Requester",
    "Specimen",
    "SpecimenCollection",
    "Timing",
    "TimingRepeat",
    "VaccinationProtocol",
];

/// Members that are about the message, or point somewhere.
const NOT_ABOUT_THE_PATIENT: [&str; 7] =
    ["id", "resourceType", "text", "language", "implicitRules", "fhir_comments", "reference"];

/// What a member that is not read says, under its name; nothing where it holds no words and no value, or is not about
/// the patient.
pub(super) fn told(name: &str, element: &str, raw: &str) -> Option<Extension> {
    if NOT_ABOUT_THE_PATIENT.contains(&name) || name.starts_with('_') || !CLINICAL.contains(&element) {
        return None;
    }
    let mut words = Vec::new();
    say(&serde_json::from_str(raw).ok()?, &mut words);
    let words = words.join(", ");
    (!words.is_empty()).then(|| Extension {
        url: Some(name.to_owned().into()),
        value: Some(Value::String(words)),
        ..Extension::default()
    })
}

fn say(value: &Sent, words: &mut Vec<String>) {
    match value {
        Sent::Null => {}
        Sent::Bool(yes) => words.push(if *yes { "yes" } else { "no" }.to_owned()),
        Sent::Number(number) => words.push(number.to_string()),
        Sent::String(text) if text.trim().is_empty() => {}
        Sent::String(text) => words.push(legible(text.trim()).into_owned()),
        Sent::Array(all) => all.iter().for_each(|one| say(one, words)),
        Sent::Object(members) => say_all(members, words),
    }
}

/// The words of an object: what it is called, and what its parts say; never where it points.
fn say_all(members: &Map<String, Sent>, words: &mut Vec<String>) {
    // An amount is said in one.
    if let Some(value) = members.get("value").filter(|value| value.is_number()) {
        let part = |name: &str| members.get(name).and_then(Sent::as_str).unwrap_or_default();
        let unit = [part("unit"), part("code")].into_iter().find(|unit| !unit.is_empty()).unwrap_or_default();
        words.push(legible(format!("{}{value} {unit}", part("comparator")).trim()).into_owned());
        return;
    }
    // A code is said where it has no words.
    let has_words = ["text", "display"].iter().any(|name| members.contains_key(*name));
    let is_said = |name: &str| match name {
        "reference" | "system" | "url" | "id" | "userSelected" | "version" | "profile" | "data" => false,
        "code" => !has_words,
        "coding" => !members.contains_key("text"),
        name => !name.starts_with('_'),
    };
    // From before to; the others as they come.
    let ends = ["low", "high", "start", "end"];
    let first = ends.iter().filter_map(|name| members.get_key_value(*name));
    let rest = members.iter().filter(|(name, _)| !ends.contains(&name.as_str()) && is_said(name));
    first.chain(rest).for_each(|(_, value)| say(value, words));
}
