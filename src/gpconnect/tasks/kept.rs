//! What a practice says that it has kept of a task, held against what was sent.

use serde_json::Value;

use super::SendTask;
use crate::fhir::sendable;
use crate::format::narrative::{plain_text, same_text};
use crate::gpconnect::decode::reference_id;
use crate::gpconnect::error::Failure;
use crate::gpconnect::wire::Response;

/// Something in which an answer is not what was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unlike {
    /// It gives no id under which the practice keeps it.
    Id,
    /// It is about another patient, or does not say about whom.
    Patient,
    /// It carries another identifier.
    Identifier,
    /// Its text is another one, or is missing.
    Text,
    /// It is for somebody else, or does not say for whom.
    Target,
    /// It is of the other type, or does not say of which.
    Type,
}

/// A task as the answer tells of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The practice's own id of it.
    pub id: Option<String>,
    /// In what it is not what was sent; empty where the practice has exactly that.
    pub unlike: Vec<Unlike>,
}

impl Kept {
    /// Reads a 2xx answer. The older page of the specification has 200, the later text 201; either only with the task.
    pub(super) fn read(sent: &SendTask<'_>, response: &Response) -> Result<Self, Failure> {
        if ![200, 201].contains(&response.status) {
            return Err(Failure::decode(format!("Order: status {} in place of 201", response.status)));
        }
        let location = response.header("Location").and_then(|place| reference_id(place, "Order"));
        let location = location.map(str::to_owned);
        if response.body.iter().all(u8::is_ascii_whitespace) {
            // Asked for or not, an answer may come without its body; then 201 alone says that it was kept.
            return match response.status {
                201 => Ok(Self {
                    unlike: location.is_none().then_some(Unlike::Id).into_iter().collect(),
                    id: location,
                }),
                _ => Err(Failure::decode("Order: no body")),
            };
        }
        let order: Value = serde_json::from_slice(&response.body)
            .map_err(|_| Failure::decode("Order: the body is no JSON"))?;
        if text(&order, "/resourceType") != Some("Order") {
            return Err(Failure::decode("Order expected, another resource received"));
        }
        let id = text(&order, "/id").map(str::to_owned).or(location);
        let is_for = |pointer: &str, kind: &str, id: &str| {
            text(&order, pointer).and_then(|reference| reference_id(reference, kind)) == Some(id)
        };
        let checks = [
            (Unlike::Id, id.is_some()),
            (Unlike::Patient, is_for("/subject/reference", "Patient", sent.patient.id())),
            (Unlike::Identifier, carries(&order, sent.identifier)),
            (Unlike::Text, says(&order, sent.text)),
            (Unlike::Target, is_for("/target/reference", "Organization", &sent.target.id)),
            (Unlike::Type, is_type(&order, sent.kind.code())),
        ];
        let unlike = checks.into_iter().filter(|(_, is_like)| !is_like).map(|(what, _)| what).collect();
        Ok(Self { id, unlike })
    }
}

fn text<'a>(value: &'a Value, pointer: &str) -> Option<&'a str> {
    value.pointer(pointer)?.as_str().map(str::trim).filter(|text| !text.is_empty())
}

/// The values of a member, which may be a list or a single one.
fn each<'a>(value: &'a Value, member: &str) -> Vec<&'a Value> {
    match value.get(member) {
        Some(Value::Array(all)) => all.iter().collect(),
        Some(Value::Null) | None => Vec::new(),
        Some(one) => vec![one],
    }
}

/// Whether none of its identifiers is another's: one without any says nothing else.
fn carries(order: &Value, identifier: &str) -> bool {
    let values: Vec<&str> =
        each(order, "identifier").into_iter().filter_map(|one| text(one, "/value")).collect();
    values.is_empty() || values.contains(&identifier)
}

/// Whether the text that its detail leads to is the one that was sent; blanks do not count.
fn says(order: &Value, sent: &str) -> bool {
    let details: Vec<&str> =
        each(order, "detail").into_iter().filter_map(|one| text(one, "/reference")).collect();
    let is_detail = |one: &&Value| {
        let id = text(one, "/id").unwrap_or_default().trim_start_matches('#');
        details.iter().any(|reference| reference.trim_start_matches('#') == id)
    };
    let contained = each(order, "contained");
    let basic = contained.iter().find(|one| is_detail(one)).or(contained.first());
    basic
        .and_then(|basic| text(basic, "/text/div"))
        .is_some_and(|div| same_text(&plain_text(div), &sendable(sent)))
}

fn is_type(order: &Value, code: &str) -> bool {
    let concept = order.get("reasonCodeableConcept");
    concept.is_some_and(|concept| {
        each(concept, "coding").into_iter().any(|one| text(one, "/code") == Some(code))
    })
}
