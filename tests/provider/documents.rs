//! The sandbox provider's documents, and records read from disk.

use crate::asking::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use gp_connect_viewer::gpconnect::{Method, Request};
use gp_connect_viewer::sandbox::Provider;
use serde_json::{Value, json};

const MANDATORY: &str = "_include=DocumentReference%3Asubject%3APatient&_include=DocumentReference%3Acustodian%3AOrganization\
    &_include=DocumentReference%3Aauthor%3AOrganization&_include=DocumentReference%3Aauthor%3APractitioner\
    &_revinclude:recurse=PractitionerRole%3Apractitioner";

fn find(nhs_number: &str) -> Request {
    let path = format!("Patient?identifier=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fnhs-number%7C{nhs_number}");
    documents(&path, "documents:fhir:rest:search:patient-1")
}

fn id(provider: &mut Provider, nhs_number: &str) -> String {
    let (_, bundle) = ask(provider, &find(nhs_number));
    of_type(&bundle, "Patient")[0]["id"].as_str().unwrap().to_owned()
}

fn search(patient: &str, more: &str) -> Request {
    let path = format!("Patient/{patient}/DocumentReference?{MANDATORY}{more}");
    documents(&path, "documents:fhir:rest:search:documentreference-1")
}

fn binary(id: &str) -> Request {
    documents(&format!("Binary/{id}"), "documents:fhir:rest:read:binary-1")
}

#[test]
fn sixteen_documents_can_be_found_and_fetched() {
    let mut provider = Provider::new();
    let patient = id(&mut provider, IMOGEN);
    let (_, foundations) = ask(&mut provider, &find_patient(IMOGEN));
    assert_ne!(
        of_type(&foundations, "Patient")[0]["id"],
        patient.as_str(),
        "ids of one service are not another's"
    );
    let (status, bundle) = ask(&mut provider, &search(&patient, ""));
    assert_eq!(status, 200, "{bundle}");
    let all = of_type(&bundle, "DocumentReference");
    assert_eq!(all.len(), 16);
    let mut placeholders = 0;
    for one in all {
        let file = &one["content"][0]["attachment"];
        let Some(url) = file["url"].as_str() else {
            placeholders += 1;
            assert_eq!(file["title"], "File size 18551238 bytes greater than maximum allowable (5MB)");
            continue;
        };
        assert!(url.starts_with("http://127.0.0.1:8081/Y90001/STU3/1/gpconnect/documents/Binary/"), "{url}");
        let (status, fetched) = ask(&mut provider, &binary(url.rsplit('/').next().unwrap()));
        assert_eq!((status, &fetched["contentType"]), (200, &file["contentType"]));
        let bytes = STANDARD.decode(fetched["content"].as_str().unwrap()).unwrap();
        assert_eq!(bytes.len() as u64, file["size"].as_u64().unwrap());
    }
    assert_eq!(placeholders, 1);
}

#[test]
fn searches_are_narrowed_and_checked() {
    let mut provider = Provider::new();
    let patient = id(&mut provider, IMOGEN);
    for (more, count) in [
        ("&created=le2019-12-31", 1),
        ("&created=ge2026-01-01&created=le2026-11-21", 7),
        ("&description=ecg", 1),
        ("&author=https%3A%2F%2Ffhir.nhs.uk%2FId%2Fods-organization-code%7CY90600", 13),
    ] {
        let (_, bundle) = ask(&mut provider, &search(&patient, more));
        assert_eq!(of_type(&bundle, "DocumentReference").len(), count, "{more}");
    }
    for (request, expected) in [
        (search(&patient, "&created=gt2026-01-01"), (422, "INVALID_PARAMETER")),
        (search(&patient, "&author=A82038"), (422, "INVALID_PARAMETER")),
        (
            documents(
                &format!("Patient/{patient}/DocumentReference"),
                "documents:fhir:rest:search:documentreference-1",
            ),
            (422, "INVALID_PARAMETER"),
        ),
        (search("9999", ""), (404, "PATIENT_NOT_FOUND")),
        (binary("1-nothing"), (404, "NO_RECORD_FOUND")),
        (find("9990054321"), (400, "INVALID_NHS_NUMBER")),
    ] {
        let (status, code) = refused(&mut provider, &request);
        assert_eq!((status, code.as_str()), expected, "{}", request.url);
    }
    let too_large = format!("{}-mri", patient.trim_start_matches('d'));
    assert_eq!(refused(&mut provider, &binary(&too_large)), (404, "NO_RECORD_FOUND".to_owned()));
    assert_eq!(of_type(&ask(&mut provider, &find("9990054452")).1, "Patient").len(), 1, "died of late");
    assert!(ask(&mut provider, &find("9990054401")).1.get("entry").is_none(), "sensitive");
    let dissenting = id(&mut provider, "9990054517");
    assert_eq!(refused(&mut provider, &search(&dissenting, "")), (403, "NO_PATIENT_CONSENT".to_owned()));
}

#[test]
fn metadata_in_a_structured_record_leads_to_the_document() {
    let mut provider = Provider::new();
    let (_, bundle) = ask(&mut provider, &structured(IMOGEN, json!([{ "name": "includeConsultations" }])));
    let plan = of_type(&bundle, "DocumentReference")[0];
    let url = plan["content"][0]["attachment"]["url"].as_str().unwrap();
    assert_eq!(ask(&mut provider, &binary(url.rsplit('/').next().unwrap())).0, 200);
}

