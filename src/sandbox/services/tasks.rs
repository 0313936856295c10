//! Tasks for a practice by the withdrawn specification (HTML digest 6.2): whom a task may name, and taking one in.

mod order;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Value, json};

use super::booking::is_minimal;
use super::foundations::identifier_in;
use super::html;
use crate::gpconnect::{Line, Response};
use crate::sandbox::door::answer;
use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::Call;
use crate::sandbox::door::token;
use crate::sandbox::provider::{Listed, Provider};
use crate::sandbox::resource::members::{set, text};
use crate::sandbox::resource::task::Task;
use crate::sandbox::world::patient::AtPractice;
use crate::sandbox::world::practices::Practice;
use crate::sandbox::world::uk;

const NHS_NUMBER: &str = "http://fhir.nhs.net/Id/nhs-number";
const ODS: &str = "http://fhir.nhs.net/Id/ods-organization-code";

/// The one organisation, beside the practice itself, that every practice knows: logical id, code, name.
const SENDER: (&str, &str, &str) = ("9500", "Y90500", "Northvale Urgent Treatment Centre");

impl Provider {
    /// `GET /Patient?identifier=` of the older line: nobody is told why somebody is not found.
    pub(in crate::sandbox) fn tasks_find_patient(
        &self,
        call: &Call<'_>,
        practice: &'static Practice,
        today: NaiveDate,
    ) -> Result<Value, Refusal> {
        let number = identifier_in(call, NHS_NUMBER)?;
        let listed = self.listed(practice, number).filter(Listed::is_active);
        Ok(searchset(listed.map(|listed| {
            let shown = match listed.patient.at_practice {
                AtPractice::AnswersFor(other) => self.patient(other).unwrap_or(listed.patient),
                _ => listed.patient,
            };
            html::patient(shown, practice, &listed.id, today)
        })))
    }

    /// `POST /Order`.
    pub(in crate::sandbox) fn take_task(
        &mut self,
        call: &Call<'_>,
        practice: &'static Practice,
        now: DateTime<Utc>,
    ) -> Result<Response, Refusal> {
        let mut order = call.body()?;
        order::check(&order, uk::today(now))?;
        let patient = order::id_of(&order, "subject", "Patient")?;
        let listed = self.listed_by_id(practice, patient).filter(Listed::is_active);
        let listed = listed.ok_or_else(|| unknown("subject", &order))?;
        // A token that names a patient names this one; a gateway, which reads no number in a task, names the practice.
        if let Ok(claims) = token::read(call.request.header("Authorization"), Line::Dstu2, now)
            && token::requested_patient(&claims).is_some_and(|number| number != listed.patient.nhs_number)
        {
            return Err(Refusal::invalid_nhs_number("The task is about another patient than the token"));
        }
        let is_known = |id: &str| id == practice.organization_id || id == SENDER.0;
        for member in ["source", "target"] {
            if !is_known(order::id_of(&order, member, "Organization")?) {
                return Err(unknown(member, &order));
            }
        }
        let target = order::id_of(&order, "target", "Organization")?;
        if target != practice.organization_id || listed.temporary {
            return Err(Refusal {
                code: "NO_RELATIONSHIP".to_owned(),
                ..Refusal::invalid_resource("The target has no direct care relationship with the patient")
            });
        }
        let id = (self.tasks.len() + 1).to_string();
        set(&mut order, "id", json!(id));
        let meta = json!({ "versionId": "1", "lastUpdated": uk::stamp(now), "profile": [order::PROFILE] });
        set(&mut order, "meta", meta);
        self.tasks.push(Task { ods: practice.ods, order: order.clone() });
        let mut response = answer::fhir(Line::Dstu2, 201, &order);
        response.headers.push(("Location".to_owned(), format!("{}/Order/{id}/_history/1", call.root())));
        response.headers.push(("ETag".to_owned(), "W/\"1\"".to_owned()));
        if self.behaviour.empty_created || is_minimal(call) {
            response.body.clear();
            response.headers.retain(|(name, _)| name != "Content-Type");
        }
        Ok(response)
    }

    /// Every task of every practice, for whoever counts them.
    pub(in crate::sandbox) fn tasks_taken(&self) -> Value {
        let one = |task: &Task| json!({ "practice": task.ods, "order": task.order });
        Value::Array(self.tasks.iter().map(one).collect())
    }
}

/// `GET /Organization?identifier=` of the older line.
pub fn find_organization(call: &Call<'_>, practice: &Practice) -> Result<Value, Refusal> {
    let code = identifier_in(call, ODS)?;
    Ok(searchset(if code == practice.ods {
        Some(html::organization(practice, false))
    } else {
        (code == SENDER.1).then(|| {
            json!({
                "resourceType": "Organization",
                "id": SENDER.0,
                "meta": { "versionId": "1", "profile": ["http://fhir.nhs.net/StructureDefinition/gpconnect-organization-1"] },
                "identifier": [{ "system": ODS, "value": SENDER.1 }],
                "name": SENDER.2,
            })
        })
    }))
}

fn searchset(found: Option<Value>) -> Value {
    let mut bundle = json!({ "resourceType": "Bundle", "type": "searchset" });
    if let Some(found) = found {
        set(&mut bundle, "entry", json!([{ "resource": found }]));
    }
    bundle
}

fn unknown(member: &str, order: &Value) -> Refusal {
    let reference = order.get(member).map(|one| text(one, "reference")).unwrap_or_default();
    Refusal::reference_not_found(format!("Order.{member}: {reference} is not known"))
}
