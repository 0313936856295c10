//! The sandbox provider's structured record behaves as the digest says.

use std::collections::BTreeSet;

use crate::asking::*;
use gp_connect_viewer::sandbox::patient::{Chart, Patient};
use gp_connect_viewer::sandbox::patients::patients;
use gp_connect_viewer::sandbox::{Behaviour, Provider};
use serde_json::{Value, json};

const ALLERGIES: &str = "886921000000105";
const ENDED: &str = "1103671000000101";
const MEDICATIONS: &str = "933361000000108";
const CONSULTATIONS: &str = "1149501000000101";
const PROBLEMS: &str = "717711000000103";
const IMMUNISATIONS: &str = "1102181000000102";
const UNCATEGORISED: &str = "826501000000100";
const INVESTIGATIONS: &str = "887191000000108";
const REFERRALS: &str = "792931000000107";

fn allergies_and_medication() -> Value {
    json!([
        { "name": "includeAllergies", "part": [{ "name": "includeResolvedAllergies", "valueBoolean": true }] },
        { "name": "includeMedication" },
    ])
}

fn record(nhs_number: &str, parameters: Value) -> Value {
    let (status, bundle) = ask(&mut Provider::new(), &structured(nhs_number, parameters));
    assert_eq!(status, 200, "{bundle}");
    bundle
}

#[test]
fn the_envelope_is_a_collection_named_by_the_trace_id() {
    let bundle = record(IMOGEN, allergies_and_medication());
    assert_eq!(bundle["type"], "collection");
    assert_eq!(bundle["id"], "09a01679-2564-4fb4-9129-aecc81ea2706");
    for kind in ["Patient", "Organization", "Practitioner", "PractitionerRole"] {
        assert!(!of_type(&bundle, kind).is_empty(), "{kind}");
    }
    assert!(of_type(&bundle, "List").iter().all(|list| list.get("id").is_none()));
}

#[test]
fn the_record_of_the_pictures_has_its_numbers() {
    let bundle = record(IMOGEN, everything());
    let count = |code: &str| entries(list(&bundle, code).unwrap()).len();
    assert_eq!(count(ALLERGIES), 2);
    assert_eq!(count(ENDED), 1);
    assert_eq!(count(MEDICATIONS), 11 + 46);
    assert_eq!(count(PROBLEMS), 7);
    assert_eq!(count(CONSULTATIONS), 38);
    assert_eq!(count(INVESTIGATIONS), 24);
    assert_eq!(count(UNCATEGORISED), 112);
    let requests = of_type(&bundle, "MedicationRequest");
    assert_eq!(requests.iter().filter(|one| one["intent"] == "order").count(), 212);
    assert_eq!(requests.iter().filter(|one| one["intent"] == "plan").count(), 57);
    let active = of_type(&bundle, "MedicationStatement").into_iter().filter(|one| one["status"] == "active");
    assert_eq!(active.count(), 11);
    // Eight given and one not given: the latter only when asked for.
    let with = json!([{ "name": "includeImmunisations", "part": [
        { "name": "includeNotGiven", "valueBoolean": true }, { "name": "includeStatus", "valueBoolean": false }] }]);
    assert_eq!(entries(list(&record(IMOGEN, with), IMMUNISATIONS).unwrap()).len(), 9);
}

