//! OperationOutcome: what a provider or the Spine proxy says went wrong, in JSON or XML (L-23, L-24).

use crate::fhir;
use crate::fhir::Resource;

/// An OperationOutcome, every part optional (L-24).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Its issues in order.
    pub issues: Vec<Issue>,
}

/// One issue of an [`Outcome`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Issue {
    /// `error`, `warning`, `fatal`, `information`.
    pub severity: Option<String>,
    /// FHIR issue type.
    pub kind: Option<String>,
    /// Spine error or warning code, an HTTP status when the Spine proxy speaks. Capitals and underscores, however it
    /// was sent: `ACCESS DENIED` is `ACCESS_DENIED`.
    pub code: Option<String>,
    /// The code's display.
    pub display: Option<String>,
    /// `details.text`.
    pub text: Option<String>,
    /// The provider's own words; shown behind "technical details", escaped.
    pub diagnostics: Option<String>,
}

/// Codes that may be in an audit trail: anything else that a body calls a code might be about the patient.
/// CodeSystem Spine-ErrorOrWarningCode-1 (foundations digest 5.2) without PATIENT_SENSITIVE, which nothing may tell
/// (L-18), 0.x codes (record HTML digest 4.2), PDS codes.
const KNOWN: &[&str] = &[
    "NO_RECORD_FOUND",
    "PATIENT_NOT_FOUND",
    "INVALID_NHS_NUMBER",
    "INVALID_CODE_SYSTEM",
    "INVALID_CODE_VALUE",
    "INVALID_VALUE",
    "INVALID_IDENTIFIER_SYSTEM",
    "INVALID_IDENTIFIER_VALUE",
    "CONFLICTING_VALUES",
    "INVALID_ELEMENT",
    "AUTHOR_CREDENTIALS_ERROR",
    "INVALID_PARAMETER",
    "REQUEST_UNMATCHED",
    "MESSAGE_NOT_WELL_FORMED",
    "NO_PATIENT_CONSENT",
    "NO_ORGANISATIONAL_CONSENT",
    "NO_ORGANISATION_CONSENT",
    "BAD_REQUEST",
    "INVALID_RESOURCE",
    "ORGANISATION_NOT_FOUND",
    "PRACTITIONER_NOT_FOUND",
    "NO_RELATIONSHIP",
    "FHIR_CONSTRAINT_VIOLATION",
    "FLAG_ALREADY_SET",
    "INVALID_REQUEST_STATE",
    "INVALID_REQUEST_TYPE",
    "ACCESS_DENIED",
    "ASID_CHECK_FAILED",
    "MISSING_OR_INVALID_HEADER",
    "ACCESS_DENIED_SSL",
    "MSG_RESOURCE_ID_FAIL",
    "DUPLICATE_REJECTED",
    "RESOURCE_CREATED",
    "RESOURCE_DELETED",
    "RESOURCE_UPDATED",
    "INVALID_REQUEST_MESSAGE",
    "INTERNAL_SERVER_ERROR",
    "INVALID_PATIENT_DEMOGRAPHICS",
    "NOT_IMPLEMENTED",
    "REFERENCE_NOT_FOUND",
    "DEPRECATED",
    "NO_LONGER_SUPPORTED",
    "WITHDRAWN",
    "UNSUPPORTED_MEDIA_TYPE",
    "PRECONDITION_FAILED",
    "NON_AUTHORITATIVE",
    "INVALID_ODS_CODE",
    "RESOURCE_NOT_FOUND",
    "INVALIDATED_RESOURCE",
    "INVALID_RESOURCE_ID",
    "UNSUPPORTED_SERVICE",
    "MISSING_VALUE",
    "UNABLE_TO_CALL_SERVICE",
    "TOO_MANY_REQUESTS",
];

impl Outcome {
    /// The code to decide by: the first one known, else the first one, else an empty text.
    pub fn code(&self) -> &str {
        let codes = || self.issues.iter().filter_map(|issue| issue.code.as_deref());
        self.known_code().or_else(|| codes().next()).unwrap_or_default()
    }

