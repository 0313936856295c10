//! The people and places that appointments refer to: lists of appointments include neither, so they are asked for one
//! by one, and a failure hides nothing (APT-38).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::fhir::{self, Bundle, Resource};

/// What is known about one person or place.
#[derive(Debug, PartialEq)]
pub enum Lookup<'a, T> {
    /// Nobody is referred to, or the answer is not there yet and nobody waits for it.
    Unknown,
    /// Asked, no answer yet.
    Asking,
    /// The practice could not say.
    NotAvailable,
    /// Known.
    Known(&'a T),
}

impl<'a, T> Lookup<'a, T> {
    /// What is known, if anything.
    pub fn known(&self) -> Option<&'a T> {
        match self {
            Self::Known(known) => Some(known),
            Self::Unknown | Self::Asking | Self::NotAvailable => None,
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Entry<T> {
    Asking,
    NotAvailable,
    Known(Arc<T>),
}

impl<T> Entry<T> {
    fn lookup(entry: Option<&Self>) -> Lookup<'_, T> {
        match entry {
            None => Lookup::Unknown,
            Some(Self::Asking) => Lookup::Asking,
            Some(Self::NotAvailable) => Lookup::NotAvailable,
            Some(Self::Known(known)) => Lookup::Known(known),
        }
    }
}

/// The people and places of one practice, by logical id. Ids mean nothing at another practice: one directory each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Directory {
    practitioners: BTreeMap<String, Entry<fhir::Practitioner>>,
    locations: BTreeMap<String, Entry<fhir::Location>>,
}

impl Directory {
    /// What is known about a practitioner.
    pub fn practitioner(&self, id: Option<&str>) -> Lookup<'_, fhir::Practitioner> {
        Entry::lookup(id.and_then(|id| self.practitioners.get(id)))
    }

    /// What is known about a location.
    pub fn location(&self, id: Option<&str>) -> Lookup<'_, fhir::Location> {
        Entry::lookup(id.and_then(|id| self.locations.get(id)))
    }

    /// Takes the people and places that came with an answer.
    pub fn learn(&mut self, bundle: &Bundle) {
        for entry in &bundle.entries {
            match entry {
                Resource::Practitioner(practitioner) => {
                    if let Some(id) = practitioner.id.as_deref() {
                        self.practitioners.insert(id.to_owned(), Entry::Known(practitioner.clone()));
                    }
                }
                Resource::Location(location) => {
                    if let Some(id) = location.id.as_deref() {
                        self.locations.insert(id.to_owned(), Entry::Known(location.clone()));
                    }
                }
                _ => {}
            }
        }
    }

    /// Marks everybody and everything that these appointments refer to and nobody knows yet as asked for; the
    /// practitioners' ids first, then the locations'.
    pub fn ask(&mut self, appointments: &[&fhir::Appointment]) -> (Vec<String>, Vec<String>) {
        let ids = |kind: &str| -> BTreeSet<String> {
            appointments
                .iter()
                .flat_map(|appointment| &appointment.participant)
                .filter_map(|participant| participant.actor.as_ref()?.id_of(kind))
                .map(str::to_owned)
                .collect()
        };
        let practitioners =
            ids("Practitioner").into_iter().filter(|id| !self.practitioners.contains_key(id)).collect();
        let locations = ids("Location").into_iter().filter(|id| !self.locations.contains_key(id)).collect();
        for id in &practitioners {
            self.practitioners.insert(String::clone(id), Entry::Asking);
        }
        for id in &locations {
            self.locations.insert(String::clone(id), Entry::Asking);
        }
        (practitioners, locations)
    }

    /// The answer about a practitioner; `None` when the practice could not say.
    pub fn answer_practitioner(&mut self, id: &str, read: Option<fhir::Practitioner>) {
        let entry = read.map_or(Entry::NotAvailable, |read| Entry::Known(Arc::new(read)));
        self.practitioners.insert(id.to_owned(), entry);
    }

    /// The answer about a location; `None` when the practice could not say.
    pub fn answer_location(&mut self, id: &str, read: Option<fhir::Location>) {
        let entry = read.map_or(Entry::NotAvailable, |read| Entry::Known(Arc::new(read)));
        self.locations.insert(id.to_owned(), entry);
    }
}
