//! How a flow ended, in words: what happened, what is booked at the practice, what to do next (APT-31, APT-37).

use chrono::{DateTime, Utc};

use super::booking::{Ending, Evidence};
use super::changing::ChangeEnding;
use crate::clinical::appointments::{Appointment, Status};
use crate::format::uk_time;
use crate::gpconnect::appointments::Change;
use crate::gpconnect::{Error, Failure};
use crate::session::Practice;
use crate::session::under_way::{Certainty, End};

/// It is there after all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Done as asked.
    Done,
    /// Done, and not exactly as asked: read before anything else.
    DoneOtherwise,
    /// Not done.
    NotDone,
    /// Not known: somebody must find out before anything is tried again.
    NotKnown,
}

/// An ending in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// What is booked.
    pub outcome: Outcome,
    /// The heading of the page.
    pub title: &'static str,
    /// What happened, one or two sentences.
    pub what: String,
    /// Whether anything is booked at the practice because of it.
    pub saved: String,
    /// What to do next.
    pub next: String,
    /// The trace id to quote.
    pub trace_id: Option<String>,
    /// The practice's own words, for support.
    pub details: Vec<String>,
}

impl Report {
    /// The same for whoever has closed the patient in the meantime: nothing that tells who it was, or what was written.
    pub fn outside(&self, practice: &Practice) -> End {
        let call = practice.call();
        let (certainty, next) = match self.outcome {
            Outcome::Done => {
                (Certainty::Done, "Find the patient again to read or print the details.".to_owned())
            }
            Outcome::DoneOtherwise => (
                Certainty::Done,
                "Some details at the practice are not as they were sent. Find the patient again and read what the practice has."
                    .to_owned(),
            ),
            Outcome::NotDone => (
                Certainty::NotDone,
                "Find the patient again, and check their appointments before you try again.".to_owned(),
            ),
            Outcome::NotKnown => (
                Certainty::NotKnown,
                format!("Do not try again until you have found the patient again and checked their appointments. {call}"),
            ),
        };
        End { certainty, title: self.title, next, trace_id: self.trace_id.clone() }
    }
}

const TOLD: &str = "The practice confirmed it.";
const FOUND: &str =
    "The answer did not say so, but the patient's appointments were read and the practice has it.";

impl Ending {
    /// The ending in words. `practice` is its name, with its telephone number where there is one.
    pub fn report(&self, practice: &Practice) -> Report {
        let call = practice.call();
        match self {
            Self::Booked { evidence, differences, trace_id, .. } => Report {
                outcome: if differences.is_empty() { Outcome::Done } else { Outcome::DoneOtherwise },
                title: "Appointment booked",
                what: evidence.words().to_owned(),
                saved: "The appointment is booked.".to_owned(),
                next: "Give the patient the details below.".to_owned(),
                trace_id: Some(trace_id.clone()),
                details: Vec::new(),
            },
            Self::NotAsChosen { trace_id, .. } => Report {
                outcome: Outcome::NotKnown,
                title: "Not booked as you chose",
                what: format!("{} answered with an appointment that is not what you chose.", practice.name),
                saved: "What the practice saved is shown below. It is not the slot you chose.".to_owned(),
                next: format!("Do not book again. {call} Agree with them which appointment the patient keeps."),
                trace_id: Some(trace_id.clone()),
                details: Vec::new(),
            },
            Self::SlotGone(error) => Report {
                title: "This slot has been taken",
                what: format!("Somebody else has just taken the slot at {}.", practice.name),
                saved: "Nothing was booked for this patient.".to_owned(),
                next: "Choose another slot: the slots are being refreshed. What you wrote is kept.".to_owned(),
                ..failed(Outcome::NotDone, error)
            },
            Self::Refused(error) => Report {
                title: "Not booked",
                saved: "Nothing was booked.".to_owned(),
                ..failed(Outcome::NotDone, error)
            },
            Self::NotBooked { error, at } => Report {
                title: "Not booked",
                saved: format!(
                    "The patient's appointments at {} were read at {}: this one is not among them.",
                    practice.name,
                    clock(*at)
                ),
                next: "What you wrote is kept. You can book again.".to_owned(),
                ..failed(Outcome::NotDone, error)
            },
            Self::NotSoFar { error, at } => Report {
                title: "Not booked yet",
                saved: format!(
                    "The patient's appointments at {} were read at {}: this one is not among them yet. The practice may still save it.",
                    practice.name,
                    clock(*at)
                ),
                next: "It is checked again automatically. Check once more yourself before the patient leaves, and before you book anything else. What you wrote is kept."
                    .to_owned(),
                ..failed(Outcome::NotKnown, error)
            },
            Self::Held { found, check } => held(found, check.as_ref(), practice),
            Self::NotKnown { error, check, found } => Report {
                title: "It is not known whether this is booked",
                saved: if found.is_empty() {
                    why_unknown(error.as_ref(), check.as_ref(), practice, "booked")
                } else {
                    format!(
                        "An appointment at that time at {} may be this one: {}. Too few of its details were sent to tell.",
                        practice.name,
                        named(found)
                    )
                },
                next: format!("Do not book again yet. Check the patient's appointments first. {call}"),
                ..lost(error.as_ref(), check.as_ref(), practice)
            },
        }
    }
}

