//! Which of our messages a response is about. Never a guess: what cannot be told goes to a person (SDOC-31).

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::read::Response;

/// The identifiers of a message that was sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sent {
    /// MessageHeader.id.
    pub header: Uuid,
    /// The document bundle's id.
    pub document: Uuid,
    /// The message bundle's id.
    pub bundle: Uuid,
    /// The encounter: the sender's reference, which all versions share.
    pub encounter: Uuid,
    /// Whether an answer is still awaited; whoever keeps the message need not know.
    #[serde(default)]
    pub is_open: bool,
}

/// Which message a response is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Match {
    /// The one with this MessageHeader.id.
    Message(Uuid),
    /// None of ours, or not to be told apart: for an administrator.
    Unmatched,
}

/// Looks by the header's id, then by the bundles' ids, then by the encounter where one message alone is open for it.
pub fn find(response: &Response, sent: &[Sent]) -> Match {
    let id = |text: &Option<String>| text.as_deref().and_then(uuid);
    if let Some(answered) = id(&response.answers) {
        let by_header = sent.iter().find(|one| one.header == answered);
        let by_bundle = || sent.iter().find(|one| one.document == answered || one.bundle == answered);
        // It names a message: if that is not ours, no other reference makes it ours.
        return by_header.or_else(by_bundle).map_or(Match::Unmatched, |one| Match::Message(one.header));
    }
    let Some(reference) = id(&response.sender_reference) else { return Match::Unmatched };
    let mut open = sent.iter().filter(|one| one.encounter == reference && one.is_open);
    match (open.next(), open.next()) {
        (Some(one), None) => Match::Message(one.header),
        _ => Match::Unmatched,
    }
}

fn uuid(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text.trim_start_matches("urn:uuid:")).ok()
}
