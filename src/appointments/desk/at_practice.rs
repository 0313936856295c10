//! The desk at one practice: its client, its people and places, and where the patient stands there.
//!
//! Ids of one practice mean nothing at another, so whatever holds ids is kept for each practice apart (APT-15).

use std::sync::Arc;

use leptos::prelude::*;

use super::Desk;
use crate::appointments::flow::open_ends::Attempt;
use crate::appointments::flow::read_back::LATER;
use crate::clinical::appointments::Directory;
use crate::clinical::slots::preferred_branch;
use crate::gpconnect::{Cancel, Client, FoundPatient, Provider};
use crate::session::standing::{Standing, look, look_again, register};
use crate::session::{Practice, clock};

/// One practice of the desk.
#[derive(Clone, Copy)]
pub struct AtPractice {
    client: StoredValue<Client>,
    /// Where the patient stands there.
    pub standing: RwSignal<Standing>,
    /// Its people and places.
    pub directory: RwSignal<Directory>,
}

impl AtPractice {
    /// A practice, and where the patient stands there from the start.
    pub fn new(client: Client, standing: Standing) -> Self {
        Self {
            client: StoredValue::new(client),
            standing: RwSignal::new(standing),
            directory: RwSignal::new(Directory::default()),
        }
    }

    /// Asks the practice.
    pub fn client(&self) -> Client {
        self.client.get_value()
    }

    /// The practice's address.
    pub fn provider(&self) -> Arc<Provider> {
        self.client.with_value(|client| client.provider().clone())
    }

    /// Its ODS code.
    pub fn ods(&self) -> String {
        self.client.with_value(|client| client.provider().ods.clone())
    }

    /// Whether it is the practice with this ODS code.
    pub fn is(&self, ods: &str) -> bool {
        self.client.with_value(|client| client.provider().ods.eq_ignore_ascii_case(ods))
    }

    /// The practice as words need it.
    pub fn practice(&self) -> Practice {
        Practice::from(&*self.provider())
    }

    /// The patient's record there, once it may be used; not tracked.
    pub fn patient(&self) -> Option<FoundPatient> {
        self.standing.with_untracked(|standing| standing.patient().cloned())
    }

    /// Logical id of the patient's preferred branch there, once the patient is found; tracked (T-26).
    pub fn preferred_branch(&self) -> Option<String> {
        let standing = self.standing.read();
        preferred_branch(standing.patient()?.patient()).map(str::to_owned)
    }

    /// Asks the practice for the patient, unless it is being asked or has the patient. Ends with a [`Standing`].
    pub fn look(self, desk: Desk) {
        if self.standing.with_untracked(|standing| standing.is_waiting() || standing.patient().is_some()) {
            return;
        }
        let lost = self.standing.with_untracked(|standing| standing.open_registration().cloned());
        self.standing.set(Standing::Looking);
        let (client, cancel, traced) = (self.client(), desk.cancel(), desk.traced());
        desk.spawn(async move {
            let found = match lost {
                Some(lost) => look_again(&client, &traced, lost, &cancel).await,
                None => look(&client, &traced, &cancel).await,
            };
            self.stands(desk, found);
        });
    }

    /// Takes where the patient stands now; a registration whose end is not known stays named until it is settled.
    fn stands(self, desk: Desk, standing: Standing) {
        let standing = standing.settled(&desk.patient.confirmed_untracked());
        let lost = standing.open_registration().cloned();
        self.standing.set(standing);
        match lost {
            Some(lost) => desk.leave_open(self, Attempt::Registration, Some(lost), Some(clock::now())),
            None => desk.settled(&self.ods(), &Attempt::Registration),
        }
    }

    /// Goes on looking by itself for a patient whose registration had no answer.
    pub async fn follow_registration(self, desk: Desk) {
        let (client, cancel, traced) = (self.client(), desk.cancel(), desk.traced());
        for pause in LATER {
            client.pause(*pause, &cancel).await;
            let lost = self.standing.with_untracked(|standing| standing.open_registration().cloned());
            // Looked for by the user meanwhile, or settled.
            let Some(lost) = lost else { continue };
            if cancel.is_fired() {
                return;
            }
            let found = look_again(&client, &traced, lost, &cancel).await;
            if self.standing.with_untracked(|standing| standing.open_registration().is_some()) {
                self.stands(desk, found);
            }
        }
    }

    /// Asks the practice to register the patient temporarily, once, where it has answered that it does not have them.
    pub fn register(self, desk: Desk) {
        let may = self
            .standing
            .with_untracked(|standing| matches!(standing, Standing::Nobody | Standing::NotRegistered(_)));
        if !may {
            return;
        }
        self.standing.set(Standing::Registering);
        let (client, practice, traced) = (self.client(), self.practice(), desk.traced());
        let what = format!("A temporary registration at {}", practice.name);
        let work = async move { register(&client, &traced, &Cancel::new()).await };
        desk.see_through(what, work, move |standing, is_open| {
            let outside = (!is_open).then(|| standing.outside(&practice));
            if is_open {
                self.stands(desk, standing);
            }
            outside
        });
    }

    /// Somebody was shown the differences and says that it is the same person (FND-12).
    pub fn confirm(&self, desk: Desk) {
        let met = self.standing.with_untracked(|standing| match standing {
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
        desk.patient.confirmed_person(&self.provider(), met.check().clone(), met.trace_id().to_owned());
        self.standing.update(|standing| *standing = std::mem::take(standing).confirmed());
    }
}
