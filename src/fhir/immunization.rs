//! Immunization (structured digest 3.7, 7.12).

use super::lenient::{object, resource};
use super::{Annotation, Code, CodeableConcept, DateTime, Quantity, Reference};

resource! {
    /// An immunisation given, or not given. What was given is the `VaccinationProcedure` extension.
    pub struct Immunization {
        /// Constant; must be given no meaning (ARS-28).
        "status" => pub status: Option<Code>,
        /// True when it was NOT given (ARS-44).
        "notGiven" => pub not_given: Option<bool>,
        /// The product, usually unknown.
        "vaccineCode" => pub vaccine_code: Option<CodeableConcept>,
        /// The patient.
        "patient" => pub patient: Option<Reference>,
        /// The consultation.
        "encounter" => pub encounter: Option<Reference>,
        /// Given or intended date.
        "date" => pub date: Option<DateTime>,
        /// False for a second-hand report.
        "primarySource" => pub primary_source: Option<bool>,
        /// Where the report came from.
        "reportOrigin" => pub report_origin: Option<CodeableConcept>,
        /// Where it was given.
        "location" => pub location: Option<Reference>,
        /// Who made the vaccine.
        "manufacturer" => pub manufacturer: Option<Reference>,
        /// Batch.
        "lotNumber" => pub lot_number: Option<String>,
        /// The batch's expiry.
        "expirationDate" => pub expiration_date: Option<DateTime>,
        /// Where on the body.
        "site" => pub site: Option<CodeableConcept>,
        /// How it got into the body.
        "route" => pub route: Option<CodeableConcept>,
        /// Amount.
        "doseQuantity" => pub dose_quantity: Option<Quantity>,
        /// Who gave it, who entered it.
        "practitioner" => pub practitioner: Vec<ImmunizationPractitioner>,
        /// Notes.
        "note" => pub note: Vec<Annotation>,
        /// Why, or why not.
        "explanation" => pub explanation: Option<Box<Explanation>>,
        /// Place in a course.
        "vaccinationProtocol" => pub vaccination_protocol: Vec<VaccinationProtocol>,
    }
}

object! {
    /// Someone's part in an immunisation.
    pub struct ImmunizationPractitioner {
        /// `AP` gave it, `EP` entered it.
        "role" => pub role: Option<CodeableConcept>,
        /// Who.
        "actor" => pub actor: Option<Reference>,
    }
}

object! {
    /// Why an immunisation was given or not.
    pub struct Explanation {
        /// Why.
        "reason" => pub reason: Vec<CodeableConcept>,
        /// Why not.
        "reasonNotGiven" | "notGivenReason" => pub reason_not_given: Vec<CodeableConcept>,
    }
}

object! {
    /// An immunisation's place in a course. `doseStatus` means nothing (ARS-28) and is not read.
    pub struct VaccinationProtocol {
        /// Which dose.
        "doseSequence" => pub dose_sequence: Option<u32>,
        /// In words.
        "description" => pub description: Option<String>,
        /// The course.
        "series" => pub series: Option<String>,
        /// Doses of the course.
        "seriesDoses" => pub series_doses: Option<u32>,
        /// Against what.
        "targetDisease" => pub target_disease: Vec<CodeableConcept>,
        /// Whether it counts; `count` mostly.
        "doseStatus" => pub dose_status: Option<CodeableConcept>,
        /// Why it counts or does not.
        "doseStatusReason" => pub dose_status_reason: Option<CodeableConcept>,
    }
}
