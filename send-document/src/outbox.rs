//! What whoever sends keeps of its messages, judged: one state for each, from its own events alone.
//!
//! Where an acknowledgement was placed proves nothing: each is read here, and counts only for the message that it names.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, FixedOffset};
use roxmltree::Document;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::response::{Match, MeshReport, Sent, find, read as read_response};
use crate::settings::Settings;
use crate::state::{Again, Event, History, State, Told};
use crate::summary::Summary;

/// What is asked: the outbox's own answer, the UK's clock, and what the site agreed.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Asked {
    /// The answer of `GET messages`.
    pub outbox: Outbox,
    /// The UK's clock.
    pub now: DateTime<FixedOffset>,
    /// What the site agreed with the receivers.
    #[serde(default)]
    pub settings: Settings,
}

/// What the outbox keeps.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Outbox {
    /// The messages.
    messages: Vec<Listed>,
    /// Those that the outbox itself cannot read, by the ids of their headers.
    #[serde(default)]
    damaged: Vec<String>,
    /// How many acknowledgements and reports belong to none of them.
    #[serde(default)]
    unmatched: u32,
}

/// An entry of the list. One that is not as it should be hides none of the others.
#[derive(Deserialize)]
#[serde(untagged)]
enum Listed {
    Kept(Box<Kept>),
    Damaged { sent: Named },
    Other(IgnoredAny),
}

#[derive(Deserialize)]
struct Named {
    header: String,
}

/// One message with what happened to it, in any order.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Kept {
    sent: Sent,
    version: u32,
    #[serde(default)]
    replaces: Option<Uuid>,
    about: About,
    #[serde(default)]
    events: Vec<KeptEvent>,
}

/// Whom and what a message is about, in the words of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct About {
    /// The patient's name.
    pub patient: String,
    /// Ten digits.
    pub nhs_number: String,
    /// `1952-05-31`.
    pub birth_date: String,
    /// When the patient was seen.
    pub seen: String,
    /// The practice's name.
    pub practice: String,
    /// Its ODS code.
    pub practice_ods: String,
    /// The document's title.
    pub title: String,
    /// `FA` or `FI`.
    pub recipient_type: String,
    /// Who saw the patient.
    pub clinician: String,
}