impl ChangeEnding {
    /// The ending in words.
    pub fn report(&self, change: &Change, practice: &Practice) -> Report {
        let call = practice.call();
        let words = Words::of(change);
        match self {
            Self::Done { evidence, differences, trace_id, .. } => Report {
                outcome: if differences.is_empty() { Outcome::Done } else { Outcome::DoneOtherwise },
                title: words.done,
                what: evidence.words().to_owned(),
                saved: words.stands.to_owned(),
                next: words.tell.to_owned(),
                trace_id: Some(trace_id.clone()),
                details: Vec::new(),
            },
            Self::Stale { now, .. } if is_cancelled(change, now) => Report {
                outcome: Outcome::NotDone,
                title: "The appointment is already cancelled",
                what: "It was not cancelled when you looked at it.".to_owned(),
                saved: "Nothing was sent this time. The practice has it as cancelled.".to_owned(),
                next: words.tell.to_owned(),
                trace_id: None,
                details: Vec::new(),
            },
            Self::Stale { differences, .. } => Report {
                outcome: Outcome::NotDone,
                title: "The appointment has changed",
                what: if differences.is_empty() {
                    format!(
                        "{} says that somebody else has changed it, although every detail is as you saw it.",
                        practice.name
                    )
                } else {
                    "It has changed since you saw it. The differences are shown below.".to_owned()
                },
                saved: words.nothing.to_owned(),
                next: "Check the current details, then decide.".to_owned(),
                trace_id: None,
                details: Vec::new(),
            },
            Self::NotPermitted { why, .. } => Report {
                outcome: Outcome::NotDone,
                title: words.not_done,
                what: why.words(),
                saved: words.nothing.to_owned(),
                next: "Check the current details, then decide.".to_owned(),
                trace_id: None,
                details: Vec::new(),
            },
            Self::Refused(error) => Report {
                title: words.not_done,
                saved: words.nothing.to_owned(),
                ..failed(Outcome::NotDone, error)
            },
            Self::NotChanged { error, at, .. } => Report {
                title: words.not_done,
                saved: format!("The appointment was read again at {}: it is as it was.", clock(*at)),
                next: "You can try again. What you wrote is kept.".to_owned(),
                ..failed(Outcome::NotDone, error)
            },
            Self::NotSoFar { error, at, .. } => Report {
                title: words.not_so_far,
                saved: format!(
                    "The appointment was read again at {}: it is not {} yet. The practice may still do it.",
                    clock(*at),
                    words.verb
                ),
                next: "It is checked again automatically. Check once more yourself before the patient leaves. What you wrote is kept."
                    .to_owned(),
                ..failed(Outcome::NotKnown, error)
            },
            Self::NotKnown { error, check } => Report {
                title: words.not_known,
                saved: why_unknown(error.as_ref(), check.as_ref(), practice, words.verb),
                next: format!("Check the patient's appointments before you try again. {call}"),
                ..lost(error.as_ref(), check.as_ref(), practice)
            },
        }
    }
}

/// A cancellation that found it cancelled.
fn is_cancelled(change: &Change, now: &Appointment) -> bool {
    matches!(change, Change::Cancel { .. }) && now.status == Status::Cancelled
}

