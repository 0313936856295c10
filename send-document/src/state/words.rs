//! A state in words: what happened, whether the practice has the summary, what to do.

use serde::Serialize;

use super::{Missing, Rejection, State};
use crate::response::{Reached, as_sent, meaning, report_meaning};

/// What a person is told of a message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Told {
    /// The state in a word or two.
    pub state: &'static str,
    /// What happened.
    pub what: String,
    /// Whether the practice has the summary.
    pub reached: Reached,
    /// What to do.
    pub next: String,
    /// The code and words as they were sent, for support.
    pub as_sent: Option<String>,
}

impl State {
    /// The state in words. MESH having a message is never called the practice having it.
    pub fn told(&self) -> Told {
        let told = |state, what: &str, reached, next: &str| Told {
            state,
            what: what.to_owned(),
            reached,
            next: next.to_owned(),
            as_sent: None,
        };
        match self {
            State::Queued { due } => told(
                "Queued",
                &format!("Held until {}. It has not left yet.", due.format("%H:%M on %-d %B %Y")),
                Reached::No,
                "Nothing has to be done. It can still be changed or called back.",
            ),
            State::Cancelled => {
                told("Called back", "Called back before it left.", Reached::No, "Nothing has to be done.")
            }
            State::Sent => told(
                "Sent",
                "MESH has taken the message. The practice's system has not confirmed it yet.",
                Reached::Unknown,
                "Nothing has to be done. The state changes when the practice's system answers.",
            ),
            State::Delivered { other } => Told {
                as_sent: other.clone(),
                ..told(
                    "Delivered",
                    "Received by the practice's system. It has not been matched to the patient yet.",
                    Reached::Yes,
                    "Nothing has to be done. The state changes when the practice answers.",
                )
            },
            State::Accepted { has_died } => of_code(if *has_died { "30004" } else { "30001" }, "Accepted"),
            State::Rejected(rejection) => rejected(rejection),
            State::Overdue(Missing::Infrastructure) => told(
                "Overdue",
                "MESH took the message, but the practice's system has not confirmed it in time.",
                Reached::Unknown,
                "Telephone the practice and ask whether it has the summary.",
            ),
            State::Overdue(Missing::Business) => told(
                "Overdue",
                "The practice's system has the message, but the practice has not said in time that it knows the patient.",
                Reached::Yes,
                "Telephone the practice and ask whether the summary is in the patient's record.",
            ),
            State::Unknown => told(
                "Unknown",
                "MESH has not answered the call. The message may have been sent or not.",
                Reached::Unknown,
                "Do not write it anew. Its state is looked up by its own identifiers; if that does not settle it, telephone the practice.",
            ),
            State::Contradictory => told(
                "Unknown",
                "The answers to this message contradict each other: one accepts it and one rejects it.",
                Reached::Unknown,
                "Telephone the practice and ask whether it has the summary.",
            ),
            State::Replaced => told(
                "Replaced",
                "A later version has taken its place.",
                Reached::Yes,
                "Nothing has to be done. See the later version.",
            ),
            State::Void => of_code("20014", "Void"),
        }
    }
}

fn of_code(code: &str, state: &'static str) -> Told {
    match meaning(code) {
        Some(meaning) => Told {
            state,
            what: meaning.what.to_owned(),
            reached: meaning.reached,
            next: meaning.next.to_owned(),
            as_sent: None,
        },
        None => Told {
            state,
            what: "The practice's system answered with a code that is not in the list of codes.".to_owned(),
            reached: Reached::Unknown,
            next: "Telephone the practice, and give support the code.".to_owned(),
            as_sent: None,
        },
    }
}

fn rejected(rejection: &Rejection) -> Told {
    match rejection {
        Rejection::Practice { code, display, diagnostics } => {
            // A code of success beside a header of failure: the code's good news is not told.
            let is_known_no = meaning(code).is_some_and(|meaning| !meaning.is_positive);
            let told = of_code(if is_known_no { code } else { "" }, "Rejected");
            Told { as_sent: Some(as_sent(&[code, display, diagnostics])), ..told }
        }
        Rejection::Mesh { code, description } => {
            let meaning = report_meaning(code);
            Told {
                state: "Rejected",
                what: meaning.what.to_owned(),
                reached: meaning.reached,
                next: meaning.next.to_owned(),
                as_sent: Some(as_sent(&[code, description])),
            }
        }
    }
}
