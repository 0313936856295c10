//! The sandbox provider's free slots and temporary registrations behave as the digest says.

use crate::asking::*;
use crate::diary::*;
use gp_connect_viewer::gpconnect::{Method, Request};
use gp_connect_viewer::sandbox::Provider;
use serde_json::{Value, json};

#[test]
fn the_day_of_the_pictures_has_its_slots() {
    let mut provider = Provider::new();
    let times = |all: Vec<String>| all.iter().map(|start| start[11..16].to_owned()).collect::<Vec<_>>();
    let saturday = free(&mut provider, "2026-11-21", "2026-11-21");
    assert_eq!(times(saturday), ["14:40", "15:00", "15:10", "16:20", "17:30", "20:10"]);
    for (day, count) in [("22", 0), ("23", 14), ("24", 9), ("25", 11), ("26", 2)] {
        let day = format!("2026-11-{day}");
        assert_eq!(free(&mut provider, &day, &day).len(), count, "{day}");
    }
    assert_eq!(free(&mut provider, "2026-11-21", "2026-11-26").len(), 42);
}

#[test]
fn filters_that_are_not_sent_hide_slots() {
    let mut provider = Provider::new();
    let bare = "start=ge2026-11-23&end=le2026-11-23&status=free&_include=Slot%3Aschedule";
    let type_only = "&searchFilter=https%3A%2F%2Ffhir.nhs.uk%2FSTU3%2FCodeSystem%2FGPConnect-OrganisationType-1%7Curgent-care";
    let other_type = "&searchFilter=https%3A%2F%2Ffhir.nhs.uk%2FSTU3%2FCodeSystem%2FGPConnect-OrganisationType-1%7Cgp-practice";
    let ods_only = "&searchFilter=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fods-organization-code%7CY90500";
    let unknown = "&searchFilter=https%3A%2F%2Fexample.org%7Cx";
    for (filters, count) in [
        (String::new(), 6),
        (type_only.to_owned(), 10),
        (other_type.to_owned(), 8),
        (ods_only.to_owned(), 10),
        (format!("{type_only}{ods_only}"), 14),
        (format!("{type_only}{ods_only}{unknown}"), 14),
    ] {
        let (_, bundle) = ask(&mut provider, &search(&format!("{bare}{filters}")));
        assert_eq!(of_type(&bundle, "Slot").len(), count, "{filters}");
    }
}

#[test]
fn includes_come_only_when_asked_for_and_in_no_order() {
    let mut provider = Provider::new();
    let (_, bundle) = ask(&mut provider, &search(&between("2026-11-23", "2026-11-23")));
    assert_eq!((of_type(&bundle, "Schedule").len(), of_type(&bundle, "Practitioner").len()), (3, 2));
    assert_eq!((of_type(&bundle, "Location").len(), of_type(&bundle, "Organization").len()), (2, 1));
    let nobody = of_type(&bundle, "Schedule").into_iter().find(|one| one["id"] == "3").unwrap();
    assert_eq!(nobody["actor"].as_array().unwrap().len(), 1);
    let starts: Vec<&str> =
        of_type(&bundle, "Slot").iter().map(|slot| slot["start"].as_str().unwrap()).collect();
    assert!(!starts.is_sorted());
    let (_, bare) = ask(
        &mut provider,
        &search("start=ge2026-11-23&end=le2026-11-23&status=free&_include=Slot%3Aschedule"),
    );
    assert!(of_type(&bare, "Practitioner").is_empty() && of_type(&bare, "Location").is_empty());
    assert_eq!(of_type(&bare, "Organization").len(), 1);
    let (_, none) = ask(&mut provider, &search(&between("2026-11-22", "2026-11-22")));
    assert!(none.get("entry").is_none());
}

#[test]
fn slots_that_have_started_are_not_returned_unless_told_so() {
    let mut provider = Provider::new();
    let late = "2026-11-21T16:00:00Z".parse().unwrap();
    let asked = |provider: &mut Provider| {
        let token = token(&claims("organization/*.read", late));
        let request = with_header(search(&between("2026-11-21", "2026-11-21")), "Authorization", &token);
        of_type(&read(&provider.handle(&request, late)).1, "Slot").len()
    };
    assert_eq!(asked(&mut provider), 3);
    provider.behaviour.past_slots = true;
    assert_eq!(asked(&mut provider), 6);
}

