//! The pretend mailbox: what the gateway's outbox, MESH and a practice's system do with a consultation summary, by the
//! contract of docs/write-back.md.

mod acknowledgement;
mod conduct;

pub use conduct::Conduct;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use crate::gpconnect::{Method, Request, Response};
use crate::sandbox::door::answer::{Answer, Lost, respond};
use crate::sandbox::resource::members::text;
use acknowledgement::{Named, acknowledgement};

/// The most bytes of a message.
const MOST_BYTES: usize = 5_000_000;

/// What was posted, and what happened to it.
#[derive(Default)]
pub struct Mailbox {
    /// How practices answer, where they are told otherwise; the first that fits counts.
    pub told: Vec<Conduct>,
    kept: Vec<Held>,
    unmatched: u32,
}

/// One message.
struct Held {
    facts: Value,
    message: Vec<u8>,
    events: Vec<Value>,
    conduct: Conduct,
    /// How often somebody has looked since MESH took it.
    looks: usize,
}

impl Held {
    fn header(&self) -> &str {
        self.facts.pointer("/sent/header").and_then(Value::as_str).unwrap_or_default()
    }

    fn happened(&mut self, now: DateTime<Utc>, kind: &str, more: Value) {
        let mut event = json!({ "at": now.to_rfc3339_opts(SecondsFormat::Millis, true), "kind": kind });
        if let (Some(event), Value::Object(more)) = (event.as_object_mut(), more) {
            event.extend(more);
        }
        self.events.push(event);
    }

    fn has(&self, kind: &str) -> bool {
        self.events.iter().any(|event| text(event, "kind") == kind)
    }

    /// MESH's id of it.
    fn id(&self) -> String {
        format!("SANDBOX{}", self.header().replace('-', "").to_ascii_uppercase())
    }
}

impl Mailbox {
    /// Answers one call below `…/mesh/`.
    pub(super) fn answer(&mut self, path: &[&str], request: &Request, now: DateTime<Utc>) -> Answer {
        match (request.method, path) {
            (Method::Get, ["messages"]) => Answer::of(self.list(now)),
            (Method::Get, ["messages", header, "message"]) => Answer::of(match self.find(header) {
                Some(held) => respond(200, "application/xml", held.message.clone()),
                None => refused(404, "This organisation has no such message."),
            }),
            (Method::Post, ["messages"]) => self.post(request, now),
            (Method::Post, ["messages", header, "again"]) => match self.find(header) {
                Some(held) => again(held, now),
                None => Answer::of(refused(404, "This organisation has no such message.")),
            },
            _ => Answer::of(refused(404, "Nothing is here.")),
        }
    }

    fn find(&mut self, header: &str) -> Option<&mut Held> {
        self.kept.iter_mut().find(|held| held.header() == header)
    }

    fn post(&mut self, request: &Request, now: DateTime<Utc>) -> Answer {
        let Ok(mut facts) = serde_json::from_slice::<Value>(request.body.as_deref().unwrap_or_default())
        else {
            return Answer::of(refused(400, "The summary could not be read."));
        };
        let message = facts.as_object_mut().and_then(|facts| facts.remove("message"));
        let message = message.as_ref().and_then(Value::as_str).and_then(|text| STANDARD.decode(text).ok());
        let Some(message) = message else {
            return Answer::of(refused(400, "The message could not be read."));
        };
        if message.len() > MOST_BYTES {
            return Answer::of(refused(413, "The message is larger than 5 MB."));
        }
        if let Some(why) = disagreement(&facts, &message) {
            return Answer::of(refused(400, why));
        }
        let header = facts.pointer("/sent/header").and_then(Value::as_str).unwrap_or_default().to_owned();
        if let Some(held) = self.find(&header) {
            let events = held.events.clone();
            return Answer::of(known(&events));
        }
        let patient = facts.pointer("/about/nhsNumber").and_then(Value::as_str).unwrap_or_default();
        let conduct = Conduct::of(&self.told, patient);
        if conduct.answers == "never-came" {
            return Answer { lost: Lost::BeforeSave, ..Answer::default() };
        }
        let mut held = Held { facts, message, events: Vec::new(), conduct, looks: 0 };
        held.happened(now, "posted", Value::Null);
        let answer = sent(&mut held, now);
        self.kept.insert(0, held);
        answer
    }

    /// What is kept, newest first. Each look lets the practices get on with what they have.
    fn list(&mut self, now: DateTime<Utc>) -> Response {
        for held in &mut self.kept {
            if held.has("taken") || (held.has("answerLost") && held.conduct.answers == "lost") {
                held.looks += 1;
                self.unmatched += get_on(held, now);
            }
        }
        let (damaged, kept): (Vec<&Held>, Vec<&Held>) =
            self.kept.iter().partition(|held| held.conduct.answers == "damaged");
        let damaged: Vec<&Value> =
            damaged.iter().filter_map(|held| held.facts.pointer("/sent/header")).collect();
        let messages: Vec<Value> = kept
            .iter()
            .map(|held| {
                let mut one = held.facts.clone();
                if let Some(one) = one.as_object_mut() {
                    one.insert("events".to_owned(), Value::Array(held.events.clone()));
                }
                one
            })
            .collect();
        json_answer(200, &json!({ "messages": messages, "damaged": damaged, "unmatched": self.unmatched }))
    }
}

