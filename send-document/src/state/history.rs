//! What happened to a message. The state does not depend on the order in which it came to be known.

use chrono::{DateTime, Duration, FixedOffset};
use serde::{Deserialize, Serialize};

use super::{Missing, Rejection, State};
use crate::response::{MeshReport, Response, Stage};
use crate::settings::Settings;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Event {
    /// It was called back before it left.
    Cancelled,
    /// The call began; its answer is not there yet.
    Posted,
    /// MESH took it, under this id of its own.
    Taken {
        /// MESH's id of the message.
        message: String,
    },
    /// MESH answered the call with a refusal.
    TurnedAway {
        /// MESH's code, if it gave one.
        code: String,
        /// MESH's words.
        description: String,
    },
    /// The call ended without an answer.
    AnswerLost,
    /// MESH reported a failure afterwards.
    Reported(MeshReport),
    /// The practice answered.
    Answered(Response),
    /// A version after this one was accepted.
    Replaced,
    /// The version after this one could not be processed (SDOC-41).
    Voided,
}

/// Whether an event was new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen {
    /// It was, and counts.
    New,
    /// It was known already and changes nothing.
    Again,
}

/// All that happened to one message, oldest knowledge first; kept by whoever sends, as JSON say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct History {
    due: DateTime<FixedOffset>,
    events: Vec<(DateTime<FixedOffset>, Event)>,
}

impl History {
    /// A message in the outbox that is to go at a time.
    pub fn queued(due: DateTime<FixedOffset>) -> Self {
        Self { due, events: Vec::new() }
    }

    /// Adds what happened. The same answer twice, and the same report twice, are one.
    pub fn add(&mut self, at: DateTime<FixedOffset>, event: Event) -> Seen {
        let is_known = match &event {
            // The call may be made again with the same bytes.
            Event::Posted | Event::AnswerLost => false,
            Event::Answered(response) if !response.id.is_empty() => {
                self.answers().any(|one| one.id == response.id)
            }
            event => self.events.iter().any(|(_, known)| known == event),
        };
        if is_known {
            return Seen::Again;
        }
        self.events.push((at, event));
        Seen::New
    }

    /// Where the message stands at a moment.
    pub fn state(&self, now: DateTime<FixedOffset>, settings: &Settings) -> State {
        let has = |wanted: &Event| self.events.iter().any(|(_, event)| event == wanted);
        // What is null and void stays so, whatever was said of it before.
        if has(&Event::Voided) || self.answers().any(|answer| answer.code == "20014") {
            return State::Void;
        }
        if has(&Event::Replaced) {
            return State::Replaced;
        }
        match (self.said_no(), self.said_yes()) {
            // Received, and then not accepted, is the usual way of a refusal; any other pair cannot both be so.
            (Some((stage, _)), Some(yes)) if stage <= yes.stage() => State::Contradictory,
            (Some((_, no)), _) => State::Rejected(no),
            (None, Some(yes)) => self.after_yes(&yes, now, settings),
            (None, None) => self.without_answer(now, settings, has(&Event::Cancelled)),
        }
    }

    fn answers(&self) -> impl Iterator<Item = &Response> {
        self.events.iter().filter_map(|(_, event)| match event {
            Event::Answered(response) => Some(response),
            _ => None,
        })
    }

    fn first(&self, wanted: impl Fn(&Event) -> bool) -> Option<DateTime<FixedOffset>> {
        self.events.iter().find(|(_, event)| wanted(event)).map(|(at, _)| *at)
    }

    /// Whether the same bytes were put into MESH more than once: then "had it before" says that the first copy arrived.
    fn was_posted_again(&self) -> bool {
        self.events.iter().filter(|(_, event)| *event == Event::Posted).count() > 1
    }

    /// The first refusal, by anybody, and at which stage.
    fn said_no(&self) -> Option<(Stage, Rejection)> {
        self.events.iter().find_map(|(_, event)| match event {
            Event::Answered(response) => {
                let is_copy = matches!(response.code.as_str(), "20007" | "20008") && self.was_posted_again();
                let is_no = !response.is_positive() && !is_copy;
                is_no.then(|| (response.stage(), Rejection::of(response)))
            }
            Event::Reported(MeshReport { code, description, .. }) => {
                Some((Stage::Infrastructure, Rejection::by_mesh(code, description)))
            }
            // Turned away at the second try with the same bytes, it may have been taken at the first.
            Event::TurnedAway { code, description } if !self.may_have_been_taken() => {
                Some((Stage::Infrastructure, Rejection::by_mesh(code, description)))
            }
            _ => None,
        })
    }

    fn may_have_been_taken(&self) -> bool {
        self.first(|event| matches!(event, Event::Taken { .. } | Event::AnswerLost)).is_some()
    }

    /// The furthest good news.
    fn said_yes(&self) -> Option<Response> {
        self.answers().filter(|answer| answer.is_positive()).max_by_key(|answer| answer.stage()).cloned()
    }

    fn after_yes(&self, furthest: &Response, now: DateTime<FixedOffset>, settings: &Settings) -> State {
        match furthest.code.as_str() {
            "30001" => State::Accepted { has_died: false },
            "30004" => State::Accepted { has_died: true },
            _ if self.is_past(now, Duration::days(i64::from(settings.business_days))) => {
                State::Overdue(Missing::Business)
            }
            code => {
                // Another code of success than the usual one is said as it was sent.
                let other = (code != "20013").then(|| furthest.as_sent());
                State::Delivered { other }
            }
        }
    }

    fn without_answer(&self, now: DateTime<FixedOffset>, settings: &Settings, is_cancelled: bool) -> State {
        let is_taken = self.first(|event| matches!(event, Event::Taken { .. })).is_some();
        let was_posted = self.first(|event| matches!(event, Event::Posted | Event::AnswerLost)).is_some();
        // A copy that was refused as "had it before" says that the practice's system has the first.
        if self.answers().next().is_some() {
            let is_late = self.is_past(now, Duration::days(i64::from(settings.business_days)));
            return if is_late {
                State::Overdue(Missing::Business)
            } else {
                State::Delivered { other: None }
            };
        }
        match (is_taken, was_posted) {
            (true, _) if self.is_past(now, Duration::hours(i64::from(settings.infrastructure_hours))) => {
                State::Overdue(Missing::Infrastructure)
            }
            (true, _) => State::Sent,
            (false, true) => State::Unknown,
            (false, false) if is_cancelled => State::Cancelled,
            (false, false) => State::Queued { due: self.due },
        }
    }

    /// Whether so long has passed since MESH took it or, where that is not known, since the call.
    fn is_past(&self, now: DateTime<FixedOffset>, limit: Duration) -> bool {
        let taken = self.first(|event| matches!(event, Event::Taken { .. }));
        let since = taken.or_else(|| self.first(|event| matches!(event, Event::Posted | Event::AnswerLost)));
        since.is_some_and(|since| now - since > limit)
    }
}
