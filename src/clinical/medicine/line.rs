//! The state of a medication or an issue, for its one line in consultations, problems, timeline, search and copies.
//!
//! A line stands alone, away from the groups of its area: what was stopped, cancelled or is marked as completed says so
//! in the line itself.

use super::{Status, Stopped};
use crate::clinical::{Mark, Marks, Placing, day};
use crate::fhir::{DateTime, MedicationRequest, MedicationStatement};
use crate::format;

/// What is said of a statement: by its own words and by those of its plan.
pub(in crate::clinical) fn of_statement<'a>(
    placing: &Placing<'a>,
    this: &'a MedicationStatement,
) -> (Marks, Option<String>) {
    let requests =
        this.based_on.iter().filter_map(|plan| placing.index().get::<MedicationRequest>(Some(plan)));
    let plan = requests.into_iter().find(|request| !is_issue(request));
    let status = Status::of(this.status.as_ref());
    let status = match plan {
        Some(plan) => status.graver(Status::of(plan.status.as_ref())),
        None => status,
    };
    let stopped = plan.and_then(|plan| Stopped::read(&plan.extension));
    let stopped = stopped.or_else(|| Stopped::read(&this.extension));
    let own = this.effective_period.as_ref().and_then(|period| period.end.as_ref());
    let ends = own.into_iter().chain(plan.and_then(end_of));
    (marks(&status, stopped.as_ref(), "Stopped"), completed(&status, ends))
}

/// What is said of a plan, or of an issue.
pub(in crate::clinical) fn of_request(this: &MedicationRequest) -> (Marks, Option<String>) {
    let status = Status::of(this.status.as_ref());
    let stopped = Stopped::read(&this.extension);
    if is_issue(this) {
        return (marks(&status, stopped.as_ref(), "Cancelled"), None);
    }
    (marks(&status, stopped.as_ref(), "Stopped"), completed(&status, end_of(this).into_iter()))
}

/// Whether a request is an issue of a plan.
fn is_issue(request: &MedicationRequest) -> bool {
    request.intent.as_deref().is_some_and(|intent| intent.ends_with("order"))
}

fn end_of(request: &MedicationRequest) -> Option<&DateTime> {
    request.dispense_request.as_deref()?.validity_period.as_ref()?.end.as_ref()
}

fn marks(status: &Status, stopped: Option<&Stopped>, word: &str) -> Marks {
    let why = stopped.map(Stopped::words).unwrap_or_default();
    let mark = match status {
        Status::Stopped => Some(Mark::Stopped(format!("{word}{why}"))),
        Status::Cancelled if why.is_empty() => Some(Mark::Cancelled),
        Status::Cancelled => Some(Mark::Stopped(format!("Cancelled{why}"))),
        Status::InError => Some(Mark::InError),
        Status::OnHold => Some(Mark::NotFinal(status.words().to_owned())),
        Status::Other(words) if words.starts_with("Draft") => Some(Mark::NotFinal(words.clone())),
        Status::Active | Status::Completed | Status::Other(_) | Status::NotStated => None,
    };
    mark.into_iter().collect()
}

/// `marked as completed, to 01-Jun-2027`: no word on whether it is over, which its end says.
fn completed<'a>(status: &Status, ends: impl Iterator<Item = &'a DateTime>) -> Option<String> {
    (*status == Status::Completed).then(|| match ends.max_by_key(|end| day::last(end)) {
        Some(end) => format!("marked as completed, to {}", format::date(end)),
        None => "marked as completed, no end date sent".to_owned(),
    })
}