impl Evidence {
    fn words(self) -> &'static str {
        match self {
            Self::Answer => TOLD,
            Self::ReadBack => FOUND,
        }
    }
}

/// An earlier booking is there, or could not be looked for: nothing further was sent.
fn held(found: &[Appointment], check: Option<&Error>, practice: &Practice) -> Report {
    let saved = "Nothing was sent.".to_owned();
    match (found, check) {
        ([], Some(check)) => Report {
            title: "Not sent: the outcome of an earlier booking is not known",
            what: "The patient's appointments could not be read, so it is not known whether the earlier booking was saved."
                .to_owned(),
            saved,
            next: format!("Try again in a moment. {}", practice.call()),
            ..failed(Outcome::NotDone, check)
        },
        (found, _) => Report {
            outcome: Outcome::NotDone,
            title: "Not sent: an earlier booking was saved",
            what: format!("The patient has it now: {}.", named(found)),
            saved,
            next: "Book this one only if the patient needs both; otherwise leave it, or cancel the other.".to_owned(),
            trace_id: None,
            details: Vec::new(),
        },
    }
}

/// Appointments by time and clinician.
fn named(found: &[Appointment]) -> String {
    let each = found.iter().map(|one| format!("{}, with {}", one.when(), one.shown_practitioner()));
    each.collect::<Vec<_>>().join("; ")
}

struct Words {
    done: &'static str,
    not_done: &'static str,
    not_so_far: &'static str,
    not_known: &'static str,
    stands: &'static str,
    nothing: &'static str,
    tell: &'static str,
    verb: &'static str,
}

impl Words {
    fn of(change: &Change) -> Self {
        match change {
            Change::Cancel { .. } => Self {
                done: "Appointment cancelled",
                not_done: "Not cancelled",
                not_so_far: "Not cancelled yet",
                not_known: "It is not known whether this is cancelled",
                stands: "The appointment is cancelled; its time is free again.",
                nothing: "Nothing was cancelled.",
                tell: "Tell the patient that they are not expected.",
                verb: "cancelled",
            },
            Change::Amend { .. } => Self {
                done: "Appointment amended",
                not_done: "Not amended",
                not_so_far: "Not amended yet",
                not_known: "It is not known whether this is amended",
                stands: "The appointment is amended.",
                nothing: "Nothing was amended.",
                tell: "Tell the patient what has changed.",
                verb: "amended",
            },
        }
    }
}

fn failed(outcome: Outcome, error: &Error) -> Report {
    let explanation = error.explain();
    Report {
        outcome,
        title: "",
        what: explanation.what,
        saved: String::new(),
        next: explanation.next.to_owned(),
        trace_id: Some(error.trace_id.clone()),
        details: explanation.details,
    }
}

fn lost(error: Option<&Error>, check: Option<&Error>, practice: &Practice) -> Report {
    match (error, check) {
        (Some(error), _) => failed(Outcome::NotKnown, error),
        (None, Some(check)) => Report {
            what: format!("{} accepted the request, but sent no details.", practice.name),
            ..failed(Outcome::NotKnown, check)
        },
        (None, None) => Report {
            outcome: Outcome::NotKnown,
            title: "",
            what: format!("{} accepted the request, but sent no details.", practice.name),
            saved: String::new(),
            next: String::new(),
            trace_id: None,
            details: Vec::new(),
        },
    }
}

fn why_unknown(error: Option<&Error>, check: Option<&Error>, practice: &Practice, verb: &str) -> String {
    match (error, check) {
        (_, Some(check)) => {
            let why = match &check.failure {
                Failure::Cancelled => "waiting was stopped".to_owned(),
                _ => check.explain().what,
            };
            format!(
                "It may or may not be {verb}. The patient's appointments could not be read to find out: {why}"
            )
        }
        (None, None) => {
            format!("{} says so, but the patient's appointments do not show it.", practice.name)
        }
        (Some(_), None) => {
            format!("It may or may not be {verb}. The patient's appointments could not be read in full.")
        }
    }
}

/// UK time of day with seconds: `14:02:31`.
fn clock(at: DateTime<Utc>) -> String {
    uk_time::wall_clock(at).format("%H:%M:%S").to_string()
}
