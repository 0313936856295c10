//! Where and by whom a medication was prescribed (ARS-33, ARS-34).

use crate::clinical::{Person, Placing, person};
use crate::fhir::{Extensions, MedicationRequest};
use crate::format;

/// Where it was prescribed (ARS-34).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agency {
    /// The kind of organisation as sent, else the code's words; `GP practice` for this one.
    pub words: String,
    /// Someone else than this practice.
    pub is_elsewhere: bool,
}

impl Agency {
    pub(super) fn of(extension: Option<&Extensions>) -> Self {
        let extension = extension.and_then(|extension| extension.named("PrescribingAgency"));
        let Some(concept) = extension.and_then(|extension| extension.concept()) else {
            return Self { words: "Not recorded".to_owned(), is_elsewhere: false };
        };
        let is_here = concept.has_code("prescribed-at-gp-practice");
        if is_here && concept.text.is_none() {
            return Self { words: "GP practice".to_owned(), is_elsewhere: false };
        }
        let is_elsewhere = concept.first_code().is_some() && !is_here;
        Self { words: format::concept(concept).into_owned(), is_elsewhere }
    }
}

/// Who prescribed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prescriber {
    /// The person, or the organisation.
    pub person: Person,
    /// Only the person who recorded it is known.
    pub is_recorder: bool,
    /// The organisation for which it was prescribed, when sent.
    pub on_behalf_of: Option<Person>,
}

impl Prescriber {
    pub(super) fn read<'a>(placing: &Placing<'a>, request: &'a MedicationRequest) -> Option<Self> {
        let requester = request.requester.as_ref();
        let on_behalf_of = person(placing, requester.and_then(|requester| requester.on_behalf_of.as_ref()));
        let agent = person(placing, requester.and_then(|requester| requester.agent.as_ref()));
        let recorder = person(placing, request.recorder.as_ref());
        let (person, is_recorder) = match agent {
            Some(agent) => (agent, false),
            None => (recorder?, true),
        };
        Some(Self { person, is_recorder, on_behalf_of })
    }
}
