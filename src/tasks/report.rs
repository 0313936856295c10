//! How a task ended, in words: what happened, whether the practice has it, what to do next.

use chrono::{DateTime, Utc};

use super::sending::{Ending, Missing};
use crate::format::uk_time;
use crate::gpconnect::tasks::Unlike;
use crate::gpconnect::{Error, Failure};
use crate::session::Practice;
use crate::session::under_way::{Certainty, End};

/// An ending in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Whether the practice has it.
    pub certainty: Certainty,
    /// The heading.
    pub title: &'static str,
    /// What happened.
    pub what: String,
    /// Whether the practice has it, in a sentence.
    pub saved: String,
    /// What to do next.
    pub next: String,
    /// The trace id to quote.
    pub trace_id: String,
    /// The practice's own words, for support.
    pub details: Vec<String>,
    /// Seconds before sending again makes sense.
    pub wait: Option<u32>,
}

/// The title of a task of which nobody knows whether it arrived.
const NOT_KNOWN: &str = "It is not known whether the practice has this task";

impl Ending {
    /// The ending in words.
    pub fn report(&self, practice: &Practice) -> Report {
        let name = &practice.name;
        match self {
            Self::Sent { id, trace_id, at } => Report {
                certainty: Certainty::Done,
                title: "Task sent",
                what: format!("{name} confirmed it at {}, under its number {id}.", clock(*at)),
                saved: format!("{name} has the task."),
                next: "Nothing more will be heard of it here: nobody is told when it is read or done."
                    .to_owned(),
                trace_id: trace_id.clone(),
                details: Vec::new(),
                wait: None,
            },
            Self::Rejected { error, .. } => {
                let explanation = error.explain();
                let (what, next) =
                    refusal(error, practice).unwrap_or((explanation.what, explanation.next.to_owned()));
                Report {
                    certainty: Certainty::NotDone,
                    title: "Task not sent",
                    what,
                    saved: format!("{name} does not have the task. What you wrote is kept."),
                    next,
                    trace_id: error.trace_id.clone(),
                    details: explanation.details,
                    wait: explanation.wait,
                }
            }
            Self::NotKnown { error, .. } => {
                let explanation = error.explain();
                Report {
                    certainty: Certainty::NotKnown,
                    title: NOT_KNOWN,
                    what: explanation.what,
                    saved: format!("{name} may or may not have it. It cannot be looked up from here."),
                    next: ask_them(practice),
                    trace_id: error.trace_id.clone(),
                    details: explanation.details,
                    wait: None,
                }
            }
            Self::Otherwise { id, unlike, trace_id, .. } => {
                let said = unlike.iter().map(|one| unlike_in_words(*one)).collect::<Vec<_>>().join(" ");
                let number = id.as_ref().map(|id| format!(" It is number {id} there.")).unwrap_or_default();
                Report {
                    certainty: Certainty::NotKnown,
                    title: NOT_KNOWN,
                    what: format!(
                        "{name} answered that it took a task, but not the one that was sent. {said}{number}"
                    ),
                    saved: format!(
                        "{name} may have something else than you wrote, or have it for somebody else."
                    ),
                    next: ask_them(practice),
                    trace_id: trace_id.clone(),
                    details: Vec::new(),
                    wait: None,
                }
            }
        }
    }

    /// The same for whoever has closed the patient in the meantime: nothing that tells who it was, or what was written.
    pub fn outside(&self, practice: &Practice) -> End {
        let Report { certainty, title, trace_id, .. } = self.report(practice);
        let next = match certainty {
            Certainty::Done => "Nothing more will be heard of it here.".to_owned(),
            Certainty::NotDone => {
                format!(
                    "{} does not have it. What was written was not kept: find the patient again to write it anew.",
                    practice.name
                )
            }
            Certainty::NotKnown => {
                format!("Do not send it again before you have asked. {}", practice.call())
            }
        };
        End { certainty, title, next, trace_id: Some(trace_id) }
    }

    /// When it ended.
    pub fn at(&self) -> DateTime<Utc> {
        match self {
            Self::Sent { at, .. }
            | Self::Rejected { at, .. }
            | Self::NotKnown { at, .. }
            | Self::Otherwise { at, .. } => *at,
        }
    }
}

fn ask_them(practice: &Practice) -> String {
    format!(
        "Do not send it again. {} Ask whether they have it, and tell them what it says if they do not.",
        practice.call()
    )
}

/// What a refusal means for a task, where that is something else than for a record.
fn refusal(error: &Error, practice: &Practice) -> Option<(String, String)> {
    let (name, call) = (&practice.name, practice.call());
    let outcome = match &error.failure {
        Failure::Outcome { outcome, .. } => outcome,
        // Opened again, the patient has no draft.
        Failure::TraceTooOld => {
            let next = "Copy what you wrote, find the patient again, and put it into a new task.".to_owned();
            return Some((error.explain().what, next));
        }
        _ => return None,
    };
    Some(match outcome.code() {
        "REFERENCE_NOT_FOUND" | "NO_RECORD_FOUND" | "ORGANISATION_NOT_FOUND" | "RESOURCE_NOT_FOUND" => (
            format!(
                "{name} no longer knows the patient, or one of the two organisations, by what it said before."
            ),
            "Go back and look them up again, then send it again.".to_owned(),
        ),
        "NO_RELATIONSHIP" => (format!("{name} says that the patient is not in its care."), call),
        _ => return None,
    })
}

fn unlike_in_words(unlike: Unlike) -> &'static str {
    match unlike {
        Unlike::Id => "It gave no number under which it keeps it.",
        Unlike::Patient => "Its answer does not name this patient.",
        Unlike::Identifier => "Its answer carries the identifier of another task.",
        Unlike::Text => "The text in its answer is not what you wrote.",
        Unlike::Target => "Its answer does not name this practice as the receiver.",
        Unlike::Type => "Its answer does not have the type that you chose.",
    }
}

impl Missing {
    /// In words.
    pub fn words(self, practice: &Practice, own: &str) -> String {
        let name = &practice.name;
        match self {
            Self::Patient => format!("{name} returned no record for this patient where tasks are sent."),
            Self::SeveralPatients => {
                format!("{name} returned several records for this patient where tasks are sent.")
            }
            Self::OtherDetails => format!(
                "{name} has other details under this NHS number where tasks are sent, which nobody has confirmed."
            ),
            Self::Source => {
                format!("{name} does not know your organisation, {own}, so it cannot take tasks from it.")
            }
            Self::Target => format!("{name} does not know itself as a receiver of tasks."),
        }
    }
}

/// UK time of day: `14:02`.
pub fn clock(at: DateTime<Utc>) -> String {
    uk_time::wall_clock(at).format("%H:%M").to_string()
}