#[test]
fn every_entry_of_every_list_is_in_the_bundle_once() {
    let mut provider = Provider::new();
    let by_the_book = |one: &&Patient| one.practice == "Y90001" && !matches!(one.chart, Chart::Supplier(_));
    for patient in patients().iter().filter(by_the_book) {
        let (status, bundle) = ask(&mut provider, &structured(&patient.nhs_number, everything()));
        if status != 200 {
            continue;
        }
        let mut seen = BTreeSet::new();
        for entry in bundle["entry"].as_array().unwrap() {
            let resource = &entry["resource"];
            let Some(id) = resource["id"].as_str() else { continue };
            let reference = format!("{}/{id}", resource["resourceType"].as_str().unwrap());
            assert!(
                id.len() <= 64 && id.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)),
                "{id}"
            );
            assert!(seen.insert(reference.clone()), "{} twice for {}", reference, patient.purpose);
        }
        for list in of_type(&bundle, "List") {
            for reference in entries(list) {
                let contained = list["contained"].as_array().map(Vec::as_slice).unwrap_or_default();
                let here = match reference.strip_prefix('#') {
                    Some(id) => contained.iter().any(|one| one["id"] == id),
                    None => seen.contains(reference),
                };
                assert!(here, "{reference} for {}", patient.purpose);
            }
        }
        for kind in ["MedicationStatement", "MedicationRequest"] {
            for one in of_type(&bundle, kind) {
                assert!(seen.contains(one["medicationReference"]["reference"].as_str().unwrap()));
            }
        }
    }
}

#[test]
fn ended_allergies_live_in_their_list_only() {
    let bundle = record(IMOGEN, allergies_and_medication());
    let ended = list(&bundle, ENDED).unwrap();
    assert_eq!(ended["contained"][0]["clinicalStatus"], "resolved");
    assert_eq!(ended["contained"][0]["extension"][0]["extension"][1]["url"], "reasonEnded");
    assert!(of_type(&bundle, "AllergyIntolerance").iter().all(|one| one["clinicalStatus"] == "active"));
    let without = json!([{ "name": "includeAllergies", "part": [{ "name": "includeResolvedAllergies", "valueBoolean": false }] }]);
    assert!(list(&record(IMOGEN, without), ENDED).is_none());
}

#[test]
fn nothing_recorded_is_a_list_that_says_so() {
    let bundle = record("9990054347", allergies_and_medication());
    for code in [ALLERGIES, ENDED, MEDICATIONS] {
        let list = list(&bundle, code).unwrap();
        assert!(list.get("entry").is_none());
        assert_eq!(list["emptyReason"]["coding"][0]["code"], "no-content-recorded");
        assert_eq!(list["note"][0]["text"], "Information not available");
    }
}

#[test]
fn warnings_stand_on_the_lists_they_concern() {
    let codes = |list: &Value| -> Vec<String> {
        let extensions = list["extension"].as_array().unwrap();
        extensions.iter().filter_map(|one| one["valueCode"].as_str()).map(str::to_owned).collect()
    };
    let imogen = record(IMOGEN, allergies_and_medication());
    assert!(codes(list(&imogen, ALLERGIES).unwrap()).is_empty());
    assert_eq!(codes(list(&imogen, MEDICATIONS).unwrap()), ["confidential-items"]);
    let withheld = record("9990054371", allergies_and_medication());
    let allergies = list(&withheld, ALLERGIES).unwrap();
    assert!(allergies.get("entry").is_none());
    assert_eq!(
        allergies["note"][0]["text"],
        "Items excluded due to confidentiality and/or patient preferences. Information not available"
    );
    let transit = record("9990054398", everything());
    for list in of_type(&transit, "List").into_iter().filter(|list| list.get("id").is_none()) {
        assert!(codes(list).contains(&"data-in-transit".to_owned()), "{}", list["title"]);
        assert!(list["note"][0]["text"].as_str().unwrap().contains("before 12-Nov-2026 may be missing."));
    }
}

#[test]
fn no_known_allergies_are_coded_and_can_be_contradicted() {
    let none = record("9990054355", allergies_and_medication());
    let only = of_type(&none, "AllergyIntolerance");
    assert_eq!(only.len(), 1);
    assert_eq!(only[0]["code"]["coding"][0]["code"], "716186003");
    assert_eq!(of_type(&record("9990054363", allergies_and_medication()), "AllergyIntolerance").len(), 2);
}

