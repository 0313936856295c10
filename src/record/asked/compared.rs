//! How an answer compares with the open patient, alike for every kind of answer (ARH-22, ARH-24, ARS-59, ADOC-23).

use std::sync::Arc;

use crate::clinical::cross_check::{Confirmations, Likeness};
use crate::clinical::{CrossCheck, Demographics, State};
use crate::gpconnect::{Error, Failure};
use crate::session::{Admission, OpenPatient};

/// An answer whose details were compared with the national record.
pub trait Compared: Clone {
    /// How they compare.
    fn likeness(&self) -> &Likeness;
    /// The same, to take what was confirmed later.
    fn likeness_mut(&mut self) -> &mut Likeness;
    /// Trace id of the call.
    fn trace_id(&self) -> &str;
}

/// The state of something that was compared.
pub type ComparedState<A> = State<Arc<A>, Error>;

/// Lets an answer in that is about the open patient; else says why none of it is shown (ARH-24).
pub fn admit(
    open: &OpenPatient,
    confirmed: &Confirmations,
    answer: Option<&Demographics>,
    call: &'static str,
    trace_id: &str,
) -> Result<Likeness, Error> {
    match answer.map(|answer| open.admit(answer, confirmed)) {
        Some(Admission::Admitted(likeness)) => Ok(likeness),
        Some(Admission::Mismatch) | None => Err(unusable(Failure::PatientMismatch, open, call, trace_id)),
    }
}

/// What was found to be wrong with an answer only when it was read.
pub fn unusable(failure: Failure, open: &OpenPatient, call: &'static str, trace_id: &str) -> Error {
    Error {
        failure,
        interaction: call,
        changes_something: false,
        trace_id: trace_id.to_owned(),
        asked: open.provider().name.clone(),
    }
}

/// The differences that somebody must confirm before anything of an answer is shown, with the trace id of its call.
pub fn to_confirm<A: Compared>(state: &ComparedState<A>) -> Option<(CrossCheck, String)> {
    let answer = state.content()?;
    Some((answer.likeness().asks()?.clone(), answer.trace_id().to_owned()))
}

/// Opens an answer whose differences were confirmed, here or on another screen; whether it did.
pub fn settle<A: Compared>(state: &mut ComparedState<A>, confirmed: &Confirmations) -> bool {
    let State::Present { items, .. } = state else { return false };
    let settled = items.likeness().clone().settled(confirmed);
    let is_other = settled != *items.likeness();
    if is_other {
        *Arc::make_mut(items).likeness_mut() = settled;
    }
    is_other
}
