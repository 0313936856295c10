//! What may be done with an appointment, and the reason when it may not (APT-28).

use chrono::{DateTime, Utc};

use super::{Appointment, Status};

/// What a user may want to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Change description or comment.
    Amend,
    /// Cancel with a reason.
    Cancel,
}

/// Why it may not be done here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotPermitted {
    /// It is cancelled.
    Cancelled,
    /// A home visit.
    Visit,
    /// It has started or is over.
    Past,
    /// Its start cannot be read, so nobody can tell whether it is over.
    NoStart,
    /// Its status is neither booked nor cancelled.
    Status(String),
    /// It came without an id.
    NoId,
    /// It came without a version, so a change could overwrite somebody else's (FND-23).
    NoVersion,
}

impl NotPermitted {
    /// The reason in words, with what to do instead.
    pub fn words(&self) -> String {
        match self {
            Self::Cancelled => "It is cancelled, so there is nothing left to change.".to_owned(),
            Self::Visit => {
                "Only the practice can change home visits. Telephone the practice.".to_owned()
            }
            Self::Past => "It has started or is over, so it can no longer be changed.".to_owned(),
            Self::NoStart => {
                "The practice sent no readable start time, so it cannot be changed here. Telephone the practice."
                    .to_owned()
            }
            Self::Status(status) => format!(
                "Only booked appointments can be changed here, and the practice says: {status}. Telephone the practice."
            ),
            Self::NoVersion => {
                "The practice sent no version number for it, so a change here could overwrite somebody else's. Telephone the practice."
                    .to_owned()
            }
            Self::NoId => {
                "The practice sent it without an id, so it cannot be changed here. Telephone the practice."
                    .to_owned()
            }
        }
    }
}

impl Appointment {
    /// Whether an action is permitted at this moment. Who booked it makes no difference (foundations digest 3.7).
    pub fn permits(&self, action: Action, now: DateTime<Utc>) -> Result<(), NotPermitted> {
        let refusal = match (action, &self.status) {
            (Action::Amend | Action::Cancel, Status::Cancelled) => Some(NotPermitted::Cancelled),
            (Action::Amend | Action::Cancel, Status::Other(_) | Status::NotStated) => {
                Some(NotPermitted::Status(self.status.words().to_owned()))
            }
            (Action::Amend | Action::Cancel, Status::Booked) if self.is_visit => Some(NotPermitted::Visit),
            (Action::Amend | Action::Cancel, Status::Booked) => None,
        };
        match refusal {
            Some(refusal) => Err(refusal),
            None if self.id.is_none() => Err(NotPermitted::NoId),
            None if self.start.as_ref().is_none_or(|start| start.time().is_none()) => {
                Err(NotPermitted::NoStart)
            }
            None if self.is_past(now) => Err(NotPermitted::Past),
            None => Ok(()),
        }
    }
}
