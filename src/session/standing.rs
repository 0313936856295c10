//! What one practice knows of the patient: nobody books, lists or changes for a patient whom that practice has not
//! found and whose details have not been compared (FND-12, FND-15, FND-16).

use std::time::Duration;

use super::Practice;
use super::under_way::{Certainty, End};
use crate::clinical::cross_check::Confirmations;
use crate::clinical::{CrossCheck, Demographics};
use crate::gpconnect::explain::is_not_found;
use crate::gpconnect::foundations::{FindPatient, Found, RegisterPatient};
use crate::gpconnect::{Cancel, Client, Error, Failure, FoundPatient, TracedPatient};

/// What a practice knows of the patient.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Standing {
    /// Nobody has asked the practice about the patient.
    #[default]
    NotLooked,
    /// The practice is being asked.
    Looking,
    /// The practice is being asked to register the patient temporarily.
    Registering,
    /// Found, and the same person: the details agree, or a person was shown the differences and confirmed.
    Found(Box<FoundPatient>),
    /// Found, and the differences must be seen and confirmed first (FND-12).
    Differs(Box<Met>),
    /// The practice returned no record; why is never guessed (L-18).
    Nobody,
    /// The practice returned several records for one number: nobody chooses (FND-16).
    Several(usize),
    /// The practice answered about another NHS number: nothing of it is shown (ARH-24).
    Mismatch {
        /// Trace id to report.
        trace_id: String,
    },
    /// The practice could not be asked.
    Failed(Error),
    /// Not registered there: refused, or failed and not there when looked for.
    NotRegistered(Error),
    /// The answer to a registration was lost, and the patient is not there yet: the practice may still be at work on it.
    NotSoFar(Error),
    /// Nobody can tell whether the patient is registered there: the answer was lost, and looking failed too.
    NotKnown(Error),
}

/// A record found at a practice, beside how it compares with the national one.
#[derive(Clone, Debug, PartialEq)]
pub struct Met {
    found: FoundPatient,
    check: CrossCheck,
    trace_id: String,
}

impl Met {
    /// National record against practice, without the registered practice: this is another one.
    pub fn check(&self) -> &CrossCheck {
        &self.check
    }

    /// Trace id of the practice's answer.
    pub fn trace_id(&self) -> &str {
        &self.trace_id
    }
}

impl Standing {
    /// The patient's record there, once it may be used.
    pub fn patient(&self) -> Option<&FoundPatient> {
        match self {
            Self::Found(found) => Some(found),
            Self::NotLooked
            | Self::Looking
            | Self::Registering
            | Self::Differs(_)
            | Self::Nobody
            | Self::Several(_)
            | Self::Mismatch { .. }
            | Self::Failed(_)
            | Self::NotRegistered(_)
            | Self::NotSoFar(_)
            | Self::NotKnown(_) => None,
        }
    }

    /// The registration whose end is not known, by how its answer was lost.
    pub fn open_registration(&self) -> Option<&Error> {
        match self {
            Self::NotSoFar(error) | Self::NotKnown(error) => Some(error),
            Self::NotLooked
            | Self::Looking
            | Self::Registering
            | Self::Found(_)
            | Self::Differs(_)
            | Self::Nobody
            | Self::Several(_)
            | Self::Mismatch { .. }
            | Self::Failed(_)
            | Self::NotRegistered(_) => None,
        }
    }

    /// Compares what a practice found with the national record.
    fn of(found: FoundPatient, trace_id: String) -> Self {
        let traced = found.traced();
        let today = traced.today();
        let national = Demographics::of(traced.patient(), Some(traced.practice_ods()), today);
        let check = CrossCheck::elsewhere(&national, &Demographics::of(found.patient(), None, today));
        if !check.is_same_number() || !check.is_about(traced.nhs_number()) {
            // The client refuses such an answer before; should that ever fail, nothing of it is used here either.
            return Self::Mismatch { trace_id };
        }
        if check.needs_confirmation() {
            Self::Differs(Box::new(Met { found, check, trace_id }))
        } else {
            Self::Found(Box::new(found))
        }
    }

    /// Whether the practice is being asked.
    pub fn is_waiting(&self) -> bool {
        matches!(self, Self::Looking | Self::Registering)
    }

    /// The same where every difference was confirmed before: what is known is not asked again. Where the number alone
    /// would choose the person, somebody looks.
    #[must_use]
    pub fn settled(self, confirmed: &Confirmations) -> Self {
        match &self {
            Self::Differs(met) if met.check.is_corroborated() && confirmed.cover(&met.check) => {
                self.confirmed()
            }
            _ => self,
        }
    }

    /// Somebody was shown the differences and says that it is the same person.
    #[must_use]
    pub fn confirmed(self) -> Self {
        match self {
            Self::Differs(met) => Self::Found(Box::new(met.found)),
            other @ (Self::NotLooked
            | Self::Looking
            | Self::Registering
            | Self::Found(_)
            | Self::Nobody
            | Self::Several(_)
            | Self::Mismatch { .. }
            | Self::Failed(_)
            | Self::NotRegistered(_)
            | Self::NotSoFar(_)
            | Self::NotKnown(_)) => other,
        }
    }
}

/// Asks a practice for the patient, and compares what it has.
pub async fn look(client: &Client, traced: &TracedPatient, cancel: &Cancel) -> Standing {
    let find = FindPatient { patient: traced, practice_ods: &client.provider().ods };
    match client.send(&find, cancel).await {
        Ok(received) => answered(received.value, received.trace_id),
        Err(error) => match &error.failure {
            // Older providers answer 404 where newer ones send an empty bundle: the same words for both (C1).
            Failure::Outcome { outcome, .. } if is_not_found(outcome) => Standing::Nobody,
            Failure::PatientMismatch => Standing::Mismatch { trace_id: error.trace_id },
            _ => Standing::Failed(error),
        },
    }
}

