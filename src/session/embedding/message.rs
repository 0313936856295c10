//! Messages of the host, in the shape of SMART Web Messaging: read strictly, and what is not understood is dropped.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value, json};

use super::patient::{ContextFault, HostPatient};
use super::{FEATURES, PROTOCOLS};

/// Who draws the patient banner.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Banner {
    /// The app, the whole of it.
    #[default]
    Full,
    /// The app: name, birth date and NHS number only, beside a banner of the host.
    Micro,
    /// The host, by its own declaration.
    None,
}

/// How a document of the practice is shown: the browser lets no frame with a `sandbox` show a PDF.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Documents {
    /// In place.
    #[default]
    Inline,
    /// In a window of its own, or saved.
    Window,
    /// Saved only.
    Download,
}

/// What of its looks a host may set, and change while a record is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Look {
    /// Who draws the patient banner.
    pub banner: Banner,
    /// The page that a record opens with; empty for the app's own choice.
    pub view: String,
    /// Whether the frame grows with the page; with the host's own banner only.
    pub auto_height: bool,
    /// Colours by name.
    pub appearance: BTreeMap<String, String>,
}

impl Look {
    /// Whether the frame grows with the page: never where our banner would scroll away with it.
    pub fn grows(&self) -> bool {
        self.auto_height && self.banner == Banner::None
    }
}

/// A message of the host, before it is known what it asks.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Message {
    /// The secret of this host's element, by which it knows its own messages.
    pub messaging_handle: String,
    /// To answer it.
    pub message_id: String,
    message_type: String,
    /// The message of ours that this one answers.
    #[serde(default)]
    pub response_to_message_id: Option<String>,
    #[serde(default)]
    payload: Value,
}

/// What a host may ask.
#[derive(Clone, Debug, PartialEq)]
pub enum Asked {
    /// Show this patient's record, or why it cannot be told whose.
    Open(Result<Box<HostPatient>, ContextFault>),
    /// Show nobody's.
    Close,
    /// Look like this from now on.
    Settings(Look),
    /// Take the focus.
    Focus,
    /// Print.
    Print,
    /// A token, which the app had asked for; none where nobody is signed in.
    Token(Option<super::Token>),
}

/// The first message, which comes with a port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Greeting {
    /// The version both sides speak; none where there is none.
    pub protocol: Option<u32>,
    /// How to look.
    pub look: Look,
    /// How documents are shown.
    pub documents: Documents,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FileGreeting {
    #[serde(default)]
    protocols: Vec<u32>,
    #[serde(flatten)]
    look: Look,
    #[serde(default)]
    documents: Documents,
}

impl Message {
    /// Reads a message; nothing where it has another shape.
    pub fn read(text: &str) -> Option<Self> {
        let message: Self = serde_json::from_str(text).ok()?;
        let is_id = |id: &str| !id.is_empty() && id.len() <= 128;
        (is_id(&message.messaging_handle) && is_id(&message.message_id)).then_some(message)
    }

    /// The greeting that this is, if it is one.
    pub fn greeting(&self) -> Option<Greeting> {
        if self.message_type != "status.handshake" {
            return None;
        }
        let FileGreeting { protocols, look, documents } =
            serde_json::from_value(self.payload.clone()).ok()?;
        let protocol = protocols.into_iter().filter(|version| PROTOCOLS.contains(version)).max();
        Some(Greeting { protocol, look, documents })
    }

    /// What it asks; nothing where that is not known to this version.
    pub fn asked(&self) -> Option<Asked> {
        let payload = || self.payload.clone();
        Some(match self.message_type.as_str() {
            "gpc.context.open" => Asked::Open(HostPatient::read(&self.payload).map(Box::new)),
            "gpc.context.close" => Asked::Close,
            "gpc.settings" => Asked::Settings(serde_json::from_value(payload()).ok()?),
            "gpc.focus" => Asked::Focus,
            "gpc.print" => Asked::Print,
            "gpc.token" => Asked::Token(super::Token::read(&self.payload)),
            _ => return None,
        })
    }

    /// The answer to the greeting: the version and what the app can do, or that no version is spoken by both.
    pub fn answer(&self, protocol: Option<u32>) -> Value {
        let payload = match protocol {
            Some(protocol) => {
                json!({ "protocol": protocol, "version": env!("CARGO_PKG_VERSION"), "features": FEATURES })
            }
            None => json!({ "error": "version", "protocols": PROTOCOLS }),
        };
        json!({
            "messagingHandle": self.messaging_handle,
            "messageId": format!("{}-answer", self.message_id),
            "responseToMessageId": self.message_id,
            "payload": payload,
        })
    }
}

/// A message of the app.
pub fn told(handle: &str, id: &str, kind: &str, payload: &Value) -> Value {
    json!({ "messagingHandle": handle, "messageId": id, "messageType": kind, "payload": payload })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(kind: &str, payload: Value) -> Message {
        Message::read(&told("handle", "1", kind, &payload).to_string()).unwrap()
    }

    // proves: EM-5
    #[test]
    fn a_version_that_both_speak_is_chosen_and_an_unknown_one_refused() {
        let greet = |protocols: Value| {
            message("status.handshake", json!({ "protocols": protocols, "later": true })).greeting().unwrap()
        };
        assert_eq!(greet(json!([1])).protocol, Some(1));
        assert_eq!(greet(json!([1, 2, 99])).protocol, Some(1), "a newer host still speaks the older one");
        assert_eq!(greet(json!([2])).protocol, None);
        assert_eq!(greet(json!([])).protocol, None);
        let first = message("status.handshake", json!({ "protocols": [2] }));
        let refused = first.answer(None);
        assert_eq!(
            (&refused["payload"]["error"], &refused["responseToMessageId"]),
            (&json!("version"), &json!("1"))
        );
        let accepted = first.answer(Some(1));
        assert_eq!(accepted["payload"]["protocol"], json!(1));
        assert_eq!(accepted["payload"]["features"].as_array().map(Vec::len), Some(FEATURES.len()));
    }

    #[test]
    fn what_is_not_understood_is_dropped() {
        for text in [
            "",
            "7",
            "null",
            "{}",
            r#"{"messagingHandle":"","messageId":"1","messageType":"gpc.print"}"#,
            r#"{"messagingHandle":7,"messageId":"1","messageType":"gpc.print"}"#,
            r#"{"messagingHandle":"a","messageType":"gpc.print"}"#,
        ] {
            assert!(Message::read(text).is_none(), "{text}");
        }
        assert_eq!(message("gpc.later", json!({})).asked(), None);
        assert_eq!(message("gpc.settings", json!({ "banner": "none of it" })).asked(), None);
        assert_eq!(message("gpc.print", json!({})).greeting(), None);
        assert_eq!(message("gpc.print", Value::Null).asked(), Some(Asked::Print));
    }

    // proves: EM-2
    #[test]
    fn the_frame_grows_only_where_the_host_shows_its_own_banner() {
        let look = |banner: &str| {
            let asked = message("gpc.settings", json!({ "banner": banner, "autoHeight": true })).asked();
            let Some(Asked::Settings(look)) = asked else { panic!("{asked:?}") };
            look.grows()
        };
        assert_eq!((look("full"), look("micro"), look("none")), (false, false, true));
    }
}
