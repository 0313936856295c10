//! DiagnosticReport and Specimen (structured digest 3.9, 7.14, 7.17).

use super::lenient::{object, resource};
use super::{
    Annotation, Attachment, Code, CodeableConcept, DateTime, Extensions, Period, Quantity, Reference,
};

resource! {
    /// A laboratory report.
    pub struct DiagnosticReport {
        /// The request.
        "basedOn" => pub based_on: Vec<Reference>,
        /// `final`, `preliminary`, `unknown`.
        "status" => pub status: Option<Code>,
        /// Category; unreliable (ARS-52).
        "category" => pub category: Option<CodeableConcept>,
        /// Constant; not a title.
        "code" => pub code: Option<CodeableConcept>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// The consultation.
        "context" => pub context: Option<Reference>,
        /// When it was issued.
        "issued" => pub issued: Option<DateTime>,
        /// Who made them.
        "performer" => pub performer: Vec<Performer>,
        /// Specimens.
        "specimen" => pub specimen: Vec<Reference>,
        /// Results, groups of results and filing comments.
        "result" => pub result: Vec<Reference>,
        /// Diagnoses.
        "codedDiagnosis" => pub coded_diagnosis: Vec<CodeableConcept>,
        /// The laboratory's conclusion.
        "conclusion" => pub conclusion: Option<String>,
        /// The whole report as a document; not in use in GP Connect (ARS-16), so only that it came is said.
        "presentedForm" => pub presented_form: Vec<Attachment>,
    }
}

object! {
    /// Who made a report.
    pub struct Performer {
        /// As what.
        "role" => pub role: Option<CodeableConcept>,
        /// Who.
        "actor" => pub actor: Option<Reference>,
        /// The reference itself, where a supplier left `actor` out.
        "reference" => pub reference: Option<String>,
        /// Words about the performer.
        "display" => pub display: Option<String>,
    }
}

resource! {
    /// A specimen.
    pub struct Specimen {
        /// The laboratory's number.
        "accessionIdentifier" => pub accession_identifier: Option<super::Identifier>,
        /// `available`, …
        "status" => pub status: Option<Code>,
        /// What it is.
        "type" => pub kind: Option<CodeableConcept>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// When the laboratory received it.
        "receivedTime" => pub received_time: Option<DateTime>,
        /// How it was taken.
        "collection" => pub collection: Option<Box<SpecimenCollection>>,
        /// Notes.
        "note" => pub note: Vec<Annotation>,
    }
}

object! {
    /// How a specimen was taken.
    pub struct SpecimenCollection {
        /// Extensions; `FastingStatus`.
        "extension" => pub extension: Extensions,
        /// By whom.
        "collector" => pub collector: Option<Reference>,
        /// When.
        "collectedDateTime" => pub collected_date_time: Option<DateTime>,
        /// When.
        "collectedPeriod" => pub collected_period: Option<Period>,
        /// How much.
        "quantity" => pub quantity: Option<Quantity>,
        /// From where.
        "bodySite" => pub body_site: Option<CodeableConcept>,
        /// How.
        "method" => pub method: Option<CodeableConcept>,
    }
}
