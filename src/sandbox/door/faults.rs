//! Faults on demand: what can go wrong between a provider and a screen.

mod kind;

use chrono::DateTime;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::answer::{Answer, Lost, html_page, respond};
use super::outcome::Refusal;
use crate::gpconnect::{Line, Request, Response};

pub use kind::FaultKind;

/// How large an answer a [`FaultKind::TooLarge`] makes when it is not told.
const LARGE: usize = 64 * 1024 * 1024;

/// A fault that waits for the calls it concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Interaction id, with or without the common prefix; `pds` for PDS; `*` for every call.
    pub interaction: String,
    /// Only at this practice.
    pub practice: Option<String>,
    /// Only when the structured request or record section names this (`includeReferrals`, `MED`).
    pub area: Option<String>,
    /// What happens.
    pub kind: FaultKind,
    /// How many calls it meets.
    pub times: u32,
}

/// A fault as `POST /sandbox/faults` names it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    #[serde(default = "every")]
    interaction: String,
    practice: Option<String>,
    area: Option<String>,
    fault: String,
    #[serde(default = "once")]
    times: u32,
}

fn every() -> String {
    "*".to_owned()
}

fn once() -> u32 {
    1
}

impl Fault {
    /// A fault for the next call of one interaction, or of every one with `*`.
    pub fn new(interaction: &str, kind: FaultKind) -> Self {
        Fault { interaction: interaction.to_owned(), practice: None, area: None, kind, times: 1 }
    }

    /// Reads the body of `POST /sandbox/faults`.
    pub(in crate::sandbox) fn read(body: &Value) -> Result<Self, String> {
        let asked = Asked::deserialize(body).map_err(|error| error.to_string())?;
        Ok(Fault {
            interaction: asked.interaction,
            practice: asked.practice,
            area: asked.area,
            kind: asked.fault.parse()?,
            times: asked.times,
        })
    }

    /// Whether it concerns this call.
    pub(in crate::sandbox) fn concerns(&self, interaction: &str, practice: &str, request: &Request) -> bool {
        let named = self.interaction.strip_prefix(super::interactions::PREFIX).unwrap_or(&self.interaction);
        let asks = |area: &String| {
            let quoted = format!("\"{area}\"");
            request.body.as_deref().is_some_and(|body| String::from_utf8_lossy(body).contains(&quoted))
        };
        (named == "*" || named == interaction)
            && self.practice.as_deref().is_none_or(|only| only == practice)
            && self.area.as_ref().is_none_or(asks)
    }

    /// The answer that comes in the provider's place, when the call never reaches it.
    pub(in crate::sandbox) fn instead(&self, line: Line) -> Option<Answer> {
        match &self.kind {
            FaultKind::TimeoutBeforeSave | FaultKind::LateSave(_) => {
                Some(Answer { lost: Lost::BeforeSave, ..Answer::default() })
            }
            FaultKind::HtmlError(status) => Some(Answer::of(html_page(*status, "Error"))),
            FaultKind::Outcome(status, code) => Some(Answer::of(Refusal::of(*status, code).response(line))),
            FaultKind::NoBody(status) => {
                let mut response = respond(*status, "text/plain", Vec::new());
                response.headers.retain(|(name, _)| name != "Content-Type");
                Some(Answer::of(response))
            }
            FaultKind::Busy(status, seconds) => {
                let mut response = html_page(*status, "Busy");
                response.headers.push(("Retry-After".to_owned(), seconds.to_string()));
                Some(Answer::of(response))
            }
            FaultKind::Redirect => {
                let mut response = respond(302, "text/html", Vec::new());
                response.headers.push(("Location".to_owned(), "/sign-in".to_owned()));
                Some(Answer::of(response))
            }
            _ => None,
        }
    }

