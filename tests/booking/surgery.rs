//! Millbrook in the sandbox, with the app's own way to it, and a count of everything that was asked.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::executor::block_on;
use gp_connect_viewer::appointments::flow::booking::{Booking, Ending, Form, Review, book};
use gp_connect_viewer::appointments::flow::changing::{ChangeEnding, ChangeReview, Changing, change};
use gp_connect_viewer::clinical::appointments::{Appointment, Appointments, Directory, ListAsked, Status};
use gp_connect_viewer::clinical::slots::{Chain, Search, Slot, Slots};
use gp_connect_viewer::format::NhsNumber;
use gp_connect_viewer::gpconnect::appointments::{Change, ListAppointments, SearchSlots};
use gp_connect_viewer::gpconnect::client::random_trace_id;
use gp_connect_viewer::gpconnect::{Attempt, Cancel, Client, Connection, FoundPatient, Held, Mode};
use gp_connect_viewer::patient::opening::look_up;
use gp_connect_viewer::sandbox::{Behaviour, Fault, ORIGIN, Provider, SandboxTransport, config};
use gp_connect_viewer::session::Settings;

/// Registered at Millbrook too.
pub const OTHER: &str = "9990054347";

/// A Saturday at two.
fn now() -> DateTime<Utc> {
    "2026-11-21T14:02:00Z".parse().unwrap()
}

pub struct Surgery {
    provider: Arc<Mutex<Provider>>,
    connection: Connection,
    settings: Settings,
    attempts: Arc<Mutex<Vec<Attempt>>>,
}

impl Surgery {
    pub fn open() -> Self {
        let provider = Arc::new(Mutex::new(Provider::new()));
        let settings = Settings::read(config(ORIGIN).as_bytes()).unwrap();
        let attempts: Arc<Mutex<Vec<Attempt>>> = Arc::default();
        let trail = attempts.clone();
        let connection = Connection {
            transport: Arc::new(SandboxTransport::new(provider.clone(), now)),
            mode: Mode::Direct,
            identity: settings.identity.clone(),
            now,
            new_trace_id: random_trace_id,
            timeout: Duration::from_secs(30),
            max_bytes: 4_000_000,
            observer: Arc::new(move |attempt| trail.lock().unwrap().push(attempt)),
            held: Held::default(),
            statements: Default::default(),
        };
        Self { provider, connection, settings, attempts }
    }

    pub fn behave(&self, behaviour: Behaviour) {
        self.provider.lock().unwrap().behaviour = behaviour;
    }

    pub fn behave_also(&self, also: impl FnOnce(&mut Behaviour)) {
        also(&mut self.provider.lock().unwrap().behaviour);
    }

    pub fn fault(&self, fault: Fault) {
        self.provider.lock().unwrap().add_fault(fault);
    }

    /// How many calls of an interaction were made.
    pub fn count(&self, interaction: &str) -> usize {
        self.attempts.lock().unwrap().iter().filter(|attempt| attempt.interaction == interaction).count()
    }

    /// The way to any practice of the sandbox.
    pub fn client_of(&self, ods: &str) -> Client {
        self.connection.client(self.settings.provider(ods).unwrap())
    }

    fn client(&self) -> Client {
        self.client_of("Y90001")
    }

    /// Traces and finds a patient as the first screen does.
    pub fn find(&self, number: &str) -> FoundPatient {
        let number = NhsNumber::parse(number).unwrap();
        let cancel = Cancel::new();
        let looking = look_up(&self.connection, &self.settings, &number, &cancel, |_| ());
        let candidate = block_on(looking).unwrap_or_else(|obstacle| panic!("{obstacle:?}"));
        assert_eq!(candidate.provider.ods, "Y90001");
        candidate.found.unwrap()
    }

    /// The free slots of ten days, for the user's organisation.
    pub fn slots(&self) -> Vec<Slot> {
        self.answer("Y90001").slots
    }

