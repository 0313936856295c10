//! Booking: checked, sent once, and resolved to what stands at the practice (APT-14 to APT-23, T-11, T-12, T-25).

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::read_back::{ReadBack, look_for, may_still_work};
use super::stage::{self, Stage};
use crate::clinical::appointments::text::{self, TextFault};
use crate::clinical::appointments::{Appointment, Choice, Difference, Directory};
use crate::clinical::slots::{Chain, Deadline, NotAdjoining};
use crate::format::uk_time;
use crate::gpconnect::appointments::{BookAppointment, Booked};
use crate::gpconnect::{Cancel, Client, Error, Failure, FoundPatient, Organisation, Received};

/// Where a booking stands.
pub type Booking = Stage<Review, Ending>;
/// Permission to book once.
pub type Ticket = stage::Ticket<Review>;

/// What is wrong with a form, field by field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormFault {
    /// No slot is chosen.
    NoSlot,
    /// The choice can no longer be booked.
    Slot(NotAdjoining),
    /// The choice starts after the time by which the patient should be seen, and nobody has said that it may (APT-13).
    Late,
    /// The description.
    Description(TextFault),
    /// The comment.
    Comment(TextFault),
    /// The patient has not been told, or declined (APT-33).
    NotTold,
    /// The site's settings give no telephone number to ring back (APT-18).
    NoPhone,
}

/// A form as it was filled in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Form {
    /// The slots chosen.
    pub chain: Option<Chain>,
    /// As typed.
    pub description: String,
    /// As typed.
    pub comment: String,
    /// Whether the patient was told who sees the appointment, and agrees (APT-33).
    pub told: bool,
    /// The time by which the patient should be seen, when one was set.
    pub deadline: Option<Deadline>,
    /// Whether somebody was asked about a slot beyond it, and books it all the same (APT-13).
    pub late_agreed: bool,
}

/// A complete booking, shown for a last look before it is sent (APT-08).
#[derive(Clone, Debug, PartialEq)]
pub struct Review {
    /// Slots and texts as they will be sent.
    pub choice: Choice,
    /// Who books.
    pub organisation: Organisation,
    /// The organisation type that the search was made with (APT-18).
    pub organisation_type: Option<String>,
}

impl Review {
    /// Checks a form; every fault at once.
    pub fn of(
        form: &Form,
        organisation: &Organisation,
        organisation_type: Option<String>,
        now: DateTime<Utc>,
    ) -> Result<Self, Vec<FormFault>> {
        let mut faults = Vec::new();
        let chain = form.chain.clone();
        match &chain {
            None => faults.push(FormFault::NoSlot),
            Some(chain) => faults.extend(chain.check(now).err().map(FormFault::Slot)),
        }
        let first = chain.as_ref().and_then(Chain::first);
        let is_late = form.deadline.zip(first).is_some_and(|(deadline, slot)| deadline.is_before(slot));
        if is_late && !form.late_agreed {
            faults.push(FormFault::Late);
        }
        let description = text::description(&form.description);
        let comment = text::comment(&form.comment);
        faults.extend(description.as_ref().err().copied().map(FormFault::Description));
        faults.extend(comment.as_ref().err().copied().map(FormFault::Comment));
        if !form.told {
            faults.push(FormFault::NotTold);
        }
        if organisation.phone.as_deref().is_none_or(|phone| phone.trim().is_empty()) {
            faults.push(FormFault::NoPhone);
        }
        match (chain, description, comment) {
            (Some(chain), Ok(description), Ok(comment)) if faults.is_empty() => Ok(Self {
                choice: Choice { chain, description, comment },
                organisation: organisation.clone(),
                organisation_type,
            }),
            _ => Err(faults),
        }
    }
}

/// How it is known that an appointment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The practice's answer to the booking.
    Answer,
    /// The patient's appointments at the practice, read back.
    ReadBack,
}

/// How a booking ended.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// Booked: the practice's own values (APT-07, APT-23).
    Booked {
        /// The practice's appointment.
        appointment: Box<Appointment>,
        /// How it is known.
        evidence: Evidence,
        /// Where the practice's values are not what was chosen or written.
        differences: Vec<Difference>,
        /// Trace id of the answer that says so.
        trace_id: String,
        /// When that answer came.
        at: DateTime<Utc>,
    },
    /// The practice saved something that is not what was chosen.
    NotAsChosen {
        /// What it saved.
        appointment: Box<Appointment>,
        /// In what it differs.
        differences: Vec<Difference>,
        /// Trace id.
        trace_id: String,
    },
    /// Somebody else has the slot (APT-22). Nothing was saved.
    SlotGone(Error),
    /// Refused, or stopped before it was sent. Nothing was saved.
    Refused(Error),
    /// The answer was lost, and the patient's appointments do not have it.
    NotBooked {
        /// How the answer was lost.
        error: Error,
        /// As of when.
        at: DateTime<Utc>,
    },
    /// Nobody can tell from here whether it is booked.
    NotKnown {
        /// How the answer was lost; none when the practice said "created" and nothing more (L-9).
        error: Option<Error>,
        /// Why reading back did not help.
        check: Option<Error>,
    },
}

