//! Encounters with their lists of topics and headings (structured digest 3.5, 7.3, 7.10).

use serde_json::{Value, json};

use super::pool::Pool;
use crate::sandbox::resource::members::{maybe, push, set};
use crate::sandbox::resource::record_place::{RecordPlace, profile_url};
use crate::sandbox::world::record::{Area, Consultation, Heading, Item};
use crate::sandbox::world::uk;

/// Codes and displays of the three levels.
const CONSULTATION: (&str, &str) = ("325851000000107", "Consultation");
const TOPIC: (&str, &str) = ("25851000000105", "Topic");
const HEADING: (&str, &str) = ("24781000000107", "Category");

/// Adds the encounter. Its lists and notes come with it only when consultations are asked for: see [`tree`].
pub fn add(pool: &mut Pool, consultation: &Consultation, place: &RecordPlace) {
    let mut resource = place.resource("Encounter", "Encounter", &consultation.id);
    // A draft is `unknown`.
    set(&mut resource, "status", json!(if consultation.draft { "unknown" } else { "finished" }));
    set(&mut resource, "type", json!([{ "text": consultation.kind }]));
    let participant = |code: &str, display: &str, system: &str| {
        let individual = place.clinician(consultation.clinician)?;
        let kind = json!([{ "coding": [{ "system": system, "code": code, "display": display }] }]);
        Some(json!({ "type": kind, "individual": individual }))
    };
    let participants: Vec<Value> = [
        participant("REC", "recorder", "https://fhir.nhs.uk/STU3/CodeSystem/GPConnect-ParticipantType-1"),
        participant("PPRF", "primary performer", "http://hl7.org/fhir/v3/ParticipationType"),
    ]
    .into_iter()
    .flatten()
    .collect();
    set(&mut resource, "participant", Value::Array(participants));
    let mut period = json!({ "start": consultation.start });
    if let (Some(minutes), Ok(start)) =
        (consultation.minutes, chrono::DateTime::parse_from_rfc3339(&consultation.start))
    {
        set(&mut period, "end", json!(uk::text(start + chrono::TimeDelta::minutes(i64::from(minutes)))));
        let length = json!({ "value": minutes, "unit": "minutes", "system": "http://unitsofmeasure.org", "code": "min" });
        set(&mut resource, "length", length);
    }
    set(&mut resource, "period", period);
    // A practice without that site sees patients at its main one.
    if let Some(site) = place.practice.site(consultation.site).or_else(|| place.practice.sites.first()) {
        set(
            &mut resource,
            "location",
            json!([{ "location": { "reference": format!("Location/{}", site.id) } }]),
        );
    }
    let provider = format!("Organization/{}", place.practice.organization_id);
    set(&mut resource, "serviceProvider", json!({ "reference": provider }));
    pool.add(resource, Some(Area::Consultations), &[]);
}

/// The lists and notes of a consultation, and the references of the items in it. `unavailable` gives the words that
/// come in place of items of an area that is switched off or not supported.
pub fn tree(
    consultation: &Consultation,
    place: &RecordPlace,
    pool: &Pool,
    unavailable: &dyn Fn(&str) -> Option<String>,
) -> (Vec<Value>, Vec<String>) {
    let mut lists = Vec::new();
    let mut linked = Vec::new();
    let mut notes = 0;
    let mut topics = Vec::new();
    let mut extra = Vec::new();
    for (topic_number, topic) in consultation.topics.iter().enumerate() {
        let topic_id = format!("{}-topic-{topic_number}", consultation.id);
        let mut entries = Vec::new();
        let mut items_of = |heading: &Heading| -> Vec<Value> {
            heading
                .items
                .iter()
                .filter_map(|item| match item {
                    Item::Note(text) => {
                        notes += 1;
                        let id = format!("{}-note-{notes}", consultation.id);
                        extra.push(note(&id, text, consultation, place));
                        Some(json!({ "reference": format!("Observation/{id}") }))
                    }
                    Item::Display(text) => Some(json!({ "display": text })),
                    Item::Link(reference, _) => match unavailable(reference) {
                        Some(words) => Some(json!({ "display": words })),
                        None if pool.holds(reference) => {
                            linked.push(reference.clone());
                            Some(json!({ "reference": reference }))
                        }
                        None => None,
                    },
                })
                .collect()
        };
        // A topic holds headings or items, never both.
        let flat = topic.headings.iter().all(|heading| heading.title.is_none());
        for (heading_number, heading) in topic.headings.iter().enumerate() {
            let items = items_of(heading);
            if flat {
                entries.extend(items);
            } else if !items.is_empty() {
                let id = format!("{topic_id}-heading-{heading_number}");
                entries.push(json!({ "reference": format!("List/{id}") }));
                lists.push(list(&id, HEADING, heading.title, items, consultation, place));
            }
        }
        let mut resource = list(&topic_id, TOPIC, topic.title.as_deref(), entries, consultation, place);
        if let Some(problem) = topic.problem {
            let target = json!({ "reference": format!("Condition/{problem}") });
            push(
                &mut resource,
                "extension",
                json!({
                    "url": "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-RelatedProblemHeader-1",
                    "extension": [{ "url": "target", "valueReference": target }],
                }),
            );
            linked.push(format!("Condition/{problem}"));
        }
        topics.push(json!({ "reference": format!("List/{topic_id}") }));
        lists.push(resource);
    }
    let id = format!("{}-list", consultation.id);
    lists.push(list(&id, CONSULTATION, Some(consultation.kind), topics, consultation, place));
    lists.extend(extra);
    (lists, linked)
}

fn list(
    id: &str,
    (code, display): (&str, &str),
    title: Option<&str>,
    items: Vec<Value>,
    consultation: &Consultation,
    place: &RecordPlace,
) -> Value {
    let mut resource = json!({
        "resourceType": "List",
        "id": id,
        "meta": { "profile": [profile_url("List")] },
        "status": "current",
        "mode": "snapshot",
        "code": { "coding": [{ "system": "http://snomed.info/sct", "code": code, "display": display }] },
        "subject": { "reference": format!("Patient/{}", place.patient_id) },
        "encounter": { "reference": format!("Encounter/{}", consultation.id) },
        "date": consultation.start,
        "orderedBy": { "coding": [{ "system": "http://hl7.org/fhir/list-order", "code": "system" }] },
        "entry": items.into_iter().map(|item| json!({ "item": item })).collect::<Vec<_>>(),
    });
    maybe(&mut resource, "title", title.map(|title| json!(title)));
    resource
}

/// Free text: an Observation whose comment is the note.
fn note(id: &str, text: &str, consultation: &Consultation, place: &RecordPlace) -> Value {
    let mut resource = place.resource("Observation", "Observation", id);
    set(&mut resource, "status", json!("final"));
    let coding =
        json!([{ "system": "http://snomed.info/sct", "code": "37331000000100", "display": "Comment note" }]);
    set(&mut resource, "code", json!({ "coding": coding }));
    set(&mut resource, "context", json!({ "reference": format!("Encounter/{}", consultation.id) }));
    set(&mut resource, "effectiveDateTime", json!(consultation.start));
    set(&mut resource, "issued", json!(consultation.start));
    maybe(&mut resource, "performer", place.clinician(consultation.clinician).map(|who| json!([who])));
    set(&mut resource, "comment", json!(text));
    resource
}
