//! Access Record Structured 1.6: `$gpc.getstructuredrecord` (structured digest 1, 2).

mod allergies;
mod availability;
mod consultations;
mod investigations;
mod lists;
mod medications;
mod observations;
mod others;
mod pool;
mod problems;
mod request;
mod selection;

use chrono::{DateTime, Utc};
use serde_json::value::RawValue;
use serde_json::{Value, json};

use crate::gpconnect::{Capability, Response};
use crate::sandbox::door::answer;
use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::Call;
use crate::sandbox::provider::Provider;
use crate::sandbox::resource::people;
use crate::sandbox::resource::record_place::RecordPlace;
use crate::sandbox::world::calendar::Calendar;
use crate::sandbox::world::patient::{AtPractice, Chart};
use crate::sandbox::world::practices::Practice;
use crate::sandbox::world::record::{Area, Record};
use crate::sandbox::world::records;
use crate::sandbox::world::records::suppliers;
use crate::sandbox::world::uk;
use availability::{Availability, Warning, take_unsupported};
use pool::Pool;
use selection::Selection;

impl Provider {
    /// `POST /Patient/$gpc.getstructuredrecord`.
    pub(in crate::sandbox) fn structured(
        &self,
        call: &Call<'_>,
        practice: &'static Practice,
        now: DateTime<Utc>,
    ) -> Result<Response, Refusal> {
        let line = Capability::Structured.line();
        Ok(match self.record_as_text(call, practice, now)? {
            Some(bundle) => answer::fhir_text(line, 200, bundle),
            None => answer::fhir(line, 200, &self.structured_record(call, practice, now)?),
        })
    }

    fn structured_record(
        &self,
        call: &Call<'_>,
        practice: &'static Practice,
        now: DateTime<Utc>,
    ) -> Result<Value, Refusal> {
        let today = uk::today(now);
        let mut asked = request::read(&call.body()?, today, self.behaviour.no_area)?;
        let listed = self.listed(practice, &asked.nhs_number).ok_or_else(Refusal::patient_not_found)?;
        match listed.patient.at_practice {
            AtPractice::Hidden | AtPractice::DiedRecently => return Err(Refusal::patient_not_found()),
            _ if listed.temporary => return Err(Refusal::patient_not_found()),
            AtPractice::NoConsent => return Err(Refusal::no_patient_consent()),
            // One resource that cannot be built fails the whole request (structured digest 2.1).
            AtPractice::Broken => return Err(Refusal::of(500, "INTERNAL_SERVER_ERROR")),
            _ => {}
        }
        let record = records::record(listed.patient, Calendar { today });
        let place = RecordPlace {
            patient_id: listed.id.clone(),
            practice,
            documents_root: format!("{}/{}/STU3/1/gpconnect/documents", call.base, practice.ods),
            stamp: uk::stamp(now),
        };
        let patient = self.patient_resource(&listed, practice, today);
        let mut entries = vec![patient, people::organization(practice, self.behaviour)];
        if listed.patient.at_practice == AtPractice::Different {
            entries.push(people::other_organization());
        }
        let warnings = take_unsupported(&mut asked, practice);
        let availability = Availability::of(practice);
        let pool = fill(&record, &place, &availability);
        let selection = Selection::of(&asked, &record, &place, &pool, &availability);
        entries.extend(selection.people(&place, self.behaviour));
        entries.extend(selection.into_resources());
        let warnings = warnings.into_iter().chain(availability.warnings(&asked)).collect::<Vec<_>>();
        if !warnings.is_empty() {
            entries.push(warning(call, warnings));
        }
        let entries: Vec<Value> =
            entries.into_iter().map(|resource| json!({ "resource": resource })).collect();
        Ok(json!({
            "resourceType": "Bundle",
            "id": call.trace_id(),
            "meta": { "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-StructuredRecord-Bundle-1"] },
            "type": "collection",
            "entry": entries,
        }))
    }

    /// The whole bundle of a patient whose record is written as resources, in a file or of a supplier, once the request
    /// has passed its checks. What it holds beyond what was asked for stays in it.
    fn record_as_text(
        &self,
        call: &Call<'_>,
        practice: &'static Practice,
        now: DateTime<Utc>,
    ) -> Result<Option<String>, Refusal> {
        let today = uk::today(now);
        let mut asked = request::read(&call.body()?, today, self.behaviour.no_area)?;
        let Some(listed) = self.listed(practice, &asked.nhs_number) else { return Ok(None) };
        let supplier = match listed.patient.chart {
            Chart::FromDisk(place) => return Ok(self.bundle_from_disk(place, call.trace_id())),
            Chart::Supplier(supplier) if !listed.temporary => supplier,
            _ => return Ok(None),
        };
        let resources = suppliers::resources(supplier, Calendar { today }, &listed.id);
        let resources: Vec<&RawValue> = serde_json::from_str(&resources).unwrap_or_default();
        let warnings = take_unsupported(&mut asked, practice);
        let ours =
            [self.patient_resource(&listed, practice, today), people::organization(practice, self.behaviour)];
        let ours = ours.into_iter().chain((!warnings.is_empty()).then(|| warning(call, warnings)));
        let entries: Vec<String> = ours
            .map(|resource| resource.to_string())
            .chain(resources.iter().map(|resource| resource.get().to_owned()))
            .map(|resource| format!("{{\"resource\":{resource}}}"))
            .collect();
        Ok(Some(format!(
            "{{\"resourceType\":\"Bundle\",\"id\":{},\"type\":\"collection\",\"entry\":[{}]}}",
            json!(call.trace_id()),
            entries.join(",")
        )))
    }
}

/// The one OperationOutcome entry of a bundle.
fn warning(call: &Call<'_>, warnings: Vec<Warning>) -> Value {
    let issues = warnings.into_iter().map(|(text, diagnostics)| {
        json!({
            "severity": "warning",
            "code": "not-supported",
            "details": {
                "coding": [{
                    "system": "https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1",
                    "code": "NOT_IMPLEMENTED",
                    "display": "Not implemented",
                }],
                "text": text,
            },
            "diagnostics": diagnostics,
        })
    });
    json!({
        "resourceType": "OperationOutcome",
        "id": call.trace_id(),
        "meta": { "profile": ["https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-OperationOutcome-1"] },
        "issue": issues.collect::<Vec<_>>(),
    })
}

/// Every resource of a record.
fn fill(record: &Record, place: &RecordPlace, availability: &Availability) -> Pool {
    let mut pool = Pool::default();
    for allergy in record.allergies.iter().filter(|allergy| allergy.ended.is_none()) {
        pool.add(allergies::resource(allergy, place), Some(Area::Allergies), &[]);
    }
    record.medications.iter().for_each(|one| medications::add(&mut pool, one, place));
    record.consultations.iter().for_each(|one| consultations::add(&mut pool, one, place));
    record.immunisations.iter().for_each(|one| others::add_immunisation(&mut pool, one, place));
    for one in &record.immunisation_status {
        observations::add(&mut pool, one, Area::Immunisations, place);
    }
    for one in &record.observations {
        observations::add(&mut pool, one, Area::Uncategorised, place);
    }
    record.reports.iter().for_each(|one| investigations::add(&mut pool, one, place));
    record.referrals.iter().for_each(|one| others::add_referral(&mut pool, one, place));
    record.diary.iter().for_each(|one| others::add_diary_entry(&mut pool, one, place));
    let words = |reference: &str| availability.words(reference);
    record.problems.iter().for_each(|one| problems::add(&mut pool, one, place, &words));
    pool
}
