//! Booking: checked, sent once, and resolved to what is booked at the practice (APT-14 to APT-23, T-11, T-12, T-25).

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::read_back::{LATER, ONCE, ReadBack, look_for, pauses};
use crate::clinical::appointments::text::{self, TextFault};
use crate::clinical::appointments::{Appointment, Choice, Difference, Directory};
use crate::clinical::slots::{Chain, Deadline, NotAdjoining};
use crate::format::uk_time;
use crate::gpconnect::appointments::{BookAppointment, Booked, ListAppointments};
use crate::gpconnect::{Cancel, Client, Error, Failure, FoundPatient, Interaction, Organisation, Received};
use crate::session::stage::{self, Stage};

/// The state of a booking.
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
    /// Whether somebody was asked about a slot beyond it, and books it anyway (APT-13).
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
    /// Ids of the patient's appointments at the practice before it is sent, where somebody has read them: what was there
    /// before is not what this booking makes.
    pub before: Option<BTreeSet<String>>,
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
                before: None,
            }),
            _ => Err(faults),
        }
    }
}

/// How it is known that an appointment is booked.
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
    /// The practice failed after it was asked, has done with it, and the patient's appointments do not have it.
    NotBooked {
        /// How it failed.
        error: Error,
        /// As of when.
        at: DateTime<Utc>,
    },
    /// The answer was lost, and the patient's appointments do not have it so far: the practice may still be at work on it.
    NotSoFar {
        /// How the answer was lost.
        error: Error,
        /// As of when.
        at: DateTime<Utc>,
    },
    /// Not sent: an earlier booking whose end was not known was looked for first, and is booked, or could not be looked for.
    Held {
        /// What was found of it.
        found: Vec<Appointment>,
        /// Why it could not be looked for.
        check: Option<Error>,
    },
    /// Nobody can tell from here whether it is booked.
    NotKnown {
        /// How the answer was lost; none when the practice said "created" and nothing more (L-9).
        error: Option<Error>,
        /// Why reading back did not help.
        check: Option<Error>,
        /// What is booked there at that time and might be it.
        found: Vec<Appointment>,
    },
}

impl Ending {
    /// Whether the practice may still save it, or has: then it stays open until it is settled.
    pub fn is_open(&self) -> bool {
        match self {
            Self::NotSoFar { .. } | Self::NotKnown { .. } => true,
            Self::Booked { .. }
            | Self::NotAsChosen { .. }
            | Self::SlotGone(_)
            | Self::Refused(_)
            | Self::NotBooked { .. }
            | Self::Held { .. } => false,
        }
    }
}

/// What a booking waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// The patient's appointments, because an earlier booking is not settled.
    Looking,
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
    let review = ticket.redeem();
    let Review { choice, organisation, organisation_type, .. } = &review;
    let slots = choice.chain.slots();
    let (Some(first), Some(last)) = (choice.chain.first(), choice.chain.last()) else {
        return Ending::NotKnown { error: None, check: None, found: Vec::new() };
    };
    let booking = BookAppointment {
        patient,
        slots: slots.iter().map(|slot| slot.id.clone()).collect(),
        start: first.start.text().to_owned(),
        end: last.end.text().to_owned(),
        location: first.schedule.location.ids.first().cloned().unwrap_or_default(),
        practitioners: first.schedule.practitioner.ids.clone(),
        organisation,
        organisation_type: organisation_type.clone(),
        description: choice.description.clone(),
        comment: choice.comment.clone(),
        created: uk_time::moment_text(client.now()),
    };
    on_step(Step::Sending);
    let lost = match client.send(&booking, cancel).await {
        Ok(Received { value: Booked::Appointment(answer), trace_id, at }) => {
            let appointment = Appointment::read(Arc::from(answer), directory);
            let differences = choice.differences(&appointment);
            let is_it = choice.is(&appointment);
            let appointment = Box::new(choice.timed(appointment));
            return if is_it {
                Ending::Booked { appointment, evidence: Evidence::Answer, differences, trace_id, at }
            } else {
                Ending::NotAsChosen { appointment, differences, trace_id }
            };
        }
        Ok(Received { value: Booked::WithoutBody, .. }) => None,
        Err(error) if error.was_processed() => Some(error),
        Err(error) => return Ending::Refused(error),
    };
    on_step(Step::Checking);
    let still_working = may_come(lost.as_ref(), &review, patient);
    let found = look(client, patient, &review, directory, pauses(still_working), cancel).await;
    resolved(&review, lost, still_working, found)
}

