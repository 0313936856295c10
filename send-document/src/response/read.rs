//! Reads an ITK3 response: which message it answers, and with which code (SDOC-31).

use roxmltree::{Document, Node};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::codes::{Stage, meaning};

const FHIR: &str = "http://hl7.org/fhir";

/// What a receiver says about a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Response {
    /// The response's own id: the same acknowledgement may come twice.
    pub id: String,
    /// `response.identifier`: the MessageHeader.id of the message answered.
    pub answers: Option<String>,
    /// The sender's reference as echoed; many echo nothing.
    pub sender_reference: Option<String>,
    /// Whether `response.code` is `ok`.
    pub is_ok: bool,
    /// The response code, such as `20013`; empty where none was sent.
    pub code: String,
    /// The code's words as sent.
    pub display: String,
    /// More words as sent, in which nobody should be named.
    pub diagnostics: String,
}

impl Response {
    /// Which acknowledgement it is. An unknown code belongs to the stage of its first digit.
    pub fn stage(&self) -> Stage {
        match meaning(&self.code) {
            Some(meaning) => meaning.stage,
            None if self.code.starts_with('3') => Stage::Business,
            None => Stage::Infrastructure,
        }
    }

    /// Whether it is good news: what its code says and what its header says have to agree.
    pub fn is_positive(&self) -> bool {
        self.is_ok && meaning(&self.code).is_none_or(|meaning| meaning.is_positive)
    }

    /// Code and words as they were sent.
    pub fn as_sent(&self) -> String {
        as_sent(&[&self.code, &self.display, &self.diagnostics])
    }
}

/// Code and words as they were sent, for support.
pub(crate) fn as_sent(parts: &[&str]) -> String {
    parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
}

/// Why a message of an acknowledgement workflow could not be read. It is put aside for a person, never dropped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// Not XML.
    #[error(
        "An acknowledgement came that is not XML. Support has to look at it: which summary it is about is not known."
    )]
    NotXml,
    /// XML, but no ITK3 response.
    #[error("A message came among the acknowledgements that is none. Support has to look at it.")]
    NotAResponse,
}

/// Reads the bytes of a message that came under an acknowledgement workflow.
pub fn read(bytes: &[u8]) -> Result<Response, Unreadable> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotXml)?;
    let document = Document::parse(text.trim_start_matches('\u{feff}')).map_err(|_| Unreadable::NotXml)?;
    let header = resource(&document, "MessageHeader").ok_or(Unreadable::NotAResponse)?;
    let response = child(header, "response").ok_or(Unreadable::NotAResponse)?;
    let is_ok = match value(response, "code").as_deref() {
        Some("ok") => true,
        Some("fatal-error" | "transient-error") => false,
        _ => return Err(Unreadable::NotAResponse),
    };
    let (issue, coding) = code(&document);
    let of =
        |node: Option<Node<'_, '_>>, name: &str| node.and_then(|node| value(node, name)).unwrap_or_default();
    Ok(Response {
        id: value(header, "id").unwrap_or_default(),
        answers: value(response, "identifier"),
        sender_reference: sender_reference(header),
        is_ok,
        code: of(coding, "code"),
        display: of(coding, "display"),
        diagnostics: of(issue, "diagnostics"),
    })
}

fn resource<'a, 'input>(document: &'a Document<'input>, name: &str) -> Option<Node<'a, 'input>> {
    document.descendants().find(|node| {
        node.has_tag_name((FHIR, name))
            && node.parent().is_some_and(|parent| parent.has_tag_name((FHIR, "resource")))
    })
}

/// The issue with the response code, and the code: ITK3's own among others, else the first.
fn code<'a, 'input>(document: &'a Document<'input>) -> (Option<Node<'a, 'input>>, Option<Node<'a, 'input>>) {
    let outcome = resource(document, "OperationOutcome");
    let codings: Vec<_> = outcome
        .into_iter()
        .flat_map(|outcome| outcome.descendants())
        .filter(|one| one.has_tag_name((FHIR, "coding")))
        .collect();
    let is_own = |coding: &&Node<'_, '_>| {
        value(**coding, "system").is_some_and(|system| system.contains("ITK-ResponseCodes"))
    };
    let coding = codings.iter().find(is_own).or_else(|| codings.first()).copied();
    let issue = coding.and_then(|coding| coding.ancestors().find(|one| one.has_tag_name((FHIR, "issue"))));
    (issue.or_else(|| outcome.and_then(|outcome| child(outcome, "issue"))), coding)
}

fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.has_tag_name((FHIR, name)))
}

fn value(node: Node<'_, '_>, name: &str) -> Option<String> {
    let value = child(node, name)?.attribute("value")?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

/// The reference where one was echoed; the words for "not used" and "unreadable" are none.
fn sender_reference(header: Node<'_, '_>) -> Option<String> {
    let part = header.descendants().find(|node| node.attribute("url") == Some("SenderReference"))?;
    let reference = value(part, "valueString")?;
    let is_none = reference.eq_ignore_ascii_case("none") || reference == "UNREADABLE-IN-ORIGINAL-MESSAGE";
    (!is_none).then_some(reference)
}