/// What a booking waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The practice's answer.
    Sending,
    /// The patient's appointments, because that answer was lost or said too little.
    Checking,
}

/// Books what a ticket allows: one POST, never another on its own.
pub async fn book(
    client: &Client,
    patient: &FoundPatient,
    ticket: Ticket,
    directory: &Directory,
    cancel: &Cancel,
    on_step: impl Fn(Step),
) -> Ending {
    let Review { choice, organisation, organisation_type } = ticket.redeem();
    let slots = choice.chain.slots();
    let (Some(first), Some(last)) = (choice.chain.first(), choice.chain.last()) else {
        return Ending::NotKnown { error: None, check: None };
    };
    let booking = BookAppointment {
        patient,
        slots: slots.iter().map(|slot| slot.id.clone()).collect(),
        start: first.start.text().to_owned(),
        end: last.end.text().to_owned(),
        location: first.schedule.location.id.clone().unwrap_or_default(),
        practitioner: first.schedule.practitioner.id.clone(),
        organisation: &organisation,
        organisation_type,
        description: choice.description.clone(),
        comment: choice.comment.clone(),
        created: uk_time::wall_text(uk_time::wall_clock(client.now())),
    };
    on_step(Step::Sending);
    let lost = match client.send(&booking, cancel).await {
        Ok(Received { value: Booked::Appointment(answer), trace_id, at }) => {
            let appointment = Box::new(Appointment::read(Arc::from(answer), directory));
            let differences = choice.differences(&appointment);
            return if choice.is(&appointment) {
                Ending::Booked { appointment, evidence: Evidence::Answer, differences, trace_id, at }
            } else {
                Ending::NotAsChosen { appointment, differences, trace_id }
            };
        }
        Ok(Received { value: Booked::WithoutBody, .. }) => None,
        // A slot that is taken may be the patient's own by now: an earlier try whose answer was lost.
        Err(error) if is_conflict(&error.failure) || error.is_uncertain() => Some(error),
        Err(error) => return Ending::Refused(error),
    };
    on_step(Step::Checking);
    let still_working = lost.as_ref().is_none_or(|error| may_still_work(&error.failure));
    let found = look(client, patient, &choice, directory, still_working, cancel).await;
    resolved(&choice, lost, found)
}

/// Looks once more for a booking that ended as not known; sends nothing to save.
pub async fn check_again(
    client: &Client,
    patient: &FoundPatient,
    review: &Review,
    error: Option<Error>,
    directory: &Directory,
    cancel: &Cancel,
) -> Ending {
    let found = look(client, patient, &review.choice, directory, false, cancel).await;
    resolved(&review.choice, error, found)
}

async fn look(
    client: &Client,
    patient: &FoundPatient,
    choice: &Choice,
    directory: &Directory,
    still_working: bool,
    cancel: &Cancel,
) -> ReadBack {
    match choice.chain.first().and_then(|first| first.start.date()) {
        Some(day) => {
            look_for(client, patient, day, directory, still_working, |one| choice.is(one), cancel).await
        }
        None => ReadBack::NotKnown(None),
    }
}

/// What a lost answer and the list read back say together.
fn resolved(choice: &Choice, lost: Option<Error>, found: ReadBack) -> Ending {
    match (lost, found) {
        (_, ReadBack::Stands(read)) => {
            let Received { value: appointment, trace_id, at } = *read;
            let differences = choice.differences(&appointment);
            let appointment = Box::new(appointment);
            Ending::Booked { appointment, evidence: Evidence::ReadBack, differences, trace_id, at }
        }
        (Some(error), _) if is_conflict(&error.failure) => Ending::SlotGone(error),
        (Some(error), ReadBack::DoesNotStand(at)) => Ending::NotBooked { error, at },
        (Some(error), ReadBack::NotKnown(check)) => Ending::NotKnown { error: Some(error), check },
        // "Created" and yet not in the list: neither of the two may be trusted.
        (None, ReadBack::DoesNotStand(_)) => Ending::NotKnown { error: None, check: None },
        (None, ReadBack::NotKnown(check)) => Ending::NotKnown { error: None, check },
    }
}

/// 409 to a booking: the slot is taken, whichever code the provider uses (digest 3.9).
fn is_conflict(failure: &Failure) -> bool {
    matches!(failure, Failure::Outcome { status: 409, .. } | Failure::Status { status: 409, .. })
}
