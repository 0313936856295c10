//! Amending and cancelling: read again, compare, patch as received, and resolve to what the practice has (APT-27 to APT-31, L-7).

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::booking::{Evidence, Step};
use super::read_back::{LATER, ONCE, pauses, read_again};
use crate::clinical::appointments::{
    Action, Appointment, Difference, Directory, NotPermitted, Status, differences,
};
use crate::gpconnect::appointments::{Change, ChangeAppointment};
use crate::gpconnect::{Cancel, Client, Error, FoundPatient, Received};
use crate::session::stage::{self, Stage};

/// The state of a change.
pub type Changing = Stage<ChangeReview, ChangeEnding>;
/// Permission to change once.
pub type ChangeTicket = stage::Ticket<ChangeReview>;

/// A complete change, shown for a last look before it is sent.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeReview {
    /// The appointment as the user sees it.
    pub seen: Appointment,
    /// What is to be done.
    pub change: Change,
}

/// How a change ended.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeEnding {
    /// Done: the practice's own values (APT-31).
    Done {
        /// The appointment as it stands now.
        appointment: Box<Appointment>,
        /// How it is known.
        evidence: Evidence,
        /// Where the practice's values are not what was written.
        differences: Vec<Difference>,
        /// Trace id of the answer that says so.
        trace_id: String,
        /// When that answer came.
        at: DateTime<Utc>,
    },
    /// It is not what the user saw; nothing was changed. The user decides on its current details.
    Stale {
        /// As it is now.
        now: Box<Appointment>,
        /// In what it differs; empty when the practice says so and shows no difference (L-7).
        differences: Vec<Difference>,
    },
    /// It may no longer be changed; nothing was sent.
    NotPermitted {
        /// As it is now.
        now: Box<Appointment>,
        /// Why.
        why: NotPermitted,
    },
    /// Refused, or not sent. Nothing was changed.
    Refused(Error),
    /// The answer was lost, and the appointment is as it was so far: the practice may still be at work on it.
    NotSoFar {
        /// How the answer was lost.
        error: Error,
        /// As it is.
        now: Box<Appointment>,
        /// As of when.
        at: DateTime<Utc>,
    },
    /// The practice failed after it was asked, has done with it, and the appointment is as it was.
    NotChanged {
        /// How the answer was lost.
        error: Error,
        /// As it is.
        now: Box<Appointment>,
        /// As of when.
        at: DateTime<Utc>,
    },
    /// Nobody can tell from here whether it was changed.
    NotKnown {
        /// How the answer was lost; none when the practice said "done" and nothing more.
        error: Option<Error>,
        /// Why reading again did not help.
        check: Option<Error>,
    },
}

impl ChangeEnding {
    /// Whether the practice may still save it, or has: then it stays open until it is settled.
    pub fn is_open(&self) -> bool {
        match self {
            Self::NotSoFar { .. } | Self::NotKnown { .. } => true,
            Self::Done { .. }
            | Self::Stale { .. }
            | Self::NotPermitted { .. }
            | Self::Refused(_)
            | Self::NotChanged { .. } => false,
        }
    }
}

/// Changes what a ticket allows: one PUT, never another on its own.
pub async fn change(
    client: &Client,
    patient: &FoundPatient,
    ticket: ChangeTicket,
    directory: &Directory,
    cancel: &Cancel,
    on_step: impl Fn(Step),
) -> ChangeEnding {
    let ChangeReview { seen, change } = ticket.redeem();
    let Some(id) = seen.id.clone() else {
        return ChangeEnding::NotPermitted { now: Box::new(seen), why: NotPermitted::NoId };
    };
    on_step(Step::Sending);
    // Versions in answers to changes are not the ones stored (L-7): always read just before.
    let fresh = match read_again(client, patient, &id, directory, cancel).await {
        Ok(read) => Box::new(read.value),
        Err(error) => return ChangeEnding::Refused(error),
    };
    let found = differences(&seen, &fresh);
    if !found.is_empty() {
        return ChangeEnding::Stale { now: fresh, differences: found };
    }
    if let Err(why) = may_change(client, &fresh, &change) {
        return ChangeEnding::NotPermitted { now: fresh, why };
    }
    let update = ChangeAppointment { patient, appointment: &fresh.received, change: change.clone() };
    let lost = match client.send(&update, cancel).await {
        Ok(Received { value: Some(answer), trace_id, at }) => {
            let appointment = Box::new(Appointment::read(Arc::from(answer), directory));
            if has_happened(&change, &fresh, &appointment) {
                let differences = unlike_written(&change, &appointment);
                return ChangeEnding::Done {
                    appointment,
                    evidence: Evidence::Answer,
                    differences,
                    trace_id,
                    at,
                };
            }
            // Success, and yet not what was asked: what the practice has decides.
            None
        }
        Ok(Received { value: None, .. }) => None,
        // A version that is no longer the one: somebody else was faster, or this very change was, sent a second time by
        // the browser when an idle connection closed. What the practice has decides.
        Err(error) if error.failure.is_conflict() => {
            on_step(Step::Checking);
            return match read_again(client, patient, &id, directory, cancel).await {
                Ok(read) if has_happened(&change, &fresh, &read.value) => done(&change, read),
                Ok(read) => {
                    let differences = differences(&seen, &read.value);
                    ChangeEnding::Stale { now: Box::new(read.value), differences }
                }
                Err(check) => ChangeEnding::NotKnown { error: Some(error), check: Some(check) },
            };
        }
        Err(error) if error.was_processed() => Some(error),
        Err(error) => return ChangeEnding::Refused(error),
    };
    on_step(Step::Checking);
    let still_working = lost.as_ref().is_none_or(|error| error.may_still_work());
    resolve(client, patient, &fresh, directory, &change, lost, pauses(still_working), cancel).await
}

