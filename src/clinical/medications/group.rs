//! The group that a medication is listed under (structured digest 3.4, ARS-34).

use chrono::{Days, NaiveDate};

use super::course::{Course, StillTaken};
use super::{Agency, PrescriptionType, Status, Stopped};
use crate::clinical::medicine::is_to_be_stopped;

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
    /// The practice's system calls it completed, but nothing says that it is over.
    MarkedCompleted,
    /// Stopped or cancelled before its end, with date and reason.
    Stopped,
    /// Completed, and everything that was sent about it is over.
    Past,
    /// Recorded by mistake.
    InError,
}

impl Group {
    /// All of them, in order.
    pub const ALL: [Group; 9] = [
        Group::Repeat,
        Group::RepeatDispensing,
        Group::Acute,
        Group::TypeNotStated,
        Group::PrescribedElsewhere,
        Group::MarkedCompleted,
        Group::Stopped,
        Group::Past,
        Group::InError,
    ];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Group::Repeat => "Repeat",
            Group::RepeatDispensing => "Repeat dispensing",
            Group::Acute => "Acute",
            Group::TypeNotStated => "Type not stated",
            Group::PrescribedElsewhere => "Prescribed elsewhere",
            Group::MarkedCompleted => "Marked as completed, but may still be taken",
            Group::Stopped => "Stopped",
            Group::Past => "Past",
            Group::InError => "Entered in error",
        }
    }

    /// Whether its medications may be taken at present; no promise that they are.
    pub fn may_be_current(self) -> bool {
        match self {
            Group::Repeat
            | Group::RepeatDispensing
            | Group::Acute
            | Group::TypeNotStated
            | Group::PrescribedElsewhere
            | Group::MarkedCompleted => true,
            Group::Stopped | Group::Past | Group::InError => false,
        }
    }

    /// The group by what can still be taken. A status alone files nothing away but what was stopped, cancelled or entered
    /// in error: these three somebody chose.
    pub(super) fn of(
        status: &Status,
        stopped: Option<&Stopped>,
        kind: &PrescriptionType,
        agency: &Agency,
        course: &Course,
        today: NaiveDate,
    ) -> Self {
        let is_acute = matches!(kind, PrescriptionType::Acute | PrescriptionType::Delayed);
        match status {
            Status::InError => return Self::InError,
            Status::Stopped | Status::Cancelled if !is_to_be_stopped(stopped, today) => return Self::Stopped,
            Status::Completed => {
                let since = today.checked_sub_days(RECENT);
                let ended_recently = course.last_day().zip(since).is_some_and(|(last, since)| last >= since);
                return match course.still(today) {
                    None
                    | Some(
                        StillTaken::EndToCome(_) | StillTaken::IssueLasts { .. } | StillTaken::IssueToCome(_),
                    ) if is_acute && !agency.is_elsewhere && ended_recently => Self::Acute,
                    Some(_) => Self::MarkedCompleted,
                    None => Self::Past,
                };
            }
            // A status that says nothing is no reason to file a medication away.
            Status::Active
            | Status::Stopped
            | Status::Cancelled
            | Status::OnHold
            | Status::NotStated
            | Status::Other(_) => {}
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
