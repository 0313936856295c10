//! Immunisations, referrals and diary entries (structured digest 3.7, 3.10 to 3.12).

use serde_json::json;

use super::pool::Pool;
use crate::sandbox::resource::members::{maybe, push, set};
use crate::sandbox::resource::numbers::number;
use crate::sandbox::resource::record_place::{RecordPlace, profile_url};
use crate::sandbox::world::record::{Area, DiaryEntry, Immunisation, Referral};

const EXTENSION: &str = "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect";

/// Adds a vaccination, given or not given.
pub fn add_immunisation(pool: &mut Pool, one: &Immunisation, place: &RecordPlace) {
    let mut resource = place.resource("Immunization", "Immunization", &one.id);
    let mut needs = Vec::new();
    let procedure = json!({ "url": format!("{EXTENSION}-VaccinationProcedure-1"), "valueCodeableConcept": one.procedure.concept() });
    push(&mut resource, "extension", procedure);
    push(
        &mut resource,
        "extension",
        json!({ "url": format!("{EXTENSION}-DateRecorded-1"), "valueDateTime": one.recorded }),
    );
    // Constant: one that was not given says completed too.
    set(&mut resource, "status", json!("completed"));
    set(&mut resource, "notGiven", json!(one.not_given.is_some()));
    let unknown = json!({ "coding": [{ "system": "http://hl7.org/fhir/v3/NullFlavor", "code": "UNK", "display": "Unknown" }] });
    set(&mut resource, "vaccineCode", one.vaccine.as_ref().map_or(unknown, |term| term.concept()));
    maybe(&mut resource, "date", one.date.as_ref().map(|day| json!(day)));
    set(&mut resource, "primarySource", json!(one.reported_by.is_none()));
    maybe(&mut resource, "reportOrigin", one.reported_by.map(|who| json!({ "text": who })));
    if let Some((batch, expiry, maker)) = one.batch {
        let id = format!("{}-manufacturer", one.id);
        let profile = json!({ "profile": [profile_url("Organization")] });
        pool.add(
            json!({ "resourceType": "Organization", "id": id, "meta": profile, "name": maker }),
            None,
            &[],
        );
        set(&mut resource, "manufacturer", json!({ "reference": format!("Organization/{id}") }));
        set(&mut resource, "lotNumber", json!(batch));
        set(&mut resource, "expirationDate", json!(expiry));
        needs.push(format!("Organization/{id}"));
    }
    if let Some((site, route, dose)) = one.manner {
        set(&mut resource, "site", json!({ "text": site }));
        set(&mut resource, "route", json!({ "text": route }));
        set(&mut resource, "doseQuantity", json!({ "value": number(dose), "unit": "ml" }));
    }
    if let Some(who) = place.clinician(one.clinician) {
        let role = json!([{ "system": "http://hl7.org/fhir/v2/0443", "code": "AP", "display": "Administering Provider" }]);
        set(&mut resource, "practitioner", json!([{ "role": { "coding": role }, "actor": who }]));
    }
    maybe(&mut resource, "note", one.note.as_ref().map(|text| json!([{ "text": text }])));
    maybe(
        &mut resource,
        "explanation",
        one.not_given.map(|why| json!({ "reasonNotGiven": [{ "text": why }] })),
    );
    if let Some((number, series, disease)) = one.protocol {
        let status = json!({ "coding": [{ "system": "http://hl7.org/fhir/vaccination-protocol-dose-status", "code": "count" }] });
        set(
            &mut resource,
            "vaccinationProtocol",
            json!([{
                "doseSequence": number,
                "seriesDoses": series,
                "targetDisease": [{ "text": disease }],
                "doseStatus": status,
            }]),
        );
    }
    pool.add(resource, Some(Area::Immunisations), &needs);
}

/// Adds an outbound referral.
pub fn add_referral(pool: &mut Pool, one: &Referral, place: &RecordPlace) {
    let mut resource = place.resource("ReferralRequest", "ReferralRequest", &one.id);
    if let Some(number) = one.ubrn {
        push(
            &mut resource,
            "identifier",
            json!({ "system": "https://fhir.nhs.uk/Id/UBRN", "value": number }),
        );
    }
    // Says nothing about progress.
    set(&mut resource, "status", json!("unknown"));
    set(&mut resource, "intent", json!("order"));
    maybe(&mut resource, "priority", one.priority.map(|priority| json!(priority)));
    maybe(&mut resource, "authoredOn", one.date.as_ref().map(|day| json!(day)));
    if let Some(agent) = place.clinician(one.clinician) {
        let organization = format!("Organization/{}", place.practice.organization_id);
        set(
            &mut resource,
            "requester",
            json!({ "agent": agent, "onBehalfOf": { "reference": organization } }),
        );
    }
    let id = format!("{}-recipient", one.id);
    pool.add(
        json!({
            "resourceType": "HealthcareService",
            "id": id,
            "meta": { "profile": ["https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-HealthcareService-1"] },
            "name": one.to,
        }),
        None,
        &[],
    );
    set(&mut resource, "recipient", json!([{ "reference": format!("HealthcareService/{id}") }]));
    set(&mut resource, "reasonCode", json!([one.term.concept()]));
    maybe(&mut resource, "description", one.description.map(|text| json!(text)));
    maybe(&mut resource, "note", one.note.map(|text| json!([{ "text": text }])));
    pool.add(resource, Some(Area::Referrals), &[format!("HealthcareService/{id}")]);
}

/// Adds a planned action.
pub fn add_diary_entry(pool: &mut Pool, one: &DiaryEntry, place: &RecordPlace) {
    let mut resource = place.resource("ProcedureRequest", "ProcedureRequest", &one.id);
    set(&mut resource, "status", json!("active"));
    set(&mut resource, "intent", json!("plan"));
    set(&mut resource, "code", one.term.concept());
    maybe(&mut resource, "occurrenceDateTime", one.due.as_ref().map(|day| json!(day)));
    set(&mut resource, "authoredOn", json!(one.authored));
    maybe(&mut resource, "requester", place.clinician(one.clinician).map(|agent| json!({ "agent": agent })));
    maybe(&mut resource, "note", one.note.map(|text| json!([{ "text": text }])));
    pool.add(resource, Some(Area::Diary), &[]);
}
