//! What was asked of the practice, and the answers: the latest one that covers an area speaks for it.

use crate::clinical::Area;
use crate::fhir::DateTime;
use crate::format;
use crate::gpconnect::structured::{Consultations, Include, ProblemStatus};
use crate::gpconnect::{Cancel, Period};
use crate::record::arrived::AnswerState;

/// One question with its answer.
#[derive(Clone)]
pub struct Asking {
    /// The areas asked for.
    pub include: Vec<Include>,
    /// What became of it.
    pub state: AnswerState,
    /// Ends the call.
    pub cancel: Cancel,
}

impl Asking {
    /// The areas that the question covers.
    pub fn areas(include: &[Include]) -> Vec<Area> {
        let mut areas: Vec<Area> =
            include.iter().filter_map(|one| Area::of_parameter(one.parameter_name())).collect();
        // What consultations, problems and the like refer to comes with them.
        let linking = [Area::Consultations, Area::Problems, Area::Investigations, Area::Referrals];
        if linking.iter().any(|area| areas.contains(area)) {
            areas.push(Area::Documents);
        }
        areas
    }

    /// Whether the question covers an area.
    pub fn covers(&self, area: Area) -> bool {
        Self::areas(&self.include).contains(&area)
    }

    /// What was asked for, of one area or of all, in words.
    pub fn words(&self, of: Option<Area>) -> String {
        self.about(of).map(words).collect::<Vec<_>>().join("; ")
    }

    /// Whether less than the whole of an area was asked for.
    pub fn is_limited(&self, of: Area) -> bool {
        self.about(Some(of)).any(|one| !one.is_whole())
    }

    /// The parts of the question that are about an area; documents come with whatever was asked for.
    fn about(&self, of: Option<Area>) -> impl Iterator<Item = &Include> {
        self.include.iter().filter(move |one| {
            of.is_none() || of == Area::of_parameter(one.parameter_name()) || of == Some(Area::Documents)
        })
    }
}

/// The position of the question that speaks for an area: the latest that covers it.
pub fn speaker(askings: &[Asking], of: Area) -> Option<usize> {
    askings.iter().rposition(|asking| asking.covers(of))
}

/// Whether every area of a question is covered by later ones.
pub fn is_replaced(asking: &Asking, later: &[Asking]) -> bool {
    Asking::areas(&asking.include).into_iter().all(|area| later.iter().any(|other| other.covers(area)))
}

/// One area of a question in words (structured digest 3.13, 3).
fn words(include: &Include) -> String {
    match include {
        Include::Allergies => "allergies, active and ended".to_owned(),
        Include::Medication { issues, from } => {
            let issues = if *issues { "with" } else { "without" };
            match from {
                None => format!("all medications {issues} their issues"),
                Some(from) => format!("medications active on or after {}, {issues} their issues", day(from)),
            }
        }
        Include::Problems { status: None } => "all problems".to_owned(),
        Include::Problems { status: Some(ProblemStatus::Active) } => "active problems".to_owned(),
        Include::Problems { status: Some(ProblemStatus::Inactive) } => "inactive problems".to_owned(),
        Include::Consultations(Consultations::All) => "all consultations".to_owned(),
        Include::Consultations(Consultations::Of(period)) => of_period("consultations", Some(period)),
        Include::Consultations(Consultations::Latest(count)) => format!("the {count} latest consultations"),
        Include::Investigations { period } => of_period("investigations", period.as_ref()),
        Include::Immunisations { not_given: true } => "immunisations, given and not given".to_owned(),
        Include::Immunisations { not_given: false } => {
            "immunisations that were given, with consent and dissent".to_owned()
        }
        Include::UncategorisedData { period } => of_period("uncategorised data", period.as_ref()),
        Include::Referrals { period } => of_period("outbound referrals", period.as_ref()),
        Include::DiaryEntries { until: None } => "all diary entries".to_owned(),
        Include::DiaryEntries { until: Some(until) } => {
            format!("diary entries that are overdue or planned up to {}", day(until))
        }
    }
}

fn of_period(what: &str, period: Option<&Period>) -> String {
    match period.map(|period| (&period.start, &period.end)) {
        None | Some((None, None)) => format!("all {what}"),
        Some((Some(start), None)) => format!("{what} from {} on", day(start)),
        Some((None, Some(end))) => format!("{what} up to {}", day(end)),
        Some((Some(start), Some(end))) => format!("{what} from {} to {}", day(start), day(end)),
    }
}

/// A whole day as people write it.
fn day(sent: &str) -> String {
    format::date(&DateTime::new(sent))
}
