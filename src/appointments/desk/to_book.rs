//! To book: choose, look at it a last time, send it once, and take how it ended.

use leptos::prelude::*;

use super::Desk;
use super::at_practice::AtPractice;
use crate::appointments::flow::booking::{self, Booking, Ending, Review, Step, book, hold_back};
use crate::appointments::flow::open_ends::Attempt;
use crate::clinical::appointments::Appointment;
use crate::clinical::slots::{Chain, Slot, when};
use crate::gpconnect::{Cancel, FoundPatient};
use crate::session::clock;
use crate::session::under_way::Matter;

impl Desk {
    /// Chooses one slot in place of what was chosen.
    pub fn choose(self, slot: &Slot) {
        let chain = Chain::of(slot.clone());
        self.choosing.searched_as.set(self.searching.searched_as(&chain));
        self.choose_chain(chain);
    }

    /// Chooses a longer or shorter chain.
    pub fn choose_chain(self, chain: Chain) {
        let said = chain.first().zip(chain.last()).map(|(first, last)| {
            let when = when(&first.start, Some(&last.end));
            format!("Chosen: {when}, with {}", first.schedule.practitioner.shown())
        });
        self.patient.say(&said.unwrap_or_default());
        self.choosing.take(chain);
    }

    /// Checks the form; complete, it is shown for a last look.
    pub fn review_booking(self) {
        let choosing = self.choosing;
        let form = choosing.form(self.searching.deadline.get_untracked());
        let searched_as = choosing.searched_as.get_untracked();
        match Review::of(&form, &self.organisation(), searched_as, clock::now()) {
            Ok(review) => {
                choosing.faults.set(Vec::new());
                match self.of(&review.choice.chain) {
                    // The practice is asked for the patient only now: looking at its slots does not tell it who they are for.
                    Some(at) if at.patient().is_none() => {
                        choosing.meeting.set(Some(at));
                        self.look(at);
                    }
                    at => {
                        choosing.meeting.set(None);
                        // What the patient has there already: shown, and told apart from what this booking makes.
                        if let Some(listing) = at.and_then(|at| self.listing_at(&at.ods())) {
                            self.load_once(listing);
                        }
                        choosing.booking.update(|booking| booking.review(review));
                    }
                }
            }
            Err(faults) => {
                choosing.meeting.set(None);
                choosing.faults.set(faults);
            }
        }
    }

    /// The practice that is booked with, and the patient's record there: what is reviewed decides, not what is chosen by
    /// then.
    fn booked_with(self) -> Option<(AtPractice, FoundPatient)> {
        let at =
            self.choosing.booking.with_untracked(|booking| self.of(&booking.reviewed()?.choice.chain))?;
        Some((at, at.patient()?))
    }

    /// Books what is reviewed: the first call sends, every further one does nothing (T-12).
    pub fn book(self) {
        let Some((at, patient)) = self.booked_with() else { return };
        let before = self.listing_at(&at.ods()).and_then(|listing| listing.known_ids());
        self.choosing.booking.update(|booking| {
            if let Booking::Reviewing(review) = booking {
                review.before = before;
            }
        });
        let Some(ticket) = self.choosing.booking.try_update(Booking::submit).flatten() else { return };
        let earlier = self.earlier_bookings();
        self.choosing.step.set(if earlier.is_empty() { Step::Sending } else { Step::Looking });
        let (client, practice) = (at.client(), at.practice());
        let directory = at.directory.get_untracked();
        let when = ticket.what().choice.when();
        let what = format!("The booking of {when} at {}", practice.name);
        let (rebooking, ods) = (self.rebooking.get_untracked(), at.ods());
        let work = async move {
            // The patient's signals go with the patient; what was sent carries on anyway.
            let on_step = |step| {
                self.choosing.step.try_set(step);
            };
            if let Some(held) = hold_back(&earlier, &Cancel::new()).await {
                return held;
            }
            book(&client, &patient, ticket, &directory, &Cancel::new(), on_step).await
        };
        self.patient.see_through(Matter::Appointments, what, work, move |ending, is_open| {
            let outside = (!is_open).then(|| {
                let end = ending.report(&practice).outside(&practice);
                match rebooking {
                    Some(mut rebooking) => {
                        rebooking.booked(&ending, &when, &ods, &practice.name);
                        rebooking.add_to(end)
                    }
                    None => end,
                }
            });
            if is_open {
                self.end_booking(ending);
            }
            outside
        });
    }

