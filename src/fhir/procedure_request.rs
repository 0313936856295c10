//! ProcedureRequest: a diary entry (`intent` `plan`) or a test request (`intent` `order`); structured digest 7.15, 7.16.

use super::lenient::resource;
use super::{Annotation, Code, CodeableConcept, DateTime, Period, Reference, Requester};

resource! {
    /// Something planned or asked for; never something done (ARS-54).
    pub struct ProcedureRequest {
        /// Constant `active`; must be given no meaning (ARS-28).
        "status" => pub status: Option<Code>,
        /// `plan` for a diary entry, `order` for a test request.
        "intent" => pub intent: Option<Code>,
        /// `routine`, `urgent`, …
        "priority" => pub priority: Option<Code>,
        /// That it is not to be done.
        "doNotPerform" => pub do_not_perform: Option<bool>,
        /// What.
        "code" => pub code: Option<CodeableConcept>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// The consultation.
        "context" => pub context: Option<Reference>,
        /// The planned date.
        "occurrenceDateTime" | "occurrence" => pub occurrence_date_time: Option<DateTime>,
        /// The planned period.
        "occurrencePeriod" => pub occurrence_period: Option<Period>,
        /// When it was entered.
        "authoredOn" => pub authored_on: Option<DateTime>,
        /// Who asked.
        "requester" => pub requester: Option<Requester>,
        /// Who is to do it.
        "performer" => pub performer: Option<Reference>,
        /// Why.
        "reasonCode" => pub reason_code: Vec<CodeableConcept>,
        /// Why.
        "reasonReference" => pub reason_reference: Vec<Reference>,
        /// What else belongs to it.
        "supportingInfo" => pub supporting_info: Vec<Reference>,
        /// Notes.
        "note" => pub note: Vec<Annotation>,
    }
}
