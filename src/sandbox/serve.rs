//! Answers requests: finds who is asked, lets faults and standings have their way, hands the call to its service.

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::gpconnect::{Capability, Line, Request, Response};
use crate::sandbox::behaviour::Behaviour;
use crate::sandbox::door::answer::{self, Answer, Lost, html_page};
use crate::sandbox::door::faults::FaultKind;
use crate::sandbox::door::headers;
use crate::sandbox::door::interactions::PREFIX;
use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::{self, Call, Place};
use crate::sandbox::provider::{Provider, practice};
use crate::sandbox::services::{By, SERVED, Served, pds};
use crate::sandbox::world::practices::{Practice, Standing};
use crate::sandbox::world::uk;

/// A consumer that the Spine proxy does not let through: 403, not accredited (foundations digest 5.3).
const UNACCREDITED_ASID: &str = "200000000999";

impl Provider {
    /// Answers one request at a moment.
    pub fn handle(&mut self, request: &Request, now: DateTime<Utc>) -> Answer {
        if request::has_raw_reserved(&request.url) {
            return Answer { without_cors: true, ..Answer::of(html_page(400, "Bad Request")) };
        }
        self.seed(now);
        self.do_late(now);
        let Some(call) = request::read(request) else { return Answer::of(html_page(404, "Not Found")) };
        match &call.place {
            Place::Control(name) => Answer::of(self.control(name, request)),
            Place::Mailbox => self.mailbox.answer(&call.segments(), request, now),
            Place::Pds => self.with_faults("pds", "", Line::Pds, (request, now), |provider| {
                pds::answer(&call, &provider.patients, uk::today(now))
                    .unwrap_or_else(|refusal| refusal.response(Line::Pds))
            }),
            Place::Practice { ods, capability } => match practice(ods) {
                Some(practice) => {
                    let usual = self.behaviour;
                    self.behaviour = self.behaviour_at(ods);
                    let answer = self.at_practice(&call, practice, *capability, now);
                    self.behaviour = usual;
                    answer
                }
                None => Answer::of(html_page(404, "Not Found")),
            },
        }
    }

    /// Does what a fault held back and is due; nobody waits for these answers.
    fn do_late(&mut self, now: DateTime<Utc>) {
        let (due, later) = std::mem::take(&mut self.late).into_iter().partition(|(at, _)| *at <= now);
        self.late = later;
        let due: Vec<(DateTime<Utc>, Request)> = due;
        for (at, request) in due {
            self.handle(&request, at);
        }
    }

    fn at_practice(
        &mut self,
        call: &Call<'_>,
        practice: &'static Practice,
        capability: Capability,
        now: DateTime<Utc>,
    ) -> Answer {
        let line = capability.line();
        let header = |name| call.request.header(name).unwrap_or_default().to_owned();
        let standing = self.standing(practice);
        let refusal = match standing {
            Standing::Open | Standing::Slow(_) if header("Ssp-From") == UNACCREDITED_ASID => {
                let token = format!("ASID_CHECK_FAILED_MESSAGESENDER_{UNACCREDITED_ASID}");
                Some(Refusal::by_proxy(403, "forbidden", token))
            }
            Standing::Open | Standing::Slow(_) => None,
            Standing::Silent => return Answer { lost: Lost::BeforeSave, ..Answer::default() },
            Standing::ErrorPage => return Answer::of(html_page(502, "Bad Gateway")),
            Standing::NotEnabled => Some(Refusal::access_denied()),
            Standing::Unreachable => Some(Refusal::by_proxy(
                502,
                "transient",
                format!("ERROR_COMMUNICATING_TO_ENDPOINT_URL_{}", call.root()),
            )),
            Standing::NoAgreement => Some(Refusal::by_proxy(
                403,
                "forbidden",
                format!(
                    "FOT_CHECK_FAILED_MESSAGESENDER_{}_MESSAGERECEIVER_{}",
                    header("Ssp-From"),
                    header("Ssp-To")
                ),
            )),
        };
        if let Some(refusal) = refusal {
            return Answer::of(refusal.response(line));
        }
        let interaction = header("Ssp-InteractionID");
        let interaction = interaction.strip_prefix(PREFIX).unwrap_or_default();
        let mut answer = self.with_faults(interaction, practice.ods, line, (call.request, now), |provider| {
            provider
                .serve(call, practice, line, now)
                .unwrap_or_else(|refusal| provider.refuse(&refusal, line))
        });
        if let Standing::Slow(time) = standing {
            answer.delay += time;
        }
        answer
    }

