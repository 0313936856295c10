//! What must be seen beside a medication before anyone calls it current (structured digest 3.4; HAZ 55, 84, 85, 87).

use crate::clinical::day;
use chrono::NaiveDate;

use super::{Medication, PrescriptionType, Status};
use crate::fhir::DateTime;
use crate::format;

/// A flag; always words, never colour alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flag {
    /// The authorisation, and with it the review date, has passed.
    AuthorisationExpired(DateTime),
    /// As many issues as are allowed were made, or more.
    AllIssuesUsed,
    /// It starts in the future.
    FutureDated(DateTime),
    /// No issue is recorded.
    Unissued,
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
            Flag::AuthorisationExpired(date) => format!("Authorisation expired {}", format::date(date)),
            Flag::AllIssuesUsed => "All issues used".to_owned(),
            Flag::FutureDated(date) => format!("Future dated: starts {}", format::date(date)),
            Flag::Unissued => "No issue recorded".to_owned(),
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
            Flag::AuthorisationExpired(_)
            | Flag::AllIssuesUsed
            | Flag::FutureDated(_)
            | Flag::Unissued
            | Flag::PeriodOver(_)
            | Flag::DoseChanged(_) => true,
            Flag::Elsewhere | Flag::Delayed => false,
        }
    }

    /// The flags of a medication whose other fields are read.
    pub(super) fn of(medication: &Medication, dose_changed: Option<DateTime>, today: NaiveDate) -> Vec<Self> {
        let mut flags = Vec::new();
        let is_open = match medication.status {
            Status::Active | Status::NotStated | Status::Other(_) => true,
            Status::Completed | Status::Stopped => false,
        };
        if let Some(start) = medication.start.as_ref().filter(|start| day::is_future(start, today)) {
            flags.push(Flag::FutureDated(start.clone()));
        }
        if is_open {
            if let Some(expiry) = medication.review.as_ref().filter(|expiry| day::is_past(expiry, today)) {
                flags.push(Flag::AuthorisationExpired(expiry.clone()));
            }
            if let (Some(issued), Some(allowed)) = (medication.issued, medication.allowed)
                && allowed > 0
                && issued >= allowed
            {
                flags.push(Flag::AllIssuesUsed);
            }
            if let Some(end) = medication.end.as_ref().filter(|end| day::is_past(end, today)) {
                flags.push(Flag::PeriodOver(end.clone()));
            }
        }
        let is_issued = medication.last_issue.is_some()
            || !medication.issues.is_empty()
            || medication.issued.is_some_and(|issued| issued > 0);
        if !is_issued && !medication.agency.is_elsewhere {
            flags.push(Flag::Unissued);
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
