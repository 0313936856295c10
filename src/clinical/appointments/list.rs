//! The list of a patient's appointments at one practice, and what it does not show (APT-24 to APT-26).

use std::sync::Arc;

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::{Appointment, Directory};
use crate::clinical::order;
use crate::clinical::slots::outcome_words;
use crate::fhir::{self, Bundle, Resource};
use crate::format::{date, uk_time};

/// How many days on from today a patient's appointments are asked for.
pub const LIST_DAYS: i64 = 366;

/// What was asked: one practice, from today on (L-13).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListAsked {
    /// Name of the practice.
    pub practice: String,
    /// First UK day, never before today.
    pub from: NaiveDate,
    /// Last UK day.
    pub until: NaiveDate,
}

impl ListAsked {
    /// From today in the UK (APT-10), as far as [`LIST_DAYS`] days.
    pub fn from_today(practice: &str, now: DateTime<Utc>) -> Self {
        let from = uk_time::today(now);
        let until = from.checked_add_signed(Duration::days(LIST_DAYS)).unwrap_or(from);
        Self { practice: practice.to_owned(), from, until }
    }

    /// What the list does not show (APT-25).
    pub fn limits(&self) -> String {
        format!(
            "Only appointments at {} from today ({}) to {} are shown; today's include those that are over. Earlier ones cannot be seen here.",
            self.practice,
            date::day(self.from),
            date::day(self.until)
        )
    }
}

/// A practice's answer: every appointment is listed, or counted with the reason.
#[derive(Clone, Debug, PartialEq)]
pub struct Appointments {
    /// What was asked.
    pub asked: ListAsked,
    /// As received, in no order.
    received: Vec<Arc<fhir::Appointment>>,
    /// Entries that could not be read at all.
    pub unreadable: usize,
    /// Appointments that name another patient: never shown.
    pub of_others: usize,
    /// What else the practice says, in words.
    pub warnings: Vec<String>,
    /// Whether the answer held an error outcome: no appointment then does not mean that there is none.
    pub complained: bool,
}

impl Appointments {
    /// Reads the answer about the patient with this logical id at the practice.
    pub fn read(bundle: &Bundle, patient: &str, asked: ListAsked) -> Self {
        let mut read = Self {
            asked,
            received: Vec::new(),
            unreadable: 0,
            of_others: 0,
            warnings: Vec::new(),
            complained: false,
        };
        for entry in &bundle.entries {
            match entry {
                Resource::Appointment(appointment) if names_another(appointment, patient) => {
                    read.of_others += 1;
                }
                Resource::Appointment(appointment) => {
                    read.received.push(appointment.clone());
                }
                Resource::Unreadable(unreadable)
                    if unreadable.resource_type.as_deref().is_none_or(|kind| kind == "Appointment") =>
                {
                    read.unreadable += 1;
                }
                Resource::OperationOutcome(outcome) => {
                    read.warnings.extend(outcome_words(outcome));
                    read.complained |= outcome.issue.iter().any(|issue| {
                        issue
                            .severity
                            .as_deref()
                            .is_some_and(|severity| matches!(severity, "error" | "fatal"))
                    });
                }
                _ => {}
            }
        }
        if read.of_others > 0 {
            read.warnings.push(format!(
                "{} of the appointments that the practice sent name another patient. They are not shown. Report it to support.",
                read.of_others
            ));
        }
        if read.unreadable > 0 {
            read.warnings.push(format!(
                "{} of the appointments that the practice sent could not be read. Telephone the practice to check them.",
                read.unreadable
            ));
        }
        read
    }

    /// As received, in no order.
    pub fn received(&self) -> Vec<&fhir::Appointment> {
        self.received.iter().map(|received| &**received).collect()
    }

    /// All of them, earliest first, whatever their status; what has no readable start comes last.
    pub fn items(&self, directory: &Directory) -> Vec<Appointment> {
        let mut items: Vec<Appointment> =
            self.received.iter().map(|received| Appointment::read(received.clone(), directory)).collect();
        order::by_key(&mut items, Appointment::order);
        items
    }

    /// Whether every appointment that the practice sent is read: then what is not among them is not booked there.
    pub fn is_whole(&self) -> bool {
        self.unreadable == 0 && self.of_others == 0 && !self.complained
    }

    /// Whether the practice confirmed that there is none.
    pub fn is_empty(&self) -> bool {
        self.received.is_empty() && self.is_whole()
    }

    /// The words for a confirmed none.
    pub fn nothing(&self) -> String {
        format!(
            "{} answered: this patient has no appointment from today ({}) to {}.",
            self.asked.practice,
            date::day(self.asked.from),
            date::day(self.asked.until)
        )
    }
}

/// Whether the appointment names a patient, and not this one.
pub(in crate::clinical) fn names_another(appointment: &fhir::Appointment, patient: &str) -> bool {
    let mut named = appointment
        .participant
        .iter()
        .filter_map(|participant| participant.actor.as_ref()?.id_of("Patient"))
        .peekable();
    named.peek().is_some() && named.any(|id| id != patient)
}
