//! A task from the look-up to its end, against the sandbox provider: sent once, and never believed sent when it was not.
#![cfg(feature = "sandbox")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use futures::executor::block_on;
use gp_connect_viewer::format::NhsNumber;
use gp_connect_viewer::gpconnect::client::random_trace_id;
use gp_connect_viewer::gpconnect::tasks::{TaskType, Unlike};
use gp_connect_viewer::gpconnect::{Attempt, Cancel, Client, Connection, Held, Mode, TracedPatient};
use gp_connect_viewer::patient::opening::look_up as open;
use gp_connect_viewer::sandbox::{Behaviour, Fault, FaultKind, ORIGIN, Provider, SandboxTransport, config};
use gp_connect_viewer::session::under_way::Certainty;
use gp_connect_viewer::session::{Practice, Settings};
use gp_connect_viewer::tasks::draft::{Review, signature};
use gp_connect_viewer::tasks::sending::{Ending, Missing, Parties, Sending, State, Ticket, look_up, send};
use serde_json::Value;

const CREATE: &str = "fhir:rest:create:order";
const IMOGEN: &str = "9990054320";

fn now() -> DateTime<Utc> {
    "2026-11-21T14:02:00Z".parse().unwrap()
}

/// Millbrook in the sandbox, and a count of everything that was asked.
struct Surgery {
    provider: Arc<Mutex<Provider>>,
    connection: Connection,
    settings: Settings,
    attempts: Arc<Mutex<Vec<Attempt>>>,
}

impl Surgery {
    fn open() -> Self {
        Self::of(&config(ORIGIN))
    }