    /// Looks once more for a booking that is not known; sends nothing to save.
    pub fn check_booking_again(self) {
        let Some((at, patient)) = self.booked_with() else { return };
        let Booking::Ended(review, ending) = self.choosing.booking.get_untracked() else { return };
        let error = match ending {
            Ending::NotKnown { error, .. } => error,
            Ending::NotSoFar { error, .. } => Some(error),
            Ending::Booked { .. }
            | Ending::NotAsChosen { .. }
            | Ending::SlotGone(_)
            | Ending::Refused(_)
            | Ending::NotBooked { .. }
            | Ending::Held { .. } => return,
        };
        self.choosing.step.set(Step::Checking);
        self.choosing.booking.set(Booking::Sending(review.clone()));
        let (client, cancel) = (at.client(), self.patient.cancel());
        let directory = at.directory.get_untracked();
        self.patient.spawn(async move {
            let ending = booking::check_again(&client, &patient, &review, error, &directory, &cancel).await;
            self.end_booking(ending);
        });
    }

    fn end_booking(self, ending: Ending) {
        let sent = self.choosing.booking.with_untracked(|booking| booking.reviewed().cloned());
        let at = sent.as_ref().and_then(|sent| self.of(&sent.choice.chain));
        if let Some((at, sent)) = at.zip(sent.as_ref()) {
            let (ods, practice) = (at.provider().ods.clone(), at.practice().name);
            self.rebooking.update(|rebooking| {
                if let Some(rebooking) = rebooking {
                    rebooking.booked(&ending, &sent.choice.when(), &ods, &practice);
                }
            });
        }
        let listing = at.and_then(|at| self.listing_at(&at.ods()));
        match &ending {
            Ending::Booked { .. } | Ending::NotAsChosen { .. } => {
                self.choosing.forget();
                if let Some(listing) = listing {
                    self.load(listing);
                }
                self.search();
            }
            // The slot is somebody else's: what was written is kept, the slots are read again (APT-22).
            Ending::SlotGone(_) => {
                self.choosing.chain.set(None);
                self.search();
            }
            // The lists tell what became of the earlier ones.
            Ending::Held { .. } => {
                for listing in self.listings() {
                    self.load(listing);
                }
            }
            Ending::Refused(_)
            | Ending::NotBooked { .. }
            | Ending::NotSoFar { .. }
            | Ending::NotKnown { .. } => {}
        }
        if let Some((at, sent)) = at.zip(sent) {
            self.keep_booking_open(at, sent, &ending);
        }
        self.choosing.seen.set(false);
        self.choosing.booking.update(|booking| booking.end(ending));
    }

    /// Keeps a booking in sight whose end is not known, until it is settled; one that has ended is open no longer.
    fn keep_booking_open(self, at: AtPractice, sent: Review, ending: &Ending) {
        let ods = at.ods();
        let attempt = |sent: Review| Attempt::Booking(Box::new(sent));
        match ending {
            Ending::NotSoFar { error, at: looked } => {
                self.leave_open(at, attempt(sent), Some(error.clone()), Some(*looked));
            }
            Ending::NotKnown { error, .. } => self.leave_open(at, attempt(sent), error.clone(), None),
            Ending::Booked { appointment, .. } | Ending::NotAsChosen { appointment, .. } => {
                self.open_ends.update(|open| open.booked(&ods, &sent, appointment));
            }
            Ending::SlotGone(_) | Ending::Refused(_) | Ending::NotBooked { .. } => {
                self.settled(&ods, &attempt(sent));
            }
            Ending::Held { .. } => {}
        }
    }

    /// The booking whose page is still shown was found after all.
    pub fn booked_after_all(self, ods: &str, review: &Review, appointment: &Appointment) {
        self.choosing.forget();
        self.choosing.seen.set(false);
        self.open_ends.update(|open| open.booked(ods, review, appointment));
        self.search();
    }
}
