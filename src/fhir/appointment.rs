//! Appointment (foundations digest 7.8), which keeps the JSON as received, because updates patch it.

use super::lenient::{object, resource};
use super::{Code, CodeableConcept, DateTime, Reference};

resource! {
    /// A booked appointment. Booking organisation, practitioner role, delivery channel and cancellation
    /// reason are extensions.
    pub struct Appointment {
        /// `booked`, `cancelled`, …
        "status" => pub status: Option<Code>,
        /// The session's name.
        "serviceCategory" => pub service_category: Option<CodeableConcept>,
        /// The slot's kind.
        "serviceType" => pub service_type: Vec<CodeableConcept>,
        /// Specialties; never populated.
        "specialty" => pub specialty: Vec<CodeableConcept>,
        /// Reasons; never populated.
        "reason" => pub reason: Vec<CodeableConcept>,
        /// iCal priority, unused.
        "priority" => pub priority: Option<u32>,
        /// Why, 100 characters at most.
        "description" => pub description: Option<String>,
        /// Start, UK wall time with offset.
        "start" => pub start: Option<DateTime>,
        /// End, UK wall time with offset.
        "end" => pub end: Option<DateTime>,
        /// Minutes; may be absent.
        "minutesDuration" => pub minutes_duration: Option<u32>,
        /// The slots, one or several adjacent ones.
        "slot" => pub slot: Vec<Reference>,
        /// When it was booked.
        "created" => pub created: Option<DateTime>,
        /// Comment, 500 characters at most.
        "comment" => pub comment: Option<String>,
        /// Patient, location, practitioner, …
        "participant" => pub participant: Vec<Participant>,
        also received: Box<str>,
    }
}

impl Appointment {
    /// The version to name in `If-Match`, from the body because headers may be hidden (L-8).
    pub fn version(&self) -> Option<&str> {
        self.meta.as_ref()?.version_id.as_deref()
    }

    /// The JSON as received, unknown members included: amend and cancel patch this text.
    pub fn as_received(&self) -> &str {
        &self.received
    }
}

object! {
    /// Someone or something that takes part in an appointment.
    pub struct Participant {
        /// As what.
        "type" => pub kind: Vec<CodeableConcept>,
        /// Who or what.
        "actor" => pub actor: Option<Reference>,
        /// `required`, …
        "required" => pub required: Option<Code>,
        /// `accepted`, …
        "status" => pub status: Option<Code>,
    }
}
