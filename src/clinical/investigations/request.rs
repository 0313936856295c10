//! What was asked of the laboratory (structured digest 7.15). A request is never a result.

use crate::clinical::standing::of_request;
use crate::clinical::term::of_problem;
use crate::clinical::{Marks, Note, Person, Placing, person};
use crate::fhir::{CodeableConcept, Condition, DateTime, ProcedureRequest};
use crate::format;
use crate::format::concept::Degraded;

/// A request of a test.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What was asked for.
    pub term: String,
    /// Set when its code was lost in transfer (ARS-26).
    pub degraded: Option<Degraded>,
    /// When it was entered.
    pub authored: Option<DateTime>,
    /// Who asked.
    pub requester: Option<Person>,
    /// Who was asked.
    pub performer: Option<Person>,
    /// Why.
    pub reasons: Vec<String>,
    /// Notes, whole.
    pub notes: Vec<Note>,
    /// That it was cancelled, is an error or is not to be done.
    pub marks: Marks,
}

impl Request {
    pub(super) fn read<'a>(placing: &Placing<'a>, sent: &'a ProcedureRequest) -> Self {
        let words = |concept: &CodeableConcept| format::concept(concept).into_owned();
        let agent = sent.requester.as_ref().and_then(|requester| requester.agent.as_ref());
        let linked = sent.reason_reference.iter().filter_map(|reason| {
            let condition = placing.index().get::<Condition>(Some(reason));
            condition.map(of_problem).or_else(|| reason.display.clone())
        });
        Self {
            term: format::concept_or_missing(sent.code.as_ref()).into_owned(),
            degraded: sent.code.as_ref().and_then(format::degraded),
            authored: sent.authored_on.clone(),
            requester: person(placing, agent),
            performer: person(placing, sent.performer.as_ref()),
            reasons: sent.reason_code.iter().map(words).chain(linked).collect(),
            notes: Note::read_all(placing, &sent.note),
            marks: of_request(sent),
        }
    }
}
