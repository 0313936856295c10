//! All practices, PDS and their state: what is kept, and how it is looked up.

use chrono::{DateTime, Utc};

use crate::gpconnect::Request;
use crate::sandbox::behaviour::Behaviour;
use crate::sandbox::door::faults::Fault;
use crate::sandbox::mailbox::Mailbox;
use crate::sandbox::resource::from_file::FromFile;
use crate::sandbox::resource::members::{items, text};
use crate::sandbox::resource::stored::Stored;
use crate::sandbox::resource::task::Task;
use crate::sandbox::told::Told;
use crate::sandbox::world::federation;
use crate::sandbox::world::patient::{AtPractice, Patient};
use crate::sandbox::world::patients::patients;
use crate::sandbox::world::practices::{FROM_DISK, PRACTICES, Practice, Standing};

/// A GP Connect provider for several practices, with PDS beside it.
pub struct Provider {
    /// How it deviates from the book.
    pub behaviour: Behaviour,
    pub(super) patients: Vec<Patient>,
    /// Temporary registrations: ODS code and place in `patients`.
    pub(super) registrations: Vec<(String, usize)>,
    pub(super) appointments: Vec<Stored>,
    /// Tasks taken in.
    pub(super) tasks: Vec<Task>,
    /// Number of the newest appointment.
    pub(super) last_appointment: u32,
    /// Whether the samples are in the diaries.
    pub(super) is_seeded: bool,
    /// Bundles read from files.
    pub(super) disk: Vec<FromFile>,
    /// How many generated practices the settings name.
    pub(super) federation: usize,
    /// What differs at single practices.
    pub(super) told: Told,
    /// What waits to go wrong.
    pub(super) faults: Vec<Fault>,
    /// Requests that are done only later, each with its moment.
    pub(super) late: Vec<(DateTime<Utc>, Request)>,
    /// What was sent to practices by MESH.
    pub(super) mailbox: Mailbox,
}

/// Somebody on a practice's list.
pub(super) struct Listed<'a> {
    /// Who.
    pub patient: &'a Patient,
    /// Logical id at this practice.
    pub id: String,
    /// Registered here for a while.
    pub temporary: bool,
}

impl Listed<'_> {
    /// Whether Foundations gives them out: not sensitive, deceased or superseded (foundations digest 2.1).
    pub fn is_active(&self) -> bool {
        self.temporary || !matches!(self.patient.at_practice, AtPractice::Hidden | AtPractice::DiedRecently)
    }
}

impl Default for Provider {
    fn default() -> Self {
        Self::new()
    }
}

impl Provider {
    /// Every practice and patient of the tables, nothing booked by anybody yet.
    pub fn new() -> Self {
        Provider {
            behaviour: Behaviour::default(),
            patients: patients(),
            registrations: Vec::new(),
            appointments: Vec::new(),
            tasks: Vec::new(),
            last_appointment: 0,
            is_seeded: false,
            disk: Vec::new(),
            federation: 0,
            told: Told::default(),
            faults: Vec::new(),
            late: Vec::new(),
            mailbox: Mailbox::default(),
        }
    }

    /// Lets a fault wait for the calls it concerns.
    pub fn add_fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// How many faults still wait.
    pub(super) fn waiting_faults(&self) -> usize {
        self.faults.len()
    }

    /// Forgets bookings, tasks, registrations, faults, behaviour and standings; records read from disk stay, and so does the
    /// number of practices.
    pub fn reset(&mut self) {
        self.behaviour = Behaviour::default();
        self.told = Told::default();
        self.registrations.clear();
        self.appointments.clear();
        self.tasks.clear();
        self.last_appointment = 0;
        self.is_seeded = false;
        self.faults.clear();
        self.late.clear();
        self.mailbox = Mailbox::default();
    }

    /// How one practice's system behaves.
    pub(super) fn behaviour_at(&self, ods: &str) -> Behaviour {
        self.told.behaviours.get(ods).copied().unwrap_or(self.behaviour)
    }

    /// The state of one practice.
    pub(super) fn standing(&self, practice: &Practice) -> Standing {
        self.told.standings.get(practice.ods).copied().unwrap_or(practice.standing)
    }

    /// A patient by number, wherever registered.
    pub(super) fn patient(&self, number: &str) -> Option<&Patient> {
        self.patients.iter().find(|patient| patient.nhs_number == number)
    }

    /// Somebody on a practice's list by NHS number.
    pub(super) fn listed(&self, practice: &Practice, number: &str) -> Option<Listed<'_>> {
        let index = self.patients.iter().position(|patient| patient.nhs_number == number)?;
        self.listed_at(practice, index)
    }

    /// Somebody on a practice's list by logical id.
    pub(super) fn listed_by_id(&self, practice: &Practice, id: &str) -> Option<Listed<'_>> {
        let id = id.trim_end_matches('b');
        (0..self.patients.len())
            .filter_map(|index| self.listed_at(practice, index))
            .find(|listed| listed.id == id)
    }

    /// Whether a slot of a practice is occupied.
    pub(super) fn is_taken(&self, practice: &Practice, slot: &str) -> bool {
        let reference = format!("Slot/{slot}");
        self.appointments.iter().any(|one| {
            one.ods == practice.ods
                && !one.is_cancelled()
                && items(&one.resource, "slot").iter().any(|slot| text(slot, "reference") == reference)
        })
    }

    fn listed_at(&self, practice: &Practice, index: usize) -> Option<Listed<'_>> {
        let patient = self.patients.get(index)?;
        let temporary = self.registrations.iter().any(|(ods, at)| ods == practice.ods && *at == index);
        let regular = patient.practice == practice.ods && patient.at_practice != AtPractice::Unknown
            || patient.elsewhere.iter().any(|one| one.ods == practice.ods);
        // Ids are per server: the same id is somebody else at the next practice.
        let shift = all().position(|one| one.ods == practice.ods).unwrap_or_default() * 7;
        let id = ((index + shift) % self.patients.len() + 1).to_string();
        (temporary || regular).then_some(Listed { patient, id, temporary })
    }
}

/// A practice by its ODS code; case counts.
pub(super) fn practice(ods: &str) -> Option<&'static Practice> {
    all().chain(std::iter::once(&FROM_DISK)).find(|practice| practice.ods == ods)
}

/// Those of the table and the generated ones.
fn all() -> impl Iterator<Item = &'static Practice> {
    PRACTICES.iter().chain(federation::practices())
}