/// A bundle as a file might hold it: a masked number, decimals that must keep their digits.
fn file() -> String {
    r#"{ "resourceType": "Bundle", "type": "collection", "entry": [
        { "resource": { "resourceType": "Patient", "id": "p", "identifier": [
            { "system": "https://fhir.nhs.uk/Id/nhs-number", "value": "XXXXXXXXXX" }],
            "name": [{ "use": "official", "family": "Archive", "given": ["Ada"] }], "gender": "female", "birthDate": "1960-02-03",
            "managingOrganization": { "reference": "Organization/o" } } },
        { "resource": { "resourceType": "Organization", "id": "o", "identifier": [
            { "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "A12345" }] } },
        { "resource": { "resourceType": "Observation", "id": "x", "valueQuantity": { "value": 0.50 }, "unknownMember": [1.0] } }
    ] }"#
    .to_owned()
}

#[test]
fn a_bundle_from_disk_is_a_patient_like_any_other() {
    let mut provider = Provider::new();
    let number = provider.add_record("ada.json", file().as_bytes()).unwrap();
    assert!(number.starts_with("999"));
    let (status, traced) = ask(&mut provider, &pds(&number));
    assert_eq!((status, &traced["name"][0]["family"]), (200, &json!("Archive")));
    assert_eq!(traced["generalPractitioner"][0]["identifier"]["value"], "Y90099");
    let find = with_header(find_patient(&number), "Ssp-To", "918999199099");
    let find = Request { url: find.url.replace("Y90001", "Y90099"), ..find };
    assert_eq!(of_type(&ask(&mut provider, &find).1, "Patient").len(), 1);
    let request = structured_at("Y90099", "918999199099", &number, json!([{ "name": "includeMedication" }]));
    let answer = provider.handle(&request, now());
    let text = String::from_utf8(answer.response.body.clone()).unwrap();
    assert!(text.contains("0.50") && text.contains("unknownMember"), "{text}");
    let (_, bundle) = read(&answer);
    assert_eq!(of_type(&bundle, "Patient")[0]["identifier"][0]["value"], number.as_str());
    assert_eq!(of_type(&bundle, "Organization")[0]["identifier"][0]["value"], "Y90099");
    assert!(provider.config("http://127.0.0.1:1").contains("Y90099"));
    assert!(!Provider::new().config("http://127.0.0.1:1").contains("Y90099"));
}

// proves: FR-30
#[test]
fn each_entry_of_a_file_is_served_as_it_stands() {
    let entries = [
        r#"{ "fullUrl": "urn:uuid:7", "resource": {"resourceType":"Observation","id":"x","valueQuantity":{"value":0.50}} }"#,
        r#"{"resourceType": "DocumentReference", "id": "d", "description": "Letter, without its wrapper"}"#,
        r#"{ "resource": {"resourceType":"List","id":"l"}, "fullUrl": "https://gp.example.test/List/l", "search": {"mode":"match"} }"#,
        r#"{"fullUrl":"urn:uuid:8"}"#,
    ];
    let patient = r#"{"fullUrl":"urn:uuid:9","resource":{"resourceType":"Patient","id":"p","name":[{"family":"Archive"}]}}"#;
    let file = format!(
        r#"{{"resourceType":"Bundle","type":"collection","entry":[{patient},{}]}}"#,
        entries.join(", ")
    );
    let mut provider = Provider::new();
    let number = provider.add_record("ada.json", file.as_bytes()).unwrap();
    let request = structured_at("Y90099", "918999199099", &number, json!([{ "name": "includeMedication" }]));
    let text = String::from_utf8(provider.handle(&request, now()).response.body).unwrap();
    assert!(text.ends_with(&format!(",{}]}}", entries.join(","))), "{text}");
    // Only the patient's number is another, within the wrapper of the file.
    assert!(
        text.contains(r#""entry":[{"fullUrl":"urn:uuid:9","resource":{"#) && text.contains(&number),
        "{text}"
    );
}

#[test]
fn files_that_are_no_record_are_named_as_such() {
    let mut provider = Provider::new();
    for (text, why) in [
        ("{", "EOF"),
        ("{\"resourceType\":\"Patient\"}", "not a Bundle"),
        ("{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[]}", "not a collection"),
    ] {
        assert!(provider.add_record("x", text.as_bytes()).unwrap_err().contains(why), "{text}");
    }
    // A bundle without a patient still gets one; two files of one number get two numbers.
    let none = "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[]}";
    let first = provider.add_record("a", none.as_bytes()).unwrap();
    let second = provider.add_record("b", none.as_bytes()).unwrap();
    assert_ne!(first, second);
}

#[test]
fn html_of_a_record_from_disk_is_not_said_to_be_empty() {
    let mut provider = Provider::new();
    let number = provider.add_record("ada.json", file().as_bytes()).unwrap();
    let request = section(&number, "ENC", None);
    let request = with_header(
        Request { url: request.url.replace("Y90001", "Y90099"), ..request },
        "Ssp-To",
        "918999199099",
    );
    let (_, bundle) = ask(&mut provider, &request);
    let fragment: Value = of_type(&bundle, "Composition")[0]["section"][0]["text"]["div"].clone();
    assert!(fragment.as_str().unwrap().contains("'Encounters' data is not supported by this system."));
}

#[test]
fn capability_statements_differ_by_service() {
    let mut provider = Provider::new();
    let url = "http://127.0.0.1:8081/Y90001/STU3/1/gpconnect/documents/metadata";
    let request = request(Method::Get, url, "documents:fhir:rest:read:metadata-1", "organization/*.read");
    assert_eq!(ask(&mut provider, &request).1["version"], "1.6.2");
}