    fn of(config: &str) -> Self {
        let provider = Arc::new(Mutex::new(Provider::new()));
        let settings = Settings::read(config.as_bytes()).unwrap();
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

    fn client(&self) -> Client {
        self.connection.client(self.settings.provider("Y90001").unwrap())
    }

    fn traced(&self, number: &str) -> TracedPatient {
        let number = NhsNumber::parse(number).unwrap();
        let cancel = Cancel::new();
        let looking = open(&self.connection, &self.settings, &number, &cancel, |_| ());
        block_on(looking).unwrap_or_else(|obstacle| panic!("{obstacle:?}")).traced
    }

    fn parties(&self, number: &str) -> Result<Parties, Vec<Missing>> {
        let traced = self.traced(number);
        block_on(look_up(&self.client(), &traced, |_| true, &Cancel::new())).unwrap().parties()
    }

    fn fault(&self, kind: FaultKind) {
        self.provider.lock().unwrap().add_fault(Fault::new(CREATE, kind));
    }

    fn send(&self, parties: &Parties, text: &str) -> Ending {
        let (client, ticket) = (self.client(), self.ticket(text));
        block_on(send(&client, parties, "HARTLEY, Imogen (Mrs)", "draft-1", ticket, &Cancel::new()))
    }

    fn ticket(&self, text: &str) -> Ticket {
        let signed = signature(&self.settings.identity.user);
        let mut sending = Sending::default();
        sending.review(Review::of(Some(TaskType::ActionNeeded), text, &signed, 300).unwrap());
        sending.submit().unwrap()
    }

    /// How many POSTs left.
    fn posts(&self) -> usize {
        self.attempts.lock().unwrap().iter().filter(|one| one.interaction == CREATE).count()
    }

    fn taken(&self) -> Vec<Value> {
        let request = gp_connect_viewer::gpconnect::Request {
            method: gp_connect_viewer::gpconnect::Method::Get,
            url: format!("{ORIGIN}/sandbox/tasks"),
            headers: Vec::new(),
            body: None,
            timeout: Duration::ZERO,
            max_bytes: 0,
        };
        let answer = self.provider.lock().unwrap().handle(&request, now());
        serde_json::from_slice(&answer.response.body).unwrap()
    }
}

fn practice() -> Practice {
    Practice { name: "Millbrook Surgery".to_owned(), phone: Some("01632 960100".to_owned()) }
}

#[test]
fn a_task_is_sent_once_and_kept_as_it_was_written() {
    let surgery = Surgery::open();
    let parties = surgery.parties(IMOGEN).unwrap();
    let ending = surgery.send(&parties, "Please review <amlodipine> & call.");
    let Ending::Sent { id, .. } = &ending else { panic!("{ending:?}") };
    assert_eq!((id.as_str(), surgery.posts()), ("1", 1));
    let taken = surgery.taken();
    assert_eq!(taken[0]["order"]["date"], "2026-11-21");
    assert_eq!(taken[0]["order"]["identifier"][0]["value"], "draft-1");
    let report = ending.report(&practice());
    assert_eq!(report.certainty, Certainty::Done);
    assert!(report.what.contains("at 14:02, under its number 1"), "{}", report.what);
}

#[test]
fn whatever_happens_to_the_answer_it_leaves_once_and_is_told_as_it_stands() {
    let faults: [(FaultKind, State, usize); 14] = [
        (FaultKind::TimeoutAfterSave, State::NotKnown, 1),
        (FaultKind::TimeoutBeforeSave, State::NotKnown, 0),
        (FaultKind::Truncated, State::NotKnown, 1),
        (FaultKind::Malformed, State::NotKnown, 1),
        (FaultKind::NoCors, State::NotKnown, 1),
        (FaultKind::TooLarge(None), State::NotKnown, 1),
        (FaultKind::WrongPatient, State::NotKnown, 1),
        (FaultKind::NoBody(500), State::NotKnown, 0),
        (FaultKind::HtmlError(502), State::NotKnown, 0),
        (FaultKind::NoBody(422), State::NotKnown, 0),
        (FaultKind::Redirect, State::NotKnown, 0),
        (FaultKind::Outcome(409, "DUPLICATE_REJECTED".to_owned()), State::NotKnown, 0),
        (FaultKind::Outcome(422, "INVALID_RESOURCE".to_owned()), State::Rejected, 0),
        (FaultKind::Outcome(501, "NOT_IMPLEMENTED".to_owned()), State::Rejected, 0),
    ];
    for (kind, state, kept) in faults {
        let surgery = Surgery::open();
        let parties = surgery.parties(IMOGEN).unwrap();
        surgery.fault(kind.clone());
        let ending = surgery.send(&parties, "Please review.");
        let mut sending = Sending::default();
        let review = Review { kind: TaskType::ActionNeeded, text: String::new(), left_out: false };
        sending.review(review);
        assert!(sending.submit().is_some());
        sending.end(ending.clone());
        assert_eq!(State::of(&sending), state, "{kind:?}: {ending:?}");
        assert_eq!((surgery.posts(), surgery.taken().len()), (1, kept), "{kind:?}");
        assert_eq!(ending.is_open(), state == State::NotKnown);
        let (report, outside) = (ending.report(&practice()), ending.outside(&practice()));
        assert_eq!(report.certainty, outside.certainty);
        if state == State::NotKnown {
            assert!(report.next.starts_with("Do not send it again. Telephone Millbrook Surgery"), "{kind:?}");
            assert!(outside.next.contains("Telephone Millbrook Surgery"), "{kind:?}");
        } else {
            assert!(report.saved.contains("does not have the task"), "{kind:?}");
        }
    }
}

#[test]
fn a_success_about_somebody_else_is_no_success() {
    let surgery = Surgery::open();
    let parties = surgery.parties(IMOGEN).unwrap();
    surgery.fault(FaultKind::WrongPatient);
    let ending = surgery.send(&parties, "Please review.");
    assert!(
        matches!(&ending, Ending::Otherwise { unlike, .. } if *unlike == [Unlike::Patient]),
        "{ending:?}"
    );
    let report = ending.report(&practice());
    assert!(report.what.contains("does not name this patient"), "{}", report.what);
    assert!(!report.title.contains("sent"), "{}", report.title);
}

#[test]
fn an_empty_201_counts_where_it_says_under_which_id() {
    // The transport inside the page shows no Location, as a browser across origins does not.
    let surgery = Surgery::open();
    surgery.provider.lock().unwrap().behaviour = Behaviour { empty_created: true, ..Behaviour::default() };
    let parties = surgery.parties(IMOGEN).unwrap();
    let ending = surgery.send(&parties, "Please review.");
    assert!(matches!(&ending, Ending::Otherwise { unlike, .. } if *unlike == [Unlike::Id]), "{ending:?}");
}

#[test]
fn whoever_is_missing_is_named() {
    let stranger = config(ORIGIN).replace("\"ods\": \"Y90500\"", "\"ods\": \"Y90999\"");
    assert_eq!(Surgery::of(&stranger).parties(IMOGEN).unwrap_err(), [Missing::Source]);
    let words = Missing::Source.words(&practice(), "Northvale");
    assert!(words.contains("Millbrook Surgery does not know your organisation, Northvale"), "{words}");
    let surgery = Surgery::open();
    let traced = surgery.traced(IMOGEN);
    let looked = block_on(look_up(&surgery.client(), &traced, |_| false, &Cancel::new())).unwrap();
    assert_eq!(looked.parties().unwrap_err(), [Missing::OtherDetails]);
}

#[test]
fn whoever_must_find_the_patient_again_is_told_to_take_the_text_along() {
    let error = gp_connect_viewer::gpconnect::Error {
        failure: gp_connect_viewer::gpconnect::Failure::TraceTooOld,
        interaction: CREATE,
        changes_something: true,
        trace_id: "t".to_owned(),
        asked: practice().name,
    };
    let report = Ending::Rejected { error, at: now() }.report(&practice());
    assert!(report.next.starts_with("Copy what you wrote"), "{}", report.next);
}
