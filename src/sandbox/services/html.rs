//! Access Record HTML 0.7.4: `$gpc.getcarerecord` (record HTML digest 1, 2, 4).

mod markup;
mod medications;
mod quirks;
mod request;
mod resources;
mod sections;
mod source;

use chrono::{DateTime, Utc};
use serde_json::{Value, json};

use crate::gpconnect::Line;
use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::Call;
use crate::sandbox::door::token;
use crate::sandbox::provider::Provider;
use crate::sandbox::world::calendar::Calendar;
use crate::sandbox::world::patient::{AtPractice, Chart};
use crate::sandbox::world::practices::Practice;
use crate::sandbox::world::records;
use crate::sandbox::world::uk;
use markup::banner;
use request::Asked;
pub use resources::{organization, patient};
use source::Source;

impl Provider {
    /// `POST /Patient/$gpc.getcarerecord`: one section of one patient's record.
    pub(in crate::sandbox) fn care_record(
        &self,
        call: &Call<'_>,
        practice: &'static Practice,
        now: DateTime<Utc>,
    ) -> Result<Value, Refusal> {
        let asked = request::read(&call.body()?)?;
        // A token names the patient too; behind a gateway the header check has passed one without.
        if let Ok(claims) = token::read(call.request.header("Authorization"), Line::Dstu2, now)
            && token::requested_patient(&claims) != Some(asked.nhs_number.as_str())
        {
            return Err(Refusal::invalid_nhs_number("NHS number in token and body differ"));
        }
        let listed = self.listed(practice, &asked.nhs_number).ok_or_else(Refusal::patient_not_found)?;
        match listed.patient.at_practice {
            AtPractice::Hidden => return Err(Refusal::patient_not_found()),
            AtPractice::NoConsent => return Err(Refusal::no_patient_consent()),
            // A temporary patient has no main registration (HTML digest 4.2).
            _ if listed.temporary => return Err(Refusal::patient_not_found()),
            _ => {}
        }
        let calendar = Calendar { today: uk::today(now) };
        let record = records::record(listed.patient, calendar);
        let source =
            Source { record: &record, chart: listed.patient.chart, practice, calendar, period: asked.period };
        let fragment = fragment(&asked, &source);
        let fragment = quirks::spoil(listed.patient.chart, asked.section, asked.title, fragment);
        let shown = match listed.patient.at_practice {
            AtPractice::AnswersFor(other) => self.patient(other).unwrap_or(listed.patient),
            _ => listed.patient,
        };
        let mut entries =
            vec![resources::composition(&asked, &listed.id, practice, &uk::stamp(now), &fragment)];
        entries.push(resources::patient(shown, practice, &listed.id, calendar.today));
        entries.push(resources::organization(practice, listed.patient.at_practice == AtPractice::Different));
        entries.push(resources::device());
        entries.extend(
            practice.clinicians.first().map(|clinician| resources::practitioner(clinician, practice)),
        );
        let entries: Vec<Value> =
            entries.into_iter().map(|resource| json!({ "resource": resource })).collect();
        Ok(json!({ "resourceType": "Bundle", "type": "searchset", "entry": entries }))
    }
}

/// The section's XHTML in the order of the layout grammar (HTML digest 2.2).
fn fragment(asked: &Asked, source: &Source<'_>) -> String {
    let transfer = source.record.in_transit_since.as_deref().map(|since| {
        let day = crate::sandbox::world::calendar::display(since);
        banner(
            "gptransfer-banner",
            &format!(
                "Patient record transfer from previous GP practice not yet complete; information recorded before {day} \
                 may be missing"
            ),
        )
    });
    let mut parts = sections::parts(asked, source);
    if matches!(source.chart, Chart::FromDisk(_) | Chart::Supplier(_)) {
        // Resources say nothing about the practice's HTML: not that nothing is recorded.
        parts.iter_mut().for_each(|part| part.body = markup::Body::NotSupported);
    }
    let several = matches!(asked.section, "SUM" | "PRB" | "ALL" | "MED");
    let body: String = parts
        .iter()
        .map(|part| match several {
            true => format!("<div><h2>{}</h2>{}</div>", part.title, part.markup()),
            false => part.markup(),
        })
        .collect();
    format!("<div><h1>{}</h1>{}{body}</div>", asked.title, transfer.unwrap_or_default())
}