    /// The first code that is known to be one.
    pub fn known_code(&self) -> Option<&'static str> {
        let codes = self.issues.iter().filter_map(|issue| issue.code.as_deref());
        codes.into_iter().find_map(|code| KNOWN.iter().find(|known| **known == code).copied())
    }

    /// Reads an OperationOutcome in JSON or XML; `None` when the body is neither (HTML, empty, broken).
    pub fn read(body: &[u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(body);
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.starts_with('<') { Self::read_xml(text) } else { Self::read_json(text) }
    }

    /// The specification's own sample of a Spine error has a comma too many, so those are forgiven.
    fn read_json(text: &str) -> Option<Self> {
        let read = Resource::read(text.as_bytes())
            .or_else(|_| Resource::read(without_trailing_commas(text).as_bytes()))
            .ok()?;
        match read {
            Resource::OperationOutcome(outcome) => Some(Self::from_fhir(&outcome)),
            _ => None,
        }
    }

    fn from_fhir(outcome: &fhir::OperationOutcome) -> Self {
        let issues = outcome.issue.iter().map(|issue| {
            let details = issue.details.as_ref();
            // A code that is known goes before one that is not, wherever it is.
            let codings = || details.iter().flat_map(|details| &details.coding);
            let known = |coding: &&fhir::Coding| {
                coding.code.as_deref().is_some_and(|code| KNOWN.contains(&normal(code).as_str()))
            };
            let coding = codings().find(known).or_else(|| codings().next());
            Issue {
                severity: issue.severity.as_deref().map(str::to_owned),
                kind: issue.code.as_deref().map(str::to_owned),
                code: coding.and_then(|coding| coding.code.as_deref()).map(normal),
                display: coding.and_then(|coding| coding.display.clone()),
                text: details.and_then(|details| details.text.clone()),
                diagnostics: issue.diagnostics.clone(),
            }
        });
        Self { issues: issues.collect() }
    }

    fn read_xml(text: &str) -> Option<Self> {
        let document = roxmltree::Document::parse(text).ok()?;
        let root = document.root_element();
        if root.tag_name().name() != "OperationOutcome" {
            return None;
        }
        let issues = root.children().filter(|node| node.has_tag_name_any("issue")).map(|issue| {
            let details = issue.child_named("details");
            let coding = details.and_then(|node| node.child_named("coding"));
            Issue {
                severity: issue.value_of("severity"),
                kind: issue.value_of("code"),
                code: coding.and_then(|node| node.value_of("code")).as_deref().map(normal),
                display: coding.and_then(|node| node.value_of("display")),
                text: details.and_then(|node| node.value_of("text")),
                diagnostics: issue.value_of("diagnostics"),
            }
        });
        Some(Self { issues: issues.collect() })
    }
}

/// A code in capitals, with underscores for blanks.
fn normal(code: &str) -> String {
    code.split_whitespace().collect::<Vec<_>>().join("_").to_ascii_uppercase()
}

/// JSON without the commas that are before a closing bracket, outside of texts.
fn without_trailing_commas(json: &str) -> String {
    let mut kept = String::with_capacity(json.len());
    let (mut in_text, mut escaped) = (false, false);
    for character in json.chars() {
        if in_text {
            in_text = escaped || character != '"';
            escaped = !escaped && character == '\\';
        } else {
            in_text = character == '"';
            if matches!(character, ']' | '}') {
                kept.truncate(kept.trim_end().trim_end_matches(',').len());
            }
        }
        kept.push(character);
    }
    kept
}

/// FHIR XML keeps a primitive in a child's `value` attribute; namespaces vary, so names alone are matched.
trait FhirXml<'a, 'input>: Sized {
    fn has_tag_name_any(&self, name: &str) -> bool;
    fn child_named(&self, name: &str) -> Option<Self>;
    fn value_of(&self, name: &str) -> Option<String>;
}

impl<'a, 'input> FhirXml<'a, 'input> for roxmltree::Node<'a, 'input> {
    fn has_tag_name_any(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }

    fn child_named(&self, name: &str) -> Option<Self> {
        self.children().find(|node| node.has_tag_name_any(name))
    }

    fn value_of(&self, name: &str) -> Option<String> {
        self.child_named(name)?.attribute("value").map(str::to_owned)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: L-23
    #[test]
    fn outcome_in_xml_is_read_like_json() {
        let xml = br#"<?xml version="1.0"?><OperationOutcome xmlns="http://hl7.org/fhir"><issue><severity value="error"/>
            <code value="invalid"/><details><coding><code value="BAD_REQUEST"/><display value="Bad request"/></coding></details>
            <diagnostics value="no such type"/></issue></OperationOutcome>"#;
        let json = br#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid",
            "details":{"coding":[{"code":"BAD_REQUEST","display":"Bad request"}]},"diagnostics":"no such type"}]}"#;
        assert_eq!(Outcome::read(xml), Outcome::read(json));
        assert_eq!(Outcome::read(xml).unwrap().code(), "BAD_REQUEST");
    }

    // proves: L-24
    #[test]
    fn every_part_of_an_outcome_is_optional() {
        let bare =
            Outcome::read(br#"{"resourceType":"OperationOutcome","issue":[{"severity":"error"}]}"#).unwrap();
        assert_eq!(bare.code(), "");
        assert_eq!(bare.issues.len(), 1);
        assert!(Outcome::read(br#"{"resourceType":"OperationOutcome"}"#).is_some());
    }

    #[test]
    fn an_html_error_page_is_no_outcome() {
        assert_eq!(Outcome::read(b"<html><body>Bad gateway</body></html>"), None);
        assert_eq!(Outcome::read(b""), None);
        assert_eq!(Outcome::read(br#"{"resourceType":"Bundle"}"#), None);
    }
}
