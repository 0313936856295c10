//! One answer, judged: is it the section asked for, about the open patient, and how complete does it say it is.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::compared::{Compared, admit, unusable};
use crate::clinical::State;
use crate::clinical::care_record::{
    self, Answer, AskedPeriod, Completeness, Review, Section, SectionMarks, answer, review,
};
use crate::clinical::cross_check::{Confirmations, Likeness};
use crate::clinical::summary::Outline;
use crate::fhir::Bundle;
use crate::format::Severity;
use crate::format::narrative::ProviderNarrative;
use crate::format::uk_time;
use crate::gpconnect::care_record::GetCareRecord;
use crate::gpconnect::client::Received;
use crate::gpconnect::{Error, Failure, Interaction};
use crate::session::OpenPatient;

/// The state of one section.
pub type SectionState = State<Arc<SectionView>, Error>;

/// A section that arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionView {
    /// What the practice answered.
    pub answer: Answer,
    /// Its HTML, read.
    pub narrative: ProviderNarrative,
    /// What its own words say about it.
    pub review: Review,
    /// When it arrived.
    pub at: DateTime<Utc>,
    /// Trace id of the call.
    pub trace_id: String,
    /// The period that was asked for.
    pub asked: Option<AskedPeriod>,
    /// How its details compare with the national record; what differs is shown before the content (ARH-22, ARH-23).
    pub likeness: Likeness,
}

impl Compared for SectionView {
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

/// Turns an answer or an error into a state. Nothing that is about another person gets any further.
pub fn judge(
    section: Section,
    asked: Option<AskedPeriod>,
    open: &OpenPatient,
    confirmed: &Confirmations,
    ended: Result<Received<Bundle>, Error>,
) -> SectionState {
    let received = match ended {
        Ok(received) => received,
        Err(error) => return error.into(),
    };
    let (call, trace_id) = (GetCareRecord::CALL.id, &received.trace_id);
    let answer = match answer(&received.value, section, uk_time::today(received.at)) {
        Ok(answer) => answer,
        Err(why) => {
            let why = Failure::decode(why.to_string());
            return State::Failed(unusable(why, open, call, trace_id));
        }
    };
    let likeness = match admit(open, confirmed, Some(&answer.demographics), call, trace_id) {
        Ok(likeness) => likeness,
        Err(mismatch) => return State::Failed(mismatch),
    };
    let narrative = ProviderNarrative::read(&answer.html, section.scope(), &SectionMarks);
    let review = narrative
        .well_formed()
        .and_then(|xml| care_record::Outline::read(xml).ok())
        .map_or_else(Review::unread, |outline| {
            review(section, &outline, asked.as_ref(), answer.system.brand())
        });
    let warnings = answer.oddities.clone();
    let view = SectionView {
        answer,
        narrative,
        review,
        at: received.at,
        trace_id: received.trace_id,
        asked,
        likeness,
    };
    State::Present { items: Arc::new(view), warnings }
}

/// What the list of sections says about one: no two states read alike (ARH-55).
pub fn in_list(state: &SectionState) -> Outline {
    match state {
        State::NotRequested => Outline::NotAsked,
        State::Loading => Outline::Loading,
        State::Failed(_) => Outline::Failed,
        State::Withheld(_) => Outline::NotShown("withheld".to_owned()),
        State::NotSupported(_) => Outline::said("not supported", Severity::Quiet),
        State::Empty(_) => Outline::Nothing("none recorded"),
        State::Present { items, .. } if items.likeness.asks().is_some() => Outline::CheckPerson,
        State::Present { items, .. } => {
            let completeness = items.review.completeness();
            let severity = match completeness {
                Completeness::Complete { .. } | Completeness::NothingRecorded => Severity::Plain,
                Completeness::Narrowed { .. } | Completeness::NotSupported => Severity::Quiet,
                Completeness::Incomplete { .. } | Completeness::Denied | Completeness::Unread => {
                    Severity::Incomplete
                }
            };
            Outline::said(completeness.words(), severity)
        }
    }
}

/// What the rail says about all sections together: the gravest thing, counted.
pub fn in_rail(states: &[Outline]) -> Outline {
    let count = |wanted: Severity| states.iter().filter(|state| state.severity() == wanted).count();
    let are = |wanted: &Outline| states.iter().filter(|state| *state == wanted).count();
    let (failed, incomplete) = (count(Severity::Failed), count(Severity::Incomplete));
    if failed > 0 {
        Outline::said(format!("{failed} failed"), Severity::Failed)
    } else if are(&Outline::Loading) > 0 {
        Outline::Loading
    } else if are(&Outline::NotAsked) == states.len() {
        Outline::NotAsked
    } else if are(&Outline::CheckPerson) > 0 {
        Outline::CheckPerson
    } else if incomplete > 0 {
        Outline::said(format!("{incomplete} incomplete"), Severity::Incomplete)
    } else {
        Outline::said(format!("{} sections", states.len()), Severity::Plain)
    }
}
