//! Why a body could not be read as FHIR. Nothing in it comes from the body except a resource type.

use thiserror::Error;

/// Why bytes are not the FHIR that was expected.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ReadError {
    /// The body holds nothing.
    #[error("the body is empty")]
    Empty,
    /// The body is not JSON.
    #[error("not JSON (line {line}, column {column})")]
    NotJson {
        /// Line, from 1.
        line: usize,
        /// Column, from 1.
        column: usize,
    },
    /// The body ends in the middle of its JSON.
    #[error("the body ends too early")]
    Truncated,
    /// JSON, but no object with a `resourceType`.
    #[error("JSON, but not a FHIR resource")]
    NotAResource,
    /// A FHIR resource of another type than `Bundle`.
    #[error("a {resource_type}, not a Bundle")]
    NotABundle {
        /// The `resourceType` that was sent; `?` when it is not a plausible name.
        resource_type: String,
    },
}

impl ReadError {
    /// Where in the body the fault lies, for the technical details of an error message.
    pub fn path(&self) -> &'static str {
        match self {
            Self::Empty | Self::NotJson { .. } | Self::Truncated => "body",
            Self::NotAResource | Self::NotABundle { .. } => "resourceType",
        }
    }

    /// Why `json` could not be read.
    pub(crate) fn from_json(error: &serde_json::Error, json: &str) -> Self {
        // A number cut in half is an invalid number to the reader, not the end of the body.
        let in_number = |last: char| matches!(last, '0'..='9' | '+' | '-' | '.' | 'e' | 'E');
        let last_line = json.rsplit('\n').next().unwrap_or_default();
        let at_end = error.line() > json.matches('\n').count() && error.column() >= last_line.len();
        if error.is_eof() || (at_end && json.ends_with(in_number)) {
            Self::Truncated
        } else {
            Self::NotJson { line: error.line(), column: error.column() }
        }
    }
}
