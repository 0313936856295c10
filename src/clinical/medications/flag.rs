//! What must be seen beside a medication before anyone calls it current (structured digest 3.4; HAZ 55, 84, 85, 87).

use crate::clinical::day;
use chrono::NaiveDate;

use super::course::{Course, StillTaken};
use super::group::is_to_be_stopped;
use super::{Medication, PrescriptionType, Status};
use crate::fhir::DateTime;
use crate::format;

/// A flag; always words, never colour alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flag {
    /// Statement and plan call it by different statuses, in words.
    StatusDiffers(String),
    /// Its status is completed, and yet it can be taken.
    MarkedCompleted(StillTaken),
    /// It was stopped or cancelled, and what was issued before lasts on.
    SupplyLeft(StillTaken),
    /// It is to be stopped on a day to come.
    ToBeStopped(DateTime),
    /// For the time being not to be taken.
    OnHold,
    /// Its latest issue was cancelled, with what was said about it.
    IssueCancelled(String),
    /// The authorisation, and with it the review date, has passed.
    AuthorisationExpired(DateTime),
    /// As many issues as are allowed were made, or more.
    AllIssuesUsed,
    /// It starts in the future.
    FutureDated(DateTime),
    /// The practice says that no issue was made.
    Unissued,
    /// No issue was sent, which does not say that none was made.
    NoIssueSent,
    /// Marked as active, but its period is over.
    PeriodOver(DateTime),
    /// The dose changed while the plan ran.
    DoseChanged(Option<DateTime>),
    /// Prescribed by someone else than this practice.
    Elsewhere,
    /// A prescription to be used later, if at all.
    Delayed,
}

impl Flag {
    /// The flag in words.
    pub fn words(&self) -> String {
        match self {
            Flag::StatusDiffers(words) => words.clone(),
            Flag::MarkedCompleted(why) => format!("Marked as completed, but {}", why.words()),
            Flag::SupplyLeft(why) => format!("Supply may be left: {}", why.words()),
            Flag::ToBeStopped(date) => format!("To be stopped {}", format::date(date)),
            Flag::OnHold => "On hold".to_owned(),
            Flag::IssueCancelled(words) => format!("Latest issue: {words}"),
            Flag::AuthorisationExpired(date) => format!("Authorisation expired {}", format::date(date)),
            Flag::AllIssuesUsed => "All issues used".to_owned(),
            Flag::FutureDated(date) => format!("Future dated: starts {}", format::date(date)),
            Flag::Unissued => "No issue recorded".to_owned(),
            Flag::NoIssueSent => "No issue was sent".to_owned(),
            Flag::PeriodOver(date) => format!("Period ended {}", format::date(date)),
            Flag::DoseChanged(Some(date)) => format!("Dose changed {}", format::date(date)),
            Flag::DoseChanged(None) => "Dose changed".to_owned(),
            Flag::Elsewhere => "Not prescribed by this practice".to_owned(),
            Flag::Delayed => "Delayed prescription".to_owned(),
        }
    }

    /// Whether it speaks against the medication being taken as it stands.
    pub fn is_caution(&self) -> bool {
        match self {
            Flag::StatusDiffers(_)
            | Flag::SupplyLeft(_)
            | Flag::ToBeStopped(_)
            | Flag::OnHold
            | Flag::IssueCancelled(_)
            | Flag::AuthorisationExpired(_)
            | Flag::AllIssuesUsed
            | Flag::FutureDated(_)
            | Flag::Unissued
            | Flag::NoIssueSent
            | Flag::PeriodOver(_)
            | Flag::DoseChanged(_) => true,
            Flag::MarkedCompleted(_) | Flag::Elsewhere | Flag::Delayed => false,
        }
    }

    /// The flags of a medication whose other fields are read.
    pub(super) fn of(
        medication: &Medication,
        course: &Course,
        dose_changed: Option<DateTime>,
        today: NaiveDate,
    ) -> Vec<Self> {
        let mut flags = Vec::new();
        flags.extend(medication.status_differs.clone().map(Flag::StatusDiffers));
        let still = course.still(today);
        match (&medication.status, still) {
            (Status::Completed, Some(still)) => flags.push(Flag::MarkedCompleted(still)),
            (Status::Completed, None) => {}
            (Status::Stopped | Status::Cancelled, still) => match (&medication.stopped, still) {
                (Some(stopped), _) if is_to_be_stopped(Some(stopped), today) => {
                    flags.extend(stopped.date.clone().map(Flag::ToBeStopped));
                }
                (_, Some(still @ StillTaken::IssueLasts { .. })) => flags.push(Flag::SupplyLeft(still)),
                (_, Some(_) | None) => {}
            },
            (Status::OnHold, _) => flags.push(Flag::OnHold),
            (Status::Active | Status::InError | Status::Other(_) | Status::NotStated, _) => {}
        }
        if let Some(start) = medication.start.as_ref().filter(|start| day::is_future(start, today)) {
            flags.push(Flag::FutureDated(start.clone()));
        }
        if medication.group.may_be_current() {
            if let Some(expiry) = medication.review.as_ref().filter(|expiry| day::is_past(expiry, today)) {
                flags.push(Flag::AuthorisationExpired(expiry.clone()));
            }
            if let (Some(issued), Some(allowed)) = (medication.issued, medication.allowed)
                && allowed > 0
                && issued >= allowed
            {
                flags.push(Flag::AllIssuesUsed);
            }
            if let Some(end) = course.over(today) {
                flags.push(Flag::PeriodOver(end.clone()));
            }
        }
        let is_issued = medication.last_issue.is_some()
            || medication.issues.iter().any(|issue| !issue.is_void())
            || medication.issued.is_some_and(|issued| issued > 0);
        if let Some(latest) = medication.issues.first().filter(|latest| latest.is_void()) {
            flags.push(Flag::IssueCancelled(latest.status_words()));
        }
        if !is_issued && !medication.agency.is_elsewhere {
            let says_none = medication.issued == Some(0);
            flags.push(if says_none { Flag::Unissued } else { Flag::NoIssueSent });
        }
        let says_so = |words: &str| words.to_lowercase().contains("dosage has changed");
        if dose_changed.is_some() || medication.dose.iter().any(|dose| says_so(&dose.text)) {
            flags.push(Flag::DoseChanged(dose_changed));
        }
        if medication.kind == PrescriptionType::Delayed {
            flags.push(Flag::Delayed);
        }
        if medication.agency.is_elsewhere {
            flags.push(Flag::Elsewhere);
        }
        flags
    }
}
