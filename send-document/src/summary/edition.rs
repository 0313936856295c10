//! Which version of a summary a document is, and what it replaces (SDOC-38, SDOC-39).

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The first document about an encounter, or one that replaces the one before: a version that skips or repeats cannot be said.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind", deny_unknown_fields)]
pub enum Edition {
    /// Version 1.
    First,
    /// The version after the one named.
    Replacement {
        /// The document replaced: the id of its document bundle.
        document: Uuid,
        /// Its version.
        version: u32,
        /// The encounter that it was about.
        encounter: Uuid,
        /// When it was made.
        made: DateTime<FixedOffset>,
    },
}

impl Edition {
    /// The version of this document, counted from 1 (SDOC-38).
    pub fn version(&self) -> u32 {
        match self {
            Edition::First => 1,
            Edition::Replacement { version, .. } => version.saturating_add(1),
        }
    }

    /// The document that this one replaces (SDOC-39).
    pub fn replaces(&self) -> Option<Uuid> {
        match self {
            Edition::First => None,
            Edition::Replacement { document, .. } => Some(*document),
        }
    }
}
