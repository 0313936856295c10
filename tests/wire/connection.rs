//! A connection whose other end is a script: it answers what a test says and keeps what it was asked.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use gp_connect_viewer::gpconnect::transport::Sending;
use gp_connect_viewer::gpconnect::{
    Cancel, Connection, Held, Identity, Mode, Organisation, Provider, Request, Response, Roots, Transport,
    TransportError, User,
};
use gp_connect_viewer::session::AuditTrail;

type Answer = Result<Response, TransportError>;

/// Answers by a function of the request.
pub struct Script {
    answer: Box<dyn Fn(&Request) -> Answer + Send + Sync>,
    /// Every request that left, in order.
    pub asked: Mutex<Vec<Request>>,
    /// Every pause between two tries.
    pub pauses: Mutex<Vec<Duration>>,
    /// Fired while the answer is on its way.
    pub fires: Mutex<Option<Cancel>>,
    /// Fired while waiting for the next try.
    pub fires_in_pause: Mutex<Option<Cancel>>,
}

impl Script {
    pub fn answering(answer: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Arc<Self> {
        Arc::new(Self {
            answer: Box::new(answer),
            asked: Mutex::default(),
            pauses: Mutex::default(),
            fires: Mutex::default(),
            fires_in_pause: Mutex::default(),
        })
    }

    /// Always the same answer.
    pub fn of(answer: Answer) -> Arc<Self> {
        Self::answering(move |_| answer.clone())
    }

    /// One answer after the other, then a failed connection.
    pub fn in_turn(answers: impl IntoIterator<Item = Answer>) -> Arc<Self> {
        let left: Mutex<VecDeque<Answer>> = Mutex::new(answers.into_iter().collect());
        Self::answering(move |_| left.lock().unwrap().pop_front().unwrap_or(Err(TransportError::Network)))
    }

    pub fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    pub fn requests(&self) -> Vec<Request> {
        self.asked.lock().unwrap().clone()
    }

    pub fn last(&self) -> Request {
        self.requests().pop().unwrap()
    }
}

impl Transport for Script {
    fn send<'a>(&'a self, request: Request, _: &'a Cancel) -> Sending<'a> {
        let answer = (self.answer)(&request);
        self.asked.lock().unwrap().push(request);
        if let Some(cancel) = &*self.fires.lock().unwrap() {
            cancel.fire();
        }
        Box::pin(async move { answer })
    }

    fn pause<'a>(&'a self, duration: Duration, _: &'a Cancel) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        self.pauses.lock().unwrap().push(duration);
        if let Some(cancel) = &*self.fires_in_pause.lock().unwrap() {
            cancel.fire();
        }
        Box::pin(async {})
    }
}

/// The afternoon of the recordings.
pub fn now() -> DateTime<Utc> {
    "2026-11-21T14:02:00Z".parse().unwrap()
}

/// One second later at each look.
pub fn ticking() -> DateTime<Utc> {
    static SECONDS: AtomicU64 = AtomicU64::new(0);
    now() + Duration::from_secs(SECONDS.fetch_add(1, Ordering::SeqCst))
}

pub fn counted_trace_id() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    format!("00000000-0000-4000-8000-{:012}", LAST.fetch_add(1, Ordering::SeqCst))
}

pub fn identity() -> Identity {
    Identity {
        asid: "200000000359".into(),
        issuer: "https://viewer.example.nhs.uk/".into(),
        organisation: Organisation {
            ods: "A20047".into(),
            name: "Example Hub".into(),
            kind: Some("gp-practice".into()),
            phone: Some("0300 303 5678".into()),
        },
        user: User {
            id: "u-7731".into(),
            family: "Okoro".into(),
            given: "Nadia".into(),
            prefix: "Ms".into(),
            role: "nurse practitioner".into(),
            sds_user_id: "G13579135".into(),
            sds_role_profile_id: "111222333444".into(),
            job_role: "R0600".into(),
        },
        device: "UTC-DESK-04".into(),
    }
}

pub const ODS: &str = "B82617";

/// The practice of the recordings.
pub fn practice() -> Provider {
    let root = |service: &str| Some(format!("https://provider.example.nhs.uk/{ODS}/{service}"));
    Provider {
        ods: ODS.into(),
        name: "Millbrook Surgery".into(),
        phone: Some("01632 960123".into()),
        asid: "918999198738".into(),
        asid_of: Vec::new(),
        roots: Roots {
            foundations: root("STU3/1/gpconnect/fhir"),
            structured: root("STU3/1/gpconnect/structured/fhir"),
            documents: root("STU3/1/gpconnect/documents/fhir"),
            html: root("DSTU2/0/gpconnect/fhir"),
            pds: None,
        },
        sends_if_match: true,
    }
}

pub fn pds() -> Provider {
    Provider {
        ods: String::new(),
        name: "The national demographics service (PDS)".into(),
        phone: None,
        asid: String::new(),
        asid_of: Vec::new(),
        roots: Roots { pds: Some("https://pds.example.nhs.uk/FHIR/R4".into()), ..Roots::default() },
        sends_if_match: false,
    }
}

/// A connection with its audit trail.
pub fn connection(transport: Arc<Script>, mode: Mode) -> (Connection, AuditTrail) {
    let audit = AuditTrail::default();
    let connection = Connection {
        transport,
        mode,
        identity: Arc::new(identity()),
        now,
        new_trace_id: counted_trace_id,
        timeout: Duration::from_secs(30),
        max_bytes: 20_000_000,
        observer: audit.observer(),
        held: Held::default(),
        statements: Default::default(),
    };
    (connection, audit)
}

/// An answer with a body.
pub fn answer(status: u16, content_type: &str, body: &str) -> Answer {
    Ok(Response {
        status,
        headers: vec![("Content-Type".into(), content_type.into())],
        body: body.as_bytes().to_vec(),
    })
}

/// An answer with a FHIR body.
pub fn fhir(status: u16, body: &str) -> Answer {
    answer(status, "application/fhir+json;charset=utf-8", body)
}

/// An OperationOutcome with one Spine code.
pub fn outcome(status: u16, code: &str, diagnostics: &str) -> Answer {
    fhir(
        status,
        &serde_json::json!({ "resourceType": "OperationOutcome", "issue": [{
            "severity": "error", "code": "invalid",
            "details": { "coding": [{ "system": "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1",
                "code": code, "display": code }] },
            "diagnostics": diagnostics,
        }] })
        .to_string(),
    )
}
