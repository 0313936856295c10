//! Query lists: one for each area asked for, secondary ones beside them (structured digest 2.3 to 2.8).

use serde_json::{Value, json};

use crate::sandbox::resource::members::{push, set};
use crate::sandbox::resource::record_place::{RecordPlace, profile_url};
use crate::sandbox::world::calendar;
use crate::sandbox::world::record::{Area, Record};

/// Code and title of an area's primary list.
pub fn primary(area: Area) -> (&'static str, &'static str) {
    match area {
        Area::Allergies => ("886921000000105", "Allergies and adverse reactions"),
        Area::Consultations => ("1149501000000101", "List of consultations"),
        Area::Diary => ("714311000000108", "Patient recall administration"),
        Area::Immunisations => ("1102181000000102", "Immunisations"),
        Area::Investigations => ("887191000000108", "Investigations and results"),
        Area::Medications => ("933361000000108", "Medications and medical devices"),
        Area::Referrals => ("792931000000107", "Outbound referral"),
        Area::Problems => ("717711000000103", "Problems"),
        Area::Uncategorised => ("826501000000100", "Uncategorised data"),
    }
}

/// Code and title of the list of ended allergies.
pub const ENDED: (&str, &str) = ("1103671000000101", "Ended allergies");

/// Slug and title of a secondary list.
pub fn secondary(with_consultations: bool, area: Area) -> (&'static str, &'static str) {
    match (with_consultations, area) {
        (true, Area::Allergies) => (
            "consultations-allergies-contained-in-consultations",
            "Consultations - allergies contained in consultations",
        ),
        (true, Area::Medications) => (
            "consultations-medications-contained-in-consultations",
            "Consultations - medications contained in consultations",
        ),
        (true, Area::Diary) => (
            "consultations-diary-entries-contained-in-consultations",
            "Consultations - diary entries contained in consultations",
        ),
        (true, Area::Immunisations) => (
            "consultations-immunisations-contained-in-consultations",
            "Consultations - immunisations contained in consultations",
        ),
        (true, Area::Investigations) => (
            "consultations-investigations-contained-in-consultations",
            "Consultations - investigations contained in consultations",
        ),
        (true, Area::Referrals) => (
            "consultations-outbound-referrals-in-consultations",
            "Consultations - outbound referrals in consultations",
        ),
        (true, Area::Problems | Area::Consultations) => (
            "consultations-problems-contained-in-consultations",
            "Consultations - problems contained in consultations",
        ),
        (true, Area::Uncategorised) => (
            "consultations-uncategorised-data-contained-in-consultations",
            "Consultations - uncategorised data contained in consultations",
        ),
        (false, Area::Allergies) => {
            ("problems-allergies-related-to-problems", "Problems - allergies related to problems")
        }
        (false, Area::Medications) => {
            ("problems-medications-related-to-problems", "Problems - medications related to problems")
        }
        (false, Area::Consultations) => {
            ("problems-consultations-related-to-problems", "Problems - consultations related to problems")
        }
        (false, Area::Diary) => {
            ("problems-diary-entries-related-to-problems", "Problems - diary entries related to problems")
        }
        (false, Area::Immunisations) => {
            ("problems-immunisations-related-to-problems", "Problems - immunisations related to problems")
        }
        (false, Area::Investigations) => {
            ("problems-investigations-related-to-problems", "Problems - investigations related to problems")
        }
        (false, Area::Referrals) => (
            "problems-outbound-referrals-related-to-problems",
            "Problems - outbound referrals related to problems",
        ),
        (false, Area::Uncategorised) => (
            "problems-uncategorised-data-related-to-problems",
            "Problems - uncategorised data related to problems",
        ),
        (false, Area::Problems) => LINKED_PROBLEMS,
    }
}

/// The list of problems that something else points at.
pub const LINKED_PROBLEMS: (&str, &str) = (
    "problems-linked-problems-not-relating-to-the-primary-query",
    "Problems - linked problems not relating to the primary query",
);

/// A list to be made.
pub struct QueryList<'a> {
    /// Code and title.
    pub name: (&'a str, &'a str),
    /// Whether the code is a SNOMED CT one.
    pub primary: bool,
    /// Whether confidential items were left out.
    pub withheld: bool,
    /// What is in it.
    pub entries: Vec<String>,
    /// Ended allergies themselves.
    pub contained: Vec<Value>,
}

/// The List resource. It has no id, and says what is missing (structured digest 2.5, 2.6, 2.8).
pub fn resource(list: QueryList<'_>, record: &Record, place: &RecordPlace) -> Value {
    let (code, title) = list.name;
    let system = if list.primary {
        "http://snomed.info/sct"
    } else {
        "https://fhir.hl7.org.uk/STU3/CodeSystem/GPConnect-SecondaryListValues-1"
    };
    let mut resource = json!({
        "resourceType": "List",
        "meta": { "profile": [profile_url("List")] },
        "extension": [{
            "url": "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ClinicalSetting-1",
            "valueCodeableConcept": { "coding": [{
                "system": "http://snomed.info/sct",
                "code": "1060971000000108",
                "display": "General practice service",
            }] },
        }],
        "status": "current",
        "mode": "snapshot",
        "title": title,
        "code": { "coding": [{ "system": system, "code": code, "display": title }] },
        "subject": { "reference": format!("Patient/{}", place.patient_id) },
        "date": place.stamp,
        "orderedBy": { "coding": [{ "system": "http://hl7.org/fhir/list-order", "code": "event-date" }] },
    });
    if !list.contained.is_empty() {
        set(&mut resource, "contained", Value::Array(list.contained));
    }
    let mut notes = Vec::new();
    let mut warn = |code: &str, text: String| {
        let url = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-ListWarningCode-1";
        push(&mut resource, "extension", json!({ "url": url, "valueCode": code }));
        notes.push(text);
    };
    if list.withheld {
        warn(
            "confidential-items",
            "Items excluded due to confidentiality and/or patient preferences.".to_owned(),
        );
    }
    if let Some(since) = &record.in_transit_since {
        let day = calendar::display(since);
        warn(
            "data-in-transit",
            format!(
                "Patient record transfer from previous GP practice not yet complete; information recorded before {day} \
                 may be missing."
            ),
        );
    }
    if list.entries.is_empty() {
        notes.push("Information not available".to_owned());
        set(
            &mut resource,
            "emptyReason",
            json!({ "coding": [{
                "system": "https://fhir.nhs.uk/STU3/CodeSystem/CareConnect-ListEmptyReasonCode-1",
                "code": "no-content-recorded",
                "display": "No Content Recorded",
            }] }),
        );
    } else {
        let entries = list.entries.iter().map(|reference| json!({ "item": { "reference": reference } }));
        set(&mut resource, "entry", entries.collect());
    }
    if !notes.is_empty() {
        set(&mut resource, "note", json!([{ "text": notes.join(" ") }]));
    }
    resource
}
