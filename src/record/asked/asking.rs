//! What was asked of the practice, and the answers: the latest one that covers an area speaks for it.

use std::sync::Arc;

use super::arrived::AnswerState;
use crate::clinical::{Area, Entries, Entry};
use crate::fhir::DateTime;
use crate::format;
use crate::gpconnect::structured::{Consultations, Include, ProblemStatus};
use crate::gpconnect::{Cancel, Period};

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
        // What consultations, problems and the like refer to comes with them. A question for some of these, or for a
        // part, brings some documents only: it never speaks for them in the place of one for all.
        let linking = [Area::Consultations, Area::Problems, Area::Investigations, Area::Referrals];
        let is_whole = |of: &Area| {
            include.iter().any(|one| one.is_whole() && Area::of_parameter(one.parameter_name()) == Some(*of))
        };
        if linking.iter().all(is_whole) {
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

/// The entries of one answer that belong to the areas that it speaks for: what was asked for again is not said twice.
#[derive(Clone, Debug)]
pub struct Spoken {
    entries: Arc<Entries>,
    areas: Vec<Area>,
}

impl Spoken {
    /// The entries of each answer that may be shown and has been read through, in the areas that are open to the user.
    pub fn of_all(askings: &[Asking], open: &[Area]) -> Vec<Self> {
        let of = |(at, asking): (usize, &Asking)| {
            let arrived =
                asking.state.clone().present().filter(|arrived| arrived.likeness.asks().is_none())?;
            // What nobody asked for came with the first answer.
            let is_spoken = |area: &Area| speaker(askings, *area).unwrap_or_default() == at;
            let areas = open.iter().copied().filter(is_spoken).collect();
            Some(Self { entries: arrived.reading.rest.as_ref()?.entries.clone(), areas })
        };
        askings.iter().enumerate().filter_map(of).collect()
    }

    /// All of them, the newest first.
    pub fn all(&self) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.all.iter().filter(|entry| self.areas.contains(&entry.area))
    }

    /// How many of the answer belong to an area that is not among these.
    pub fn outside(&self, open: &[Area]) -> usize {
        self.entries.all.iter().filter(|entry| !open.contains(&entry.area)).count()
    }

    /// Those that have every one of these words.
    pub fn find(&self, words: &str) -> impl Iterator<Item = &Arc<Entry>> {
        self.entries.find(words).into_iter().filter(|entry| self.areas.contains(&entry.area))
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
        Some((Some(start), None)) => format!("{what} from {} onwards", day(start)),
        Some((None, Some(end))) => format!("{what} up to {}", day(end)),
        Some((Some(start), Some(end))) => format!("{what} from {} to {}", day(start), day(end)),
    }
}

/// A whole day as people write it.
fn day(sent: &str) -> String {
    format::date(&DateTime::new(sent))
}
