//! One answer, judged: is it the section asked for, about the open patient, and how complete does it say it is.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::compared::{Compared, admit, unusable};
use crate::clinical::State;
use crate::clinical::care_record::{
    self, Answer, AskedPeriod, Completeness, Review, Section, SectionMarks, answer, review,
};
use crate::clinical::cross_check::{Confirmations, Likeness};
use crate::clinical::summary::{Gravity, Outline};
use crate::fhir::Bundle;
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
        State::NotRequested => Outline::new("not asked", Gravity::Quiet),
        State::Loading => Outline::new("loading", Gravity::Quiet),
        State::Failed(_) => Outline::new("failed", Gravity::Failed),
        State::Withheld(_) => Outline::new("withheld", Gravity::Incomplete),
        State::NotSupported(_) => Outline::new("not supported", Gravity::Quiet),
        State::Empty(_) => Outline::new("none recorded", Gravity::Plain),
        State::Present { items, .. } if items.likeness.asks().is_some() => {
            Outline::new("check person", Gravity::Incomplete)
        }
        State::Present { items, .. } => {
            let completeness = items.review.completeness();
            let gravity = match completeness {
                Completeness::Complete { .. } | Completeness::NothingRecorded => Gravity::Plain,
                Completeness::Narrowed { .. } | Completeness::NotSupported => Gravity::Quiet,
                Completeness::Incomplete { .. } | Completeness::Denied | Completeness::Unread => {
                    Gravity::Incomplete
                }
            };
            Outline::new(completeness.words(), gravity)
        }
    }
}

/// What the rail says about all sections together: the gravest thing, counted.
pub fn in_rail(states: &[Outline]) -> Outline {
    let count = |wanted: Gravity| states.iter().filter(|state| state.gravity == wanted).count();
    let words = |words: &str| states.iter().filter(|state| state.words == words).count();
    let (failed, incomplete) = (count(Gravity::Failed), count(Gravity::Incomplete));
    if failed > 0 {
        Outline::new(format!("{failed} failed"), Gravity::Failed)
    } else if words("loading") > 0 {
        Outline::new("loading", Gravity::Quiet)
    } else if words("not asked") == states.len() {
        Outline::new("not asked", Gravity::Quiet)
    } else if words("check person") > 0 {
        Outline::new("check person", Gravity::Incomplete)
    } else if incomplete > 0 {
        Outline::new(format!("{incomplete} incomplete"), Gravity::Incomplete)
    } else {
        Outline::new(format!("{} sections", states.len()), Gravity::Plain)
    }
}