#[test]
fn bad_searches_are_refused_with_the_documented_codes() {
    let mut provider = Provider::new();
    let good = "status=free&_include=Slot%3Aschedule";
    for (query, expected) in [
        (format!("end=le2026-11-23&{good}"), (400, "BAD_REQUEST")),
        (format!("start=ge2026-11-23&{good}"), (400, "BAD_REQUEST")),
        ("start=ge2026-11-23&end=le2026-11-23&_include=Slot%3Aschedule".to_owned(), (400, "BAD_REQUEST")),
        ("start=ge2026-11-23&end=le2026-11-23&status=free".to_owned(), (400, "BAD_REQUEST")),
        (
            format!("start=ge2026-11-23&end=le2026-11-23&{good}&_include:recurse=Slot%3Anothing"),
            (400, "BAD_REQUEST"),
        ),
        (format!("start=ge2026-11-21&end=le2026-12-06&{good}"), (422, "INVALID_PARAMETER")),
        (format!("start=ge2026-11-23&end=le2026-11-22&{good}"), (422, "INVALID_PARAMETER")),
        (format!("start=gt2026-11-23&end=le2026-11-23&{good}"), (422, "INVALID_PARAMETER")),
        (format!("start=le2026-11-23&end=ge2026-11-23&{good}"), (422, "INVALID_PARAMETER")),
        (format!("start=ge2026-11&end=le2026-11-23&{good}"), (422, "INVALID_PARAMETER")),
        (format!("start=ge2026-11-23T09%3A00%3A00&end=le2026-11-23&{good}"), (422, "INVALID_PARAMETER")),
        (format!("start=ge2026-11-23T09%3A00%3A00Z&end=le2026-11-23&{good}"), (422, "INVALID_PARAMETER")),
        (
            format!("start=ge2026-11-23T09%3A00%3A00%2B01%3A00&end=le2026-11-23&{good}"),
            (422, "INVALID_PARAMETER"),
        ),
        (
            format!("start=ge2026-11-23T09%3A00%3A00+00%3A00&end=le2026-11-23&{good}"),
            (422, "INVALID_PARAMETER"),
        ),
        (
            "start=ge2026-11-23&end=le2026-11-23&status=busy&_include=Slot%3Aschedule".to_owned(),
            (422, "INVALID_PARAMETER"),
        ),
    ] {
        let (status, code) = refused(&mut provider, &search(&query));
        assert_eq!((status, code.as_str()), expected, "{query}");
    }
    let fortnight = format!("start=ge2026-11-21&end=le2026-12-05&{good}");
    assert_eq!(ask(&mut provider, &search(&fortnight)).0, 200);
}

fn registration(nhs_number: &str, family: &str, birth_date: &str) -> Value {
    json!({ "resourceType": "Parameters", "parameter": [{ "name": "registerPatient", "resource": {
        "resourceType": "Patient",
        "meta": { "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/CareConnect-GPC-Patient-1"] },
        "identifier": [{ "system": "https://fhir.nhs.uk/Id/nhs-number", "value": nhs_number }],
        "name": [{ "use": "official", "family": family, "given": ["Lydia"] }],
        "gender": "female", "birthDate": birth_date,
    } }] })
}

fn register(body: &Value) -> Request {
    let path = "Patient/$gpc.registerpatient";
    with_body(
        foundations(Method::Post, path, "fhir:operation:gpc.registerpatient-1", "patient/*.write"),
        body,
    )
}

#[test]
fn the_unknown_can_be_registered_for_a_while_and_booked() {
    let mut provider = Provider::new();
    let body = registration("9990054479", "FARROW", "2001-02-17");
    let (status, bundle) = ask(&mut provider, &register(&body));
    assert_eq!(status, 200, "{bundle}");
    let patient = of_type(&bundle, "Patient")[0].clone();
    assert_eq!(patient["extension"][0]["extension"][2]["valueCodeableConcept"]["coding"][0]["code"], "T");
    assert_eq!(patient_id(&mut provider, "9990054479"), patient["id"].as_str().unwrap());
    assert_eq!(refused(&mut provider, &register(&body)), (409, "DUPLICATE_REJECTED".to_owned()));
    let appointment = booking(
        patient["id"].as_str().unwrap(),
        &["1-20261121-1440"],
        "2026-11-21T14:40:00+00:00",
        "2026-11-21T14:50:00+00:00",
    );
    assert_eq!(ask(&mut provider, &post(&appointment)).0, 201);
    for (body, expected) in [
        (registration(IMOGEN, "Hartley", "1957-03-09"), (409, "DUPLICATE_REJECTED")),
        (registration("9990054630", "Other", "1987-10-10"), (400, "INVALID_PATIENT_DEMOGRAPHICS")),
        (registration("9990054401", "Varley", "1988-04-12"), (400, "INVALID_PATIENT_DEMOGRAPHICS")),
        (registration("9990054444", "Hollis", "1938-01-19"), (400, "INVALID_PATIENT_DEMOGRAPHICS")),
        (registration("9990054525", "Trevelyan", "1975-05-21"), (400, "INVALID_NHS_NUMBER")),
        (registration("9990054321", "Hartley", "1957-03-09"), (400, "INVALID_NHS_NUMBER")),
        (registration("9990056390", "Nobody", "1957-03-09"), (400, "INVALID_PATIENT_DEMOGRAPHICS")),
        (registration("9990054630", "Rahman", ""), (400, "BAD_REQUEST")),
    ] {
        let (status, code) = refused(&mut provider, &register(&body));
        assert_eq!((status, code.as_str()), expected, "{body}");
    }
    let mut extra = registration("9990054630", "Rahman", "1987-10-10");
    extra["parameter"][0]["resource"]["active"] = json!(true);
    assert_eq!(refused(&mut provider, &register(&extra)), (422, "INVALID_RESOURCE".to_owned()));
}

#[test]
fn a_practice_says_what_it_can_do() {
    let mut provider = Provider::new();
    let request = foundations(Method::Get, "metadata", "fhir:rest:read:metadata-1", "organization/*.read");
    let (status, statement) = ask(&mut provider, &request);
    assert_eq!(status, 200);
    assert_eq!(statement["fhirVersion"], "3.0.1");
}