impl About {
    /// Of a summary that is to be sent.
    pub fn of(summary: &Summary) -> Self {
        Self {
            patient: summary.patient.name_for_clinicians(),
            nhs_number: summary.patient.nhs_number.clone(),
            birth_date: summary.patient.birth_date.to_string(),
            seen: summary.encounter.start.format("%d-%b-%Y %H:%M").to_string(),
            practice: summary.practice.name.clone(),
            practice_ods: summary.practice.ods.clone(),
            title: summary.document_type.title().to_owned(),
            recipient_type: summary.purpose.recipient_type().0.to_owned(),
            clinician: summary.clinician.name(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct KeptEvent {
    at: DateTime<FixedOffset>,
    kind: String,
    #[serde(default)]
    message: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    description: String,
    #[serde(default)]
    xml: String,
}

/// A message with its state.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Judged {
    /// MessageHeader.id.
    pub header: Uuid,
    /// The document, which a replacement names.
    pub document: Uuid,
    /// The encounter, which all versions share.
    pub encounter: Uuid,
    /// Its version.
    pub version: u32,
    /// The document that it replaces.
    pub replaces: Option<Uuid>,
    /// Whom and what it is about.
    pub about: About,
    /// When it was first put into the outbox.
    pub posted: Option<DateTime<FixedOffset>>,
    /// The state in words.
    pub told: Told,
    /// Whether the practice has it, in words.
    pub reached: &'static str,
    /// How it may go again.
    pub again: Again,
    /// Whether a person has to do something.
    pub needs_somebody: bool,
    /// Whether nothing more is awaited.
    pub is_final: bool,
    /// What came with it and does not count, in words.
    pub remarks: Vec<String>,
}

/// All messages, those that need somebody first, then the newest.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Judgement {
    /// The messages.
    pub messages: Vec<Judged>,
    /// Those that cannot be read, by the ids of their headers, so far as these are known: nothing is known of what became of them.
    pub damaged: Vec<String>,
    /// How many acknowledgements and reports belong to none of them.
    pub unmatched: u32,
    /// How many messages need somebody.
    pub need_somebody: usize,
}

/// Reads what is asked. What it says of a fault names a place, never a value.
#[cfg(feature = "pdf")]
pub fn read(json: &str) -> Result<Asked, String> {
    serde_json::from_str(json).map_err(|error| {
        format!(
            "The list of messages cannot be read at line {}, column {}. What became of them is not known.",
            error.line(),
            error.column()
        )
    })
}

/// Judges every message.
pub fn judge(asked: &Asked) -> Judgement {
    let Asked { outbox, now, settings } = asked;
    let kept = || {
        outbox.messages.iter().filter_map(|one| match one {
            Listed::Kept(kept) => Some(kept.as_ref()),
            Listed::Damaged { .. } | Listed::Other(_) => None,
        })
    };
    let damaged = outbox.messages.iter().filter_map(|one| match one {
        Listed::Kept(_) => None,
        Listed::Damaged { sent } => Some(sent.header.clone()),
        Listed::Other(_) => Some(String::new()),
    });
    let damaged: Vec<String> = outbox.damaged.iter().cloned().chain(damaged).collect();
    let identities: Vec<Sent> = kept().map(|one| Sent { is_open: true, ..one.sent.clone() }).collect();
    let mut told: Vec<(&Kept, History, Vec<String>)> = kept()
        .map(|one| {
            let (history, remarks) = history(one, &identities);
            (one, history, remarks)
        })
        .collect();
    // What became of a version says what becomes of the one that it replaced.
    let mut before: BTreeMap<Uuid, Vec<Event>> = BTreeMap::new();
    for (one, history, _) in &told {
        if let (Some(replaced), Some(event)) =
            (one.replaces, history.state(*now, settings).for_the_version_before())
        {
            before.entry(replaced).or_default().push(event);
        }
    }
    for (one, history, _) in &mut told {
        for event in before.get(&one.sent.document).into_iter().flatten() {
            history.add(*now, event.clone());
        }
    }
    let mut messages: Vec<Judged> = told
        .into_iter()
        .map(|(one, history, remarks)| judged(one, &history.state(*now, settings), remarks))
        .collect();
    messages.sort_by_key(|one| (!one.needs_somebody, std::cmp::Reverse(one.posted)));
    let need_somebody = messages.iter().filter(|one| one.needs_somebody).count();
    Judgement { messages, damaged, unmatched: outbox.unmatched, need_somebody }
}

fn judged(one: &Kept, state: &State, remarks: Vec<String>) -> Judged {
    let told = state.told();
    Judged {
        header: one.sent.header,
        document: one.sent.document,
        encounter: one.sent.encounter,
        version: one.version,
        replaces: one.replaces,
        about: one.about.clone(),
        posted: one.events.iter().map(|event| event.at).min(),
        reached: told.reached.words(),
        told,
        again: state.again(),
        needs_somebody: state.needs_somebody(),
        is_final: state.is_final(),
        remarks,
    }
}

/// What happened to one message, and what was placed with it that does not count.
fn history(one: &Kept, identities: &[Sent]) -> (History, Vec<String>) {
    let queued = one.events.iter().map(|event| event.at).min().unwrap_or_default();
    let (mut history, mut remarks) = (History::queued(queued), Vec::new());
    let mut taken: Vec<&str> = Vec::new();
    taken.extend(one.events.iter().filter(|event| event.kind == "taken").map(|event| event.message.as_str()));
    for event in &one.events {
        match counted(event, one.sent.header, identities, &taken) {
            Ok(what) => {
                history.add(event.at, what);
            }
            Err(words) => {
                if !remarks.contains(&words) {
                    remarks.push(words);
                }
            }
        }
    }
    (history, remarks)
}

/// What an event is, or why it does not count.
fn counted(event: &KeptEvent, header: Uuid, identities: &[Sent], taken: &[&str]) -> Result<Event, String> {
    let KeptEvent { message, code, description, .. } = event;
    let (message, code, description) = (message.clone(), code.clone(), description.clone());
    match event.kind.as_str() {
        "posted" => Ok(Event::Posted),
        "taken" => Ok(Event::Taken { message }),
        "turnedAway" => Ok(Event::TurnedAway { code, description }),
        "answerLost" => Ok(Event::AnswerLost),
        "cancelled" => Ok(Event::Cancelled),
        "reported" if taken.contains(&message.as_str()) => {
            Ok(Event::Reported(MeshReport { message, code, description }))
        }
        "reported" => {
            Err("A report of MESH about another message was placed with this one. It does not count."
                .to_owned())
        }
        "answered" => answered(event, header, identities),
        _ => {
            Err("Something happened that this version of the viewer does not know. It does not count."
                .to_owned())
        }
    }
}

fn answered(event: &KeptEvent, header: Uuid, identities: &[Sent]) -> Result<Event, String> {
    let bytes = STANDARD.decode(event.xml.trim()).unwrap_or_default();
    let response = read_response(&bytes).map_err(|fault| fault.to_string())?;
    match find(&response, identities) {
        Match::Message(named) if named == header => Ok(Event::Answered(response)),
        Match::Message(_) | Match::Unmatched => {
            Err("An acknowledgement of another message was placed with this one. It does not count."
                .to_owned())
        }
    }
}

/// The PDF of a message: the content of its first Binary, as the message is built.
pub fn document_in(message: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(message).ok()?;
    let xml = Document::parse(text.trim_start_matches('\u{feff}')).ok()?;
    let binary = xml.descendants().find(|node| node.has_tag_name(("http://hl7.org/fhir", "Binary")))?;
    let content = binary.children().find(|node| node.has_tag_name(("http://hl7.org/fhir", "content")))?;
    let bytes = STANDARD.decode(content.attribute("value")?).ok()?;
    bytes.starts_with(b"%PDF-").then_some(bytes)
}
