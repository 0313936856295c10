//! One structured answer, judged: is it about the open patient, and what does it say of each area.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use crate::clinical::cross_check::{Confirmations, Likeness};
use crate::clinical::{Area, Reading, State};
use crate::fhir::Bundle;
use crate::format::uk_time;
use crate::gpconnect::client::Received;
use crate::gpconnect::structured::GetStructuredRecord;
use crate::gpconnect::{Error, Failure, Interaction};
use crate::session::{Admission, OpenPatient};

/// The state of the whole answer.
pub type AnswerState = State<Arc<Arrived>, Error>;

/// An answer that arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrived {
    /// What it says.
    pub reading: Reading<Error>,
    /// When it arrived (ARS-58).
    pub at: DateTime<Utc>,
    /// Trace id of the call.
    pub trace_id: String,
    /// How its details compare with the national record; what differs is shown before the content (ARS-59).
    pub likeness: Likeness,
}

/// What of an answer has still to be read once the summary is painted.
pub struct Unread {
    bundle: Bundle,
    today: NaiveDate,
    asked: Vec<Area>,
}

impl Unread {
    /// Reads it.
    pub fn read(self, arrived: &mut Arrived) {
        arrived.reading.complete(&self.bundle, self.today, &self.asked);
    }
}

/// Turns the answer to a question for the areas `asked`, or an error, into a state, with what has still to be read.
/// Nothing that is about another person gets any further (ARH-24).
pub fn judge(
    open: &OpenPatient,
    confirmed: &Confirmations,
    ended: Result<Received<Bundle>, Error>,
    asked: Vec<Area>,
) -> (AnswerState, Option<Unread>) {
    let received = match ended {
        Ok(received) => received,
        Err(error) => return (refused(error), None),
    };
    let today = uk_time::today(received.at);
    let reading = Reading::first(&received.value, today, &asked);
    let admission = reading.demographics.as_ref().map(|demographics| open.admit(demographics, confirmed));
    let likeness = match admission {
        Some(Admission::Admitted(likeness)) => likeness,
        Some(Admission::Mismatch) | None => {
            let mismatch = Error {
                failure: Failure::PatientMismatch,
                interaction: GetStructuredRecord::CALL.id,
                changes_something: false,
                trace_id: received.trace_id,
                asked: open.provider().name.clone(),
            };
            return (State::Failed(mismatch), None);
        }
    };
    let arrived = Arrived { reading, at: received.at, trace_id: received.trace_id, likeness };
    let unread = Unread { bundle: received.value, today, asked };
    (State::Present { items: Arc::new(arrived), warnings: Vec::new() }, Some(unread))
}

/// A refusal is told from a failure: asking again changes nothing, and it says something about the record.
pub fn refused<T>(error: Error) -> State<T, Error> {
    match &error.failure {
        Failure::NotSupported { what } => State::NotSupported(what.clone()),
        Failure::Outcome { outcome, .. } if outcome.code() == "NO_PATIENT_CONSENT" => {
            let words = error.explain();
            State::Withheld(vec![words.what, words.next.to_owned()])
        }
        Failure::Outcome { outcome, .. } if outcome.code() == "NOT_IMPLEMENTED" => {
            State::NotSupported(error.explain().what)
        }
        _ => State::Failed(error),
    }
}
