//! What is being done with one appointment, as far as it is typed.

use leptos::prelude::*;

use crate::appointments::flow::change_form::{ChangeFault, amendment, cancellation, carried};
use crate::appointments::flow::changing::ChangeReview;
use crate::clinical::appointments::{Action, Appointment};

/// The fields of a change; of one appointment at a time.
#[derive(Clone, Copy)]
pub struct ChangeFields {
    /// What is being filled in, if anything.
    pub action: RwSignal<Option<Action>>,
    /// The description as typed.
    pub description: RwSignal<String>,
    /// The comment as typed.
    pub comment: RwSignal<String>,
    /// The reason for cancelling as typed.
    pub reason: RwSignal<String>,
    /// Whether the patient was told, and agrees.
    pub told: RwSignal<bool>,
    /// What is wrong with them.
    pub faults: RwSignal<Vec<ChangeFault>>,
}

impl Default for ChangeFields {
    fn default() -> Self {
        Self {
            action: RwSignal::new(None),
            description: RwSignal::new(String::new()),
            comment: RwSignal::new(String::new()),
            reason: RwSignal::new(String::new()),
            told: RwSignal::new(false),
            faults: RwSignal::new(Vec::new()),
        }
    }
}

impl ChangeFields {
    /// Starts one: an amendment with the texts as they stand.
    pub fn start(&self, action: Action, seen: &Appointment) {
        self.clear();
        self.description.set(seen.description.clone().unwrap_or_default());
        self.comment.set(seen.comment.clone().unwrap_or_default());
        self.action.set(Some(action));
    }

    /// Back to the appointment; what was typed is forgotten.
    pub fn clear(&self) {
        self.action.set(None);
        self.description.set(String::new());
        self.comment.set(String::new());
        self.reason.set(String::new());
        self.told.set(false);
        self.faults.set(Vec::new());
    }

    /// Checks them; complete, they are given for a last look.
    pub fn check(&self, seen: Appointment) -> Option<ChangeReview> {
        let told = self.told.get_untracked();
        let checked = match self.action.get_untracked()? {
            Action::Amend => {
                amendment(&self.description.read_untracked(), &self.comment.read_untracked(), told, &seen)
            }
            Action::Cancel => cancellation(&self.reason.read_untracked(), told),
        };
        let (change, faults) = match checked {
            Ok(change) => (Some(change), Vec::new()),
            Err(faults) => (None, faults),
        };
        self.faults.set(faults);
        Some(ChangeReview { seen, change: change? })
    }

    /// The appointment turned out to be another than the user saw: what they wrote is kept, what they did not touch is
    /// as it stands now, and they decide again.
    pub fn carry_over(&self, seen: &Appointment, now: &Appointment) {
        let (description, comment) = (now.description.as_deref(), now.comment.as_deref());
        self.description.update(|typed| *typed = carried(typed, seen.description.as_deref(), description));
        self.comment.update(|typed| *typed = carried(typed, seen.comment.as_deref(), comment));
    }
}
