//! Each try of a call: sent, waited for, told to the audit trail however it ends.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::Client;
use super::asked::Asked;
use crate::format::NhsNumber;
use crate::gpconnect::error::{Error, Failure};
use crate::gpconnect::held::retry_after;
use crate::gpconnect::interaction::Line;
use crate::gpconnect::outcome::Outcome;
use crate::gpconnect::transport::Cancel;
use crate::gpconnect::wire::Response;

/// One attempt, for the audit trail: successful, failed or blocked (ARH-56, ARS-60).
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// When it began.
    pub at: DateTime<Utc>,
    /// Interaction id without prefix.
    pub interaction: &'static str,
    /// ODS code of the practice asked; empty for PDS.
    pub ods: String,
    /// Trace id.
    pub trace_id: String,
    /// NHS number the call was about, where there is one.
    pub nhs_number: Option<NhsNumber>,
    /// HTTP status, `None` when no answer came.
    pub status: Option<u16>,
    /// How it ended: `ok` or the failure in short.
    pub outcome: String,
}

/// Told of every attempt.
pub type Observer = Arc<dyn Fn(Attempt) + Send + Sync>;

/// An attempt that the observer is told of at its end, however it ends.
pub(super) struct Told<'a>(&'a Observer, Attempt);

impl Told<'_> {
    fn end(mut self, outcome: String) -> String {
        self.1.outcome = outcome;
        self.1.trace_id.clone()
    }
}

impl Drop for Told<'_> {
    fn drop(&mut self) {
        (self.0)(self.1.clone());
    }
}

const MOST_TRIES: u32 = 3;
const FIRST_PAUSE: Duration = Duration::from_millis(400);

/// Longer than this nobody should look at a screen that says nothing new: the failure is told, with the time left.
const LONGEST_WAIT: u32 = 10;

fn is_short_wait(failure: &Failure) -> bool {
    matches!(failure, Failure::Busy { seconds, .. } if *seconds <= LONGEST_WAIT)
}

impl Client {
    /// Asks until there is an answer to read or nobody should ask again.
    pub(super) async fn ask(
        &self,
        asked: &Asked<'_>,
        cancel: &Cancel,
    ) -> Result<(Response, Told<'_>), Error> {
        let is_read = !asked.call.changes_something();
        // PDS knows a question that is asked again by its id; to a practice each try is a call of its own (FND-06).
        let is_pds = asked.call.capability.line() == Line::Pds;
        let kept = is_pds.then(self.connection.new_trace_id);
        let mut wait = FIRST_PAUSE;
        for _ in 1..MOST_TRIES {
            match self.try_once(asked, kept.as_deref(), cancel).await {
                // The next try waits as long as was asked for.
                Err(error) if is_read && is_short_wait(&error.failure) => {}
                Err(error) if is_read && error.failure.is_transient() => {
                    self.connection.transport.pause(wait, cancel).await;
                    wait *= 3;
                }
                ended => return ended,
            }
        }
        self.try_once(asked, kept.as_deref(), cancel).await
    }

    async fn try_once(
        &self,
        asked: &Asked<'_>,
        kept: Option<&str>,
        cancel: &Cancel,
    ) -> Result<(Response, Told<'_>), Error> {
        let held = &self.connection.held;
        let left = held.left(&self.provider.ods, self.now());
        let is_held = left > LONGEST_WAIT;
        if left > 0 && !is_held {
            self.connection.transport.pause(Duration::from_secs(left.into()), cancel).await;
        }
        let at = self.now();
        let trace_id = kept.map_or_else(self.connection.new_trace_id, str::to_owned);
        let request = self.write(asked, &trace_id, at);
        // Told when this is dropped, so that a read which ends with its patient half-way is told of too (ARH-56).
        let mut attempt = Told(
            &self.connection.observer,
            Attempt {
                at,
                interaction: asked.call.id,
                ods: self.provider.ods.clone(),
                trace_id,
                nhs_number: asked.about.nhs_number().cloned(),
                status: None,
                outcome: Failure::Cancelled.short(),
            },
        );
        let failure = match request {
            Err(failure) => failure,
            // Nothing leaves for a patient who has been closed meanwhile, a second try neither (ARH-29).
            Ok(_) if cancel.is_fired() => Failure::Cancelled,
            Ok(_) if is_held => Failure::Busy { status: None, seconds: left },
            Ok(request) => match self.connection.transport.send(request, cancel).await {
                Err(error) => Failure::from(error),
                // A late answer must not land after the patient was closed (ARH-29).
                Ok(_) if cancel.is_fired() => Failure::Cancelled,
                Ok(response) => {
                    attempt.1.status = Some(response.status);
                    match refusal(&response, self.now()) {
                        None => return Ok((response, attempt)),
                        Some(failure) => {
                            if let Failure::Busy { seconds, .. } = &failure {
                                held.hold(&self.provider.ods, self.now(), *seconds);
                            }
                            self.connection.transport.spent(response.body);
                            failure
                        }
                    }
                }
            },
        };
        Err(self.failed(asked, attempt, failure))
    }

    /// Ends a call whose answer was read; gives the trace id.
    pub(super) fn received(&self, response: Response, attempt: Told<'_>) -> String {
        self.connection.transport.spent(response.body);
        attempt.end("ok".to_owned())
    }

    /// Ends a call whose answer cannot be read.
    pub(super) fn unreadable(
        &self,
        asked: &Asked<'_>,
        response: Response,
        attempt: Told<'_>,
        failure: Failure,
    ) -> Error {
        let failure = match failure {
            Failure::Decode { .. } if response.is_page() => Failure::SignIn,
            other => other,
        };
        self.connection.transport.spent(response.body);
        self.failed(asked, attempt, failure)
    }

    fn failed(&self, asked: &Asked<'_>, attempt: Told<'_>, failure: Failure) -> Error {
        Error {
            interaction: asked.call.id,
            changes_something: asked.call.changes_something(),
            trace_id: attempt.end(failure.short()),
            asked: self.provider.name.clone(),
            failure,
        }
    }
}

/// Why an answer is not read: only a whole one that says success is.
fn refusal(response: &Response, now: DateTime<Utc>) -> Option<Failure> {
    // Part of an answer, which nobody asked for.
    if response.status == 206 {
        return Some(Failure::Interrupted);
    }
    if response.is_success() {
        return None;
    }
    if let (status @ (429 | 503), Some(seconds)) = (response.status, retry_after(response, now)) {
        return Some(Failure::Busy { status: Some(status), seconds });
    }
    Some(match Outcome::read(&response.body) {
        Some(outcome) => Failure::Outcome { status: response.status, outcome },
        None => Failure::Status {
            status: response.status,
            content_type: response.header("Content-Type").map(str::to_owned),
        },
    })
}