#[test]
fn medicines_of_every_kind_are_there() {
    let bundle = record("9990054770", allergies_and_medication());
    let requests = of_type(&bundle, "MedicationRequest");
    let kinds: BTreeSet<&str> = requests
        .iter()
        .flat_map(|one| one["extension"].as_array().into_iter().flatten())
        .filter_map(|one| one["valueCodeableConcept"]["coding"][0]["code"].as_str())
        .collect();
    assert_eq!(kinds, ["acute", "delayed-prescribing", "repeat", "repeat-dispensing"].into());
    let split = resource(&bundle, "MedicationRequest/furosemide-20-plan").unwrap();
    assert_eq!(split["priorPrescription"]["reference"], "MedicationRequest/furosemide-40-plan");
    let stopped = resource(&bundle, "MedicationRequest/furosemide-40-plan").unwrap();
    assert_eq!(stopped["status"], "stopped");
    assert!(stopped.to_string().contains("Dose halved after low sodium"));
    let future = requests.iter().filter(|one| one["intent"] == "order");
    let future =
        future.filter(|one| one["dispenseRequest"]["validityPeriod"]["start"].as_str() > Some("2026-11-21"));
    assert!(future.count() >= 3);
    let dosage =
        resource(&bundle, "MedicationStatement/ramipril").unwrap()["dosage"][0]["text"].as_str().unwrap();
    assert!(dosage.ends_with("The latest change was made on 16-Oct-2026"), "{dosage}");
    assert_eq!(
        resource(&bundle, "MedicationStatement/imported").unwrap()["dosage"][0]["text"],
        "No information available"
    );
    let quantity = |id: &str| {
        resource(&bundle, &format!("MedicationRequest/{id}-plan")).unwrap()["dispenseRequest"]["quantity"]
            .clone()
    };
    assert_eq!(quantity("ramipril"), json!({ "value": 28, "unit": "capsule" }));
    assert_eq!(quantity("gliclazide")["extension"][0]["valueString"], "56 tablet(s)");
    assert_eq!(quantity("metformin")["value"], 56);
    assert_eq!(quantity("future"), json!({ "value": 4 }));
    assert_eq!(quantity("methotrexate"), Value::Null);
}

#[test]
fn issues_can_be_left_out_and_past_medicines_too() {
    let parts = |parts: Value| json!([{ "name": "includeMedication", "part": parts }]);
    let plans =
        record(IMOGEN, parts(json!([{ "name": "includePrescriptionIssues", "valueBoolean": false }])));
    // Issues that a linked problem names are not asked for by that.
    assert!(of_type(&plans, "MedicationRequest").iter().all(|one| one["intent"] == "plan"));
    let recent =
        record(IMOGEN, parts(json!([{ "name": "medicationSearchFromDate", "valueDate": "2026-11-01" }])));
    let names = entries(list(&recent, MEDICATIONS).unwrap());
    // All current ones but the naloxone: an acute without an end counts on its first day only.
    assert_eq!(names.len(), 10);
    assert!(!names.contains(&"MedicationStatement/naloxone"));
}

#[test]
fn problems_name_what_they_are_about() {
    let medication = record(IMOGEN, json!([{ "name": "includeMedication" }]));
    let linked = list(&medication, "problems-linked-problems-not-relating-to-the-primary-query").unwrap();
    assert!(entries(linked).contains(&"Condition/problem-hip"));
    let hip = resource(&medication, "Condition/problem-hip").unwrap();
    assert!(hip.to_string().contains("MedicationRequest/morphine-mr-issue-1"));
    let problems = record(
        IMOGEN,
        json!([{ "name": "includeProblems", "part": [{ "name": "filterStatus", "valueCode": "active" }] }]),
    );
    assert_eq!(entries(list(&problems, PROBLEMS).unwrap()).len(), 5);
    assert!(
        entries(list(&problems, "problems-medications-related-to-problems").unwrap())
            .contains(&"MedicationStatement/apixaban")
    );
    let orders = of_type(&problems, "MedicationRequest").into_iter().filter(|one| one["intent"] == "order");
    assert_eq!(orders.count(), 2);
}

