//! A practice that answers from a script: what it is asked is compared line by line, what it answers is written down.

use std::collections::VecDeque;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use chrono::{DateTime, Utc};
use gp_connect_viewer::fhir::{Patient, Resource};
use gp_connect_viewer::format::NhsNumber;
use gp_connect_viewer::gpconnect::transport::Sending;
use gp_connect_viewer::gpconnect::{
    Cancel, Client, Connection, FoundPatient, Held, Identity, Mode, Organisation, Provider, Request,
    Response, Roots, TracedPatient, Transport, TransportError, User,
};
use serde_json::{Value, json};

pub const NUMBER: &str = "9990054320";
pub const ROOT: &str = "https://practice.example/Y90001/STU3/1/gpconnect";

/// The moment of every test: a Saturday at two.
pub fn now() -> DateTime<Utc> {
    "2026-11-21T14:02:00Z".parse().unwrap()
}

/// What the practice does with one request.
pub enum Answer {
    /// Answers.
    Says(u16, Value),
    /// Answers with a version in the header.
    Tagged(&'static str, Value),
    /// Answers without a body.
    Silent(u16),
    /// Answers with a web server's page.
    Page(u16),
    /// The answer does not arrive.
    Lost(TransportError),
}

/// One line of the script: `POST /Appointment`, and what follows.
pub type Line = (&'static str, Answer);

#[derive(Default)]
pub struct Script {
    lines: Mutex<VecDeque<Line>>,
    /// Every request, in order.
    pub asked: Mutex<Vec<Request>>,
    /// Seconds that were waited, in order.
    pub waited: Mutex<Vec<u64>>,
}

impl Script {
    /// How many requests would have changed something.
    pub fn changes(&self) -> usize {
        self.asked.lock().unwrap().iter().filter(|request| request.method.as_str() != "GET").count()
    }

    /// Whether the script was played to its end.
    pub fn is_over(&self) -> bool {
        self.lines.lock().unwrap().is_empty()
    }

    /// The body of a request, by its place.
    pub fn body(&self, index: usize) -> Value {
        serde_json::from_slice(self.asked.lock().unwrap()[index].body.as_deref().unwrap()).unwrap()
    }

    /// A header of a request, by its place.
    pub fn header(&self, index: usize, name: &str) -> Option<String> {
        self.asked.lock().unwrap()[index].header(name).map(str::to_owned)
    }
}

struct Play(Arc<Script>);

impl Transport for Play {
    fn send<'a>(&'a self, request: Request, _: &'a Cancel) -> Sending<'a> {
        let path = request.url.strip_prefix(ROOT).unwrap_or(&request.url).to_owned();
        let path = path.split('?').next().unwrap_or_default();
        let asked = format!("{} {path}", request.method.as_str());
        self.0.asked.lock().unwrap().push(request);
        let (line, answer) =
            self.0.lines.lock().unwrap().pop_front().unwrap_or_else(|| panic!("nobody expected {asked}"));
        assert_eq!(asked, line);
        let headers = |kind: &str| vec![("Content-Type".to_owned(), kind.to_owned())];
        let answer = match answer {
            Answer::Says(status, body) => Ok(Response {
                status,
                headers: headers("application/fhir+json"),
                body: body.to_string().into_bytes(),
            }),
            Answer::Tagged(etag, body) => Ok(Response {
                status: 200,
                headers: vec![("ETag".to_owned(), etag.to_owned())],
                body: body.to_string().into_bytes(),
            }),
            Answer::Silent(status) => Ok(Response { status, ..Response::default() }),
            Answer::Page(status) => {
                Ok(Response { status, headers: headers("text/html"), body: b"<html>Error</html>".to_vec() })
            }
            Answer::Lost(error) => Err(error),
        };
        Box::pin(async move { answer })
    }

    fn pause<'a>(&'a self, duration: Duration, _: &'a Cancel) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        self.0.waited.lock().unwrap().push(duration.as_secs());
        Box::pin(async {})
    }
}

pub fn organisation() -> Organisation {
    Organisation {
        ods: "Y90500".to_owned(),
        name: "Northvale Urgent Treatment Centre".to_owned(),
        kind: Some("urgent-care".to_owned()),
        phone: Some("01632 960500".to_owned()),
    }
}

/// A client whose practice plays this script.
pub fn practice(lines: impl IntoIterator<Item = Line>) -> (Client, Arc<Script>) {
    practice_with(Mode::Gateway, true, lines)
}

pub fn practice_with(
    mode: Mode,
    sends_if_match: bool,
    lines: impl IntoIterator<Item = Line>,
) -> (Client, Arc<Script>) {
    let script = Arc::new(Script { lines: Mutex::new(lines.into_iter().collect()), ..Script::default() });
    let provider = Provider {
        ods: "Y90001".to_owned(),
        name: "Millbrook Surgery".to_owned(),
        phone: Some("01632 960101".to_owned()),
        asid: "918999198993".to_owned(),
        asid_of: Vec::new(),
        roots: Roots { foundations: Some(ROOT.to_owned()), ..Roots::default() },
        sends_if_match,
    };
    let user = User {
        id: "u-1".to_owned(),
        family: "Okoro".to_owned(),
        given: "Nadia".to_owned(),
        prefix: "Ms".to_owned(),
        role: "nurse practitioner".to_owned(),
        sds_user_id: "UNK".to_owned(),
        sds_role_profile_id: "UNK".to_owned(),
        job_role: "UNK".to_owned(),
    };
    let connection = Connection {
        transport: Arc::new(Play(script.clone())),
        mode,
        identity: Arc::new(Identity {
            asid: "200000000359".to_owned(),
            issuer: "https://consumer.example".to_owned(),
            organisation: organisation(),
            user,
            device: "desk".to_owned(),
        }),
        now,
        new_trace_id: || "09a01679-2564-4fb4-9129-aecc81ea2706".to_owned(),
        timeout: Duration::from_secs(30),
        max_bytes: 1_000_000,
        observer: Arc::new(|_| ()),
        held: Held::default(),
        statements: Default::default(),
    };
    (connection.client(Arc::new(provider)), script)
}

fn read(json: &Value) -> Patient {
    match Resource::read(json.to_string().as_bytes()).unwrap() {
        Resource::Patient(patient) => std::sync::Arc::unwrap_or_clone(patient),
        other => panic!("{other:?}"),
    }
}

/// Traced this morning, found at Millbrook with the id 2.
pub fn patient() -> FoundPatient {
    let identifier = json!([{ "system": "https://fhir.nhs.uk/Id/nhs-number", "value": NUMBER }]);
    let traced = json!({
        "resourceType": "Patient", "id": NUMBER, "identifier": identifier,
        "name": [{ "use": "usual", "family": "Hartley", "given": ["Imogen"] }],
        "generalPractitioner": [{ "identifier": {
            "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "Y90001" } }],
    });
    let at = "2026-11-21T13:50:00Z".parse().unwrap();
    let traced =
        TracedPatient::admit(&NhsNumber::parse(NUMBER).unwrap(), read(&traced), at, at.date_naive(), false)
            .unwrap();
    let found = json!({ "resourceType": "Patient", "id": "2", "identifier": identifier });
    FoundPatient::verify(&traced, "Y90001", read(&found)).unwrap()
}

/// An OperationOutcome.
pub fn outcome(status: u16, code: &str, diagnostics: &str) -> Answer {
    let details = json!({ "coding": [{ "code": code }] });
    Answer::Says(
        status,
        json!({ "resourceType": "OperationOutcome",
            "issue": [{ "severity": "error", "details": details, "diagnostics": diagnostics }] }),
    )
}

/// A search result.
pub fn bundle(resources: &[Value]) -> Answer {
    let entries: Vec<Value> = resources.iter().map(|resource| json!({ "resource": resource })).collect();
    let mut bundle = json!({ "resourceType": "Bundle", "type": "searchset" });
    if !entries.is_empty() {
        bundle["entry"] = json!(entries);
    }
    Answer::Says(200, bundle)
}

/// The patient's appointment as Millbrook stores it: slots 11 and 12, 15:00 to 15:20.
pub fn stored() -> Value {
    const EXTENSION: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-";
    json!({
        "resourceType": "Appointment", "id": "a1", "meta": { "versionId": "1" }, "status": "booked",
        "contained": [{ "resourceType": "Organization", "id": "1", "name": "Northvale Urgent Treatment Centre",
            "identifier": [{ "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": "Y90500" }],
            "telecom": [{ "system": "phone", "value": "01632 960500" }] }],
        "extension": [
            { "url": format!("{EXTENSION}BookingOrganisation-1"), "valueReference": { "reference": "#1" } },
            { "url": format!("{EXTENSION}DeliveryChannel-2"), "valueCode": "In-person" }],
        "description": "Urgent care referral", "comment": "Ground floor", "supplierNote": { "kept": [1, 2.50] },
        "start": "2026-11-21T15:00:00+00:00", "end": "2026-11-21T15:20:00+00:00",
        "slot": [{ "reference": "Slot/11" }, { "reference": "Slot/12" }],
        "participant": [
            { "actor": { "reference": "Patient/2" }, "status": "accepted" },
            { "actor": { "reference": "Location/17" }, "status": "accepted" },
            { "actor": { "reference": "Practitioner/1" }, "status": "accepted" }],
    })
}

pub fn with(mut resource: Value, member: &str, value: Value) -> Value {
    resource[member] = value;
    resource
}
