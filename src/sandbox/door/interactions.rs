//! Every call that is served: its verb and path, the interaction ids that may name it, the scope it needs.

use super::request::{Call, Place};
use crate::gpconnect::{Capability, Method};

/// Before every interaction id.
pub const PREFIX: &str = "urn:nhs:names:services:gpconnect:";

/// One served call. Ids are logical ids from the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    Metadata,
    FindPatient,
    ReadPatient(String),
    RegisterPatient,
    FindPractitioner,
    ReadPractitioner(String),
    FindOrganization,
    ReadOrganization(String),
    ReadLocation(String),
    SearchSlots,
    BookAppointment,
    ReadAppointment(String),
    /// Amend and cancel share verb and path; the interaction id tells them apart (APT-30).
    UpdateAppointment(String),
    PatientAppointments(String),
    StructuredRecord,
    StructuredMetadata,
    DocumentsMetadata,
    DocumentsFindPatient,
    SearchDocuments(String),
    ReadBinary(String),
    CareRecord,
    CareRecordMetadata,
}

/// The call at this verb and path, if it is served.
pub fn operation(call: &Call<'_>) -> Option<Operation> {
    use Operation as Op;
    let Place::Practice { capability, .. } = &call.place else { return None };
    let id = |text: &str| text.to_owned();
    Some(match (capability, call.request.method, call.segments().as_slice()) {
        (Capability::Foundations, Method::Get, ["metadata"]) => Op::Metadata,
        (Capability::Foundations, Method::Get, ["Patient"]) => Op::FindPatient,
        (Capability::Foundations, Method::Get, ["Patient", patient]) => Op::ReadPatient(id(patient)),
        (Capability::Foundations, Method::Post, ["Patient", "$gpc.registerpatient"]) => Op::RegisterPatient,
        (Capability::Foundations, Method::Get, ["Practitioner"]) => Op::FindPractitioner,
        (Capability::Foundations, Method::Get, ["Practitioner", person]) => Op::ReadPractitioner(id(person)),
        (Capability::Foundations, Method::Get, ["Organization"]) => Op::FindOrganization,
        (Capability::Foundations, Method::Get, ["Organization", organization]) => {
            Op::ReadOrganization(id(organization))
        }
        (Capability::Foundations, Method::Get, ["Location", location]) => Op::ReadLocation(id(location)),
        (Capability::Foundations, Method::Get, ["Slot"]) => Op::SearchSlots,
        (Capability::Foundations, Method::Post, ["Appointment"]) => Op::BookAppointment,
        (Capability::Foundations, Method::Get, ["Appointment", appointment]) => {
            Op::ReadAppointment(id(appointment))
        }
        (Capability::Foundations, Method::Put, ["Appointment", appointment]) => {
            Op::UpdateAppointment(id(appointment))
        }
        (Capability::Foundations, Method::Get, ["Patient", patient, "Appointment"]) => {
            Op::PatientAppointments(id(patient))
        }
        (Capability::Structured, Method::Post, ["Patient", "$gpc.getstructuredrecord"]) => {
            Op::StructuredRecord
        }
        (Capability::Structured, Method::Get, ["metadata"]) => Op::StructuredMetadata,
        (Capability::Documents, Method::Get, ["metadata"]) => Op::DocumentsMetadata,
        (Capability::Documents, Method::Get, ["Patient"]) => Op::DocumentsFindPatient,
        (Capability::Documents, Method::Get, ["Patient", patient, "DocumentReference"]) => {
            Op::SearchDocuments(id(patient))
        }
        (Capability::Documents, Method::Get, ["Binary", binary]) => Op::ReadBinary(id(binary)),
        (Capability::Html, Method::Post, ["Patient", "$gpc.getcarerecord"]) => Op::CareRecord,
        (Capability::Html, Method::Get, ["metadata"]) => Op::CareRecordMetadata,
        _ => return None,
    })
}

impl Operation {
    /// The interaction ids that may name this call, without the common prefix (foundations digest 1.6).
    pub fn ids(&self) -> &'static [&'static str] {
        match self {
            Operation::Metadata => &["fhir:rest:read:metadata-1"],
            Operation::FindPatient => &["fhir:rest:search:patient-1"],
            Operation::ReadPatient(_) => &["fhir:rest:read:patient-1"],
            Operation::RegisterPatient => &["fhir:operation:gpc.registerpatient-1"],
            Operation::FindPractitioner => &["fhir:rest:search:practitioner-1"],
            Operation::ReadPractitioner(_) => &["fhir:rest:read:practitioner-1"],
            Operation::FindOrganization => &["fhir:rest:search:organization-1"],
            Operation::ReadOrganization(_) => &["fhir:rest:read:organization-1"],
            Operation::ReadLocation(_) => &["fhir:rest:read:location-1"],
            Operation::SearchSlots => &["fhir:rest:search:slot-1"],
            Operation::BookAppointment => &["fhir:rest:create:appointment-1"],
            Operation::ReadAppointment(_) => &["fhir:rest:read:appointment-1"],
            Operation::UpdateAppointment(_) => &["fhir:rest:update:appointment-1", CANCEL],
            Operation::PatientAppointments(_) => &["fhir:rest:search:patient_appointments-1"],
            Operation::StructuredRecord => &["fhir:operation:gpc.getstructuredrecord-1"],
            Operation::StructuredMetadata => &["structured:fhir:rest:read:metadata-1"],
            Operation::DocumentsMetadata => &["documents:fhir:rest:read:metadata-1"],
            Operation::DocumentsFindPatient => &["documents:fhir:rest:search:patient-1"],
            Operation::SearchDocuments(_) => &["documents:fhir:rest:search:documentreference-1"],
            Operation::ReadBinary(_) => &["documents:fhir:rest:read:binary-1"],
            Operation::CareRecord => &["fhir:operation:gpc.getcarerecord"],
            Operation::CareRecordMetadata => &["fhir:rest:read:metadata"],
        }
    }

    /// The audit token's scope (foundations digest 1.5).
    pub fn scope(&self) -> &'static str {
        match self {
            Operation::RegisterPatient | Operation::BookAppointment | Operation::UpdateAppointment(_) => {
                "patient/*.write"
            }
            Operation::FindPatient
            | Operation::ReadPatient(_)
            | Operation::ReadAppointment(_)
            | Operation::PatientAppointments(_)
            | Operation::StructuredRecord
            | Operation::DocumentsFindPatient
            | Operation::SearchDocuments(_)
            | Operation::ReadBinary(_)
            | Operation::CareRecord => "patient/*.read",
            Operation::Metadata
            | Operation::FindPractitioner
            | Operation::ReadPractitioner(_)
            | Operation::FindOrganization
            | Operation::ReadOrganization(_)
            | Operation::ReadLocation(_)
            | Operation::SearchSlots
            | Operation::StructuredMetadata
            | Operation::DocumentsMetadata
            | Operation::CareRecordMetadata => "organization/*.read",
        }
    }
}

/// Cancelling an appointment.
pub const CANCEL: &str = "fhir:rest:cancel:appointment-1";
