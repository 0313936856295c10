//! What is served: Foundations, appointments, documents, both kinds of record, tasks, PDS.

pub mod appointments;
pub mod booking;
pub mod changing;
pub mod disk;
pub mod documents;
pub mod foundations;
pub mod html;
pub mod metadata;
pub mod pds;
pub mod registration;
pub mod slots;
pub mod structured;
pub mod tasks;

use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;

use crate::gpconnect::Capability::{Documents, Foundations, Html, Structured};
use crate::gpconnect::Method::{self, Get, Post, Put};
use crate::gpconnect::{Capability, Response};
use crate::sandbox::door::interactions::{CANCEL, Operation};
use crate::sandbox::door::outcome::Refusal;
use crate::sandbox::door::request::Call;
use crate::sandbox::provider::Provider;
use crate::sandbox::world::practices::Practice;
use crate::sandbox::world::uk;

/// A call on its way to whoever answers it.
pub struct Served<'a> {
    /// The call.
    pub call: &'a Call<'a>,
    /// The practice that is asked.
    pub practice: &'static Practice,
    /// The logical id in its path.
    pub id: &'a str,
    /// When.
    pub now: DateTime<Utc>,
}

impl Served<'_> {
    fn today(&self) -> NaiveDate {
        uk::today(self.now)
    }
}

