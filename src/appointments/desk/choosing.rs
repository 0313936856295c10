//! The choice, its form, and its booking.

use leptos::prelude::*;

use super::Desk;
use super::at_practice::AtPractice;
use crate::appointments::flow::booking::{
    self, Booking, Ending, Form, FormFault, Review, Step, book, hold_back,
};
use crate::appointments::flow::open_ends::Attempt;
use crate::clinical::appointments::Appointment;
use crate::clinical::slots::{Chain, Slot, when};
use crate::gpconnect::{Cancel, FoundPatient};
use crate::session::clock;
use crate::ui::area_rail::{AreaState, AreaStates, Severity};

/// What the user has chosen and written; kept through every failure (APT-22).
#[derive(Clone, Copy)]
pub struct Choosing {
    /// The slots chosen.
    pub chain: RwSignal<Option<Chain>>,
    /// As typed.
    pub description: RwSignal<String>,
    /// As typed.
    pub comment: RwSignal<String>,
    /// Whether the patient was told, and agrees.
    pub told: RwSignal<bool>,
    /// Whether a slot beyond the deadline is booked all the same; asked anew for every choice (APT-13).
    pub late_agreed: RwSignal<bool>,
    /// The organisation type that the slots were searched with (APT-18).
    searched_as: RwSignal<Option<String>>,
    /// What is wrong with the form.
    pub faults: RwSignal<Vec<FormFault>>,
    /// The practice that must have the patient before the booking goes on, while it is asked.
    pub meeting: RwSignal<Option<AtPractice>>,
    /// Where the booking stands.
    pub booking: RwSignal<Booking>,
    /// What is waited for.
    pub step: RwSignal<Step>,
    /// Whether the user has seen how it ended: they may look at another page while it is on its way.
    pub seen: RwSignal<bool>,
}

impl Default for Choosing {
    fn default() -> Self {
        Self {
            chain: RwSignal::new(None),
            description: RwSignal::new(String::new()),
            comment: RwSignal::new(String::new()),
            told: RwSignal::new(false),
            late_agreed: RwSignal::new(false),
            searched_as: RwSignal::new(None),
            faults: RwSignal::new(Vec::new()),
            meeting: RwSignal::new(None),
            booking: RwSignal::new(Booking::default()),
            step: RwSignal::new(Step::Sending),
            seen: RwSignal::new(false),
        }
    }
}

impl Choosing {
    /// Chooses one slot in place of what was chosen.
    pub fn choose(&self, desk: Desk, slot: &Slot) {
        let chain = Chain::of(slot.clone());
        self.searched_as.set(desk.searching.searched_as(&chain));
        self.set(desk, chain);
    }

    /// Chooses a longer or shorter chain.
    pub fn set(&self, desk: Desk, chain: Chain) {
        let said = chain.first().zip(chain.last()).map(|(first, last)| {
            let when = when(&first.start, Some(&last.end));
            format!("Chosen: {when}, with {}", first.schedule.practitioner.shown())
        });
        desk.say(&said.unwrap_or_default());
        self.chain.set(Some(chain));
        self.late_agreed.set(false);
        self.faults.update(|faults| {
            faults.retain(|fault| !matches!(fault, FormFault::NoSlot | FormFault::Slot(_) | FormFault::Late));
        });
    }

    /// Whether a slot is part of the choice, tracked.
    pub fn holds(&self, slot: &Slot) -> bool {
        self.chain.with(|chain| chain.as_ref().is_some_and(|chain| chain.holds(slot)))
    }

    /// Checks the form; complete, it is shown for a last look.
    pub fn review(&self, desk: Desk) {
        let form = Form {
            chain: self.chain.get_untracked(),
            description: self.description.get_untracked(),
            comment: self.comment.get_untracked(),
            told: self.told.get_untracked(),
            deadline: desk.searching.deadline.get_untracked(),
            late_agreed: self.late_agreed.get_untracked(),
        };
        let searched_as = self.searched_as.get_untracked();
        match Review::of(&form, &desk.organisation(), searched_as, clock::now()) {
            Ok(review) => {
                self.faults.set(Vec::new());
                match desk.of(&review.choice.chain) {
                    // The practice is asked for the patient only now: looking at its slots does not tell it who they are for.
                    Some(at) if at.patient().is_none() => {
                        self.meeting.set(Some(at));
                        at.look(desk);
                    }
                    at => {
                        self.meeting.set(None);
                        // What the patient has there already: shown, and told apart from what this booking makes.
                        if let Some(listing) = at.and_then(|at| desk.listing_at(&at.ods())) {
                            listing.load_once(desk);
                        }
                        self.booking.update(|booking| booking.review(review));
                    }
                }
            }
            Err(faults) => {
                self.meeting.set(None);
                self.faults.set(faults);
            }
        }
    }

    /// The practice that is booked with, and the patient's record there: what is reviewed decides, not what is chosen by
    /// then.
    fn at(&self, desk: Desk) -> Option<(AtPractice, FoundPatient)> {
        let at = self.booking.with_untracked(|booking| desk.of(&booking.reviewed()?.choice.chain))?;
        Some((at, at.patient()?))
    }