/// What does not agree with itself.
fn disagreement(facts: &Value, message: &[u8]) -> Option<&'static str> {
    let xml = String::from_utf8_lossy(message);
    let ids = ["header", "document", "bundle", "encounter"];
    let stands = |id: &str| {
        let id = facts.pointer(&format!("/sent/{id}")).and_then(Value::as_str).unwrap_or_default();
        uuid::Uuid::try_parse(id).is_ok() && xml.contains(id)
    };
    let version = facts.get("version").and_then(Value::as_u64).unwrap_or_default();
    let replaces = facts.get("replaces").is_some_and(Value::is_string);
    let number = facts.pointer("/about/nhsNumber").and_then(Value::as_str).unwrap_or_default();
    let born = facts.pointer("/about/birthDate").and_then(Value::as_str).unwrap_or_default();
    let to = facts.pointer("/metadata/to").and_then(Value::as_str).unwrap_or_default();
    if !ids.iter().all(|id| stands(id)) {
        Some("An identifier is not in the message.")
    } else if version == 0
        || (version > 1) != replaces
        || !xml.contains(&format!("<versionId value=\"{version}\""))
    {
        Some("The version is not that of the message.")
    } else if number.len() != 10 || !xml.contains(&format!("value=\"{number}\"")) || !to.contains(number) {
        Some("The NHS number is not that of the message.")
    } else if born.len() != 10 || !xml.contains(&format!("<birthDate value=\"{born}\"")) {
        Some("The date of birth is not that of the message.")
    } else {
        None
    }
}

/// The call to MESH.
fn sent(held: &mut Held, now: DateTime<Utc>) -> Answer {
    let lost = || json_answer(504, &json!({ "description": "MESH did not answer the call." }));
    match held.conduct.answers.as_str() {
        "turned-away" => {
            let why = json!({ "code": "12", "description": "Unregistered to address" });
            held.happened(now, "turnedAway", why.clone());
            Answer::of(json_answer(422, &why))
        }
        "lost" | "lost-before" if !held.has("answerLost") => {
            held.happened(now, "answerLost", Value::Null);
            Answer::of(lost())
        }
        "broken-off" => {
            let id = held.id();
            held.happened(now, "taken", json!({ "message": id }));
            Answer { lost: Lost::AfterSave, ..Answer::default() }
        }
        _ => {
            let id = held.id();
            held.happened(now, "taken", json!({ "message": id.clone() }));
            Answer::of(json_answer(202, &json!({ "message": id })))
        }
    }
}

/// The same bytes once more, while nobody knows what became of them.
fn again(held: &mut Held, now: DateTime<Utc>) -> Answer {
    if ["taken", "turnedAway", "answered", "reported"].iter().any(|kind| held.has(kind)) {
        return Answer::of(known(&held.events));
    }
    held.happened(now, "posted", Value::Null);
    sent(held, now)
}

/// What comes back by now; returns how many acknowledgements belong to nothing that is known here.
fn get_on(held: &mut Held, now: DateTime<Utc>) -> u32 {
    let steps = held.conduct.steps();
    let due = held.looks.checked_sub(2).and_then(|at| steps.get(at).cloned());
    let Some(step) = due else { return 0 };
    let (header, reference) = (
        held.header().to_owned(),
        held.facts.pointer("/sent/encounter").and_then(Value::as_str).unwrap_or_default().to_owned(),
    );
    let xml = |code: &str, named: Named<'_>| {
        STANDARD.encode(acknowledgement(code, named, &reference, uuid::Uuid::new_v4(), now))
    };
    for code in step {
        match code.as_str() {
            "report" => {
                let (message, code) = (held.id(), held.conduct.answers.clone());
                let description = conduct::reported(&code);
                held.happened(
                    now,
                    "reported",
                    json!({ "message": message, "code": code, "description": description }),
                );
            }
            "elsewhere" => {
                let xml = xml("30001", Named::Another);
                held.happened(now, "answered", json!({ "xml": xml }));
                return 1;
            }
            "unreadable" => {
                held.happened(now, "answered", json!({ "xml": STANDARD.encode("this is no XML") }))
            }
            "same" => {
                let last = held.events.iter().rev().find(|event| text(event, "kind") == "answered").cloned();
                if let Some(last) = last {
                    let xml = text(&last, "xml").to_owned();
                    held.happened(now, "answered", json!({ "xml": xml }));
                }
            }
            code => {
                let xml = xml(code, Named::Message(&header));
                held.happened(now, "answered", json!({ "xml": xml }));
            }
        }
    }
    0
}

fn known(events: &[Value]) -> Response {
    json_answer(
        409,
        &json!({ "description": "This message is here already. Nothing was sent now.", "events": events }),
    )
}

fn refused(status: u16, description: &str) -> Response {
    json_answer(status, &json!({ "description": description }))
}

fn json_answer(status: u16, body: &Value) -> Response {
    respond(status, "application/json", body.to_string().into_bytes())
}
