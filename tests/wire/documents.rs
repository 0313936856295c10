//! Access Document: what its answers mean, and what never leaves.

use crate::connection;
use crate::patients::{DOCUMENTS_PATIENT, IMOGEN, TRACED, at_practice, searchset};
use gp_connect_viewer::fhir::Binary;
use gp_connect_viewer::gpconnect::documents::{
    FindDocumentsPatient, FoundDocumentsPatient, ReadDocument, SearchDocuments,
};
use gp_connect_viewer::gpconnect::{Failure, Interaction, Period, Response};
use serde_json::{Value, json};

fn answer(body: String) -> Response {
    Response { status: 200, body: body.into_bytes(), ..Response::default() }
}

fn search() -> SearchDocuments<'static> {
    SearchDocuments { patient: &DOCUMENTS_PATIENT, created: None, author: None, description: None }
}

fn document() -> Value {
    json!({ "resourceType": "DocumentReference", "id": "1" })
}

// proves: ADOC-03 ADOC-05
#[test]
fn an_empty_answer_is_no_patient_and_the_service_has_ids_of_its_own() {
    let find = FindDocumentsPatient { patient: &TRACED };
    assert_eq!(find.decode(&answer(searchset(&[]))), Ok(FoundDocumentsPatient::Nobody));
    let other = answer(searchset(&[at_practice("9990054347", "d8")]));
    assert_eq!(find.decode(&other), Err(Failure::PatientMismatch));
    let several = answer(searchset(&[at_practice(IMOGEN, "d7"), at_practice(IMOGEN, "d8")]));
    assert_eq!(find.decode(&several), Ok(FoundDocumentsPatient::Several(2)));
    assert_eq!(search().path(), "Patient/d7/DocumentReference");
}

// proves: ADOC-08 ADOC-09
#[test]
fn a_search_that_a_provider_would_refuse_is_not_sent() {
    let at = connection::now();
    let day = |day: &str| Some(day.to_owned());
    let period = |start: Option<String>, end: Option<String>| Some(Period { start, end });
    let good = SearchDocuments { author: Some("A82038".to_owned()), ..search() };
    assert_eq!(good.check(at), Ok(()));
    for bad in [
        SearchDocuments { author: Some("Dr Okoro".to_owned()), ..search() },
        SearchDocuments { author: Some("x|A82038".to_owned()), ..search() },
        SearchDocuments { author: Some(String::new()), ..search() },
        SearchDocuments { created: period(day("2024-02"), None), ..search() },
        SearchDocuments { created: period(day("2024-02-02"), day("2024-01-01")), ..search() },
        SearchDocuments { created: period(None, None), ..search() },
    ] {
        assert!(matches!(bad.check(at), Err(Failure::NotSent { .. })), "{bad:?}");
    }
}

// proves: ADOC-06 ADOC-07 ADOC-10
#[test]
fn every_search_asks_for_all_includes_and_never_by_type_or_facility() {
    let names: Vec<_> = search().query().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["_include", "_include", "_include", "_include", "_revinclude:recurse"]);
    let narrowed = SearchDocuments {
        created: Some(Period { start: Some("2024-01-01".into()), end: Some("2024-02-01".into()) }),
        author: Some("A82038".into()),
        description: Some("letter".into()),
        ..search()
    };
    let more: Vec<_> = narrowed.query().split_off(5);
    assert_eq!(
        more,
        [
            ("created", "ge2024-01-01".to_owned()),
            ("created", "le2024-02-01".to_owned()),
            ("author", "https://fhir.nhs.uk/Id/ods-organization-code|A82038".to_owned()),
            ("description", "letter".to_owned()),
        ]
    );
}

// proves: ADOC-23
#[test]
fn documents_of_nobody_or_of_somebody_else_are_not_shown() {
    assert!(search().decode(&answer(searchset(&[document(), at_practice(IMOGEN, "d7")]))).is_ok());
    assert!(search().decode(&answer(searchset(&[]))).is_ok());
    let other = answer(searchset(&[document(), at_practice("9990054347", "d8")]));
    assert_eq!(search().decode(&other), Err(Failure::PatientMismatch));
    let nobody = answer(searchset(&[document()]));
    assert!(matches!(search().decode(&nobody), Err(Failure::Decode { .. })));
    let outcome = answer(searchset(&[json!({ "resourceType": "OperationOutcome" })]));
    assert!(matches!(search().decode(&outcome), Err(Failure::Decode { .. })));
}

// proves: ADOC-01 FB-09 FS-11
#[test]
fn of_an_address_only_the_id_is_used_so_that_no_answer_leads_elsewhere() {
    for (address, id) in [
        ("https://provider.nhs.uk/A82038/STU3/1/gpconnect/documents/Binary/7-letter", Some("7-letter")),
        ("https://evil.example/Binary/7", Some("7")),
        ("Binary/7?x=y#z", Some("7")),
        ("Binary/7/_history/2", Some("7")),
        ("Binary/Binary/7", Some("7")),
        ("/proxy/https://provider.nhs.uk/documents/Binary/7/", Some("7")),
        ("https://proxy.nhs.uk/https%3A%2F%2Fprovider.nhs.uk%2FBinary%2F7", Some("7")),
        ("https://provider.nhs.uk/Binary/..", None),
        ("https://provider.nhs.uk/Binary/%2e%2e", None),
        ("https://provider.nhs.uk/Binary/7%2F8", None),
        ("https://provider.nhs.uk/DocumentReference/7", None),
        ("javascript:alert(1)", None),
        ("https://provider.nhs.uk/Binary/", None),
        ("", None),
    ] {
        assert_eq!(Binary::id_in(address).as_deref(), id, "{address}");
    }
    assert_eq!(ReadDocument { patient: &TRACED, id: "../Patient/1" }.path(), "Binary/..%2FPatient%2F1");
}

// proves: ADOC-19
#[test]
fn content_is_bytes_with_the_type_that_was_claimed_and_anything_else_is_a_failure() {
    let read = |json: Value| ReadDocument { patient: &TRACED, id: "7" }.decode(&answer(json.to_string()));
    let content =
        read(json!({ "resourceType": "Binary", "contentType": "text/plain", "content": "aGVs\nbG8=" }))
            .unwrap();
    assert_eq!(
        (content.content_type.as_str(), content.bytes.as_slice()),
        ("text/plain", b"hello".as_slice())
    );
    assert!(!format!("{content:?}").contains("hello"));
    for bad in [
        json!({ "resourceType": "Binary", "contentType": "text/plain" }),
        json!({ "resourceType": "Binary", "content": "not base64!" }),
        json!({ "resourceType": "Patient" }),
    ] {
        assert!(matches!(read(bad), Err(Failure::Decode { .. })));
    }
}
