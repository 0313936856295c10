//! The sandbox provider takes tasks in as the withdrawn specification says.

use crate::asking::*;
use gp_connect_viewer::gpconnect::{Method, Request};
use gp_connect_viewer::sandbox::{Behaviour, Provider};
use serde_json::{Value, json};

const ROOT: &str = "http://127.0.0.1:8081/Y90001/DSTU2/0/gpconnect";

fn older(method: Method, path: &str, interaction: &str, scope: &str) -> Request {
    let mut claims = older_claims(IMOGEN);
    claims["requested_scope"] = json!(scope);
    let request = request(method, &format!("{ROOT}/{path}"), interaction, scope);
    let request = with_header(request, "Accept", "application/json+fhir");
    let request = match method {
        Method::Get => request,
        _ => with_header(request, "Content-Type", "application/json+fhir;charset=utf-8"),
    };
    with_header(request, "Authorization", &token(&claims))
}

fn posted(order: &Value) -> Request {
    with_body(older(Method::Post, "Order", "fhir:rest:create:order", "patient/*.write"), order)
}

/// The id by which Millbrook knows somebody, read where the task is sent.
fn id_of(provider: &mut Provider, path: &str, interaction: &str, scope: &str) -> Option<String> {
    let (status, bundle) = ask(provider, &older(Method::Get, path, interaction, scope));
    assert_eq!(status, 200, "{bundle}");
    bundle.pointer("/entry/0/resource/id").and_then(Value::as_str).map(str::to_owned)
}

fn patient(provider: &mut Provider, number: &str) -> Option<String> {
    let path = format!("Patient?identifier=http%3A%2F%2Ffhir.nhs.net%2FId%2Fnhs-number%7C{number}");
    id_of(provider, &path, "fhir:rest:search:patient", "patient/*.read")
}

fn organization(provider: &mut Provider, ods: &str) -> Option<String> {
    let path =
        format!("Organization?identifier=http%3A%2F%2Ffhir.nhs.net%2FId%2Fods-organization-code%7C{ods}");
    id_of(provider, &path, "fhir:rest:search:organization", "organization/*.read")
}

/// A task that breaks no rule.
fn order(provider: &mut Provider) -> Value {
    let patient = patient(provider, IMOGEN).unwrap();
    let (source, target) =
        (organization(provider, "Y90500").unwrap(), organization(provider, "Y90001").unwrap());
    json!({
        "resourceType": "Order",
        "meta": { "profile": ["http://fhir.nhs.net/StructureDefinition/gpconnect-task-order-1"] },
        "contained": [{
            "resourceType": "Basic", "id": "t1",
            "meta": { "profile": ["http://fhir.nhs.net/StructureDefinition/gpconnect-task-description-basic-1"] },
            "text": { "status": "generated", "div": "<div>Please review amlodipine &amp; <br/>call back.</div>" },
            "code": { "coding": [{ "system": "http://fhir.nhs.net/ValueSet/gpconnect-task-narrative-1",
                "code": "Task Narrative" }] },
        }],
        "identifier": [{ "value": "LOCAL-0001" }],
        "date": "2026-11-21",
        "subject": { "reference": format!("Patient/{patient}") },
        "source": { "reference": format!("Organization/{source}") },
        "target": { "reference": format!("Organization/{target}") },
        "reasonCodeableConcept": { "coding": [{ "system": "http://fhir.nhs.net/ValueSet/gpconnect-task-type-1",
            "code": "2", "display": "Action Needed" }] },
        "detail": [{ "reference": "#t1" }],
    })
}

fn taken(provider: &mut Provider) -> usize {
    let (_, tasks) = ask(provider, &request(Method::Get, "http://127.0.0.1:8081/sandbox/tasks", "", ""));
    tasks.as_array().unwrap().len()
}

#[test]
fn a_task_is_kept_with_an_id_a_version_and_its_profile() {
    let mut provider = Provider::new();
    let sent = order(&mut provider);
    let answer = provider.handle(&posted(&sent), now());
    assert_eq!(answer.response.status, 201);
    assert_eq!(answer.response.header("Location"), Some(&*format!("{ROOT}/Order/1/_history/1")));
    let kept: Value = serde_json::from_slice(&answer.response.body).unwrap();
    assert_eq!((&kept["id"], &kept["meta"]["versionId"]), (&json!("1"), &json!("1")));
    for member in ["identifier", "contained", "subject", "reasonCodeableConcept", "detail"] {
        assert_eq!(kept[member], sent[member], "{member}");
    }
    assert_eq!(kept["meta"]["profile"], sent["meta"]["profile"]);
    assert_eq!(taken(&mut provider), 1);
}

