//! ReferralRequest: an outbound referral (structured digest 3.10, 7.18).

use super::lenient::resource;
use super::{Annotation, Code, CodeableConcept, DateTime, Reference, Requester};

resource! {
    /// A referral; its status says nothing about progress (ARS-53).
    pub struct ReferralRequest {
        /// An earlier referral.
        "basedOn" => pub based_on: Vec<Reference>,
        /// `unknown` or `cancelled`.
        "status" => pub status: Option<Code>,
        /// `order`.
        "intent" => pub intent: Option<Code>,
        /// `routine`, `urgent`, `asap`, `stat`.
        "priority" => pub priority: Option<Code>,
        /// Services asked for.
        "serviceRequested" => pub service_requested: Vec<CodeableConcept>,
        /// Specialty.
        "specialty" => pub specialty: Option<CodeableConcept>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// The consultation.
        "context" => pub context: Option<Reference>,
        /// When the user referred.
        "authoredOn" => pub authored_on: Option<DateTime>,
        /// Who referred, and for whom.
        "requester" => pub requester: Option<Requester>,
        /// To whom.
        "recipient" => pub recipient: Vec<Reference>,
        /// Main entry first.
        "reasonCode" => pub reason_code: Vec<CodeableConcept>,
        /// Free text.
        "description" => pub description: Option<String>,
        /// Letters and other documents.
        "supportingInfo" => pub supporting_info: Vec<Reference>,
        /// Notes, `Key:value` lines.
        "note" => pub note: Vec<Annotation>,
    }
}
