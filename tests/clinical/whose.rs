//! What is about another person is nothing of this patient's, whatever it is and wherever it is.

use chrono::NaiveDate;
use gp_connect_viewer::clinical::area::WarningKind;
use gp_connect_viewer::clinical::{Area, OtherKind, Reading, State};
use gp_connect_viewer::fhir::{Bundle, Patient, Resource};
use serde_json::{Value, json};

/// The NHS numbers of two people.
const PATIENTS: &str = "9990054320";
const OTHERS: &str = "9990001001";

fn patient(id: &str, number: &str, family: &str) -> Value {
    json!({ "resourceType": "Patient", "id": id, "name": [{ "use": "official", "family": family, "given": ["Kim"] }],
        "identifier": [{ "system": "https://fhir.nhs.uk/Id/nhs-number", "value": number }] })
}

/// The record of the Patient `own` with these entries, and somebody else's Patient.
fn record(entries: &[Value]) -> Bundle {
    let people = [patient("other", OTHERS, "Carr"), patient("own", PATIENTS, "Hartley")];
    let entries: Vec<Value> =
        people.iter().chain(entries).map(|resource| json!({ "resource": resource })).collect();
    let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": entries });
    let mut bundle = Bundle::read(bundle.to_string().as_bytes()).unwrap();
    let own = bundle.each::<Patient>().find(|(_, one)| one.id.as_deref() == Some("own")).unwrap().0;
    bundle.about(own);
    bundle
}

fn read(bundle: &Bundle) -> Reading<()> {
    Reading::of(bundle, NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), &Area::ALL)
}

fn other() -> Value {
    json!({ "reference": "Patient/other" })
}

fn list(code: &str, items: &[&str]) -> Value {
    let entry: Vec<Value> = items.iter().map(|item| json!({ "item": { "reference": item } })).collect();
    json!({ "resourceType": "List", "subject": { "reference": "Patient/own" }, "code": { "coding": [{ "code": code }] }, "entry": entry })
}

/// One entry of every kind that says whose it is, about whom `subject` says.
fn of_every_kind(subject: &Value) -> Vec<Value> {
    let term = json!({ "text": "Zebra fever" });
    let mut all: Vec<Value> = [
        "MedicationStatement",
        "MedicationRequest",
        "Condition",
        "Encounter",
        "Observation",
        "DiagnosticReport",
        "Specimen",
        "ProcedureRequest",
        "ReferralRequest",
        "DocumentReference",
        "QuestionnaireResponse",
        "Basic",
        "Procedure",
    ]
    .into_iter()
    .map(|kind| {
        json!({ "resourceType": kind, "id": kind, "subject": subject, "code": term, "intent": "plan",
            "medicationCodeableConcept": term, "type": [term], "reasonCode": [term], "description": "Zebra fever",
            "conclusion": "Zebra fever", "item": [{ "text": "Zebra fever" }], "effectiveDateTime": "2026-01-01",
            "valueQuantity": { "value": 77.7, "unit": "zebras" } })
    })
    .collect();
    for kind in ["AllergyIntolerance", "Immunization", "Coverage"] {
        all.push(
            json!({ "resourceType": kind, "id": kind, "patient": subject, "code": term, "vaccineCode": term,
            "clinicalStatus": "active", "notGiven": false }),
        );
    }
    all
}

/// Everything that any area, the timeline or the search shows, as one text.
fn shown(reading: &Reading<()>) -> String {
    let areas = format!(
        "{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}{:?}",
        reading.allergies,
        reading.medications,
        reading.problems,
        reading.consultations,
        reading.investigations,
        reading.immunisations,
        reading.uncategorised_data,
        reading.referrals,
        reading.diary_entries,
        reading.documents
    );
    areas + &format!("{:?}", reading.rest.as_ref().unwrap().entries)
}

