//! Bookings, changes and registrations whose end nobody knows: named on every page of the patient, looked for by
//! themselves, compared with every list that is read, and told when they come after all. Only what is booked at the practice,
//! or somebody who has asked there, settles one: nothing else that the user does.

use chrono::{DateTime, Utc};

use super::booking::Review;
use super::changing::{ChangeReview, has_happened};
use crate::clinical::appointments::{Appointment, BookingMatch};
use crate::format::uk_time;
use crate::gpconnect::Error;
use crate::gpconnect::appointments::Change;
use crate::session::Practice;
use crate::session::under_way::{Certainty, End, HalfDone};

/// What was sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Attempt {
    /// A booking.
    Booking(Box<Review>),
    /// An amendment or a cancellation.
    Change(Box<ChangeReview>),
    /// A temporary registration.
    Registration,
}

/// What became of it after all.
#[derive(Clone, Debug, PartialEq)]
pub enum Came {
    /// It is booked, as the practice has it.
    Stands(Box<Appointment>),
    /// Something is booked that may be it.
    MayStand(Vec<Appointment>),
}

/// Something whose end was not known when the user went on.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenEnd {
    /// Which of them.
    pub key: u32,
    /// ODS code of the practice.
    pub ods: String,
    /// The practice as words need it.
    pub practice: Practice,
    /// What was sent.
    pub attempt: Attempt,
    /// How its answer was lost; none when the practice said "done" and nothing more.
    pub error: Option<Error>,
    /// When it was last looked for and was not there.
    pub looked: Option<DateTime<Utc>>,
    /// What came of it.
    pub came: Option<Came>,
}

impl OpenEnd {
    /// What was sent, in words: `The booking of Tue 24-Nov-2026, 09:10 to 09:20 at Millbrook Surgery`.
    pub fn what(&self) -> String {
        let name = &self.practice.name;
        match &self.attempt {
            Attempt::Booking(review) => format!("The booking of {} at {name}", review.choice.when()),
            Attempt::Change(review) => {
                let what = match review.change {
                    Change::Cancel { .. } => "cancellation",
                    Change::Amend { .. } => "amendment",
                };
                format!("The {what} of the appointment on {} at {name}", review.seen.when())
            }
            Attempt::Registration => format!("A temporary registration at {name}"),
        }
    }

    /// A heading and a sentence or two: what is known so far, and what to do.
    pub fn words(&self) -> (&'static str, String) {
        let what = self.what();
        match &self.came {
            None => {
                let looked = match self.looked {
                    Some(at) => {
                        format!("Checked at {}: not there yet.", uk_time::wall_clock(at).format("%H:%M:%S"))
                    }
                    None => "It could not be checked yet.".to_owned(),
                };
                (
                    "Outcome not known",
                    format!("{what} had no clear answer. {looked} Check before the patient leaves."),
                )
            }
            Some(Came::Stands(now)) => match &self.attempt {
                Attempt::Booking(_) => (
                    "Booked after all",
                    format!(
                        "{what} had no answer, but it is booked: {}, with {}. If another was booked in its place, the patient has both: cancel the one that is not wanted.",
                        now.when(),
                        now.shown_practitioner()
                    ),
                ),
                Attempt::Change(_) | Attempt::Registration => {
                    ("Saved after all", format!("{what} had no answer, but the practice has saved it."))
                }
            },
            Some(Came::MayStand(found)) => {
                let found: Vec<String> = found.iter().map(Appointment::when).collect();
                (
                    "Outcome not known",
                    format!(
                        "{what} had no answer. An appointment at {} may be it: {}. {}",
                        self.practice.name,
                        found.join("; "),
                        self.practice.call()
                    ),
                )
            }
        }
    }

    /// The same for whoever has closed the patient: nothing that tells who it was, or what was written.
    fn half_done(&self) -> HalfDone {
        let (certainty, title) = match (&self.came, &self.attempt) {
            (Some(Came::Stands(_)), Attempt::Booking(_)) => (Certainty::Done, "Booked after all"),
            (Some(Came::Stands(_)), _) => (Certainty::Done, "Saved after all"),
            (Some(Came::MayStand(_)) | None, _) => (Certainty::NotKnown, "Outcome not known"),
        };
        let next = match certainty {
            Certainty::Done => "If another was booked in its place, the patient has both: find the patient again and check their appointments.".to_owned(),
            Certainty::NotDone | Certainty::NotKnown => format!(
                "There was no clear answer. Find the patient again and check their appointments before you book anything. {}",
                self.practice.call()
            ),
        };
        let trace_id = self.error.as_ref().map(|error| error.trace_id.clone());
        HalfDone { what: self.what(), end: End { certainty, title, next, trace_id } }
    }
}

/// All of the open patient.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct OpenEnds {
    last: u32,
    all: Vec<OpenEnd>,
    /// Appointments that are known to have come of another booking: practice and logical id.
    known: Vec<(String, String)>,
}

