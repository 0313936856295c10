//! When and why a status changed: said on the plan, the statement or the issue.

use chrono::NaiveDate;

use crate::clinical::day;
use crate::clinical::note::words;
use crate::fhir::{DateTime, Extensions};
use crate::format;

/// When and why a status changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stopped {
    /// When.
    pub date: Option<DateTime>,
    /// Why.
    pub reason: Option<String>,
}

impl Stopped {
    /// Reads the reason of a status, which is on the plan, the statement or the issue.
    pub(in crate::clinical) fn read(extension: &Extensions) -> Option<Self> {
        let sent = extension.named("MedicationStatusReason")?;
        let child = |name: &str| sent.child(name).or_else(|| sent.child(name.trim_start_matches("status")));
        let reason = child("statusReason").and_then(|reason| reason.value.as_ref());
        Some(Self {
            date: child("statusChangeDate").and_then(|date| date.date_time()).cloned(),
            reason: reason.and_then(format::value).map(|reason| words(&reason)),
        })
    }

    /// ` 16-Dec-2010: Allergy`, to follow a status; empty when neither was sent.
    pub fn words(&self) -> String {
        let date = self.date.as_ref().map(|date| format!(" {}", format::date(date)));
        let reason = self.reason.as_ref().map(|reason| format!(": {reason}"));
        date.into_iter().chain(reason).collect()
    }
}

/// Whether the day on which it is to be stopped is still to come: until then it is taken.
pub(in crate::clinical) fn is_to_be_stopped(stopped: Option<&Stopped>, today: NaiveDate) -> bool {
    stopped.and_then(|stopped| stopped.date.as_ref()).is_some_and(|date| day::is_future(date, today))
}