/// Who answers.
pub enum By {
    /// With a resource.
    Resource(fn(&mut Provider, &Served<'_>) -> Result<Value, Refusal>),
    /// With status and headers of their own.
    Whole(fn(&mut Provider, &Served<'_>) -> Result<Response, Refusal>),
}

use By::{Resource, Whole};

const PATIENT: &str = "patient/*.read";
const WRITE: &str = "patient/*.write";
const PLACE: &str = "organization/*.read";

/// Every call that is served.
#[rustfmt::skip] // one call a line
pub static SERVED: &[(Operation, By)] = &[
    (at(Get, Foundations, "metadata", &["fhir:rest:read:metadata-1"], PLACE), Resource(|_, _| Ok(metadata::foundations()))),
    (at(Get, Foundations, "Patient", &["fhir:rest:search:patient-1"], PATIENT), Resource(|p, one| p.find_patient(one.call, one.practice, one.today()))),
    (at(Get, Foundations, "Patient/*", &["fhir:rest:read:patient-1"], PATIENT), Resource(|p, one| p.read_patient(one.id, one.practice, one.today()))),
    (at(Post, Foundations, "Patient/$gpc.registerpatient", &["fhir:operation:gpc.registerpatient-1"], WRITE), Resource(|p, one| p.register(one.call, one.practice, one.now))),
    (at(Get, Foundations, "Practitioner", &["fhir:rest:search:practitioner-1"], PLACE), Resource(|_, one| foundations::find_practitioner(one.call, one.practice))),
    (at(Get, Foundations, "Practitioner/*", &["fhir:rest:read:practitioner-1"], PLACE), Resource(|_, one| foundations::read_practitioner(one.id, one.practice))),
    (at(Get, Foundations, "Organization", &["fhir:rest:search:organization-1"], PLACE), Resource(|p, one| foundations::find_organization(one.call, one.practice, p.behaviour))),
    (at(Get, Foundations, "Organization/*", &["fhir:rest:read:organization-1"], PLACE), Resource(|p, one| foundations::read_organization(one.id, one.practice, p.behaviour))),
    (at(Get, Foundations, "Location/*", &["fhir:rest:read:location-1"], PLACE), Resource(|p, one| foundations::read_location(one.id, one.practice, p.behaviour))),
    (at(Get, Foundations, "Slot", &["fhir:rest:search:slot-1"], PLACE), Resource(|p, one| p.search_slots(one.call, one.practice, one.now))),
    (at(Post, Foundations, "Appointment", &["fhir:rest:create:appointment-1"], WRITE), Whole(|p, one| p.book(one.call, one.practice, one.now))),
    (at(Get, Foundations, "Appointment/*", &["fhir:rest:read:appointment-1"], PATIENT), Resource(|p, one| p.read_appointment(one.id, one.practice, one.now))),
    // Amend and cancel share verb and path; the interaction id tells them apart (APT-30).
    (at(Put, Foundations, "Appointment/*", &["fhir:rest:update:appointment-1", CANCEL], WRITE), Whole(|p, one| p.update(one.id, one.call, one.practice, one.now))),
    (at(Get, Foundations, "Patient/*/Appointment", &["fhir:rest:search:patient_appointments-1"], PATIENT), Resource(|p, one| p.patient_appointments(one.id, one.call, one.practice, one.now))),
    (at(Get, Structured, "metadata", &["structured:fhir:rest:read:metadata-1"], PLACE), Resource(|_, _| Ok(metadata::structured()))),
    (at(Post, Structured, "Patient/$gpc.getstructuredrecord", &["fhir:operation:gpc.getstructuredrecord-1"], PATIENT), Whole(|p, one| p.structured(one.call, one.practice, one.now))),
    (at(Get, Documents, "metadata", &["documents:fhir:rest:read:metadata-1"], PLACE), Resource(|_, _| Ok(metadata::documents()))),
    (at(Get, Documents, "Patient", &["documents:fhir:rest:search:patient-1"], PATIENT), Resource(|p, one| p.documents_find_patient(one.call, one.practice, one.now))),
    (at(Get, Documents, "Patient/*/DocumentReference", &["documents:fhir:rest:search:documentreference-1"], PATIENT), Resource(|p, one| p.search_documents(one.id, one.call, one.practice, one.now))),
    (at(Get, Documents, "Binary/*", &["documents:fhir:rest:read:binary-1"], PATIENT), Resource(|p, one| p.read_binary(one.id, one.practice, one.now))),
    (at(Get, Html, "metadata", &["fhir:rest:read:metadata"], PLACE), Resource(|_, _| Ok(metadata::care_record()))),
    (at(Post, Html, "Patient/$gpc.getcarerecord", &["fhir:operation:gpc.getcarerecord"], PATIENT), Resource(|p, one| p.care_record(one.call, one.practice, one.now))),
    // Tasks, at the root of the older line that the withdrawn specification has them at.
    (at(Get, Html, "Patient", &["fhir:rest:search:patient"], PATIENT), Resource(|p, one| p.tasks_find_patient(one.call, one.practice, one.today()))),
    (at(Get, Html, "Organization", &["fhir:rest:search:organization"], PLACE), Resource(|_, one| tasks::find_organization(one.call, one.practice))),
    (at(Post, Html, "Order", &["fhir:rest:create:order"], WRITE), Whole(|p, one| p.take_task(one.call, one.practice, one.now))),
];

const fn at(
    method: Method,
    capability: Capability,
    path: &'static str,
    ids: &'static [&'static str],
    scope: &'static str,
) -> Operation {
    Operation { method, capability, path, ids, scope }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gpconnect::Request;
    use crate::sandbox::door::request;

    #[test]
    fn every_call_has_one_row_and_every_interaction_id_one_place() {
        for (operation, _) in SERVED {
            let root = match operation.capability {
                Structured => "STU3/1/gpconnect/structured",
                Documents => "STU3/1/gpconnect/documents",
                Html => "DSTU2/0/gpconnect",
                Foundations | Capability::Pds => "STU3/1/gpconnect",
            };
            let request = Request {
                method: operation.method,
                url: format!("https://sandbox.invalid/Y90001/{root}/{}", operation.path.replace('*', "7")),
                headers: Vec::new(),
                body: None,
                timeout: std::time::Duration::ZERO,
                max_bytes: 0,
            };
            let call = request::read(&request).unwrap();
            let met: Vec<&str> = SERVED.iter().filter_map(|(one, _)| one.id_in(&call)).collect();
            assert_eq!(met, [if operation.path.contains('*') { "7" } else { "" }], "{}", operation.path);
        }
        let mut ids: Vec<&str> = SERVED.iter().flat_map(|(operation, _)| operation.ids).copied().collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all);
    }
}
