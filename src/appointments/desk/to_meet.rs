//! To meet the patient at a practice: looked for there, registered for a while, or compared and confirmed.

use leptos::prelude::*;

use super::Desk;
use super::at_practice::AtPractice;
use crate::appointments::flow::open_ends::Attempt;
use crate::appointments::flow::read_back::LATER;
use crate::gpconnect::Cancel;
use crate::session::clock;
use crate::session::standing::{Standing, look, look_again, register};
use crate::session::under_way::Matter;

impl Desk {
    /// Asks the practice for the patient, unless it is being asked or has the patient. Ends with a [`Standing`].
    pub fn look(self, at: AtPractice) {
        if at.standing.with_untracked(|standing| standing.is_waiting() || standing.patient().is_some()) {
            return;
        }
        let lost = at.standing.with_untracked(|standing| standing.open_registration().cloned());
        at.standing.set(Standing::Looking);
        let (client, cancel, traced) = (at.client(), self.patient.cancel(), self.patient.traced());
        self.patient.spawn(async move {
            let found = match lost {
                Some(lost) => look_again(&client, &traced, lost, &cancel).await,
                None => look(&client, &traced, &cancel).await,
            };
            self.stands(at, found);
        });
    }

    /// Takes what the practice knows of the patient now; a registration whose end is not known stays named until it is settled.
    fn stands(self, at: AtPractice, standing: Standing) {
        let standing = standing.settled(&self.patient.confirmed_untracked());
        let lost = standing.open_registration().cloned();
        at.standing.set(standing);
        match lost {
            Some(lost) => self.leave_open(at, Attempt::Registration, Some(lost), Some(clock::now())),
            None => self.settled(&at.ods(), &Attempt::Registration),
        }
    }

    /// Goes on looking by itself for a patient whose registration had no answer.
    pub async fn follow_registration(self, at: AtPractice) {
        let (client, cancel, traced) = (at.client(), self.patient.cancel(), self.patient.traced());
        for pause in LATER {
            client.pause(*pause, &cancel).await;
            let lost = at.standing.with_untracked(|standing| standing.open_registration().cloned());
            // Looked for by the user meanwhile, or settled.
            let Some(lost) = lost else { continue };
            if cancel.is_fired() {
                return;
            }
            let found = look_again(&client, &traced, lost, &cancel).await;
            if at.standing.with_untracked(|standing| standing.open_registration().is_some()) {
                self.stands(at, found);
            }
        }
    }

    /// Asks the practice to register the patient temporarily, once, where it has answered that it does not have them.
    pub fn register(self, at: AtPractice) {
        let may = at
            .standing
            .with_untracked(|standing| matches!(standing, Standing::Nobody | Standing::NotRegistered(_)));
        if !may {
            return;
        }
        at.standing.set(Standing::Registering);
        let (client, practice, traced) = (at.client(), at.practice(), self.patient.traced());
        let what = format!("A temporary registration at {}", practice.name);
        let work = async move { register(&client, &traced, &Cancel::new()).await };
        self.patient.see_through(Matter::Appointments, what, work, move |standing, is_open| {
            let outside = (!is_open).then(|| standing.outside(&practice));
            if is_open {
                self.stands(at, standing);
            }
            outside
        });
    }

    /// Somebody was shown the differences and says that it is the same person (FND-12).
    pub fn confirm(self, at: AtPractice) {
        let met = at.standing.with_untracked(|standing| match standing {
            Standing::Differs(met) => Some(met.clone()),
            Standing::NotLooked
            | Standing::Looking
            | Standing::Registering
            | Standing::Found(_)
            | Standing::Nobody
            | Standing::Several(_)
            | Standing::Mismatch { .. }
            | Standing::Failed(_)
            | Standing::NotRegistered(_)
            | Standing::NotSoFar(_)
            | Standing::NotKnown(_) => None,
        });
        let Some(met) = met else { return };
        self.patient.confirmed_person(&at.provider(), met.check().clone(), met.trace_id().to_owned());
        at.standing.update(|standing| *standing = std::mem::take(standing).confirmed());
    }
}
