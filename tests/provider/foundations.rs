//! The sandbox provider's Foundations and PDS behave as the digest says.

use crate::asking::*;
use gp_connect_viewer::gpconnect::Method;
use gp_connect_viewer::sandbox::{Behaviour, Provider};
use serde_json::{Value, json};

#[test]
fn finds_a_patient_with_one_official_name() {
    let (status, bundle) = ask(&mut Provider::new(), &find_patient(IMOGEN));
    assert_eq!(status, 200);
    assert_eq!(bundle["type"], "searchset");
    let patients = of_type(&bundle, "Patient");
    assert_eq!(patients.len(), 1);
    assert_eq!(patients[0]["name"][0]["family"], "Hartley");
    assert_eq!(patients[0]["birthDate"], "1957-03-09");
    assert_eq!(patients[0]["extension"][0]["extension"][0]["valueReference"]["reference"], "Location/18");
    assert!(bundle["entry"][0].get("fullUrl").is_none());
}

#[test]
fn nobody_is_a_bundle_without_entry() {
    let mut provider = Provider::new();
    // unknown to anybody, unknown here, sensitive, deceased, superseded: told apart by nobody
    for number in
        ["9990056390", "9990054479", "9990054401", "9990054444", "9990054452", "9990054525", "9990054630"]
    {
        let (status, bundle) = ask(&mut provider, &find_patient(number));
        assert_eq!(status, 200, "{number}");
        assert!(bundle.get("entry").is_none(), "{number}");
    }
}

#[test]
fn a_number_can_match_twice_or_answer_about_somebody_else() {
    let mut provider = Provider::new();
    let (_, twice) = ask(&mut provider, &find_patient("9990054487"));
    assert_eq!(of_type(&twice, "Patient").len(), 2);
    let (_, wrong) = ask(&mut provider, &find_patient("9990054509"));
    assert_eq!(of_type(&wrong, "Patient")[0]["identifier"][0]["value"], "9990054347");
}

#[test]
fn the_practice_may_differ_from_pds() {
    let mut provider = Provider::new();
    let (_, bundle) = ask(&mut provider, &find_patient("9990054495"));
    let patient = of_type(&bundle, "Patient")[0].clone();
    assert_eq!(patient["name"][0]["given"], json!(["Imelda"]));
    let reference = patient["managingOrganization"]["reference"].as_str().unwrap();
    let read = foundations(Method::Get, reference, "fhir:rest:read:organization-1", "organization/*.read");
    let (_, organization) = ask(&mut provider, &read);
    assert_eq!(organization["identifier"][0]["value"], "Y90777");
    assert!(organization.get("name").is_none());
}

#[test]
fn bad_identifiers_are_refused_with_the_documented_codes() {
    let mut provider = Provider::new();
    let find = |query: &str| foundations(Method::Get, query, "fhir:rest:search:patient-1", "patient/*.read");
    for (query, expected) in [
        ("Patient", (400, "BAD_REQUEST")),
        ("Patient?Identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990054320", (400, "BAD_REQUEST")),
        ("Patient?identifier=%7C9990054320", (422, "INVALID_PARAMETER")),
        ("Patient?identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C", (422, "INVALID_PARAMETER")),
        ("Patient?identifier=https%3A%2F%2Fexample.org%7C9990054320", (400, "INVALID_IDENTIFIER_SYSTEM")),
        (
            "Patient?identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C9990054321",
            (400, "INVALID_NHS_NUMBER"),
        ),
    ] {
        let (status, code) = refused(&mut provider, &find(query));
        assert_eq!((status, code.as_str()), expected, "{query}");
    }
}

#[test]
fn a_raw_pipe_never_reaches_fhir() {
    let raw = find_patient(IMOGEN).url.replace("%7C", "|");
    let mut request = find_patient(IMOGEN);
    request.url = raw;
    let answer = Provider::new().handle(&request, now());
    assert_eq!(answer.response.status, 400);
    assert!(answer.without_cors);
    assert!(answer.response.header("Content-Type").unwrap().starts_with("text/html"));
}

#[test]
fn headers_are_all_needed() {
    let mut provider = Provider::new();
    let good = find_patient(IMOGEN);
    for name in ["Ssp-TraceID", "Ssp-From", "Ssp-To", "Ssp-InteractionID", "Authorization"] {
        let (status, code) = refused(&mut provider, &without_header(good.clone(), name));
        assert_eq!((status, code.as_str()), (400, "BAD_REQUEST"), "{name}");
    }
    for (name, value, status) in [
        ("Ssp-To", "918999198994", 400),
        ("Ssp-InteractionID", "urn:nhs:names:services:gpconnect:fhir:rest:search:slot-1", 400),
        ("Ssp-InteractionID", "urn:nhs:names:services:gpconnect:fhir:rest:search:PATIENT-1", 400),
        ("Accept", "application/json+fhir", 415),
        ("Accept", "text/html", 415),
    ] {
        assert_eq!(
            refused(&mut provider, &with_header(good.clone(), name, value)).0,
            status,
            "{name}: {value}"
        );
    }
}

