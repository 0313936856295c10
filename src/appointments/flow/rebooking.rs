//! Rebooking: one booking and one cancellation, two steps that the user sees (APT-32).
//!
//! The new appointment is booked first and the old one cancelled after it. Where the first step fails the patient still has
//! the old one; where the second fails they have two, which is said until it is finished or undone. The other way round a
//! slot that goes meanwhile would leave a patient who needs to be seen with none.

use super::booking::Ending;
use super::changing::ChangeEnding;
use crate::clinical::appointments::{Appointment, Status};
use crate::gpconnect::appointments::Change;
use crate::session::under_way::{Certainty, End, HalfDone};

/// One of the two appointments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leg {
    /// ODS code of the practice.
    pub ods: String,
    /// The practice's name.
    pub practice: String,
    /// Logical id there; none where nobody knows whether it was booked.
    pub id: Option<String>,
    /// `Tue 24-Nov-2026, 09:10 to 09:20`.
    pub when: String,
    /// Whether it is booked.
    pub stands: Stands,
}

/// Whether an appointment is booked, as far as anybody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It is booked.
    Yes,
    /// It does not.
    No,
    /// Nobody can tell from here.
    NotKnown,
}

/// A rebooking: what is booked after each step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rebooking {
    /// The appointment that is to go.
    pub old: Leg,
    /// The one in its place, once it was sent.
    pub new: Option<Leg>,
}

/// What is to be done next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The first step: book the new one.
    Book,
    /// The second step: cancel the old one, or the new one to undo.
    CancelOld,
    /// Nothing: the new one stands alone.
    Rebooked,
    /// Nothing: the old one stands alone, and the new one was cancelled.
    Undone,
    /// Neither is booked: the patient has none.
    Neither,
    /// Somebody must look first.
    Look,
}

impl Rebooking {
    /// Starts one; only of an appointment that has an id.
    pub fn of(old: &Appointment, ods: &str, practice: &str) -> Option<Self> {
        let old = Leg {
            ods: ods.to_owned(),
            practice: practice.to_owned(),
            id: Some(old.id.clone()?),
            when: old.when(),
            stands: Stands::Yes,
        };
        Some(Self { old, new: None })
    }

    /// Takes how the first step ended. `when` is what was chosen.
    pub fn booked(&mut self, ending: &Ending, when: &str, ods: &str, practice: &str) {
        let leg = |id: Option<&String>, when: String, stands| {
            Some(Leg { ods: ods.to_owned(), practice: practice.to_owned(), id: id.cloned(), when, stands })
        };
        match ending {
            Ending::Booked { appointment, .. } => {
                self.new = leg(appointment.id.as_ref(), appointment.when(), Stands::Yes);
            }
            Ending::NotAsChosen { appointment, .. } => {
                self.new = leg(appointment.id.as_ref(), appointment.when(), Stands::NotKnown);
            }
            Ending::NotKnown { .. } | Ending::NotSoFar { .. } => {
                self.new = leg(None, when.to_owned(), Stands::NotKnown);
            }
            // Says that this try did not book; of an earlier one nobody knows more than before, unless it was looked for.
            Ending::NotBooked { .. } => self.new = None,
            Ending::SlotGone(_) | Ending::Refused(_) | Ending::Held { .. } => {}
        }
    }

    /// Takes how a change of an appointment ended, where it is one of the two.
    pub fn changed(&mut self, ods: &str, id: &str, change: &Change, ending: &ChangeEnding) {
        let is_it = |leg: &&mut Leg| leg.ods.eq_ignore_ascii_case(ods) && leg.id.as_deref() == Some(id);
        let legs = [Some(&mut self.old), self.new.as_mut()];
        let Some(leg) = legs.into_iter().flatten().find(is_it) else { return };
        let by_status = |now: &Appointment| match now.status {
            Status::Cancelled => Stands::No,
            Status::Booked => Stands::Yes,
            Status::Other(_) | Status::NotStated => Stands::NotKnown,
        };
        leg.stands = match (ending, change) {
            (ChangeEnding::Done { appointment: now, .. }, _)
            | (ChangeEnding::Stale { now, .. } | ChangeEnding::NotPermitted { now, .. }, _)
            | (ChangeEnding::NotChanged { now, .. }, _) => by_status(now),
            (ChangeEnding::NotKnown { .. } | ChangeEnding::NotSoFar { .. }, Change::Cancel { .. }) => {
                Stands::NotKnown
            }
            // Refused, so it is as it was; an amendment does not touch whether it is booked.
            (ChangeEnding::Refused(_), _)
            | (ChangeEnding::NotKnown { .. } | ChangeEnding::NotSoFar { .. }, Change::Amend { .. }) => {
                leg.stands
            }
        };
    }

    /// Somebody has settled that the new one was not booked.
    pub fn not_booked(&mut self) {
        if self.new.as_ref().is_some_and(|new| new.id.is_none()) {
            self.new = None;
        }
    }

