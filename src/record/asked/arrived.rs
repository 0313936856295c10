//! One structured answer, judged: is it about the open patient, and what does it say of each area.

use std::pin::Pin;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};

use super::compared::{Compared, admit};
use crate::clinical::cross_check::{Confirmations, Likeness};
use crate::clinical::summary::Left;
use crate::clinical::{Area, Reading, State};
use crate::fhir::{Bundle, Index};
use crate::format::uk_time;
use crate::gpconnect::client::Received;
use crate::gpconnect::structured::GetStructuredRecord;
use crate::gpconnect::{Error, Interaction};
use crate::session::OpenPatient;

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

impl Compared for Arrived {
    fn likeness(&self) -> &Likeness {
        &self.likeness
    }
    fn likeness_mut(&mut self) -> &mut Likeness {
        &mut self.likeness
    }
    fn trace_id(&self) -> &str {
        &self.trace_id
    }
}

/// Reads what is left of an answer, in a part of the program that may have to be loaded first.
pub type ReadOn = fn(Unread, Reading<Error>) -> Pin<Box<dyn Future<Output = Reading<Error>>>>;

/// What of an answer has still to be read once the summary is painted.
pub struct Unread {
    bundle: Bundle,
    today: NaiveDate,
    asked: Vec<Area>,
}

impl Unread {
    /// Reads it, a piece at a time: in between the page answers its user.
    pub async fn read(self, mut reading: Reading<Error>, pause: impl AsyncFn()) -> Reading<Error> {
        let index = Index::new(&self.bundle);
        let mut left = Left::of(&index, self.today, &self.asked);
        while reading.read_on(&mut left) {
            pause().await;
        }
        // What was sent is let go in a task of its own: it is much.
        pause().await;
        reading
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
        Err(error) => return (error.into(), None),
    };
    let today = uk_time::today(received.at);
    let reading = Reading::first(&received.value, today, &asked);
    let call = GetStructuredRecord::CALL.id;
    let about = reading.demographics.as_ref();
    let likeness = match admit(open, confirmed, about, call, &received.trace_id) {
        Ok(likeness) => likeness,
        Err(mismatch) => return (State::Failed(mismatch), None),
    };
    let arrived = Arrived { reading, at: received.at, trace_id: received.trace_id, likeness };
    let unread = Unread { bundle: received.value, today, asked };
    (State::Present { items: Arc::new(arrived), warnings: Vec::new() }, Some(unread))
}
