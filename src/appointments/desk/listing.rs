//! The patient's appointments at the practice, the people and places in them, and the change under way.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::at_practice::AtPractice;
use super::change_fields::ChangeFields;
use crate::appointments::flow::booking::Step;
use crate::appointments::flow::changing::Changing;
use crate::clinical::State;
use crate::clinical::appointments::{Appointment, Appointments, Status};
use crate::gpconnect::Error;
use crate::session::Question;

/// What the practice answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    /// The appointments.
    pub appointments: Appointments,
    /// Trace id of the call.
    pub trace_id: String,
    /// When the answer came.
    pub at: DateTime<Utc>,
}

/// The list and what is done with one of it.
#[derive(Clone, Copy)]
pub struct Listing {
    /// The practice whose list it is.
    pub at: AtPractice,
    /// The question for the list.
    pub question: Question<Arc<Listed>>,
    /// The state of the list.
    pub state: ReadSignal<State<Arc<Listed>, Error>>,
    /// Logical id of the appointment whose details are open.
    pub open: RwSignal<Option<String>>,
    /// Id of the element it was opened from, to go back to.
    pub opened_from: StoredValue<String>,
    /// What is being done with it, as far as it is typed.
    pub fields: ChangeFields,
    /// The state of the change.
    pub changing: RwSignal<Changing>,
    /// What is waited for.
    pub step: RwSignal<Step>,
}

impl Listing {
    /// The list of one practice, not asked for yet.
    pub fn of(at: AtPractice) -> Self {
        let question = Question::new();
        Self {
            at,
            question,
            state: question.state(),
            open: RwSignal::new(None),
            opened_from: StoredValue::new(String::new()),
            fields: ChangeFields::default(),
            changing: RwSignal::new(Changing::default()),
            step: RwSignal::new(Step::Sending),
        }
    }

    /// Id of the heading of the appointment that is open: one for each practice.
    pub fn heading(&self) -> String {
        format!("appointment-at-{}", self.at.provider().ods)
    }

    /// Ids of what the practice has for the patient as far as it is read now; `None` where that is not the whole of it.
    pub fn known_ids(&self) -> Option<BTreeSet<String>> {
        self.state.with_untracked(|state| match state {
            State::Empty(_) => Some(BTreeSet::new()),
            State::Present { items, .. } if items.appointments.is_whole() => {
                let received = items.appointments.received().into_iter();
                Some(received.filter_map(|one| one.id.as_deref().map(str::to_owned)).collect())
            }
            State::Present { .. }
            | State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::Withheld(_)
            | State::NotSupported(_) => None,
        })
    }

    /// The appointments with what is known about their people and places, tracked.
    pub fn items(&self) -> Vec<Appointment> {
        match &*self.state.read() {
            State::Present { items, .. } => items.appointments.items(&self.at.directory.read()),
            State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::Withheld(_)
            | State::NotSupported(_)
            | State::Empty(_) => Vec::new(),
        }
    }

    /// Closes the details. Not while a change is on its way: its ending is shown there.
    pub fn close(&self) {
        if !self.changing.with_untracked(Changing::is_sending) {
            self.show(None);
        }
    }

    /// Opens the details of one, closes what was being done with another.
    pub fn show(&self, id: Option<String>) {
        self.open.set(id);
        self.fields.clear();
        self.changing.update(Changing::reopen);
    }

    /// Checks the fields; complete, they are shown for a last look.
    pub fn review(&self, seen: Appointment) {
        if let Some(review) = self.fields.check(seen) {
            self.changing.update(|changing| changing.review(review));
        }
    }

    /// Whether the practice has the patient, so that it can be asked; tracked.
    pub fn has_patient(&self) -> bool {
        self.at.standing.with(|standing| standing.patient().is_some())
    }

    /// The booked ones, and whether the list is whole; `None` where there is no list; tracked.
    pub fn booked(&self) -> Option<(usize, bool)> {
        match &*self.state.read() {
            State::Empty(_) => Some((0, true)),
            State::Present { items, warnings } => {
                let all = items.appointments.items(&self.at.directory.read());
                let booked = all.iter().filter(|one| one.status == Status::Booked).count();
                Some((booked, warnings.is_empty()))
            }
            State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::Withheld(_)
            | State::NotSupported(_) => None,
        }
    }
}
