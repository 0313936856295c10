//! What goes to the outbox beside the message, and what comes back from it in words.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gp_connect_send_document::message::MessageIds;
pub use gp_connect_send_document::outbox::About;
pub use gp_connect_send_document::state::Again;
use gp_connect_send_document::summary::{Edition, Summary};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use uuid::Uuid;

#[derive(Serialize)]
struct Sent<'a> {
    header: &'a Uuid,
    document: &'a Uuid,
    bundle: &'a Uuid,
    encounter: &'a Uuid,
}

#[derive(Serialize)]
struct Posting<'a> {
    sent: Sent<'a>,
    version: u32,
    replaces: Option<Uuid>,
    about: &'a About,
    metadata: &'a RawValue,
    message: String,
}

/// The body of `POST messages`; nothing where the metadata is no JSON.
pub fn posting(
    summary: &Summary,
    edition: &Edition,
    ids: &MessageIds,
    metadata: &str,
    message: &[u8],
) -> Option<Vec<u8>> {
    let metadata: &RawValue = serde_json::from_str(metadata).ok()?;
    let MessageIds { header, document, bundle, .. } = ids;
    let posting = Posting {
        sent: Sent { header, document, bundle, encounter: &summary.encounter.id },
        version: edition.version(),
        replaces: edition.replaces(),
        about: &About::of(summary),
        metadata,
        message: STANDARD.encode(message),
    };
    serde_json::to_vec(&posting).ok()
}

/// A state in words.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    /// The state in a word or two.
    pub state: String,
    /// What happened.
    pub what: String,
    /// What to do.
    pub next: String,
    /// The code and words as they were sent.
    #[serde(default)]
    pub as_sent: Option<String>,
}

/// A message that was sent, judged.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Judged {
    /// MessageHeader.id.
    pub header: Uuid,
    /// The document, which a replacement names.
    pub document: Uuid,
    /// The encounter.
    pub encounter: Uuid,
    /// Its version.
    pub version: u32,
    /// The document that it replaces.
    #[serde(default)]
    pub replaces: Option<Uuid>,
    /// Whom and what it is about.
    pub about: About,
    /// When it was first put into the outbox.
    #[serde(default)]
    pub posted: Option<chrono::DateTime<chrono::FixedOffset>>,
    /// Its state.
    pub told: Told,
    /// Whether the practice has it, in words.
    pub reached: String,
    /// How it may go again.
    pub again: Again,
    /// Whether a person has to do something.
    pub needs_somebody: bool,
    /// Whether nothing more is awaited.
    pub is_final: bool,
    /// What came with it and does not count.
    pub remarks: Vec<String>,
}

/// All messages, judged.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Judgement {
    /// Those that need somebody first.
    pub messages: Vec<Judged>,
    /// Those that cannot be read, by the ids of their headers, so far as these are known.
    pub damaged: Vec<String>,
    /// How many acknowledgements and reports belong to none of them.
    pub unmatched: u32,
    /// How many messages need somebody.
    pub need_somebody: usize,
}