// proves: FR-06
#[test]
fn no_kind_of_entry_about_somebody_else_is_among_the_patients() {
    for subject in [
        other(),
        json!({ "reference": "https://gp.example.test/STU3/1/Patient/other/_history/2" }),
        json!({ "reference": "Patient/own", "identifier": {
            "system": "https://fhir.nhs.uk/Id/nhs-number", "value": OTHERS } }),
        json!({ "reference": "RelatedPerson/mother", "display": "Mother" }),
    ] {
        let entries = of_every_kind(&subject);
        let reading = read(&record(&entries));
        let said = shown(&reading);
        assert!(!said.contains("Zebra") && !said.contains("77.7"), "{subject}: {said}");
        let others = &reading.rest.as_ref().unwrap().others;
        // The other Patient is set apart too.
        assert_eq!(others.count(OtherKind::SomebodyElses), entries.len() + 1, "{subject}");
        assert_eq!(reading.received - others.items.len(), 1);
        assert!(
            others
                .items
                .iter()
                .any(|item| item.text.contains("somebody else") && item.text.contains("Zebra"))
        );
        assert!(reading.about_others.unwrap().contains("are about somebody else"));
    }
}

// proves: FR-06
#[test]
fn what_stands_inside_another_entry_is_set_apart_as_well() {
    let inner = |subject: Value| json!({ "resourceType": "Observation", "id": "w", "subject": subject, "code": { "text": "Zebra weight" } });
    let contained_person = json!({ "resourceType": "Patient", "id": "p", "birthDate": "1999-01-01",
        "name": [{ "family": "Carr" }] });
    let mut ended = list("1103671000000101", &["#z"]);
    ended["contained"] = json!([{ "resourceType": "AllergyIntolerance", "id": "z", "patient": other(),
        "clinicalStatus": "resolved", "code": { "text": "Zebra hair" } }]);
    let mut own_list = list("826501000000100", &["#w"]);
    own_list["contained"] = json!([inner(other())]);
    let mut by_person = list("826501000000100", &["#w"]);
    by_person["contained"] = json!([inner(json!({ "reference": "#p" })), contained_person]);
    // A container about somebody else makes what it holds so, too.
    let around = json!({ "resourceType": "Encounter", "id": "e", "subject": other(), "contained": [
        { "resourceType": "Condition", "id": "c", "code": { "text": "Zebra bite" } }] });
    // By its consultation.
    let by_visit = json!({ "resourceType": "Observation", "context": { "reference": "Encounter/e" },
        "code": { "text": "Zebra cough" } });
    let reading = read(&record(&[ended, own_list, by_person, around, by_visit]));
    let said = shown(&reading);
    assert!(!said.contains("Zebra"), "{said}");
    assert_eq!(reading.rest.unwrap().others.count(OtherKind::SomebodyElses), 7);
}

// proves: FR-06
#[test]
fn an_area_says_what_was_set_apart_and_never_that_nothing_is_recorded() {
    let allergy = json!({ "resourceType": "AllergyIntolerance", "id": "a", "patient": other(),
        "clinicalStatus": "active", "code": { "text": "Penicillin" } });
    let lists = [list("886921000000105", &["AllergyIntolerance/a"]), list("1103671000000101", &[])];
    let reading = read(&record(&[&lists[..], &[allergy]].concat()));
    assert!(!matches!(reading.allergies, State::Empty(_)), "{:?}", reading.allergies);
    let words =
        reading.allergies.warnings().iter().find(|one| one.kind == WarningKind::SomebodyElses).unwrap();
    assert!(words.text.contains("1 entry is about somebody else (Kim Carr)"), "{}", words.text);
    let not_included = reading.allergies.present().unwrap().not_included.clone();
    assert!(not_included[0].contains("about somebody else (Kim Carr)"), "{not_included:?}");
}

// proves: FR-06
#[test]
fn a_patient_who_is_not_in_the_response_is_warned_of_and_not_refused() {
    let allergy = |subject: Value| {
        json!({ "resourceType": "AllergyIntolerance", "id": "a", "patient": subject, "clinicalStatus": "active",
            "code": { "text": "Penicillin" } })
    };
    let lists = list("886921000000105", &["AllergyIntolerance/a"]);
    for (subject, is_clear) in [
        (json!({ "reference": "Patient/nobody" }), false),
        (json!({ "display": "Somebody" }), false),
        (
            json!({ "reference": "Patient/nobody", "identifier": {
            "system": "https://fhir.nhs.uk/Id/nhs-number", "value": PATIENTS } }),
            true,
        ),
        (json!({ "reference": "urn:uuid:own" }), true),
        (json!({ "display": "HARTLEY, Kim (Ms)" }), true),
        (json!({ "reference": "Patient/own" }), true),
    ] {
        let reading = read(&record(&[lists.clone(), allergy(subject.clone())]));
        let warned = reading.allergies.warnings().iter().find(|one| one.kind == WarningKind::WhoseUnclear);
        let outline = reading.outline(Area::Allergies).words();
        assert_eq!(warned.is_none(), is_clear, "{subject}");
        if let Some(warning) = warned {
            assert!(warning.text.contains("Penicillin"), "{}", warning.text);
            assert_eq!(outline, "1, check whose");
        }
        assert_eq!(reading.allergies.present().unwrap().active[0].agent, "Penicillin", "{subject}");
    }
}

