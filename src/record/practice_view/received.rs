//! One answer, judged: is it the section asked for, about the open patient, and how complete does it say it is.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::clinical::State;
use crate::clinical::care_record::{
    Answer, AskedPeriod, Completeness, Outline, Review, Section, SectionMarks, answer, review,
};
use crate::clinical::cross_check::{Confirmations, Likeness};
use crate::fhir::Bundle;
use crate::format::uk_time;
use crate::gpconnect::care_record::GetCareRecord;
use crate::gpconnect::client::Received;
use crate::gpconnect::{Error, Failure, Interaction};
use crate::record::asked::arrived::refused;
use crate::session::{Admission, OpenPatient};
use crate::ui::area_rail::{AreaState, Severity};
use crate::ui::provider_html::ProviderNarrative;

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
        Err(error) => return refused(error),
    };
    let fail = |failure| {
        State::Failed(Error {
            failure,
            interaction: GetCareRecord::CALL.id,
            changes_something: false,
            trace_id: received.trace_id.clone(),
            asked: open.provider().name.clone(),
        })
    };
    let answer = match answer(&received.value, section, uk_time::today(received.at)) {
        Ok(answer) => answer,
        Err(unusable) => return fail(Failure::decode(unusable.to_string())),
    };
    let likeness = match open.admit(&answer.demographics, confirmed) {
        Admission::Admitted(likeness) => likeness,
        Admission::Mismatch => return fail(Failure::PatientMismatch),
    };
    let narrative = ProviderNarrative::read(&answer.html, section.scope(), &SectionMarks);
    let review = narrative
        .well_formed()
        .and_then(|xml| Outline::read(xml).ok())
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
pub fn in_list(state: &SectionState) -> AreaState {
    match state {
        State::NotRequested => AreaState::new("not asked", Severity::Quiet),
        State::Loading => AreaState::new("loading", Severity::Quiet),
        State::Failed(_) => AreaState::new("failed", Severity::Failed),
        State::Withheld(_) => AreaState::new("withheld", Severity::Incomplete),
        State::NotSupported(_) => AreaState::new("not supported", Severity::Quiet),
        State::Empty(_) => AreaState::new("none recorded", Severity::Plain),
        State::Present { items, .. } if items.likeness.asks().is_some() => {
            AreaState::new("check person", Severity::Incomplete)
        }
        State::Present { items, .. } => {
            let completeness = items.review.completeness();
            let severity = match completeness {
                Completeness::Complete { .. } | Completeness::NothingRecorded => Severity::Plain,
                Completeness::Narrowed { .. } | Completeness::NotSupported => Severity::Quiet,
                Completeness::Incomplete { .. } | Completeness::Denied | Completeness::Unread => {
                    Severity::Incomplete
                }
            };
            AreaState::new(completeness.words(), severity)
        }
    }
}

/// What the rail says about all sections together: the gravest thing, counted.
pub fn in_rail(states: &[AreaState]) -> AreaState {
    let count = |wanted: Severity| states.iter().filter(|state| state.severity == wanted).count();
    let words = |words: &str| states.iter().filter(|state| state.words == words).count();
    let (failed, incomplete) = (count(Severity::Failed), count(Severity::Incomplete));
    if failed > 0 {
        AreaState::new(format!("{failed} failed"), Severity::Failed)
    } else if words("loading") > 0 {
        AreaState::new("loading", Severity::Quiet)
    } else if words("not asked") == states.len() {
        AreaState::new("not asked", Severity::Quiet)
    } else if words("check person") > 0 {
        AreaState::new("check person", Severity::Incomplete)
    } else if incomplete > 0 {
        AreaState::new(format!("{incomplete} incomplete"), Severity::Incomplete)
    } else {
        AreaState::new(format!("{} sections", states.len()), Severity::Plain)
    }
}