#[test]
fn a_consultation_keeps_its_order_and_brings_its_items() {
    let bundle = record(
        IMOGEN,
        json!([{ "name": "includeConsultations", "part": [{ "name": "includeNumberOfMostRecent", "valuePositiveInt": 2 }] }]),
    );
    assert_eq!(
        entries(list(&bundle, CONSULTATIONS).unwrap()),
        ["Encounter/consultation-1", "Encounter/consultation-2"]
    );
    let tree = of_type(&bundle, "List")
        .into_iter()
        .find(|one| {
            one["encounter"]["reference"] == "Encounter/consultation-1"
                && one["code"]["coding"][0]["code"] == "325851000000107"
        })
        .unwrap();
    let topic = resource(&bundle, entries(tree)[0]).unwrap();
    assert_eq!(topic["title"], "Productive cough");
    let headings: Vec<&Value> =
        entries(topic).into_iter().map(|one| resource(&bundle, one).unwrap()).collect();
    assert_eq!(
        headings.iter().map(|one| one["title"].as_str().unwrap()).collect::<Vec<_>>(),
        ["History", "Examination", "Plan"]
    );
    let plan = headings[2]["entry"].as_array().unwrap();
    assert_eq!(plan[0]["item"]["reference"], "MedicationRequest/doxycycline-plan");
    assert_eq!(plan[2]["item"]["display"], "Test request items are not supported by the provider system");
    assert!(
        entries(list(&bundle, "consultations-medications-contained-in-consultations").unwrap())
            .contains(&"MedicationStatement/doxycycline")
    );
    // A flat topic holds its items itself.
    assert!(list(&bundle, "25851000000105").is_some());
}

#[test]
fn a_report_brings_its_parts_with_their_places() {
    let bundle = record(IMOGEN, json!([{ "name": "includeInvestigations" }]));
    let report = resource(&bundle, "DiagnosticReport/ue-1").unwrap();
    for result in report["result"].as_array().unwrap() {
        assert!(resource(&bundle, result["reference"].as_str().unwrap()).is_some());
    }
    let egfr = resource(&bundle, "Observation/ue-1-egfr").unwrap();
    assert_eq!(egfr["valueQuantity"]["value"], 52);
    assert_eq!(egfr["interpretation"]["coding"][0]["code"], "L");
    assert_eq!(egfr["related"][0]["type"], "derived-from");
    assert!(resource(&bundle, "Specimen/ue-1-specimen").is_some());
    assert!(resource(&bundle, "ProcedureRequest/ue-1-request").is_some());
}

#[test]
fn unknown_and_disabled_areas_are_warned_of_inside_a_200() {
    let mut provider = Provider::new();
    let asked = json!([{ "name": "includeDiaryEntries" }, { "name": "includeHoroscope" },
        { "name": "includeProblems", "part": [{ "name": "filterSignificance", "valueCode": "major" }] }]);
    let bundle = record(IMOGEN, asked);
    let outcome = of_type(&bundle, "OperationOutcome")[0];
    let named: BTreeSet<&str> =
        outcome["issue"].as_array().unwrap().iter().map(|one| one["diagnostics"].as_str().unwrap()).collect();
    assert_eq!(
        named,
        ["includeDiaryEntries", "includeHoroscope", "includeProblems.filterSignificance"].into()
    );
    assert!(list(&bundle, "714311000000108").is_none());
    let hub = structured_at("Y90002", "918999198994", "9990054630", json!([{ "name": "includeReferrals" }]));
    let (status, bundle) = ask(&mut provider, &hub);
    assert_eq!(status, 200);
    assert_eq!(
        of_type(&bundle, "OperationOutcome")[0]["issue"][0]["details"]["text"],
        "includeReferrals has been disabled"
    );
    assert!(list(&bundle, REFERRALS).is_none());
}