    /// What becomes of the provider's own answer.
    pub(in crate::sandbox) fn spoil(&self, answer: &mut Answer, request: &Request) {
        let response = &mut answer.response;
        match &self.kind {
            FaultKind::Latency(more) => answer.delay += *more,
            FaultKind::TimeoutAfterSave => answer.lost = Lost::AfterSave,
            FaultKind::Truncated => answer.cut = Some(response.body.len() / 2),
            FaultKind::NoCors => answer.without_cors = true,
            FaultKind::Malformed => response.body.truncate(response.body.len().saturating_sub(40)),
            FaultKind::WrongContentType => content_type(response, "text/plain;charset=utf-8"),
            FaultKind::WrongPatient => somebody_else(response, true),
            FaultKind::OtherDetails => somebody_else(response, false),
            FaultKind::TimesInUtc => in_appointments(response, |one| {
                for name in ["start", "end"] {
                    let sent = one.get(name).and_then(Value::as_str).map(DateTime::parse_from_rfc3339);
                    if let Some(Ok(sent)) = sent {
                        one.insert(
                            name.to_owned(),
                            json!(sent.to_utc().format("%Y-%m-%dT%H:%M:%SZ").to_string()),
                        );
                    }
                }
            }),
            FaultKind::WithoutSlots => in_appointments(response, |one| {
                one.remove("slot");
            }),
            FaultKind::TooLarge(size) => {
                // White space after the JSON: whoever reads it all would find a good answer.
                let past_limit = request.max_bytes.saturating_add(1).min(LARGE);
                response.body.resize(size.unwrap_or(past_limit).max(response.body.len()), b' ');
            }
            FaultKind::TimeoutBeforeSave
            | FaultKind::LateSave(_)
            | FaultKind::HtmlError(_)
            | FaultKind::Outcome(..)
            | FaultKind::Busy(..)
            | FaultKind::Redirect
            | FaultKind::NoBody(_) => {}
        }
    }
}

/// Changes every appointment of an answer.
fn in_appointments(response: &mut Response, change: impl Fn(&mut Map<String, Value>)) {
    let Ok(mut body) = serde_json::from_slice::<Value>(&response.body) else { return };
    let mut all = vec![&mut body];
    while let Some(value) = all.pop() {
        match value {
            Value::Object(members) => {
                if members.get("resourceType").and_then(Value::as_str) == Some("Appointment") {
                    change(members);
                }
                all.extend(members.values_mut());
            }
            Value::Array(items) => all.extend(items),
            _ => {}
        }
    }
    response.body = body.to_string().into_bytes();
}

fn content_type(response: &mut Response, value: &str) {
    for (name, old) in &mut response.headers {
        if name == "Content-Type" {
            value.clone_into(old);
        }
    }
}

/// Puts another patient's name and birth date into every Patient of the answer; where asked, another number too, there
/// and beside every reference.
fn somebody_else(response: &mut Response, with_number: bool) {
    let Ok(mut body) = serde_json::from_slice::<Value>(&response.body) else { return };
    change(&mut body, with_number);
    response.body = body.to_string().into_bytes();
}

fn change(value: &mut Value, with_number: bool) {
    match value {
        Value::Object(members) => {
            let system = members.get("system").and_then(Value::as_str).unwrap_or_default();
            if with_number && system.ends_with("/Id/nhs-number") {
                members.insert("value".to_owned(), json!(OTHER_NUMBER));
            }
            if members.get("resourceType").and_then(Value::as_str) == Some("Patient") {
                if let Some(name) = members.get_mut("name").and_then(|name| name.get_mut(0)) {
                    let family = if name.pointer("/family/0").is_some() {
                        json!(["Somebody"])
                    } else {
                        json!("Somebody")
                    };
                    *name = json!({ "use": "official", "text": "Else Somebody", "family": family, "given": ["Else"] });
                }
                if with_number && members.get("id").and_then(Value::as_str).is_some_and(|id| id.len() == 10) {
                    members.insert("id".to_owned(), json!(OTHER_NUMBER));
                }
                members.insert("birthDate".to_owned(), json!("1960-01-01"));
            }
            if with_number && members.get("resourceType").and_then(Value::as_str) == Some("Order") {
                members.insert("subject".to_owned(), json!({ "reference": "Patient/999" }));
            }
            members.values_mut().for_each(|member| change(member, with_number));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| change(item, with_number)),
        _ => {}
    }
}

/// A valid test number that no patient of the table has.
const OTHER_NUMBER: &str = "9990056390";