/// Registers the patient temporarily at a practice (FND-15, FND-17): one POST, never another on its own. A conflict and a
/// lost answer are settled by looking for the patient there (FND-19).
pub async fn register(client: &Client, traced: &TracedPatient, cancel: &Cancel) -> Standing {
    let registration = RegisterPatient { patient: traced, practice_ods: &client.provider().ods };
    let lost = match client.send(&registration, cancel).await {
        Ok(received) => match received.value {
            // "Registered", and nobody in the answer: the practice's list decides.
            Found::Nobody => None,
            found @ (Found::One(_) | Found::Several(_)) => return answered(found, received.trace_id),
        },
        Err(error) if error.was_processed() => Some(error),
        Err(error) => return Standing::NotRegistered(error),
    };
    let pauses: &[u64] = if lost.as_ref().is_none_or(Error::may_still_work) { &[0, 2, 5] } else { &[0] };
    let mut found = Standing::Nobody;
    for pause in pauses {
        if *pause > 0 {
            client.pause(Duration::from_secs(*pause), cancel).await;
        }
        found = look(client, traced, cancel).await;
        if !matches!(found, Standing::Nobody | Standing::Failed(_)) {
            return found;
        }
    }
    match lost {
        Some(error) => after_loss(found, error),
        None => found,
    }
}

/// Looks again for a patient whose registration had no answer: not being there yet does not make it undone.
pub async fn look_again(client: &Client, traced: &TracedPatient, lost: Error, cancel: &Cancel) -> Standing {
    after_loss(look(client, traced, cancel).await, lost)
}

fn after_loss(found: Standing, lost: Error) -> Standing {
    match found {
        Standing::Nobody if lost.may_still_work() => Standing::NotSoFar(lost),
        Standing::Nobody => Standing::NotRegistered(lost),
        Standing::Failed(_) => Standing::NotKnown(lost),
        found => found,
    }
}

fn answered(found: Found, trace_id: String) -> Standing {
    match found {
        Found::Nobody => Standing::Nobody,
        Found::Several(count) => Standing::Several(count),
        Found::One(found) => Standing::of(*found, trace_id),
    }
}

/// Why the patient cannot be booked for at a practice, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// What happened.
    pub what: String,
    /// What to do next.
    pub next: String,
    /// Trace id to quote, where there is one.
    pub trace_id: Option<String>,
}

impl Standing {
    /// What keeps nobody at the practice from going on but a telephone call; `None` for everything that the user can settle.
    pub fn obstacle(&self, practice: &Practice) -> Option<Obstacle> {
        let name = &practice.name;
        let (what, next, trace_id) = match self {
            Self::Several(count) => (
                format!(
                    "{name} returned {count} records for this NHS number. None is used, because there is no way to tell here which is right."
                ),
                format!("Do not choose. {}", practice.call()),
                None,
            ),
            Self::Mismatch { trace_id } => (
                format!("The record that {name} sent has a different NHS number. None of it is used."),
                format!("Report it to support with the trace id. {}", practice.call()),
                Some(trace_id.clone()),
            ),
            Self::NotLooked
            | Self::Looking
            | Self::Registering
            | Self::Found(_)
            | Self::Differs(_)
            | Self::Nobody
            | Self::Failed(_)
            | Self::NotRegistered(_)
            | Self::NotSoFar(_)
            | Self::NotKnown(_) => return None,
        };
        Some(Obstacle { what, next, trace_id })
    }
}

impl Standing {
    /// How a registration ended, for whoever has closed the patient in the meantime: nothing that tells who it was.
    pub fn outside(&self, practice: &Practice) -> End {
        let (certainty, title, trace_id) = match self {
            Self::Found(_) => (Certainty::Done, "Registered temporarily", None),
            Self::Differs(met) => (Certainty::Done, "Registered temporarily", Some(met.trace_id.clone())),
            Self::NotRegistered(error) => {
                (Certainty::NotDone, "Not registered", Some(error.trace_id.clone()))
            }
            Self::NotSoFar(error) => {
                (Certainty::NotKnown, "Not registered yet", Some(error.trace_id.clone()))
            }
            Self::NotKnown(error) | Self::Failed(error) => (
                Certainty::NotKnown,
                "It is not known whether the patient was registered",
                Some(error.trace_id.clone()),
            ),
            Self::Mismatch { trace_id } => (
                Certainty::NotKnown,
                "It is not known whether the patient was registered",
                Some(trace_id.clone()),
            ),
            Self::NotLooked | Self::Looking | Self::Registering | Self::Nobody | Self::Several(_) => {
                (Certainty::NotKnown, "It is not known whether the patient was registered", None)
            }
        };
        let next = match certainty {
            Certainty::Done | Certainty::NotDone => "Find the patient again to book.".to_owned(),
            Certainty::NotKnown => {
                format!("Find the patient again and check before you book. {}", practice.call())
            }
        };
        End { certainty, title, next, trace_id }
    }
}

/// What a temporary registration means, for whoever decides on it and for the patient (FND-18).
pub const WHAT_IT_MEANS: &str = "A temporary registration lets this practice book and see the patient. It does not change where the patient is registered, and their record stays where it is.";
/// What is sent with it, and no more (FND-17).
pub const WHAT_IS_SENT: &str =
    "Sent: NHS number, name, date of birth and gender, as in the national record (PDS).";
