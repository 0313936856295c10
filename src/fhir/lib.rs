//! The FHIR model: a hand-written, lenient subset of STU3, with the DSTU2 parts that record HTML needs.
//!
//! Lenient in, exact out (decision 1). Where to look:
//!
//! - **where leniency lives**: [`lenient`](self) is `lenient.rs`, the one file with the rules of reading;
//! - [`Bundle::read`] and [`Resource::read`] start from bytes; every entry comes out as a [`Resource`]: typed,
//!   [`Resource::Other`] (a type that the app does not know) or [`Resource::Unreadable`]; never dropped;
//! - [`Index`] resolves references, [`Extensions::named`] finds extensions, [`DateTime`] and [`Decimal`] keep
//!   what was sent;
//! - one file a resource (or a small family), fields as in the structured digest 7 and the
//!   foundations digest 7. Every member is optional or a list.
//!
//! What a value *means* on screen is not decided here but in `format` and `clinical`.

mod lenient;

mod allergy_intolerance;
mod appointment;
mod bundle;
mod capability_statement;
mod composition;
mod condition;
mod date_time;
mod diagnostic_report;
mod document_reference;
mod element;
mod encounter;
mod error;
mod extension;
mod id;
mod immunization;
mod index;
mod legible;
mod list;
mod medication;
mod observation;
mod operation_outcome;
mod organization;
mod patient;
mod person;
mod practitioner;
mod procedure_request;
mod questionnaire_response;
mod referral_request;
mod repeated;
mod resource;
mod scalar;
mod slot;
mod value;
mod whose;

pub use allergy_intolerance::{AllergyIntolerance, Reaction};
pub use appointment::{Appointment, Participant};
pub use bundle::{Bundle, Skipped};
pub use capability_statement::{
    CapabilityStatement, Rest, RestInteraction, RestOperation, RestResource, Software,
};
pub use composition::{Composition, Device, Section};
pub use condition::Condition;
pub use date_time::{DateTime, DateTimeParts, Precision, month_named};
pub use diagnostic_report::{DiagnosticReport, Performer, Specimen, SpecimenCollection};
pub use document_reference::{
    Binary, DocumentContent, DocumentContext, DocumentReference, DocumentRelated, base64_binary,
};
pub use element::{
    Annotation, Attachment, CodeableConcept, Coding, Identifier, Meta, Narrative, Period, Reference,
};
pub use encounter::{Encounter, EncounterLocation, EncounterParticipant};
pub use error::ReadError;
pub use extension::{Extension, Extensions};
pub use id::is_id;
pub use immunization::{Explanation, Immunization, ImmunizationPractitioner, VaccinationProtocol};
pub use index::{Found, Index, Resolved};
use legible::is_plain;
pub use legible::{SIGN, SIGN_MEANS, legible, search_key, sendable};
pub use list::{List, ListEntry};
pub use medication::{
    DispenseRequest, Dosage, DoseAndRate, Medication, MedicationRequest, MedicationStatement, Requester,
    Timing, TimingRepeat,
};
pub use observation::{Component, Observation, ReferenceRange, Related};
pub use operation_outcome::{Issue, OperationOutcome};
pub use organization::{HealthcareService, Location, Organization};
pub use patient::{Contact, Patient};
pub use person::{Address, ContactPoint, HumanName};
pub use practitioner::{Practitioner, PractitionerRole, PractitionerRoleInline};
pub use procedure_request::ProcedureRequest;
pub use questionnaire_response::{Answer, QuestionnaireItem, QuestionnaireResponse};
pub use referral_request::ReferralRequest;
pub use repeated::repeated_member;
pub use resource::{Kind, Other, Resource, SomebodyElses, Unreadable};
pub use scalar::{Code, Decimal};
pub use slot::{Schedule, Slot};
pub use value::{Quantity, Range, Ratio, Value};
pub use whose::name_of_unread;