#[test]
fn tokens_are_checked_claim_by_claim() {
    let mut provider = Provider::new();
    let good = claims("patient/*.read", now());
    let with = |name: &str, value: Value| {
        let mut claims = good.clone();
        claims[name] = value;
        with_header(find_patient(IMOGEN), "Authorization", &token(&claims))
    };
    let iat = now().timestamp();
    for (request, expected) in [
        (with("exp", json!(iat + 299)), 400),
        (with("iat", json!(iat - 400)), 400),
        (with("sub", json!("somebody else")), 400),
        (with("reason_for_request", json!("research")), 400),
        (with("requested_scope", json!("organization/*.read")), 400),
        (with("requested_scope", json!("patient/*.read conf/N")), 200),
        (with("requesting_device", Value::Null), 400),
        (with("requesting_practitioner", json!({ "resourceType": "Patient", "id": "u-1" })), 422),
    ] {
        assert_eq!(ask(&mut provider, &request).0, expected, "{:?}", request.header("Authorization"));
    }
    let late = with_header(find_patient(IMOGEN), "Authorization", &token(&claims_at(-301)));
    assert_eq!(refused(&mut provider, &late).0, 400);
}

#[test]
fn the_demonstrator_knows_no_scope_of_two_words() {
    let mut provider = Provider::new();
    provider.behaviour = Behaviour::demonstrator();
    for (scope, status) in [("patient/*.read", 200), ("patient/*.read conf/N", 400)] {
        let token = token(&claims(scope, now()));
        assert_eq!(ask(&mut provider, &with_header(find_patient(IMOGEN), "Authorization", &token)).0, status);
    }
}

fn claims_at(seconds: i64) -> Value {
    claims("patient/*.read", now() + chrono::TimeDelta::seconds(seconds))
}

#[test]
fn a_gateway_brings_identity_itself() {
    let mut provider = Provider::new();
    let bare = ["Ssp-From", "Ssp-To", "Authorization"]
        .iter()
        .fold(find_patient(IMOGEN), |r, n| without_header(r, n));
    assert_eq!(ask(&mut provider, &bare).0, 400);
    provider.behaviour = Behaviour { gateway: true, ..Behaviour::default() };
    assert_eq!(ask(&mut provider, &bare).0, 200);
    assert_eq!(ask(&mut provider, &without_header(bare, "Ssp-InteractionID")).0, 400);
}

#[test]
fn references_may_carry_versions() {
    let mut provider = Provider::new();
    provider.behaviour = Behaviour::demonstrator();
    let read = foundations(Method::Get, "Location/17", "fhir:rest:read:location-1", "organization/*.read");
    let (_, location) = ask(&mut provider, &read);
    assert_eq!(location["managingOrganization"]["reference"], "Organization/7/_history/1469448000000");
}

#[test]
fn ids_belong_to_one_practice() {
    let mut provider = Provider::new();
    let (_, here) = ask(&mut provider, &find_patient(IMOGEN));
    let id = of_type(&here, "Patient")[0]["id"].as_str().unwrap().to_owned();
    let url = format!("http://127.0.0.1:8081/Y90002/STU3/1/gpconnect/Patient/{id}");
    let there = request(Method::Get, &url, "fhir:rest:read:patient-1", "patient/*.read");
    let (status, code) = refused(&mut provider, &with_header(there, "Ssp-To", "918999198994"));
    assert_eq!((status, code.as_str()), (404, "PATIENT_NOT_FOUND"));
}

#[test]
fn pds_marks_the_sensitive_the_dead_and_the_superseded() {
    let mut provider = Provider::new();
    let (status, imogen) = ask(&mut provider, &pds(IMOGEN));
    assert_eq!(status, 200);
    assert_eq!(imogen["meta"]["security"][0]["code"], "U");
    assert_eq!(imogen["generalPractitioner"][0]["identifier"]["value"], "Y90001");
    for (number, code) in [("9990054401", "R"), ("9990054428", "V"), ("9990054436", "REDACTED")] {
        let (_, patient) = ask(&mut provider, &pds(number));
        assert_eq!(patient["meta"]["security"][0]["code"], code);
        assert!(patient.get("generalPractitioner").is_none() && patient.get("address").is_none());
    }
    let (_, dead) = ask(&mut provider, &pds("9990054452"));
    assert_eq!(dead["deceasedDateTime"], "2026-11-07T09:15:00+00:00");
    let (_, current) = ask(&mut provider, &pds("9990054525"));
    assert_eq!(current["id"], "9990054533");
    assert_eq!(refused(&mut provider, &pds("9990056390")), (404, "RESOURCE_NOT_FOUND".to_owned()));
    assert_eq!(refused(&mut provider, &pds("1234567890")), (400, "INVALID_RESOURCE_ID".to_owned()));
}

#[test]
fn the_proxy_refuses_a_consumer_that_is_not_accredited() {
    let request = with_header(find_patient(IMOGEN), "Ssp-From", "200000000999");
    let (status, outcome) = ask(&mut Provider::new(), &request);
    assert_eq!(status, 403);
    let coding = &outcome["issue"][0]["details"]["coding"][0];
    assert_eq!(
        (&coding["code"], &coding["display"]),
        (&json!("403"), &json!("ASID_CHECK_FAILED_MESSAGESENDER_200000000999"))
    );
}

#[test]
fn practices_fail_each_in_their_own_way() {
    let mut provider = Provider::new();
    for (ods, asid, status, code) in [
        ("Y90004", "918999198996", 502, "502"),
        ("Y90005", "918999198997", 403, "ACCESS DENIED"),
        ("Y90006", "918999198998", 502, ""),
        ("Y90007", "918999198999", 403, "403"),
    ] {
        let request = with_header(find_patient(IMOGEN), "Ssp-To", asid);
        let request =
            gp_connect_viewer::gpconnect::Request { url: request.url.replace("Y90001", ods), ..request };
        assert_eq!(refused(&mut provider, &request), (status, code.to_owned()), "{ods}");
    }
}
