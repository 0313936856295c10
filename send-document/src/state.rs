//! The one honest state of a message, worked out from all that happened to it, in whichever order it came (SDOC-41 to SDOC-44).

mod again;
mod history;
mod words;

pub use again::Again;
pub use history::{Event, History, Seen};
pub use words::Told;

use chrono::{DateTime, FixedOffset};

use crate::response::Response;

/// Which acknowledgement is missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// The practice's system has not said that it has the message.
    Infrastructure,
    /// The practice has not said that it knows the patient.
    Business,
}

/// What turned a message down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejection {
    /// The practice's system, or the practice, with its code and what it wrote.
    Practice {
        /// The code as sent.
        code: String,
        /// The code's words as sent.
        display: String,
        /// More words as sent.
        diagnostics: String,
    },
    /// MESH, with its code.
    Mesh {
        /// The code as sent; empty where the call itself was refused.
        code: String,
        /// MESH's words.
        description: String,
    },
}

impl Rejection {
    fn of(response: &Response) -> Self {
        let Response { code, display, diagnostics, .. } = response.clone();
        Self::Practice { code, display, diagnostics }
    }

    fn by_mesh(code: &str, description: &str) -> Self {
        Self::Mesh { code: code.to_owned(), description: description.to_owned() }
    }
}

/// Where a message stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Held in the outbox; nothing has left.
    Queued {
        /// When it is to go.
        due: DateTime<FixedOffset>,
    },
    /// Taken back before it left.
    Cancelled,
    /// MESH has it. The practice has said nothing yet.
    Sent,
    /// The practice's system has it; it is not matched to the patient yet.
    Delivered {
        /// The code and words of an answer that is neither of the usual two, as sent.
        other: Option<String>,
    },
    /// The practice knows the patient.
    Accepted {
        /// Whether the practice reports that the patient has died.
        has_died: bool,
    },
    /// Turned down.
    Rejected(Rejection),
    /// An acknowledgement is missing for longer than it should take.
    Overdue(Missing),
    /// The call's answer was lost: MESH may have it or not.
    Unknown,
    /// The practice's answers contradict each other.
    Contradictory,
    /// A later version has taken its place.
    Replaced,
    /// The practice could not process the replacement: neither version counts.
    Void,
}

impl State {
    /// Whether nothing more is awaited.
    pub fn is_final(&self) -> bool {
        matches!(
            self,
            State::Cancelled | State::Accepted { .. } | State::Rejected(_) | State::Replaced | State::Void
        )
    }

    /// What a replacement's state means for the version that it replaces, if anything yet (SDOC-41).
    pub fn for_the_version_before(&self) -> Option<Event> {
        match self {
            State::Accepted { .. } => Some(Event::Replaced),
            State::Void => Some(Event::Voided),
            _ => None,
        }
    }

    /// Whether a person has to do something (SDOC-43, SDOC-44).
    pub fn needs_somebody(&self) -> bool {
        match self {
            State::Rejected(_) | State::Overdue(_) | State::Unknown | State::Contradictory | State::Void => {
                true
            }
            State::Accepted { has_died } => *has_died,
            State::Queued { .. }
            | State::Cancelled
            | State::Sent
            | State::Delivered { .. }
            | State::Replaced => false,
        }
    }
}
