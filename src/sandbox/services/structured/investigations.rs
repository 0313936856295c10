//! Laboratory reports with everything they are made of (structured digest 3.9, 7.13 to 7.17).

use serde_json::{Value, json};

use super::observations;
use super::pool::Pool;
use crate::sandbox::resource::members::{maybe, push, set};
use crate::sandbox::resource::record_place::{RecordPlace, profile_url};
use crate::sandbox::world::record::{Area, Observation, Report};
use crate::sandbox::world::term::Term;

/// Adds a report, its request, specimen, groups, results and filing comments.
pub fn add(pool: &mut Pool, report: &Report, place: &RecordPlace) {
    let id = &report.id;
    let mut resource = place.resource("DiagnosticReport", "DiagnosticReport", id);
    let mut needs = Vec::new();
    let laboratory = format!("{}-laboratory", report.id);
    pool.add(
        json!({
            "resourceType": "Organization",
            "id": laboratory,
            "meta": { "profile": [profile_url("Organization")] },
            "name": report.laboratory,
        }),
        None,
        &[],
    );
    needs.push(format!("Organization/{laboratory}"));
    if let Some((what, why)) = report.request {
        let request = request(&format!("{id}-request"), what, why, place);
        set(&mut resource, "basedOn", json!([{ "reference": format!("ProcedureRequest/{id}-request") }]));
        needs.push(format!("ProcedureRequest/{id}-request"));
        pool.add(request, None, &[]);
    }
    set(&mut resource, "status", json!(report.status));
    let category =
        json!([{ "system": "http://hl7.org/fhir/v2/0074", "code": "LAB", "display": "Laboratory" }]);
    set(&mut resource, "category", json!({ "coding": category }));
    let code = json!([{ "system": "http://snomed.info/sct", "code": "721981007", "display": "Diagnostic studies report" }]);
    set(&mut resource, "code", json!({ "coding": code }));
    set(&mut resource, "issued", json!(report.issued));
    set(
        &mut resource,
        "performer",
        json!([{ "actor": { "reference": format!("Organization/{laboratory}") } }]),
    );
    let specimen = report.specimen.map(|(kind, number, note)| {
        pool.add(specimen(&format!("{id}-specimen"), kind, number, note, &report.issued, place), None, &[]);
        format!("Specimen/{id}-specimen")
    });
    if let Some(specimen) = &specimen {
        set(&mut resource, "specimen", json!([{ "reference": specimen }]));
        needs.push(specimen.clone());
    }
    let mut results = Vec::new();
    let mut add_result = |pool: &mut Pool, mut result: Value| {
        let reference =
            format!("Observation/{}", result.get("id").and_then(Value::as_str).unwrap_or_default());
        set(&mut result, "status", json!(report.status));
        set(&mut result, "issued", json!(report.issued));
        maybe(&mut result, "specimen", specimen.as_ref().map(|specimen| json!({ "reference": specimen })));
        set(&mut result, "performer", json!([{ "reference": format!("Organization/{laboratory}") }]));
        pool.add(result, None, &[]);
        results.push(json!({ "reference": reference }));
        needs.push(reference);
    };
    for (number, (term, note, members)) in report.groups.iter().enumerate() {
        let header_id = format!("{id}-group-{number}");
        let mut header = group(&header_id, term, *note, place);
        for member in members {
            let target = json!({ "reference": format!("Observation/{}", member.id) });
            push(&mut header, "related", json!({ "type": "has-member", "target": target }));
        }
        add_result(pool, header);
        for member in members {
            let mut result = observations::resource(member, place);
            let target = json!({ "reference": format!("Observation/{header_id}") });
            set(&mut result, "related", json!([{ "type": "derived-from", "target": target }]));
            add_result(pool, result);
        }
    }
    for result in &report.results {
        add_result(pool, observations::resource(result, place));
    }
    for (number, (day, who, words)) in report.filed.iter().enumerate() {
        let filing_id = format!("{id}-filing-{number}");
        let mut filing = place.resource("Observation", "Observation", &filing_id);
        set(&mut filing, "status", json!("unknown"));
        let code = json!([{ "system": "http://snomed.info/sct", "code": "37331000000100", "display": "Comment note" }]);
        set(&mut filing, "code", json!({ "coding": code }));
        set(&mut filing, "effectiveDateTime", json!(day));
        set(&mut filing, "issued", json!(day));
        maybe(&mut filing, "performer", place.clinician(who).map(|who| json!([who])));
        set(&mut filing, "comment", json!(words));
        results.push(json!({ "reference": format!("Observation/{filing_id}") }));
        needs.push(format!("Observation/{filing_id}"));
        pool.add(filing, None, &[]);
    }
    set(&mut resource, "result", Value::Array(results));
    maybe(&mut resource, "conclusion", report.conclusion.map(|text| json!(text)));
    pool.add(resource, Some(Area::Investigations), &needs);
}

fn group(id: &str, term: &Term, note: Option<&str>, place: &RecordPlace) -> Value {
    let header = Observation { id: id.to_owned(), term: term.clone(), ..Observation::default() };
    let mut resource = observations::resource(&header, place);
    maybe(&mut resource, "comment", note.map(|note| json!(note)));
    resource
}

fn request(id: &str, what: &str, why: &str, place: &RecordPlace) -> Value {
    let mut resource = place.resource("ProcedureRequest", "ProcedureRequest", id);
    set(&mut resource, "status", json!("active"));
    set(&mut resource, "intent", json!("order"));
    set(&mut resource, "code", json!({ "text": what }));
    maybe(&mut resource, "requester", place.clinician("1").map(|agent| json!({ "agent": agent })));
    set(&mut resource, "reasonCode", json!([{ "text": why }]));
    resource
}

fn specimen(id: &str, kind: &str, number: &str, note: Option<&str>, day: &str, place: &RecordPlace) -> Value {
    let mut resource = place.resource("Specimen", "Specimen", id);
    set(&mut resource, "accessionIdentifier", json!({ "value": number }));
    set(&mut resource, "type", json!({ "text": kind }));
    set(&mut resource, "receivedTime", json!(day));
    set(&mut resource, "collection", json!({ "collectedDateTime": day.get(..10).unwrap_or(day) }));
    maybe(&mut resource, "note", note.map(|note| json!([{ "text": note }])));
    resource
}
