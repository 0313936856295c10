//! The desk at one practice: its client, its people and places, and what the practice knows of the patient.
//!
//! Ids of one practice mean nothing at another, so whatever holds ids is kept for each practice apart (APT-15).

use std::sync::Arc;

use leptos::prelude::*;

use crate::clinical::appointments::Directory;
use crate::clinical::slots::preferred_branch;
use crate::gpconnect::{Client, FoundPatient, Provider};
use crate::session::Practice;
use crate::session::standing::Standing;

/// One practice of the desk.
#[derive(Clone, Copy)]
pub struct AtPractice {
    client: StoredValue<Client>,
    /// What the practice knows of the patient.
    pub standing: RwSignal<Standing>,
    /// Its people and places.
    pub directory: RwSignal<Directory>,
}

impl AtPractice {
    /// A practice, and what it knows of the patient from the start.
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
}