    /// Books what is reviewed: the first call sends, every further one does nothing (T-12).
    pub fn book(self, desk: Desk) {
        let Some((at, patient)) = self.at(desk) else { return };
        let before = desk.listing_at(&at.ods()).and_then(|listing| listing.known_ids());
        self.booking.update(|booking| {
            if let Booking::Reviewing(review) = booking {
                review.before = before;
            }
        });
        let Some(ticket) = self.booking.try_update(Booking::submit).flatten() else { return };
        let earlier = desk.earlier_bookings();
        self.step.set(if earlier.is_empty() { Step::Sending } else { Step::Looking });
        let (client, practice) = (at.client(), at.practice());
        let directory = at.directory.get_untracked();
        let when = ticket.what().choice.when();
        let what = format!("The booking of {when} at {}", practice.name);
        let (rebooking, ods) = (desk.rebooking.get_untracked(), at.ods());
        let work = async move {
            // The patient's signals go with the patient; what was sent is seen through all the same.
            let on_step = |step| {
                self.step.try_set(step);
            };
            if let Some(held) = hold_back(&earlier, &Cancel::new()).await {
                return held;
            }
            book(&client, &patient, ticket, &directory, &Cancel::new(), on_step).await
        };
        desk.see_through(what, work, move |ending, is_open| {
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
                self.end(desk, ending);
            }
            outside
        });
    }

    /// Looks once more for a booking that is not known; sends nothing to save.
    pub fn check_again(self, desk: Desk) {
        let Some((at, patient)) = self.at(desk) else { return };
        let Booking::Ended(review, ending) = self.booking.get_untracked() else { return };
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
        self.step.set(Step::Checking);
        self.booking.set(Booking::Sending(review.clone()));
        let (client, cancel) = (at.client(), desk.cancel());
        let directory = at.directory.get_untracked();
        desk.spawn(async move {
            let ending = booking::check_again(&client, &patient, &review, error, &directory, &cancel).await;
            self.end(desk, ending);
        });
    }

    fn end(self, desk: Desk, ending: Ending) {
        let sent = self.booking.with_untracked(|booking| booking.reviewed().cloned());
        let at = sent.as_ref().and_then(|sent| desk.of(&sent.choice.chain));
        if let Some((at, sent)) = at.zip(sent.as_ref()) {
            let (ods, practice) = (at.provider().ods.clone(), at.practice().name);
            desk.rebooking.update(|rebooking| {
                if let Some(rebooking) = rebooking {
                    rebooking.booked(&ending, &sent.choice.when(), &ods, &practice);
                }
            });
        }
        let listing = at.and_then(|at| desk.listing_at(&at.ods()));
        match &ending {
            Ending::Booked { .. } | Ending::NotAsChosen { .. } => {
                self.forget();
                if let Some(listing) = listing {
                    listing.load(desk);
                }
                desk.searching.search(desk);
            }
            // The slot is somebody else's: what was written is kept, the slots are read again (APT-22).
            Ending::SlotGone(_) => {
                self.chain.set(None);
                desk.searching.search(desk);
            }
            // The lists tell what became of the earlier ones.
            Ending::Held { .. } => {
                for listing in desk.listings() {
                    listing.load(desk);
                }
            }
            Ending::Refused(_)
            | Ending::NotBooked { .. }
            | Ending::NotSoFar { .. }
            | Ending::NotKnown { .. } => {}
        }
        if let Some((at, sent)) = at.zip(sent) {
            self.keep_open(desk, at, sent, &ending);
        }
        self.seen.set(false);
        self.booking.update(|booking| booking.end(ending));
    }

    /// Keeps a booking in sight whose end is not known, until it is settled; one that has ended is open no longer.
    fn keep_open(self, desk: Desk, at: AtPractice, sent: Review, ending: &Ending) {
        let ods = at.ods();
        let attempt = |sent: Review| Attempt::Booking(Box::new(sent));
        match ending {
            Ending::NotSoFar { error, at: looked } => {
                desk.leave_open(at, attempt(sent), Some(error.clone()), Some(*looked));
            }
            Ending::NotKnown { error, .. } => desk.leave_open(at, attempt(sent), error.clone(), None),
            Ending::Booked { appointment, .. } | Ending::NotAsChosen { appointment, .. } => {
                desk.open_ends.update(|open| open.booked(&ods, &sent, appointment));
            }
            Ending::SlotGone(_) | Ending::Refused(_) | Ending::NotBooked { .. } => {
                desk.settled(&ods, &attempt(sent));
            }
            Ending::Held { .. } => {}
        }
    }

    /// The booking whose page still stands was found after all.
    pub fn booked(self, desk: Desk, ods: &str, review: &Review, appointment: &Appointment) {
        self.forget();
        self.seen.set(false);
        desk.open_ends.update(|open| open.booked(ods, review, appointment));
        desk.searching.search(desk);
    }

    /// Reports to the rail what must not be forgotten on another page: a booking on its way, or one not settled.
    pub fn report(self, desk: Desk) {
        let states = AreaStates::here();
        Effect::new(move |_| {
            let state = match &*self.booking.read() {
                Booking::Sending(_) => Some(AreaState::new("sending", Severity::Quiet)),
                Booking::Ended(_, Ending::Booked { .. }) if !self.seen.get() => {
                    Some(AreaState::new("booked", Severity::Plain))
                }
                Booking::Open | Booking::Reviewing(_) | Booking::Ended(..) => {
                    let unsettled = desk.open_ends.with(|open| open.bookings().next().is_some());
                    unsettled.then(|| AreaState::new("not known", Severity::Failed))
                }
            };
            match state {
                Some(state) => states.set("book", state),
                None => states.clear("book"),
            }
        });
    }

    /// Back to the board, with everything as it was typed.
    pub fn reopen(&self) {
        self.meeting.set(None);
        self.booking.update(Booking::reopen);
    }

    /// Begins with the texts of another appointment; not while a booking is on its way.
    pub fn start_with(&self, old: &Appointment) {
        if self.booking.with_untracked(Booking::is_sending) {
            return;
        }
        self.forget();
        self.reopen();
        self.description.set(old.description.clone().unwrap_or_default());
        self.comment.set(old.comment.clone().unwrap_or_default());
    }

    fn forget(&self) {
        self.chain.set(None);
        self.description.set(String::new());
        self.comment.set(String::new());
        self.told.set(false);
    }
}
