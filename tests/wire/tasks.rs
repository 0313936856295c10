//! What a practice's answer to a task means: kept as sent, kept as something else, or nobody knows.

use std::sync::Arc;

use futures::executor::block_on;
use gp_connect_viewer::gpconnect::tasks::{FindTaskOrganization, Kept, Party, Unlike};
use gp_connect_viewer::gpconnect::{Cancel, Error, Failure, Interaction, Mode};
use serde_json::{Value, json};

use crate::calls::task;
use crate::connection::*;

fn asked<I: Interaction>(interaction: &I, script: Arc<Script>) -> Result<I::Response, Error> {
    let (connection, _) = connection(script, Mode::Direct);
    block_on(connection.client(Arc::new(practice())).send(interaction, &Cancel::new())).map(|got| got.value)
}

fn sent_with(status: u16, body: &str) -> Result<Kept, Error> {
    asked(&task(), Script::of(answer(status, "application/json+fhir", body)))
}

/// The task as a practice gives it back.
fn stored() -> Value {
    json!({
        "resourceType": "Order",
        "id": "41",
        "meta": { "versionId": "1" },
        "contained": [{ "resourceType": "Basic", "id": "t1", "text": { "status": "generated",
            "div": "<div>Please review amlodipine.<br/>BP &lt;90/60 &amp; dizzy – “naïve” 🙂</div>" } }],
        "identifier": [{ "value": task().identifier }],
        "subject": { "reference": "Patient/2/_history/7" },
        "target": { "reference": "https://provider.example.nhs.uk/DSTU2/0/gpconnect/Organization/7" },
        "reasonCodeableConcept": { "coding": [{ "system": "http://another", "code": "2" }] },
        "detail": [{ "reference": "#t1" }],
    })
}

fn unlike(pointer: &str, value: Value) -> Vec<Unlike> {
    let mut order = stored();
    *order.pointer_mut(pointer).unwrap() = value;
    sent_with(201, &order.to_string()).unwrap().unlike
}

#[test]
fn a_task_that_came_back_as_it_was_sent_is_kept() {
    let kept = sent_with(201, &stored().to_string()).unwrap();
    assert_eq!(kept, Kept { id: Some("41".to_owned()), unlike: Vec::new() });
    // The older page of the specification has 200; a practice may give no identifier back, or add its own.
    assert_eq!(sent_with(200, &stored().to_string()).unwrap().unlike, []);
    assert_eq!(unlike("/identifier", json!([])), []);
    let both = json!([{ "value": "7" }, { "value": task().identifier }]);
    assert_eq!(unlike("/identifier", both), []);
}

#[test]
fn an_answer_that_says_something_else_is_told_apart() {
    for (pointer, value, what) in [
        ("/subject/reference", json!("Patient/3"), Unlike::Patient),
        ("/subject", json!({}), Unlike::Patient),
        ("/identifier/0/value", json!("LOCAL-0002"), Unlike::Identifier),
        ("/contained/0/text/div", json!("<div>Please stop amlodipine.</div>"), Unlike::Text),
        ("/contained/0/text/div", json!("<div>Please review amlodipine.</div>"), Unlike::Text),
        ("/contained", json!([]), Unlike::Text),
        ("/target/reference", json!("Organization/9500"), Unlike::Target),
        ("/reasonCodeableConcept/coding/0/code", json!("1"), Unlike::Type),
        ("/id", json!(""), Unlike::Id),
    ] {
        assert_eq!(unlike(pointer, value), [what], "{pointer}");
    }
}

#[test]
fn an_answer_without_its_body_counts_with_an_id_alone() {
    let place = |place: Option<&str>, status| {
        let mut response = answer(status, "", "").unwrap();
        response.headers.extend(place.map(|place| ("Location".to_owned(), place.to_owned())));
        asked(&task(), Script::of(Ok(response)))
    };
    let kept = place(Some("https://provider.example.nhs.uk/DSTU2/0/gpconnect/Order/41/_history/1"), 201);
    assert_eq!(kept.unwrap(), Kept { id: Some("41".to_owned()), unlike: Vec::new() });
    assert_eq!(place(None, 201).unwrap().unlike, [Unlike::Id]);
    for status in [200, 202, 204] {
        assert!(place(Some("Order/41"), status).unwrap_err().is_uncertain(), "{status}");
    }
}

#[test]
fn what_is_no_task_is_no_success() {
    for body in ["{", "null", r#"{"resourceType":"OperationOutcome"}"#, r#"{"resourceType":"Bundle"}"#, "[]"]
    {
        let error = sent_with(201, body).unwrap_err();
        assert!(matches!(error.failure, Failure::Decode { .. }) && error.is_uncertain(), "{body}");
    }
}

#[test]
fn a_task_of_another_day_does_not_leave() {
    let yesterday =
        gp_connect_viewer::gpconnect::tasks::SendTask { date: "2026-11-20".parse().unwrap(), ..task() };
    let script = Script::of(answer(201, "application/json+fhir", &stored().to_string()));
    let error = asked(&yesterday, script.clone()).unwrap_err();
    assert!(matches!(error.failure, Failure::NotSent { .. }) && !error.is_uncertain());
    assert_eq!(script.count(), 0);
}

#[test]
fn an_organisation_counts_only_under_its_own_code() {
    let organization = |id: &str, ods: &str| {
        json!({ "resource": { "resourceType": "Organization", "id": id, "name": "Example",
            "identifier": [{ "system": "http://fhir.nhs.net/Id/ods-organization-code", "value": ods }] } })
    };
    let found = |entries: Vec<Value>| {
        let bundle = json!({ "resourceType": "Bundle", "type": "searchset", "entry": entries });
        asked(
            &FindTaskOrganization { ods: "B82617" },
            Script::of(answer(200, "application/json+fhir", &bundle.to_string())),
        )
    };
    let party = Party { id: "7".to_owned(), name: Some("Example".to_owned()) };
    assert_eq!(found(vec![organization("7", "B82617"), organization("8", "B82618")]).unwrap(), Some(party));
    assert_eq!(found(vec![organization("8", "B82618")]).unwrap(), None);
    assert_eq!(found(Vec::new()).unwrap(), None);
    assert!(found(vec![organization("7", "B82617"), organization("8", "B82617")]).is_err());
}