#[test]
fn bad_parameters_are_refused_with_the_documented_codes() {
    let part = |area: &str, part: Value| json!([{ "name": area, "part": [part] }]);
    let both = json!([{ "name": "includeConsultations" },
        { "name": "includeMedication", "part": [{ "name": "medicationSearchFromDate", "valueDate": "2026-01-01" }] }]);
    let filters = json!([{ "name": "includeConsultations", "part": [
        { "name": "includeNumberOfMostRecent", "valuePositiveInt": 3 },
        { "name": "consultationSearchPeriod", "valuePeriod": { "start": "2026-01-01" } }] }]);
    for (parameters, expected) in [
        (json!([]), (422, "INVALID_PARAMETER")),
        (json!([{ "name": "includeHoroscope" }]), (422, "INVALID_PARAMETER")),
        (json!([{ "name": "includeAllergies" }]), (422, "INVALID_PARAMETER")),
        (
            json!([{ "name": "includeMedication" }, { "name": "includeMedication" }]),
            (422, "INVALID_PARAMETER"),
        ),
        (
            part(
                "includeMedication",
                json!({ "name": "medicationSearchFromDate", "valueDate": "2026-11-22" }),
            ),
            (422, "INVALID_PARAMETER"),
        ),
        (
            part("includeMedication", json!({ "name": "medicationSearchFromDate", "valueDate": "2026" })),
            (422, "INVALID_PARAMETER"),
        ),
        (
            part("includeMedication", json!({ "name": "includePrescriptionIssues" })),
            (422, "INVALID_PARAMETER"),
        ),
        (
            part(
                "includeDiaryEntries",
                json!({ "name": "diaryEntriesSearchDate", "valueDate": "2026-11-20" }),
            ),
            (422, "INVALID_PARAMETER"),
        ),
        (
            part("includeProblems", json!({ "name": "filterStatus", "valueCode": "Active" })),
            (422, "INVALID_PARAMETER"),
        ),
        (
            part(
                "includeReferrals",
                json!({ "name": "referralSearchPeriod", "valuePeriod": { "start": "2026-02-01", "end": "2026-01-01" } }),
            ),
            (422, "INVALID_PARAMETER"),
        ),
        (both, (422, "INVALID_PARAMETER")),
        (filters, (422, "INVALID_RESOURCE")),
    ] {
        let (status, code) = refused(&mut Provider::new(), &structured(IMOGEN, parameters.clone()));
        assert_eq!((status, code.as_str()), expected, "{parameters}");
    }
    for (number, expected) in [
        ("9990054321", (400, "INVALID_NHS_NUMBER")),
        ("9990056390", (404, "PATIENT_NOT_FOUND")),
        ("9990054401", (404, "PATIENT_NOT_FOUND")),
        ("9990054444", (404, "PATIENT_NOT_FOUND")),
        ("9990054517", (403, "NO_PATIENT_CONSENT")),
        ("9990054754", (500, "INTERNAL_SERVER_ERROR")),
    ] {
        let (status, code) = refused(&mut Provider::new(), &structured(number, allergies_and_medication()));
        assert_eq!((status, code.as_str()), expected, "{number}");
    }
}

#[test]
fn the_predefined_searches_may_break_the_rules() {
    let first = json!([
        { "name": "includeConsultations", "part": [{ "name": "includeNumberOfMostRecent", "valuePositiveInt": 3 }] },
        { "name": "includeProblems" },
        { "name": "includeAllergies", "part": [{ "name": "includeResolvedAllergies", "valueBoolean": true }] },
        { "name": "includeMedication", "part": [{ "name": "medicationSearchFromDate", "valueDate": "2025-11-21" }] },
    ]);
    assert_eq!(ask(&mut Provider::new(), &structured(IMOGEN, first.clone())).0, 200);
    let mut other_day = first;
    other_day[3]["part"][0]["valueDate"] = json!("2025-11-20");
    assert_eq!(ask(&mut Provider::new(), &structured(IMOGEN, other_day)).0, 422);
}

#[test]
fn the_demonstrator_answers_no_area_with_the_patient_alone() {
    let mut provider = Provider::new();
    provider.behaviour = Behaviour::demonstrator();
    let (status, bundle) = ask(&mut provider, &structured(IMOGEN, json!([])));
    assert_eq!(status, 200);
    assert!(of_type(&bundle, "List").is_empty() && !of_type(&bundle, "Patient").is_empty());
}