#[test]
fn whoever_wants_no_body_gets_none() {
    let mut provider = Provider::new();
    let sent = order(&mut provider);
    let answer = provider.handle(&with_header(posted(&sent), "Prefer", "return=minimal"), now());
    assert_eq!((answer.response.status, answer.response.body.len()), (201, 0));
    assert!(answer.response.header("Location").unwrap().contains("/Order/1/"));
    provider.behaviour = Behaviour { empty_created: true, ..Behaviour::default() };
    assert!(provider.handle(&posted(&sent), now()).response.body.is_empty());
}

#[test]
fn each_rule_is_broken_in_turn_and_nothing_is_kept() {
    let mut provider = Provider::new();
    let good = order(&mut provider);
    let source = good["source"]["reference"].clone();
    let change = |pointer: &str, value: Value| {
        let mut order = good.clone();
        *order.pointer_mut(pointer).unwrap() = value;
        order
    };
    let without = |pointer: &str, member: &str| {
        let mut order = good.clone();
        order.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(member);
        order
    };
    let with = |pointer: &str, member: &str, value: Value| {
        let mut order = good.clone();
        let members = order.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
        members.insert(member.to_owned(), value);
        order
    };
    let invalid = "INVALID_RESOURCE";
    for (what, order, code) in [
        ("no profile", without("", "meta"), invalid),
        ("no profile of the text", without("/contained/0", "meta"), invalid),
        ("no date", without("", "date"), invalid),
        ("yesterday", change("/date", json!("2026-11-20")), invalid),
        ("tomorrow", change("/date", json!("2026-11-22")), invalid),
        ("no subject", without("", "subject"), invalid),
        ("no source", without("", "source"), invalid),
        ("no target", without("", "target"), invalid),
        ("no type", without("", "reasonCodeableConcept"), invalid),
        ("no detail", without("", "detail"), invalid),
        ("a type of its own", change("/reasonCodeableConcept/coding/0/code", json!("3")), invalid),
        ("another system", change("/reasonCodeableConcept/coding/0/system", json!("http://x")), invalid),
        ("a due date", with("", "when", json!({ "schedule": {} })), invalid),
        ("an id", with("", "id", json!("7")), invalid),
        (
            "an author of the text",
            with("/contained/0", "author", json!({ "reference": "Practitioner/1" })),
            invalid,
        ),
        ("no text", change("/contained/0/text/div", json!("<div> <br/> </div>")), invalid),
        ("text that is no XHTML", change("/contained/0/text/div", json!("<div>a & b</div>")), invalid),
        ("a script", change("/contained/0/text/div", json!("<div>x<script>1</script></div>")), invalid),
        ("an absolute reference", change("/subject/reference", json!(format!("{ROOT}/Patient/2"))), invalid),
        ("an unknown patient", change("/subject/reference", json!("Patient/999")), "REFERENCE_NOT_FOUND"),
        ("an unknown sender", change("/source/reference", json!("Organization/999")), "REFERENCE_NOT_FOUND"),
        (
            "an unknown receiver",
            change("/target/reference", json!("Organization/999")),
            "REFERENCE_NOT_FOUND",
        ),
        ("a detail that leads nowhere", change("/detail/0/reference", json!("#t2")), "REFERENCE_NOT_FOUND"),
        ("a receiver without the patient", change("/target/reference", source), "NO_RELATIONSHIP"),
    ] {
        let (status, outcome) = ask(&mut provider, &posted(&order));
        assert_eq!(status, 422, "{what}: {outcome}");
        assert_eq!(outcome["resourceType"], "OperationOutcome", "{what}");
        assert_eq!(outcome.pointer("/issue/0/details/coding/0/code"), Some(&json!(code)), "{what}");
    }
    assert_eq!(taken(&mut provider), 0);
    assert_eq!(ask(&mut provider, &posted(&good)).0, 201);
}

#[test]
fn the_token_names_the_patient_of_the_task() {
    let mut provider = Provider::new();
    let mut other = order(&mut provider);
    other["subject"]["reference"] =
        json!(format!("Patient/{}", patient(&mut provider, "9990054347").unwrap()));
    assert_eq!(ask(&mut provider, &posted(&other)).0, 400);
    let read = with_header(posted(&order(&mut provider)), "Authorization", &token(&older_claims(IMOGEN)));
    assert_eq!(ask(&mut provider, &read).0, 400, "a scope that only reads");
    assert_eq!(taken(&mut provider), 0);
}

#[test]
fn who_may_be_named_is_found_and_nobody_else() {
    let mut provider = Provider::new();
    assert!(patient(&mut provider, IMOGEN).is_some());
    assert!(organization(&mut provider, "Y90001").is_some());
    assert_ne!(organization(&mut provider, "Y90001"), organization(&mut provider, "Y90500"));
    assert_eq!(organization(&mut provider, "Y90999"), None);
}
