//! Encounter: a consultation (structured digest 3.5, 7.10).

use super::lenient::{object, resource};
use super::{Code, CodeableConcept, Extensions, Period, Quantity, Reference};

resource! {
    /// A consultation; its content is in Lists that point to it.
    pub struct Encounter {
        /// `finished`, or `unknown` for a draft (ARS-41).
        "status" => pub status: Option<Code>,
        /// Its kind, mostly words only.
        "type" => pub kind: Vec<CodeableConcept>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// Who took part.
        "participant" => pub participant: Vec<EncounterParticipant>,
        /// When.
        "period" => pub period: Option<Period>,
        /// How long, in minutes.
        "length" => pub length: Option<Quantity>,
        /// Where.
        "location" => pub location: Vec<EncounterLocation>,
        /// Which organisation.
        "serviceProvider" => pub service_provider: Option<Reference>,
    }
}

object! {
    /// Someone who took part in a consultation.
    pub struct EncounterParticipant {
        /// `REC` recorder, `PPRF` primary performer, `PART` other.
        "type" => pub kind: Vec<CodeableConcept>,
        /// Who.
        "individual" => pub individual: Option<Reference>,
        /// When.
        "period" => pub period: Option<Period>,
        /// Extensions.
        "extension" => pub extension: Extensions,
    }
}

object! {
    /// A place of a consultation.
    pub struct EncounterLocation {
        /// Where.
        "location" => pub location: Option<Reference>,
    }
}
