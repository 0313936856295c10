//! Which flags a medication has (structured digest 3.4; HAZ 55, 84, 85, 87).

use chrono::NaiveDate;

use super::course::{Course, StillTaken};
use super::{Flag, Medication, PrescriptionType, Status};
use crate::clinical::day;
use crate::clinical::medicine::is_to_be_stopped;
use crate::fhir::DateTime;

/// The flags of a medication whose other fields are read.
pub(super) fn flags(
    medication: &Medication,
    course: &Course,
    dose_changed: Option<DateTime>,
    today: NaiveDate,
) -> Vec<Flag> {
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