impl OpenEnds {
    /// Notes one, or what a further look at it found; gives its key.
    pub fn note(
        &mut self,
        ods: &str,
        practice: Practice,
        attempt: Attempt,
        error: Option<Error>,
        looked: Option<DateTime<Utc>>,
    ) -> u32 {
        if let Some(known) = self.all.iter_mut().find(|one| one.ods == ods && one.attempt == attempt) {
            known.looked = looked.or(known.looked);
            return known.key;
        }
        self.last += 1;
        let key = self.last;
        self.all.push(OpenEnd { key, ods: ods.to_owned(), practice, attempt, error, looked, came: None });
        key
    }

    /// Notes when one was last looked for and was not there.
    pub fn looked(&mut self, key: u32, at: DateTime<Utc>) {
        if let Some(one) = self.all.iter_mut().find(|one| one.key == key) {
            one.looked = Some(at);
        }
    }

    /// Notes what became of one.
    pub fn came(&mut self, key: u32, came: Came) {
        if let Some(one) = self.all.iter_mut().find(|one| one.key == key) {
            one.came = Some(came);
        }
    }

    /// Takes one away: it is settled where it belongs, or the user has settled it with the practice.
    pub fn settle(&mut self, key: u32) -> Option<OpenEnd> {
        let place = self.all.iter().position(|one| one.key == key)?;
        Some(self.all.remove(place))
    }

    /// A booking ended as booked: its appointment is not taken for another one's, and an earlier try for the same slots
    /// is settled by it, because one slot is one appointment.
    pub fn booked(&mut self, ods: &str, review: &Review, appointment: &Appointment) {
        if let Some(id) = &appointment.id {
            self.known.push((ods.to_owned(), id.clone()));
        }
        let ids = |review: &Review| -> Vec<String> {
            review.choice.chain.slots().iter().map(|slot| slot.id.clone()).collect()
        };
        let slots = ids(review);
        self.all.retain(|one| match &one.attempt {
            Attempt::Booking(earlier) => one.ods != ods || ids(earlier) != slots,
            Attempt::Change(_) | Attempt::Registration => true,
        });
    }

    /// The one of an attempt.
    pub fn of(&self, ods: &str, attempt: &Attempt) -> Option<&OpenEnd> {
        self.all.iter().find(|one| one.ods == ods && one.attempt == *attempt)
    }

    /// One by its key.
    pub fn get(&self, key: u32) -> Option<&OpenEnd> {
        self.all.iter().find(|one| one.key == key)
    }

    /// All, oldest first.
    pub fn all(&self) -> &[OpenEnd] {
        &self.all
    }

    /// The bookings whose end is not known.
    pub fn bookings(&self) -> impl Iterator<Item = (&OpenEnd, &Review)> {
        let is_open = |one: &&OpenEnd| !matches!(one.came, Some(Came::Stands(_)));
        self.all.iter().filter(is_open).filter_map(|one| match &one.attempt {
            Attempt::Booking(review) => Some((one, &**review)),
            Attempt::Change(_) | Attempt::Registration => None,
        })
    }

    /// Compares a list that was read just now with what is open at that practice; gives what came, by key.
    pub fn read(
        &mut self,
        ods: &str,
        listed: &[Appointment],
        is_whole: bool,
        at: DateTime<Utc>,
    ) -> Vec<(u32, Came)> {
        let mut found = Vec::new();
        let is_known = |one: &&Appointment| {
            let id = one.id.as_deref();
            self.known.iter().any(|(at, known)| at == ods && Some(known.as_str()) == id)
        };
        let unknown: Vec<Appointment> = listed.iter().filter(|one| !is_known(one)).cloned().collect();
        let is_open = |one: &&mut OpenEnd| one.ods == ods && !matches!(one.came, Some(Came::Stands(_)));
        for one in self.all.iter_mut().filter(is_open) {
            one.came = match &one.attempt {
                Attempt::Booking(review) => booking_among(review, &unknown),
                Attempt::Change(review) => listed
                    .iter()
                    .find(|now| now.id.is_some() && now.id == review.seen.id)
                    .filter(|now| has_happened(&review.change, &review.seen, now))
                    .map(|now| Came::Stands(Box::new(now.clone()))),
                Attempt::Registration => None,
            };
            match &one.came {
                Some(came) => found.push((one.key, came.clone())),
                None if is_whole && one.attempt != Attempt::Registration => one.looked = Some(at),
                None => {}
            }
        }
        found
    }

    /// Everything, as it is told should the patient be closed now.
    pub fn half_done(&self) -> Vec<HalfDone> {
        self.all.iter().map(OpenEnd::half_done).collect()
    }
}

fn booking_among(review: &Review, listed: &[Appointment]) -> Option<Came> {
    let ods = &review.organisation.ods;
    let alike = |wanted| {
        let is_it =
            move |one: &&Appointment| review.choice.likeness(one, ods, review.before.as_ref()) == wanted;
        listed.iter().filter(is_it).cloned().collect::<Vec<_>>()
    };
    match alike(BookingMatch::This).as_slice() {
        [only] => Some(Came::Stands(Box::new(review.choice.timed(only.clone())))),
        [] => {
            let doubtful = alike(BookingMatch::Doubtful);
            (!doubtful.is_empty()).then_some(Came::MayStand(doubtful))
        }
        several => Some(Came::MayStand(several.to_vec())),
    }
}
