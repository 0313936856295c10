//! What a failed call says of what was asked for.

use crate::clinical::State;
use crate::gpconnect::{Error, Failure};

impl<T> From<Error> for State<T, Error> {
    /// A refusal is told from a failure: asking again changes nothing, and it says something about the record.
    fn from(error: Error) -> Self {
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
}
