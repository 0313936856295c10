//! AllergyIntolerance (structured digest 3.3, 7.6).

use super::lenient::{object, resource};
use super::{Annotation, Code, CodeableConcept, DateTime, Reference};

resource! {
    /// An allergy or intolerance, active or ended, or the statement that there is none.
    pub struct AllergyIntolerance {
        /// `active`, `resolved`, `inactive`.
        "clinicalStatus" => pub clinical_status: Option<Code>,
        /// Constant; must be given no meaning (ARS-28).
        "verificationStatus" => pub verification_status: Option<Code>,
        /// `allergy` or `intolerance`.
        "type" => pub kind: Option<Code>,
        /// `medication` (drug) or `environment` (everything else); unreliable.
        "category" => pub category: Vec<Code>,
        /// `low`, `high`, `unable-to-assess`.
        "criticality" => pub criticality: Option<Code>,
        /// The agent, or a code such as "no known allergy".
        "code" => pub code: Option<CodeableConcept>,
        /// The patient.
        "patient" => pub patient: Option<Reference>,
        /// When it first showed.
        "onsetDateTime" => pub onset_date_time: Option<DateTime>,
        /// When it was asserted or recorded.
        "assertedDate" => pub asserted_date: Option<DateTime>,
        /// Who recorded it.
        "recorder" => pub recorder: Option<Reference>,
        /// Who said so.
        "asserter" => pub asserter: Option<Reference>,
        /// When it last happened.
        "lastOccurrence" => pub last_occurrence: Option<DateTime>,
        /// Notes, always shown in full.
        "note" => pub note: Vec<Annotation>,
        /// Reactions.
        "reaction" => pub reaction: Vec<Reaction>,
    }
}

object! {
    /// How an allergy showed itself.
    pub struct Reaction {
        /// What was seen; null flavours have their own meaning (structured digest 3.3).
        "manifestation" => pub manifestation: Vec<CodeableConcept>,
        /// What was seen, in words.
        "description" => pub description: Option<String>,
        /// `mild`, `moderate`, `severe`.
        "severity" => pub severity: Option<Code>,
        /// How the agent got into the body.
        "exposureRoute" => pub exposure_route: Option<CodeableConcept>,
        /// The substance, when it differs from the allergy's code.
        "substance" => pub substance: Option<CodeableConcept>,
        /// When it began.
        "onset" => pub onset: Option<DateTime>,
        /// Notes.
        "note" => pub note: Vec<Annotation>,
    }
}
