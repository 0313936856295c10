//! Condition: a problem (structured digest 3.6, 7.11).

use super::lenient::resource;
use super::{Annotation, Code, CodeableConcept, DateTime, Period, Reference};

resource! {
    /// A problem. Significance, related problems and linked items are extensions.
    pub struct Condition {
        /// `active`, `inactive`.
        "clinicalStatus" => pub clinical_status: Option<Code>,
        /// `problem-list-item`.
        "category" => pub category: Vec<CodeableConcept>,
        /// What it is.
        "code" => pub code: Option<CodeableConcept>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// The consultation that made it.
        "context" => pub context: Option<Reference>,
        /// When it began.
        "onsetDateTime" => pub onset_date_time: Option<DateTime>,
        /// When it began, as a period.
        "onsetPeriod" => pub onset_period: Option<Period>,
        /// When it began, in words.
        "onsetString" => pub onset_string: Option<String>,
        /// When it ended.
        "abatementDateTime" => pub abatement_date_time: Option<DateTime>,
        /// When it was recorded.
        "assertedDate" => pub asserted_date: Option<DateTime>,
        /// Who said so.
        "asserter" => pub asserter: Option<Reference>,
        /// Notes.
        "note" => pub note: Vec<Annotation>,
    }
}
