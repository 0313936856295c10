//! Slot and Schedule (foundations digest 7.6, 7.7).

use super::lenient::resource;
use super::{Code, CodeableConcept, DateTime, Period, Reference};

resource! {
    /// A time that can be booked. The delivery channel is an extension.
    pub struct Slot {
        /// The slot's kind, mostly words only (L-17).
        "serviceType" => pub service_type: Vec<CodeableConcept>,
        /// Its category.
        "serviceCategory" => pub service_category: Option<CodeableConcept>,
        /// Specialties.
        "specialty" => pub specialty: Vec<CodeableConcept>,
        /// The schedule.
        "schedule" => pub schedule: Option<Reference>,
        /// `free`, `busy`, …
        "status" => pub status: Option<Code>,
        /// Start, UK wall time with offset.
        "start" => pub start: Option<DateTime>,
        /// End, UK wall time with offset.
        "end" => pub end: Option<DateTime>,
        /// Comment.
        "comment" => pub comment: Option<String>,
    }
}

resource! {
    /// A session of slots. The practitioner's role is an extension.
    pub struct Schedule {
        /// The session's name, words only.
        "serviceCategory" => pub service_category: Option<CodeableConcept>,
        /// The kind of service.
        "serviceType" => pub service_type: Vec<CodeableConcept>,
        /// Location, and perhaps practitioner and service; their order means nothing.
        "actor" => pub actor: Vec<Reference>,
        /// From when to when.
        "planningHorizon" => pub planning_horizon: Option<Period>,
        /// Comment.
        "comment" => pub comment: Option<String>,
    }
}
