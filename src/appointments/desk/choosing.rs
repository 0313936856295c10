//! What is chosen and written for a booking, and the state of the booking.

use leptos::prelude::*;

use super::at_practice::AtPractice;
use crate::appointments::flow::booking::{Booking, Form, FormFault, Step};
use crate::clinical::appointments::Appointment;
use crate::clinical::slots::{Chain, Deadline, Slot};

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
    /// Whether a slot beyond the deadline is booked anyway; asked again for every choice (APT-13).
    pub late_agreed: RwSignal<bool>,
    /// The organisation type that the slots were searched with (APT-18).
    pub searched_as: RwSignal<Option<String>>,
    /// What is wrong with the form.
    pub faults: RwSignal<Vec<FormFault>>,
    /// The practice that must have the patient before the booking goes on, while it is asked.
    pub meeting: RwSignal<Option<AtPractice>>,
    /// The state of the booking.
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
    /// Takes another choice; what was wrong with the former one, and what was agreed to for it, goes with it.
    pub fn take(&self, chain: Chain) {
        self.chain.set(Some(chain));
        self.late_agreed.set(false);
        self.faults.update(|faults| {
            faults.retain(|fault| !matches!(fault, FormFault::NoSlot | FormFault::Slot(_) | FormFault::Late));
        });
    }

    /// The form as it is filled in.
    pub fn form(&self, deadline: Option<Deadline>) -> Form {
        Form {
            chain: self.chain.get_untracked(),
            description: self.description.get_untracked(),
            comment: self.comment.get_untracked(),
            told: self.told.get_untracked(),
            deadline,
            late_agreed: self.late_agreed.get_untracked(),
        }
    }

    /// Whether a slot is part of the choice, tracked.
    pub fn holds(&self, slot: &Slot) -> bool {
        self.chain.with(|chain| chain.as_ref().is_some_and(|chain| chain.holds(slot)))
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

    /// Empties the form; a booking keeps what it needs of it.
    pub fn forget(&self) {
        self.chain.set(None);
        self.description.set(String::new());
        self.comment.set(String::new());
        self.told.set(false);
    }
}
