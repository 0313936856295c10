//! What must be seen beside a medication before anyone calls it current (structured digest 3.4; HAZ 55, 84, 85, 87).

use super::course::StillTaken;
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
}