/// Whether the practice may save it yet. A refusal that names another request's slot or patient is not believed: systems
/// that are asked twice at once have answered one with what was meant for the other.
fn may_come(lost: Option<&Error>, review: &Review, patient: &FoundPatient) -> bool {
    let Some(error) = lost else { return true };
    let Failure::Outcome { outcome, .. } = &error.failure else { return error.may_still_work() };
    let slots = review.choice.chain.slots();
    let said = outcome.issues.iter().flat_map(|issue| [&issue.diagnostics, &issue.text]).flatten();
    let is_foreign = |(kind, id): (&str, &str)| match kind {
        "Slot" => slots.iter().all(|slot| slot.id != id),
        "Patient" => patient.id() != id,
        _ => false,
    };
    let references = |text: &str| {
        let words = text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '/' | '-' | '.')));
        words
            .filter_map(|word| word.trim_end_matches('.').rsplit_once('/'))
            .any(|(kind, id)| is_foreign((kind.rsplit('/').next().unwrap_or(kind), id)))
    };
    error.may_still_work() || said.into_iter().any(|text| references(text))
}

/// Looks once more for a booking whose end is not known; sends nothing to save.
pub async fn check_again(
    client: &Client,
    patient: &FoundPatient,
    review: &Review,
    error: Option<Error>,
    directory: &Directory,
    cancel: &Cancel,
) -> Ending {
    let may_come = may_come(error.as_ref(), review, patient);
    let found = look(client, patient, review, directory, ONCE, cancel).await;
    resolved(review, error, may_come, found)
}

/// Goes on looking by itself for a booking whose end is not known, for as long as a slow practice may take; every look
/// that settled nothing is told.
pub async fn follow(
    client: &Client,
    patient: &FoundPatient,
    review: &Review,
    error: Option<Error>,
    directory: &Directory,
    cancel: &Cancel,
    on_look: impl Fn(&Ending),
) -> Option<Ending> {
    for pause in LATER {
        client.pause(*pause, cancel).await;
        if cancel.is_fired() {
            return None;
        }
        let ending = check_again(client, patient, review, error.clone(), directory, cancel).await;
        if !ending.is_open() {
            return Some(ending);
        }
        on_look(&ending);
    }
    None
}

async fn look(
    client: &Client,
    patient: &FoundPatient,
    review: &Review,
    directory: &Directory,
    pauses: &[Duration],
    cancel: &Cancel,
) -> ReadBack {
    let Review { choice, organisation, before, .. } = review;
    match choice.chain.first().and_then(|first| first.start.date()) {
        Some(day) => {
            let likeness = |one: &Appointment| choice.likeness(one, &organisation.ods, before.as_ref());
            look_for(client, patient, day, directory, pauses, likeness, cancel).await
        }
        None => ReadBack::NotKnown(None),
    }
}

/// What a lost answer and the list read back say together.
fn resolved(review: &Review, lost: Option<Error>, may_come: bool, found: ReadBack) -> Ending {
    let none = Vec::new;
    match (lost, found) {
        (_, ReadBack::Stands(read)) => {
            let Received { value: appointment, trace_id, at } = *read;
            let differences = review.choice.differences(&appointment);
            let appointment = Box::new(review.choice.timed(appointment));
            Ending::Booked { appointment, evidence: Evidence::ReadBack, differences, trace_id, at }
        }
        (error, ReadBack::MayStand(found)) => Ending::NotKnown { error, check: None, found },
        (Some(error), ReadBack::DoesNotStand(at)) => match &error.failure {
            // The slot is taken, whichever code the provider uses (foundations digest 3.9).
            failure if failure.status() == Some(409) => Ending::SlotGone(error),
            _ if may_come => Ending::NotSoFar { error, at },
            _ if error.is_uncertain() => Ending::NotBooked { error, at },
            _ => Ending::Refused(error),
        },
        (error, ReadBack::NotKnown(check)) => Ending::NotKnown { error, check, found: none() },
        // "Created" and yet not in the list: neither of the two may be trusted.
        (None, ReadBack::DoesNotStand(_)) => Ending::NotKnown { error: None, check: None, found: none() },
    }
}

/// An earlier booking whose end is not known, and where it can be looked for.
pub struct Earlier {
    /// The practice.
    pub client: Client,
    /// The patient there.
    pub patient: FoundPatient,
    /// What was sent.
    pub review: Review,
    /// The practice's people and places.
    pub directory: Directory,
}

/// Looks for earlier bookings whose end is not known, before anything further is sent. `None` where none of them is booked.
pub async fn hold_back(earlier: &[Earlier], cancel: &Cancel) -> Option<Ending> {
    let (mut found, mut check) = (Vec::new(), None);
    for Earlier { client, patient, review, directory } in earlier {
        match look(client, patient, review, directory, ONCE, cancel).await {
            ReadBack::Stands(read) => found.push(review.choice.timed(read.value)),
            ReadBack::MayStand(all) => found.extend(all),
            ReadBack::DoesNotStand(_) => {}
            ReadBack::NotKnown(why) => {
                let unread = || Error {
                    failure: crate::gpconnect::Failure::decode("Bundle: not read whole"),
                    interaction: ListAppointments::CALL.id,
                    changes_something: false,
                    trace_id: String::new(),
                    asked: client.provider().name.clone(),
                };
                check = Some(why.unwrap_or_else(unread));
            }
        }
    }
    (!found.is_empty() || check.is_some()).then_some(Ending::Held { found, check })
}
