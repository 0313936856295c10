//! What an Order must be to be a task, and what it must not have (HTML digest 6.2).

use chrono::NaiveDate;
use serde_json::Value;

use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::resource::members::{items, text};

/// The profile of a task.
pub const PROFILE: &str = "http://fhir.nhs.net/StructureDefinition/gpconnect-task-order-1";
const BASIC_PROFILE: &str = "http://fhir.nhs.net/StructureDefinition/gpconnect-task-description-basic-1";
const NARRATIVE: &str = "http://fhir.nhs.net/ValueSet/gpconnect-task-narrative-1";
const TYPE: &str = "http://fhir.nhs.net/ValueSet/gpconnect-task-type-1";

const MEMBERS: [&str; 10] = [
    "resourceType",
    "meta",
    "contained",
    "identifier",
    "date",
    "subject",
    "source",
    "target",
    "reasonCodeableConcept",
    "detail",
];
const BASIC_MEMBERS: [&str; 5] = ["resourceType", "id", "meta", "text", "code"];

fn invalid(what: impl Into<String>) -> Refusal {
    Refusal::invalid_resource(what)
}

/// The id that a member refers to; every reference of a task is relative.
pub fn id_of<'a>(order: &'a Value, member: &str, kind: &str) -> Result<&'a str, Refusal> {
    let reference = order.get(member).map(|one| text(one, "reference")).unwrap_or_default();
    match reference.split_once('/') {
        Some((own, id)) if own == kind && !id.is_empty() && !id.contains('/') => Ok(id),
        _ if reference.is_empty() => Err(invalid(format!("Order.{member} is missing"))),
        _ => Err(invalid(format!("Order.{member} must be a relative reference to a {kind}"))),
    }
}

/// Checks all that needs no knowledge of the practice.
pub fn check(order: &Value, today: NaiveDate) -> Result<(), Refusal> {
    if text(order, "resourceType") != "Order" {
        return Err(invalid("The body is not an Order"));
    }
    only(order, "Order", &MEMBERS)?;
    has_profile(order, "Order", PROFILE)?;
    let identifiers = items(order, "identifier");
    if identifiers.len() > 1 || identifiers.iter().any(|one| text(one, "value").is_empty()) {
        return Err(invalid("Order.identifier must be one, with a value"));
    }
    match text(order, "date") {
        "" => return Err(invalid("Order.date is missing")),
        date if date != today.to_string() => return Err(invalid("Order.date must be today's date")),
        _ => {}
    }
    for (member, kind) in [("subject", "Patient"), ("source", "Organization"), ("target", "Organization")] {
        id_of(order, member, kind)?;
    }
    let reason = order.pointer("/reasonCodeableConcept/coding/0");
    let reason = reason.ok_or_else(|| invalid("Order.reasonCodeableConcept is missing"))?;
    if text(reason, "system") != TYPE || !["1", "2"].contains(&text(reason, "code")) {
        return Err(invalid("Order.reasonCodeableConcept is not in the value set of task types"));
    }
    description(order)
}

/// The detail is a contained Basic whose narrative is the text.
fn description(order: &Value) -> Result<(), Refusal> {
    let [detail] = items(order, "detail") else { return Err(invalid("Order.detail must be exactly one")) };
    let id = text(detail, "reference").strip_prefix('#');
    let id = id.ok_or_else(|| invalid("Order.detail must refer to a contained resource"))?;
    let basic = items(order, "contained").iter().find(|one| text(one, "id") == id);
    let basic = basic.filter(|basic| text(basic, "resourceType") == "Basic");
    let basic = basic.ok_or_else(|| Refusal::reference_not_found("Order.detail: no such contained Basic"))?;
    only(basic, "Basic", &BASIC_MEMBERS)?;
    has_profile(basic, "Basic", BASIC_PROFILE)?;
    let coding = basic.pointer("/code/coding/0").ok_or_else(|| invalid("Basic.code is missing"))?;
    if (text(coding, "system"), text(coding, "code")) != (NARRATIVE, "Task Narrative") {
        return Err(invalid("Basic.code is not in the value set of task narratives"));
    }
    let div = basic.pointer("/text/div").and_then(Value::as_str).unwrap_or_default();
    let markup = roxmltree::Document::parse(div).map_err(|_| invalid("Basic.text.div is not XHTML"))?;
    let root = markup.root_element();
    let is_blank = root.descendants().filter_map(|node| node.text()).all(|text| text.trim().is_empty());
    if root.tag_name().name() != "div" || is_blank {
        return Err(invalid("Basic.text.div must be a div with a text"));
    }
    // A task is words: whatever else could be in them is nobody's to send.
    let is_plain = |name: &str| matches!(name, "div" | "p" | "br");
    if root.descendants().any(|node| node.is_element() && !is_plain(node.tag_name().name())) {
        return Err(invalid("Basic.text.div must be text"));
    }
    Ok(())
}

fn only(resource: &Value, name: &str, members: &[&str]) -> Result<(), Refusal> {
    let other = resource.as_object().into_iter().flatten().find(|(own, _)| !members.contains(&own.as_str()));
    other.map_or(Ok(()), |(own, _)| Err(invalid(format!("{name}.{own} must not be sent"))))
}

fn has_profile(resource: &Value, name: &str, profile: &str) -> Result<(), Refusal> {
    match resource.pointer("/meta/profile/0").and_then(Value::as_str) {
        Some(own) if own == profile => Ok(()),
        _ => Err(invalid(format!("{name}.meta.profile must name {profile}"))),
    }
}
