//! Whether and how a summary may be sent once more: never blindly, and never unchanged after a refusal (SDOC-42).

use serde::{Deserialize, Serialize};

use super::{Rejection, State};

/// In which way a summary may go again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Again {
    /// Not now: nothing says that it has not arrived, or it cannot arrive this way.
    No,
    /// The very same bytes: a receiver that has them already answers that it had them before.
    SameBytes,
    /// The same document in a new message, once what MESH named is put right: the practice never saw it.
    NewMessage,
    /// After a correction, with new ids throughout.
    NewDocument,
    /// As the version after this one, which replaces it.
    Replacement,
}

impl State {
    /// How the summary may go again from here.
    pub fn again(&self) -> Again {
        match self {
            State::Unknown => Again::SameBytes,
            State::Accepted { .. } | State::Delivered { .. } => Again::Replacement,
            State::Void => Again::NewDocument,
            State::Rejected(Rejection::Mesh { code, .. }) => {
                match code.trim().to_ascii_uppercase().as_str() {
                    // The practice has no mailbox, or two: another try meets the same.
                    "EPL-150" | "EPL-151" => Again::No,
                    // It lies in the practice's mailbox uncollected, and may still be.
                    "14" => Again::No,
                    _ => Again::NewMessage,
                }
            }
            State::Rejected(Rejection::Practice { code, .. }) => match code.as_str() {
                // It has the earlier one, or never takes any of these.
                "20007" | "20008" | "10004" | "10005" | "20003" | "20010" | "20012" => Again::No,
                _ => Again::NewDocument,
            },
            State::Queued { .. }
            | State::Cancelled
            | State::Sent
            | State::Overdue(_)
            | State::Contradictory
            | State::Replaced => Again::No,
        }
    }
}