    /// The free slots of ten days at any practice.
    pub fn slots_at(&self, ods: &str) -> Vec<Slot> {
        self.answer(ods).slots
    }

    fn answer(&self, ods: &str) -> Slots {
        let organisation = &self.settings.identity.organisation;
        let day = |text: &str| text.parse().unwrap();
        let search = SearchSlots {
            from: day("2026-11-21"),
            until: day("2026-12-01"),
            organisation_type: organisation.kind.clone(),
            organisation_ods: Some(organisation.ods.clone()),
        };
        let client = self.client_of(ods);
        let bundle = block_on(client.send(&search, &Cancel::new())).unwrap().value;
        let asked = Search {
            practice: client.provider().name.clone(),
            practice_ods: ods.to_owned(),
            from: search.from,
            until: search.until,
            organisation_type: search.organisation_type,
            organisation_ods: search.organisation_ods,
        };
        let slots = Slots::read(&bundle, asked);
        assert_eq!((slots.left_out.len(), slots.warnings.len()), (0, 0));
        slots
    }

    /// The first two slots that adjoin, as the screen offers them.
    pub fn chain(&self, slots: &[Slot]) -> Chain {
        let answer = self.answer("Y90001");
        let longer = |slot: &Slot| {
            let chain = Chain::of(slot.clone());
            let later = chain.later(&answer, now()).ok()?;
            chain.with(&later, now()).ok()
        };
        slots.iter().find_map(longer).unwrap()
    }

    pub fn book(&self, patient: &FoundPatient, slot: &Slot) -> Ending {
        self.book_chain(patient, Chain::of(slot.clone()))
    }

    pub fn book_chain(&self, patient: &FoundPatient, chain: Chain) -> Ending {
        let form = Form {
            chain: Some(chain),
            description: "Referral".to_owned(),
            comment: "Ground floor".to_owned(),
            told: true,
            ..Form::default()
        };
        let organisation = &self.settings.identity.organisation;
        let mut stage = Booking::default();
        stage.review(Review::of(&form, organisation, organisation.kind.clone(), now()).unwrap());
        let ticket = stage.submit().unwrap();
        // The practice whose slots were chosen, as the screen has it.
        let ods = ticket.what().choice.chain.practice().unwrap().to_owned();
        let (client, directory) = (self.client_of(&ods), Directory::default());
        block_on(book(&client, patient, ticket, &directory, &Cancel::new(), |_| ()))
    }

    pub fn change(&self, patient: &FoundPatient, seen: &Appointment, what: Change) -> ChangeEnding {
        let mut stage = Changing::default();
        stage.review(ChangeReview { seen: seen.clone(), change: what });
        let ticket = stage.submit().unwrap();
        let (client, directory) = (self.client(), Directory::default());
        block_on(change(&client, patient, ticket, &directory, &Cancel::new(), |_| ()))
    }

    fn list(&self, patient: &FoundPatient) -> Vec<Appointment> {
        let asked = ListAsked::from_today("Millbrook Surgery", now());
        let list = ListAppointments { patient, from: asked.from, until: asked.until };
        let bundle = block_on(self.client().send(&list, &Cancel::new())).unwrap().value;
        Appointments::read(&bundle, patient.id(), asked).items(&Directory::default())
    }

    /// The patient's appointment that holds a slot.
    pub fn appointment_in(&self, patient: &FoundPatient, slot: &Slot) -> Appointment {
        let mut all = self.list(patient);
        all.retain(|one| one.slots.contains(&slot.id));
        assert_eq!(all.len(), 1);
        all.remove(0)
    }

    /// How many appointments made by the app stand for the patient.
    pub fn standing(&self, patient: &FoundPatient) -> usize {
        let made = |one: &&Appointment| {
            one.status == Status::Booked
                && one.booked_by.as_ref().is_some_and(|by| by.ods.as_deref() == Some("Y90500"))
        };
        self.list(patient).iter().filter(made).count()
    }
}
