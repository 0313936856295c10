//! Amend and cancel an appointment (foundations digest 3.7, 3.8).

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use super::booking::{is_minimal, texts};
use crate::gpconnect::{Line, Response};
use crate::sandbox::door::answer;
use crate::sandbox::door::interactions::{CANCEL, PREFIX};
use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::Call;
use crate::sandbox::provider::Provider;
use crate::sandbox::resource::members::{items, put, set, text};
use crate::sandbox::resource::stored::REASON;
use crate::sandbox::world::practices::Practice;
use crate::sandbox::world::uk;

fn invalid(what: impl Into<String>) -> Refusal {
    Refusal::invalid_resource(what)
}

impl Provider {
    /// `PUT /Appointment/[id]`: the interaction id says whether it amends or cancels.
    pub(in crate::sandbox) fn update(
        &mut self,
        id: &str,
        call: &Call<'_>,
        practice: &'static Practice,
        now: DateTime<Utc>,
    ) -> Result<Response, Refusal> {
        let behaviour = self.behaviour;
        let interaction = call.request.header("Ssp-InteractionID").unwrap_or_default();
        let cancels = interaction.strip_prefix(PREFIX) == Some(CANCEL);
        let body = call.body()?;
        let found = self.appointments.iter_mut().find(|one| one.ods == practice.ods && one.id() == id);
        let stored = found.ok_or_else(|| match behaviour.server_errors {
            true => Refusal::not_found("REFERENCE_NOT_FOUND", "appointment"),
            false => Refusal::not_found("NO_RECORD_FOUND", "appointment"),
        })?;
        match call.request.header("If-Match") {
            // A browser that may not send it cannot be asked for it (L-28).
            None if behaviour.cors_without_if_match => {}
            None => return Err(Refusal::bad_request("If-Match header missing")),
            Some(wanted) => {
                let wanted = wanted.trim_start_matches("W/").trim_matches('"');
                if wanted != stored.version() {
                    return Err(Refusal::stale(wanted, stored.version()));
                }
            }
        }
        if text(&body, "resourceType") != "Appointment" || text(&body, "id") != id {
            return Err(invalid("The body is not this Appointment"));
        }
        if stored.is_visit() {
            return Err(invalid("Visit appointments cannot be changed"));
        }
        if stored.start().is_none_or(|start| start <= uk::local(now)) {
            return Err(invalid("The appointment is in the past"));
        }
        let mut resource = stored.resource.clone();
        if cancels {
            cancel(&mut resource, &body, stored.is_cancelled(), behaviour.cancel_again)?;
        } else {
            amend(&mut resource, &body)?;
            texts(&body, behaviour)?;
        }
        let next = match behaviour.versions_as_milliseconds {
            true => (now.timestamp() * 1000).to_string(),
            false => (stored.version().parse::<u64>().unwrap_or_default() + 1).to_string(),
        };
        put(&mut resource, "/meta/versionId", json!(next));
        stored.resource = resource.clone();
        let mut shown = next.clone();
        if behaviour.version_differs_after_put {
            // With its milliseconds in the answer, without them in the store (L-7).
            let milliseconds = now.timestamp_subsec_millis() % 1000;
            shown = match behaviour.versions_as_milliseconds {
                true => (now.timestamp() * 1000 + i64::from(milliseconds.max(1))).to_string(),
                false => format!("{next}685"),
            };
            put(&mut resource, "/meta/versionId", json!(shown));
        }
        let mut response = answer::fhir(Line::Stu3, 200, &resource);
        if !behaviour.no_etag_on_writes {
            response.headers.push(("ETag".to_owned(), format!("W/\"{shown}\"")));
        }
        if is_minimal(call) {
            response.body.clear();
        }
        Ok(response)
    }
}

/// Takes over description and comment; anything else that differs is named and refused.
fn amend(resource: &mut Value, body: &Value) -> Result<(), Refusal> {
    if items(body, "extension").iter().any(|one| text(one, "url") == REASON) {
        return Err(invalid("An amendment must not have a cancellation reason"));
    }
    if text(body, "status") != "booked" {
        return Err(invalid("Invalid Appointment property has been amended [status]"));
    }
    unchanged(resource, body, &["description", "comment"])?;
    for name in ["description", "comment"] {
        match body.get(name) {
            Some(words) => set(resource, name, words.clone()),
            None => {
                resource.as_object_mut().map(|members| members.remove(name));
            }
        }
    }
    Ok(())
}

/// Takes over status and reason; anything else that differs is named and refused.
fn cancel(resource: &mut Value, body: &Value, again: bool, may_again: bool) -> Result<(), Refusal> {
    if text(body, "status") != "cancelled" {
        return Err(invalid("Status must be \"cancelled\""));
    }
    let reason = items(body, "extension").iter().find(|one| text(one, "url") == REASON).cloned();
    let reason = match reason {
        Some(reason) if !text(&reason, "valueString").trim().is_empty() => reason,
        Some(_) => return Err(Refusal::invalid_parameter("The cancellation reason has no value")),
        None if may_again => return Err(invalid("The cancellation reason must be provided")),
        None => return Err(Refusal::invalid_parameter("The cancellation reason is missing")),
    };
    if again && !may_again {
        return Err(invalid("The appointment is cancelled already"));
    }
    let without = |value: &Value| {
        let all = items(value, "extension").iter().filter(|one| text(one, "url") != REASON);
        all.cloned().collect::<Vec<_>>()
    };
    if without(resource) != without(body) {
        return Err(invalid("Invalid Appointment property has been amended [extension]"));
    }
    unchanged(resource, body, &["status", "extension"])?;
    let mut extensions = without(resource);
    extensions.insert(0, reason);
    set(resource, "extension", Value::Array(extensions));
    set(resource, "status", json!("cancelled"));
    Ok(())
}

/// Everything but the named members and `meta` must be as it is stored.
fn unchanged(resource: &Value, body: &Value, but: &[&str]) -> Result<(), Refusal> {
    let names = |value: &Value| {
        value.as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    let mut all = names(resource);
    all.extend(names(body));
    for name in all {
        if name != "meta" && !but.contains(&name.as_str()) && resource.get(&name) != body.get(&name) {
            return Err(invalid(format!("Invalid Appointment property has been amended [{name}]")));
        }
    }
    Ok(())
}