// proves: FR-07
#[test]
fn a_contained_entry_is_the_records_and_a_contained_person_has_a_name() {
    let mut data = list("826501000000100", &["#w"]);
    data["contained"] = json!([
        { "resourceType": "Observation", "id": "w", "subject": { "reference": "Patient/own" },
            "code": { "text": "Body weight" }, "valueQuantity": { "value": 71.5, "unit": "kg" },
            "performer": [{ "reference": "#d" }] },
        { "resourceType": "Practitioner", "id": "d", "name": [{ "family": "Ferris", "prefix": ["Dr"] }] }]);
    let mut alone = json!({ "resourceType": "Condition", "subject": { "reference": "Patient/own" },
        "code": { "text": "Asthma" } });
    // Two containers may use the same id.
    alone["contained"] =
        json!([{ "resourceType": "Practitioner", "id": "d", "name": [{ "family": "Okoro" }] }]);
    alone["asserter"] = json!({ "reference": "#d" });
    let reading = read(&record(&[data, alone]));
    let State::Present { items, .. } = &reading.uncategorised_data else { panic!() };
    assert_eq!(items.count(), 1);
    let said = format!("{items:?}");
    assert!(said.contains("71.5") && said.contains("Dr Ferris"), "{said}");
    let State::Present { items, .. } = &reading.problems else { panic!() };
    assert_eq!(items.apart[0].recorder.as_ref().unwrap().name, "Okoro");
    // Two patients, list and problem, and what is inside the list.
    assert_eq!(reading.received, 5);
}

// proves: FR-30
#[test]
fn an_entry_without_its_wrapper_is_read_and_said() {
    let json = r#"{"resourceType":"Bundle","entry":[
        {"resource":{"resourceType":"Patient","id":"own"}},
        {"fullUrl":"urn:uuid:7","resourceType":"DocumentReference","description":"Clinic letter \"A\""},
        {"fullUrl":"https://gp.example.test/Condition/9","resource":{"resourceType":"Condition","code":{"text":"Asthma"},
            "extension":[{"url":"RelatedClinicalContent","valueReference":{"reference":"urn:uuid:7"}}]}}]}"#;
    let reading = read(&Bundle::read(json.as_bytes()).unwrap());
    let State::Present { items, .. } = &reading.documents else { panic!("{:?}", reading.documents) };
    assert_eq!(items.items[0].title, "Clinic letter \"A\"");
    assert_eq!(reading.unwrapped, ["Document: Clinic letter \"A\""]);
    let State::Present { items, .. } = &reading.problems else { panic!() };
    assert_eq!(items.apart[0].link_counts(), "Document 1");
}

// proves: FR-06
#[test]
fn it_is_the_type_that_keeps_views_from_another_persons_entries() {
    let bundle = record(&of_every_kind(&other()));
    assert_eq!(bundle.each::<Patient>().count(), 1);
    let apart = bundle.entries.iter().filter(|entry| matches!(entry, Resource::SomebodyElses(_)));
    assert_eq!(apart.count(), bundle.entries.len() - 1);
}

