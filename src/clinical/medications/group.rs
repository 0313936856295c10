//! The group that a medication is listed under (structured digest 3.4, ARS-34).

use crate::clinical::day;
use chrono::{Days, NaiveDate};

use super::{Agency, PrescriptionType, Status};
use crate::fhir::DateTime;

/// How long an acute stays among those that may be current after its course has ended.
const RECENT: Days = Days::new(28);

/// A group, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Repeats whose cycle the practice marks as active.
    Repeat,
    /// Repeat dispensing, active.
    RepeatDispensing,
    /// Acutes, active or ended in the last 28 days.
    Acute,
    /// Active, but the practice did not say which type.
    TypeNotStated,
    /// Active, and prescribed by someone else than this practice.
    PrescribedElsewhere,
    /// Stopped before its end, with date and reason.
    Stopped,
    /// Completed.
    Past,
}

impl Group {
    /// All of them, in order.
    pub const ALL: [Group; 7] = [
        Group::Repeat,
        Group::RepeatDispensing,
        Group::Acute,
        Group::TypeNotStated,
        Group::PrescribedElsewhere,
        Group::Stopped,
        Group::Past,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Group::Repeat => "Repeat",
            Group::RepeatDispensing => "Repeat dispensing",
            Group::Acute => "Acute",
            Group::TypeNotStated => "Type not stated",
            Group::PrescribedElsewhere => "Prescribed elsewhere",
            Group::Stopped => "Stopped",
            Group::Past => "Past",
        }
    }

    /// Whether its medications may be taken at present; no promise that they are.
    pub fn may_be_current(self) -> bool {
        match self {
            Group::Repeat
            | Group::RepeatDispensing
            | Group::Acute
            | Group::TypeNotStated
            | Group::PrescribedElsewhere => true,
            Group::Stopped | Group::Past => false,
        }
    }

    /// The group by status, type, agency and, for an acute, the end of its course.
    pub(super) fn of(
        status: &Status,
        kind: &PrescriptionType,
        agency: &Agency,
        end: Option<&DateTime>,
        today: NaiveDate,
    ) -> Self {
        let is_acute = matches!(kind, PrescriptionType::Acute | PrescriptionType::Delayed);
        let ended_recently = || {
            let since = today.checked_sub_days(RECENT);
            end.and_then(day::last).zip(since).is_some_and(|(end, since)| end >= since)
        };
        match status {
            Status::Stopped => return Self::Stopped,
            Status::Completed if is_acute && !agency.is_elsewhere && ended_recently() => return Self::Acute,
            Status::Completed => return Self::Past,
            // A status that says nothing is no reason to file a medication away.
            Status::Active | Status::NotStated | Status::Other(_) => {}
        }
        if agency.is_elsewhere {
            return Self::PrescribedElsewhere;
        }
        match kind {
            PrescriptionType::Repeat => Self::Repeat,
            PrescriptionType::RepeatDispensing => Self::RepeatDispensing,
            PrescriptionType::Acute | PrescriptionType::Delayed => Self::Acute,
            PrescriptionType::NotStated | PrescriptionType::Other(_) => Self::TypeNotStated,
        }
    }
}