    fn serve(
        &mut self,
        call: &Call<'_>,
        practice: &'static Practice,
        line: Line,
        now: DateTime<Utc>,
    ) -> Result<Response, Refusal> {
        let (operation, by, id) = SERVED
            .iter()
            .find_map(|(operation, by)| Some((operation, by, operation.id_in(call)?)))
            .ok_or_else(|| Refusal::not_found("REFERENCE_NOT_FOUND", "resource"))?;
        headers::check(call, operation, practice, line, self.behaviour, now)?;
        let one = Served { call, practice, id, now };
        let resource = match by {
            By::Resource(answer) => answer(self, &one)?,
            By::Whole(answer) => return answer(self, &one),
        };
        let mut response = answer::fhir(line, 200, &resource);
        if resource.get("resourceType") != Some(&json!("Bundle"))
            && let Some(version) = resource.pointer("/meta/versionId").and_then(Value::as_str)
        {
            response.headers.push(("ETag".to_owned(), format!("W/\"{version}\"")));
        }
        Ok(response)
    }

    /// A refusal as the behaviour words it.
    fn refuse(&self, refusal: &Refusal, line: Line) -> Response {
        if refusal.status == 415 && self.behaviour.outcomes_in_xml {
            return answer::respond(415, "application/fhir+xml;charset=utf-8", refusal.xml().into_bytes());
        }
        let mut outcome = refusal.outcome(line);
        if line == Line::Dstu2 && refusal.is_unreadable_body() && self.behaviour.outcomes_without_details {
            outcome = json!({ "resourceType": "OperationOutcome", "issue": [{
                "severity": "error", "code": "processing", "diagnostics": refusal.diagnostics,
            }] });
            return answer::fhir(line, 400, &outcome);
        }
        if self.behaviour.codes_as_displays
            && let Some(display) = outcome.pointer_mut("/issue/0/details/coding/0/display")
        {
            *display = json!(refusal.code);
        }
        answer::fhir(line, refusal.status, &outcome)
    }

    fn with_faults(
        &mut self,
        interaction: &str,
        practice: &str,
        line: Line,
        (request, now): (&Request, DateTime<Utc>),
        serve: impl FnOnce(&mut Self) -> Response,
    ) -> Answer {
        let mut waiting = Vec::new();
        for fault in &mut self.faults {
            if fault.times > 0 && fault.concerns(interaction, practice, request) {
                fault.times -= 1;
                waiting.push(fault.clone());
            }
        }
        self.faults.retain(|fault| fault.times > 0);
        for fault in &waiting {
            if let FaultKind::LateSave(after) = fault.kind {
                self.late.push((now + after, request.clone()));
            }
        }
        let instead = waiting.iter().find_map(|fault| fault.instead(line));
        let mut answer = instead.unwrap_or_else(|| Answer::of(serve(self)));
        waiting.iter().for_each(|fault| fault.spoil(&mut answer, request));
        answer
    }

    /// How the system behaves that a request goes to; what a preflight allows depends on it (L-28).
    pub fn behaviour_for(&self, request: &Request) -> Behaviour {
        match request::read(request).map(|call| call.place) {
            Some(Place::Practice { ods, .. }) => self.behaviour_at(&ods),
            Some(Place::Control(_) | Place::Mailbox | Place::Pds) | None => self.behaviour,
        }
    }
}