/// Looks once more at a change whose end is not known; sends nothing to save.
pub async fn check_change_again(
    client: &Client,
    patient: &FoundPatient,
    review: &ChangeReview,
    error: Option<Error>,
    directory: &Directory,
    cancel: &Cancel,
) -> ChangeEnding {
    resolve(client, patient, &review.seen, directory, &review.change, error, ONCE, cancel).await
}

/// Goes on looking by itself at a change whose end is not known, for as long as a slow practice may take; every look that
/// settled nothing is told.
pub async fn follow_change(
    client: &Client,
    patient: &FoundPatient,
    review: &ChangeReview,
    error: Option<Error>,
    directory: &Directory,
    cancel: &Cancel,
    on_look: impl Fn(&ChangeEnding),
) -> Option<ChangeEnding> {
    for pause in LATER {
        client.pause(*pause, cancel).await;
        if cancel.is_fired() {
            return None;
        }
        let ending = check_change_again(client, patient, review, error.clone(), directory, cancel).await;
        if !ending.is_open() {
            return Some(ending);
        }
        on_look(&ending);
    }
    None
}

fn done(change: &Change, read: Received<Appointment>) -> ChangeEnding {
    ChangeEnding::Done {
        differences: unlike_written(change, &read.value),
        appointment: Box::new(read.value),
        evidence: Evidence::ReadBack,
        trace_id: read.trace_id,
        at: read.at,
    }
}

/// Reads the appointment until it shows the change, or until looking again makes no sense.
#[allow(clippy::too_many_arguments, reason = "whom to ask, about what, and how long: each is one thing")]
async fn resolve(
    client: &Client,
    patient: &FoundPatient,
    before: &Appointment,
    directory: &Directory,
    change: &Change,
    lost: Option<Error>,
    pauses: &[Duration],
    cancel: &Cancel,
) -> ChangeEnding {
    let id = before.id.as_deref().unwrap_or_default();
    let mut last = None;
    for pause in pauses {
        if !pause.is_zero() {
            client.pause(*pause, cancel).await;
        }
        let read = read_again(client, patient, id, directory, cancel).await;
        match read {
            Ok(read) if has_happened(change, before, &read.value) => return done(change, read),
            read => last = Some(read),
        }
    }
    match (lost, last) {
        (Some(error), Some(Ok(read))) => {
            let (now, at) = (Box::new(read.value), read.at);
            if error.may_still_work() {
                ChangeEnding::NotSoFar { error, now, at }
            } else if error.is_uncertain() {
                ChangeEnding::NotChanged { error, now, at }
            } else {
                ChangeEnding::Refused(error)
            }
        }
        (error, Some(Err(check))) => ChangeEnding::NotKnown { error, check: Some(check) },
        (error, _) => ChangeEnding::NotKnown { error, check: None },
    }
}

/// Checks what the practice has just before it is changed (APT-28), and that the change can be guarded by a version (FND-23).
fn may_change(client: &Client, fresh: &Appointment, change: &Change) -> Result<(), NotPermitted> {
    let action = match change {
        Change::Amend { .. } => Action::Amend,
        Change::Cancel { .. } => Action::Cancel,
    };
    fresh.permits(action, client.now())?;
    if client.checks_version() && fresh.received.version().is_none() {
        return Err(NotPermitted::NoVersion);
    }
    Ok(())
}

/// Whether the appointment shows the change. A practice with one text field may merge the two texts (foundations digest 3.4), so an
/// amendment has also happened when the texts are no longer what they were and hold its words.
pub(super) fn has_happened(change: &Change, before: &Appointment, now: &Appointment) -> bool {
    match change {
        Change::Cancel { .. } => now.status == Status::Cancelled,
        Change::Amend { description, comment } => {
            let texts = [now.description.as_deref(), now.comment.as_deref()];
            let holds = |text: &str| texts.iter().flatten().any(|held| held.contains(text));
            let comment_stands = match comment {
                Some(comment) => holds(comment),
                None => now.comment.is_none() || now.comment.as_deref() == Some(description),
            };
            let wanted = Some(description.as_str()).filter(|description| !description.is_empty());
            let exactly = texts == [wanted, comment.as_deref()];
            let is_other = (&before.description, &before.comment) != (&now.description, &now.comment);
            let merged = is_other && holds(description) && comment_stands;
            now.status == Status::Booked && (exactly || merged)
        }
    }
}

/// What a change will do to what is there, for the last look.
pub fn change_in_words(seen: &Appointment, change: &Change) -> Vec<Difference> {
    let turned = unlike_written(change, seen);
    turned
        .into_iter()
        .map(|Difference { what, before, now }| Difference { what, before: now, now: before })
        .collect()
}

fn unlike_written(change: &Change, now: &Appointment) -> Vec<Difference> {
    let shown = |text: Option<&str>| text.unwrap_or("Not stated").to_owned();
    let pairs = match change {
        Change::Cancel { reason } => {
            vec![("Reason for cancelling", Some(reason.as_str()), now.cancellation_reason.as_deref())]
        }
        Change::Amend { description, comment } => vec![
            (
                "Description",
                Some(description.as_str()).filter(|description| !description.is_empty()),
                now.description.as_deref(),
            ),
            ("Comment", comment.as_deref(), now.comment.as_deref()),
        ],
    };
    pairs
        .into_iter()
        .filter(|(_, before, now)| before != now)
        .map(|(what, before, now)| Difference { what, before: shown(before), now: shown(now) })
        .collect()
}
