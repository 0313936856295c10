//! An appointment as a practice keeps it.

use chrono::{DateTime, FixedOffset};
use serde_json::Value;

use super::members::{items, text};

/// The extension with the reason of a cancellation.
pub const REASON: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-AppointmentCancellationReason-1";
/// The extension that names the booking organisation.
pub const BOOKED_BY: &str =
    "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-GPConnect-BookingOrganisation-1";
/// The profile.
pub const PROFILE: &str = "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Appointment-1";

/// An appointment of a practice.
#[derive(Clone, Debug)]
pub struct Stored {
    /// ODS code of the practice.
    pub ods: &'static str,
    /// The resource with its id and version.
    pub resource: Value,
}

impl Stored {
    /// Logical id.
    pub fn id(&self) -> &str {
        text(&self.resource, "id")
    }

    /// Current version.
    pub fn version(&self) -> &str {
        self.resource.pointer("/meta/versionId").and_then(Value::as_str).unwrap_or_default()
    }

    /// When it starts.
    pub fn start(&self) -> Option<DateTime<FixedOffset>> {
        DateTime::parse_from_rfc3339(text(&self.resource, "start")).ok()
    }

    /// Whether it occupies its slots.
    pub fn is_cancelled(&self) -> bool {
        text(&self.resource, "status") == "cancelled"
    }

    /// Whether the patient is seen at home: cannot be changed from outside.
    pub fn is_visit(&self) -> bool {
        items(&self.resource, "extension").iter().any(|one| text(one, "valueCode") == "Visit")
    }

    /// Whether it is of a patient.
    pub fn is_of(&self, patient_id: &str) -> bool {
        let patient = format!("Patient/{patient_id}");
        items(&self.resource, "participant")
            .iter()
            .any(|one| one.pointer("/actor/reference").and_then(Value::as_str) == Some(patient.as_str()))
    }
}
