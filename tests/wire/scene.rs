//! One look-up: what PDS, the practice and its Organization answer.

use std::sync::{Arc, Mutex};

use futures::executor::block_on;
use gp_connect_viewer::format::NhsNumber;
use gp_connect_viewer::gpconnect::{Cancel, Mode, Response, TransportError};
use gp_connect_viewer::patient::opening::{Candidate, Obstacle, Step, look_up};
use gp_connect_viewer::session::{AuditTrail, Settings};
use serde_json::{Value, json};

use crate::connection::{ODS, Script, connection, fhir};
use crate::patients::{IMOGEN, at_pds, at_practice, searchset};

type Answer = Result<Response, TransportError>;

/// What is asked for, and what comes back.
#[derive(Clone)]
pub struct Scene {
    pub number: &'static str,
    pub pds: Answer,
    pub find: Answer,
    pub organization: Answer,
    pub features: Value,
    /// The service roots of the practice.
    pub roots: Value,
}

/// How it ended, what was asked, what was audited.
pub struct Ended {
    pub result: Result<Candidate, Obstacle>,
    /// Addresses below the roots.
    pub asked: Vec<String>,
    pub audit: AuditTrail,
    pub steps: Vec<Step>,
}

pub fn organization(ods: &str) -> Value {
    json!({ "resourceType": "Organization", "id": "7", "name": "Millbrook Surgery",
        "identifier": [{ "system": "https://fhir.nhs.uk/Id/ods-organization-code", "value": ods }] })
}

/// Everything in order: Imogen at PDS and at her practice.
pub fn scene() -> Scene {
    Scene {
        number: IMOGEN,
        pds: fhir(200, &at_pds(IMOGEN).to_string()),
        find: fhir(200, &searchset(&[at_practice(IMOGEN, "2")])),
        organization: fhir(200, &organization(ODS).to_string()),
        features: json!({}),
        roots: json!({ "foundations": "https://provider.example.nhs.uk/B82617" }),
    }
}

pub fn settings(features: &Value, roots: &Value) -> Settings {
    let config = json!({
        "mode": "direct", "asid": "200000000359",
        "organisation": { "ods": "A20047", "name": "Example Hub", "type": "gp-practice", "phone": "0300 303 5678" },
        "user": { "id": "u-7731", "family": "Okoro", "given": "Nadia" },
        "pds": { "root": "https://pds.example.nhs.uk/FHIR/R4" },
        "providers": [{ "ods": ODS.to_lowercase(), "name": "Millbrook Surgery", "asid": "918999198738", "phone": "01632 960123",
            "roots": roots }],
        "features": features,
    });
    Settings::read(config.to_string().as_bytes()).unwrap()
}

impl Scene {
    /// With other members of PDS's Patient.
    pub fn pds(self, change: impl FnOnce(Value) -> Value) -> Self {
        Scene { pds: fhir(200, &change(at_pds(self.number)).to_string()), ..self }
    }

    /// With other members of the practice's Patient.
    pub fn practice(self, change: impl FnOnce(Value) -> Value) -> Self {
        Scene { find: fhir(200, &searchset(&[change(at_practice(self.number, "2"))])), ..self }
    }

    pub fn play(self) -> Ended {
        self.play_with(&Cancel::new(), None)
    }

    /// `fire_at`: the request, from 0, during which the patient is given up.
    pub fn play_with(self, cancel: &Cancel, fire_at: Option<usize>) -> Ended {
        let (scene, stop, seen) = (self.clone(), cancel.clone(), Mutex::new(0));
        let script = Script::answering(move |request| {
            let mut seen = seen.lock().unwrap();
            if fire_at == Some(*seen) {
                stop.fire();
            }
            *seen += 1;
            let path =
                request.url.rsplit_once("/FHIR/R4/").or(request.url.rsplit_once("/B82617/")).unwrap().1;
            match path {
                _ if request.url.starts_with("https://pds.") => scene.pds.clone(),
                path if path.starts_with("Patient?") => scene.find.clone(),
                path if path.starts_with("Organization/") => scene.organization.clone(),
                other => panic!("{other} was asked for"),
            }
        });
        let (connection, audit) = connection(script.clone(), Mode::Direct);
        let steps = Mutex::new(Vec::new());
        let number = NhsNumber::parse(self.number).unwrap();
        let result =
            block_on(look_up(&connection, &settings(&self.features, &self.roots), &number, cancel, |step| {
                steps.lock().unwrap().push(step);
            }));
        let asked = Arc::clone(&script)
            .requests()
            .into_iter()
            .map(|request| {
                let place = if request.url.starts_with("https://pds.") { "pds" } else { "practice" };
                let path = request.url.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
                format!("{place} {path}")
            })
            .collect();
        Ended { result, asked, audit, steps: steps.into_inner().unwrap() }
    }
}

impl Ended {
    pub fn candidate(&self) -> &Candidate {
        self.result.as_ref().unwrap_or_else(|obstacle| panic!("{obstacle:?}"))
    }

    pub fn obstacle(&self) -> &Obstacle {
        self.result.as_ref().err().unwrap()
    }

    /// What the user reads, in one text.
    pub fn words(&self) -> String {
        let words = self.obstacle().words();
        format!("{} {} {}", words.title, words.what, words.next)
    }

    /// Whether anything went to a practice, by the requests and by the audit trail.
    pub fn reached_a_practice(&self) -> bool {
        let audited = self.audit.entries().iter().any(|entry| !entry.attempt.ods.is_empty());
        let asked = self.asked.iter().any(|asked| asked.starts_with("practice"));
        assert_eq!(audited, asked, "the trail and the wire agree");
        asked
    }
}