    /// What is to be done next.
    pub fn next(&self) -> Next {
        match (self.old.stands, self.new.as_ref().map(|new| new.stands)) {
            (Stands::NotKnown, _) | (_, Some(Stands::NotKnown)) => Next::Look,
            (Stands::Yes, None) => Next::Book,
            (Stands::Yes, Some(Stands::Yes)) => Next::CancelOld,
            (Stands::No, Some(Stands::Yes)) => Next::Rebooked,
            (Stands::Yes, Some(Stands::No)) => Next::Undone,
            (Stands::No, None | Some(Stands::No)) => Next::Neither,
        }
    }

    /// What is booked, in words, and what to do.
    pub fn words(&self) -> (&'static str, String) {
        let named = |leg: &Leg| format!("{} at {}", leg.when, leg.practice);
        let old = named(&self.old);
        let new = self.new.as_ref().map(named).unwrap_or_default();
        match self.next() {
            Next::Book => (
                "Rebooking, step 1 of 2: book the new appointment",
                format!(
                    "The appointment on {old} stays booked until you have booked the new one and cancelled the old one in step 2. If a practice refuses a second appointment, telephone it."
                ),
            ),
            Next::CancelOld => (
                "Rebooking, step 2 of 2: cancel the old appointment",
                format!("The patient has two appointments now: the new one, {new}, and the old one, {old}."),
            ),
            Next::Rebooked => {
                ("Rebooked", format!("The appointment on {old} is cancelled. The new one is booked: {new}."))
            }
            Next::Undone => (
                "Rebooking undone",
                format!("The new appointment, {new}, is cancelled. The old one is still booked: {old}."),
            ),
            Next::Neither => (
                "The patient has neither appointment",
                format!("The appointment on {old} is cancelled, and no other is booked in its place."),
            ),
            Next::Look => (
                "It is not known what is booked",
                match &self.new {
                    Some(_) => format!(
                        "It is not known whether {old}, {new}, both or neither are booked. Check the patient's appointments before you go on."
                    ),
                    None => format!(
                        "It is not known whether {old} is still booked. Check the patient's appointments before you go on."
                    ),
                },
            ),
        }
    }

    /// What is booked, for whoever has closed the patient before it was finished: times and practices, nobody's name. Nothing
    /// where one appointment is booked and the user knows of it.
    pub fn left(&self) -> Option<String> {
        let named = |leg: &Leg| format!("{} at {}", leg.when, leg.practice);
        let old = named(&self.old);
        let new = self.new.as_ref().map(named);
        match (self.next(), new) {
            (Next::Book | Next::Rebooked | Next::Undone, _) | (Next::CancelOld, None) => None,
            (Next::CancelOld, Some(new)) => Some(format!(
                "Both appointments are booked: {new} in its place, and {old}, which was not cancelled. Find the patient again and cancel the one that is not wanted."
            )),
            (Next::Neither, _) => Some(format!(
                "Neither is booked: {old} was cancelled, and nothing is booked in its place. Find the patient again and book."
            )),
            (Next::Look, Some(new)) => Some(format!(
                "It is not known whether {old}, {new}, both or neither are booked. Find the patient again and check their appointments."
            )),
            (Next::Look, None) => Some(format!(
                "It is not known whether {old} is still booked. Find the patient again and check their appointments."
            )),
        }
    }

    /// The rebooking as it is told when the patient is closed between the two steps.
    pub fn half_done(&self) -> Option<HalfDone> {
        let next = self.left()?;
        let what = format!("The rebooking of {} at {}", self.old.when, self.old.practice);
        let end =
            End { certainty: Certainty::NotKnown, title: "Rebooking not finished", next, trace_id: None };
        Some(HalfDone { what, end })
    }

    /// Adds to how its first or second step ended, for whoever has closed the patient in the meantime.
    pub fn add_to(&self, end: End) -> End {
        match (self.left(), self.next()) {
            (Some(left), _) => {
                End { certainty: Certainty::NotKnown, next: format!("{} {left}", end.next), ..end }
            }
            (None, Next::Book) => {
                let old = format!("{} at {}", self.old.when, self.old.practice);
                End { next: format!("{} The old appointment, {old}, is still booked.", end.next), ..end }
            }
            (None, Next::CancelOld | Next::Rebooked | Next::Undone | Next::Neither | Next::Look) => end,
        }
    }

    /// Takes what a list read just now says: it settles what was not known.
    pub fn read(&mut self, ods: &str, listed: &[Appointment]) {
        let legs = [Some(&mut self.old), self.new.as_mut()];
        for leg in legs.into_iter().flatten().filter(|leg| leg.ods.eq_ignore_ascii_case(ods)) {
            // One that was sent and never answered has no id: a time alone does not make it that one (see `open_ends`).
            let is_it = |one: &&Appointment| leg.id.is_some() && one.id == leg.id;
            if let Some(found) = listed.iter().find(is_it) {
                leg.id = found.id.clone();
                leg.stands = match found.status {
                    Status::Booked => Stands::Yes,
                    Status::Cancelled => Stands::No,
                    Status::Other(_) | Status::NotStated => leg.stands,
                };
            }
        }
    }
}