// proves: FR-18 FR-27 FL-10
#[test]
fn whatever_did_it_has_its_name_and_what_it_is_and_two_names_are_both_said() {
    let doer = |resource: Value, reference: Value| {
        let mut problem = json!({ "resourceType": "Condition", "subject": { "reference": "Patient/own" },
            "code": { "text": "Asthma" } });
        problem["asserter"] = reference;
        let reading = read(&record(&[resource, problem]));
        reading.problems.present().unwrap().apart[0].recorder.as_ref().unwrap().to_string()
    };
    for (resource, reference, said) in [
        (
            json!({ "resourceType": "Device", "id": "1", "model": "Autoclerk", "version": "2" }),
            json!({ "reference": "Device/1" }),
            "Autoclerk 2, device",
        ),
        (
            json!({ "resourceType": "HealthcareService", "id": "1", "name": "Community nursing" }),
            json!({ "reference": "HealthcareService/1" }),
            "Community nursing, service",
        ),
        (
            json!({ "resourceType": "Location", "id": "1", "name": "North branch" }),
            json!({ "reference": "Location/1" }),
            "North branch, place",
        ),
        (
            json!({ "resourceType": "RelatedPerson", "id": "1", "patient": { "reference": "Patient/own" },
            "name": [{ "given": ["Ann"], "family": "Hartley" }] }),
            json!({ "reference": "RelatedPerson/1" }),
            "Ann Hartley, related person",
        ),
        (
            json!({ "resourceType": "Practitioner", "id": "1", "name": [{ "family": "Ferris", "prefix": ["Dr"] }] }),
            json!({ "reference": "Practitioner/1", "display": "FERRIS, D (Dr)" }),
            "Dr Ferris",
        ),
        (
            json!({ "resourceType": "Practitioner", "id": "1", "name": [{ "family": "Ferris", "prefix": ["Dr"] }] }),
            json!({ "reference": "Practitioner/1", "display": "Dr Okoro" }),
            "Dr Ferris (also given as “Dr Okoro”)",
        ),
        (
            json!({ "resourceType": "Basic" }),
            json!({ "reference": "Patient/other" }),
            "Kim Carr (another patient)",
        ),
    ] {
        assert_eq!(doer(resource, reference), said);
    }
}

// proves: FR-11 FR-25 FR-26
#[test]
fn a_problem_goes_by_what_was_recorded_and_says_how_it_stands_without_a_list() {
    let problem = json!({ "resourceType": "Condition", "id": "c", "subject": { "reference": "Patient/own" },
        "clinicalStatus": "inactive", "code": { "coding": [{ "code": "196411000000103" }], "text": "Textual Problem" },
        "note": [{ "text": "Original text: Thunderclap headache" }],
        "extension": [{ "url": "ProblemSignificance", "valueCode": "minor" },
            { "url": "RelatedClinicalContent", "valueReference": { "reference": "Observation/o" } }] });
    let observation = json!({ "resourceType": "Observation", "id": "o", "subject": { "reference": "Patient/own" },
        "code": { "text": "Seen" }, "effectiveDateTime": "2026-01-01" });
    let reading = read(&record(&[problem, observation]));
    let problems = reading.problems.present().unwrap();
    assert!(!problems.has_list);
    let one = &problems.apart[0];
    assert_eq!((one.term.as_str(), one.is_from_note), ("Thunderclap headache", true));
    assert_eq!(one.standing(), "Inactive, minor");
    let entries = reading.rest.unwrap().entries;
    assert!(!entries.find("thunderclap").is_empty() && entries.find("textual").is_empty());
}

// proves: FR-29
#[test]
fn the_number_of_the_referral_service_is_read_in_either_form() {
    for system in ["https://fhir.nhs.uk/Id/UBRN", "https://fhir.nhs.uk/Id/ubr-number"] {
        let referral = json!({ "resourceType": "ReferralRequest", "subject": { "reference": "Patient/own" },
            "identifier": [{ "system": system, "value": "000049740000" }], "reasonCode": [{ "text": "Hip pain" }] });
        let said = format!("{:?}", read(&record(&[referral])).referrals);
        assert!(said.contains("000049740000"), "{said}");
    }
}

// proves: FR-24
#[test]
fn an_entry_of_another_day_than_its_consultations_is_told() {
    let observation = |date: &str| {
        json!({ "resourceType": "Observation", "id": "o", "subject": { "reference": "Patient/own" },
            "code": { "text": "Hip replacement" }, "effectiveDateTime": date })
    };
    let day = gp_connect_viewer::fhir::DateTime::new("2026-03-02T09:00:00+00:00");
    for (date, is_other) in
        [("2026-03-02", false), ("2026-03-02T11:00:00+00:00", false), ("2026-03-01", true), ("2009", true)]
    {
        let reading = read(&record(&[observation(date)]));
        let entries = reading.rest.unwrap().entries;
        assert_eq!(entries.all[0].item.is_of_another_day(Some(&day)), is_other, "{date}");
        assert!(entries.all[0].item.is_of_another_day(None));
    }
}
