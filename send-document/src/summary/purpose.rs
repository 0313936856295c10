//! Whether the practice is asked to act, to know, or gets a copy.

use serde::{Deserialize, Serialize};

/// What the practice is asked to do with the summary; the reason is printed above the clinical notes.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", rename_all_fields = "camelCase", tag = "kind")]
pub enum Purpose {
    /// Somebody there has to do something.
    Action {
        /// What, and by when.
        reason: String,
    },
    /// To be filed and known; nothing is asked.
    Information {
        /// Why the practice is told.
        reason: String,
    },
    /// A copy of what the practice has from elsewhere.
    Copy {
        /// Of what.
        reason: String,
    },
}

impl Purpose {
    /// What the clinician gave as the reason.
    pub fn reason(&self) -> &str {
        match self {
            Purpose::Action { reason } | Purpose::Information { reason } | Purpose::Copy { reason } => reason,
        }
    }

    /// The words above the clinical notes.
    pub fn words(&self) -> &'static str {
        match self {
            Purpose::Action { .. } => "For action",
            Purpose::Information { .. } => "For information",
            Purpose::Copy { .. } => "Copy, for information",
        }
    }

    /// The recipient type of the message, code and display (SDOC-21).
    ///
    /// For action asks a receiver to file the document, and what is for information it may delete unread: so a summary that the
    /// practice only has to know is sent for action too, and says on its page that nothing else is asked.
    pub fn recipient_type(&self) -> (&'static str, &'static str) {
        match self {
            Purpose::Action { .. } | Purpose::Information { .. } => ("FA", "For Action"),
            Purpose::Copy { .. } => ("FI", "For Information"),
        }
    }
}
