//! Observation, in its five uses (structured digest 3.7 to 3.9, 7.13).

use super::lenient::{object, resource};
use super::{Code, CodeableConcept, DateTime, Extensions, Period, Quantity, Reference};

resource! {
    /// A coded entry, a result, a group of results, a comment, a filing comment.
    pub struct Observation {
        /// `final`, `preliminary`, `unknown`, …
        "status" => pub status: Option<Code>,
        /// Categories, unreliable.
        "category" => pub category: Vec<CodeableConcept>,
        /// What was observed.
        "code" => pub code: Option<CodeableConcept>,
        /// The request that it answers.
        "basedOn" => pub based_on: Vec<Reference>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// The consultation.
        "context" => pub context: Option<Reference>,
        /// The clinical date.
        "effectiveDateTime" => pub effective_date_time: Option<DateTime>,
        /// The clinical period.
        "effectivePeriod" => pub effective_period: Option<Period>,
        /// When it was recorded or issued.
        "issued" => pub issued: Option<DateTime>,
        /// Who.
        "performer" => pub performer: Vec<Reference>,
        /// Why there is no value.
        "dataAbsentReason" => pub data_absent_reason: Option<CodeableConcept>,
        /// High, low, normal, …
        "interpretation" => pub interpretation: Option<CodeableConcept>,
        /// Words that may change the meaning of code and value; always beside them (ARS-48).
        "comment" => pub comment: Option<String>,
        /// Where on the body.
        "bodySite" => pub body_site: Option<CodeableConcept>,
        /// How.
        "method" => pub method: Option<CodeableConcept>,
        /// The specimen.
        "specimen" => pub specimen: Option<Reference>,
        /// Reference ranges.
        "referenceRange" => pub reference_range: Vec<ReferenceRange>,
        /// Parents and children.
        "related" => pub related: Vec<Related>,
        /// Parts, such as systolic and diastolic.
        "component" => pub component: Vec<Component>,
        choice "value" => /// The value.
            pub value: Option<Value>,
    }
}

object! {
    /// A reference range.
    pub struct ReferenceRange {
        /// Its lower end.
        "low" => pub low: Option<Quantity>,
        /// Its upper end.
        "high" => pub high: Option<Quantity>,
        /// Its kind.
        "type" => pub kind: Option<CodeableConcept>,
        /// The population that it applies to.
        "appliesTo" => pub applies_to: Vec<CodeableConcept>,
        /// The range in words.
        "text" => pub text: Option<String>,
    }
    text => text
}

object! {
    /// A link to another observation.
    pub struct Related {
        /// `has-member`, `derived-from`, …
        "type" => pub kind: Option<Code>,
        /// The other one.
        "target" => pub target: Option<Reference>,
    }
}

object! {
    /// A part of an observation.
    pub struct Component {
        /// What was observed.
        "code" => pub code: Option<CodeableConcept>,
        /// Why there is no value.
        "dataAbsentReason" => pub data_absent_reason: Option<CodeableConcept>,
        /// High, low, normal, …
        "interpretation" => pub interpretation: Option<CodeableConcept>,
        /// Reference ranges.
        "referenceRange" => pub reference_range: Vec<ReferenceRange>,
        /// Extensions.
        "extension" => pub extension: Extensions,
        choice "value" => /// The value.
            pub value: Option<Value>,
    }
}
