//! OperationOutcome inside a bundle: warnings about what could not be supplied (structured digest 2.9).
//!
//! Error bodies are read by `gpconnect::outcome`, which also takes XML (L-23).

use super::lenient::{object, resource};
use super::{Code, CodeableConcept};

resource! {
    /// What went wrong or was left out; every part optional (L-24).
    pub struct OperationOutcome {
        /// The issues in order.
        "issue" => pub issue: Vec<Issue>,
    }
}

object! {
    /// One thing that went wrong or was left out.
    pub struct Issue {
        /// `fatal`, `error`, `warning`, `information`.
        "severity" => pub severity: Option<Code>,
        /// FHIR issue type.
        "code" => pub code: Option<Code>,
        /// Spine code and words.
        "details" => pub details: Option<CodeableConcept>,
        /// The provider's own words, or the name of a parameter.
        "diagnostics" => pub diagnostics: Option<String>,
        /// Where.
        "location" => pub location: Vec<String>,
        /// Where.
        "expression" => pub expression: Vec<String>,
    }
}
