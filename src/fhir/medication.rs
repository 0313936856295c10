//! Medication, MedicationStatement and MedicationRequest (structured digest 3.4, 7.7 to 7.9).

use super::lenient::{object, resource};
use super::{
    Annotation, Code, CodeableConcept, DateTime, Decimal, Extensions, Identifier, Period, Quantity, Range,
    Ratio, Reference,
};

resource! {
    /// A medicine or device.
    pub struct Medication {
        /// Which one.
        "code" => pub code: Option<CodeableConcept>,
    }
}

resource! {
    /// A medication as one row of the record; `basedOn` points to its plan.
    pub struct MedicationStatement {
        /// The plan.
        "basedOn" => pub based_on: Vec<Reference>,
        /// The consultation.
        "context" => pub context: Option<Reference>,
        /// `active`, `completed`, `stopped`.
        "status" => pub status: Option<Code>,
        /// The medicine.
        "medicationReference" => pub medication_reference: Option<Reference>,
        /// The medicine, as code.
        "medicationCodeableConcept" => pub medication_codeable_concept: Option<CodeableConcept>,
        /// From when to when it is planned.
        "effectivePeriod" => pub effective_period: Option<Period>,
        /// The day it was planned for, when a period was not sent.
        "effectiveDateTime" => pub effective_date_time: Option<DateTime>,
        /// When it was entered.
        "dateAsserted" => pub date_asserted: Option<DateTime>,
        /// Who said so.
        "informationSource" => pub information_source: Option<Reference>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// Constant `unk`; must be given no meaning (ARS-28).
        "taken" => pub taken: Option<Code>,
        /// Why it is taken.
        "reasonCode" => pub reason_code: Vec<CodeableConcept>,
        /// Notes of plan and issues.
        "note" => pub note: Vec<Annotation>,
        /// Dosage.
        "dosage" => pub dosage: Vec<Dosage>,
    }
}

resource! {
    /// A plan (`intent` `plan`) or one issue of it (`intent` `order`).
    pub struct MedicationRequest {
        /// From an order to its plan; the type prefix may be missing or doubled.
        "basedOn" => pub based_on: Vec<Reference>,
        /// Links the items of one prescription.
        "groupIdentifier" => pub group_identifier: Option<Identifier>,
        /// `active`, `completed`, `stopped`.
        "status" => pub status: Option<Code>,
        /// `plan` or `order`.
        "intent" => pub intent: Option<Code>,
        /// The medicine.
        "medicationReference" => pub medication_reference: Option<Reference>,
        /// The medicine, as code.
        "medicationCodeableConcept" => pub medication_codeable_concept: Option<CodeableConcept>,
        /// The patient.
        "subject" => pub subject: Option<Reference>,
        /// The consultation.
        "context" => pub context: Option<Reference>,
        /// When it was authorised; no issue date (ARS-36).
        "authoredOn" => pub authored_on: Option<DateTime>,
        /// Who prescribed it.
        "requester" => pub requester: Option<Requester>,
        /// Who recorded it.
        "recorder" => pub recorder: Option<Reference>,
        /// Why it is given.
        "reasonCode" => pub reason_code: Vec<CodeableConcept>,
        /// Notes.
        "note" => pub note: Vec<Annotation>,
        /// Dosage.
        "dosageInstruction" => pub dosage_instruction: Vec<Dosage>,
        /// Amount and period.
        "dispenseRequest" => pub dispense_request: Option<Box<DispenseRequest>>,
        /// The plan that this one replaces.
        "priorPrescription" => pub prior_prescription: Option<Reference>,
    }
}

object! {
    /// Who asked for something, and for whom.
    pub struct Requester {
        /// Who.
        "agent" => pub agent: Option<Reference>,
        /// For which organisation.
        "onBehalfOf" => pub on_behalf_of: Option<Reference>,
    }
}

object! {
    /// How to take a medicine. The text is the thing to display, whole (ARS-32).
    pub struct Dosage {
        /// The dose in words.
        "text" => pub text: Option<String>,
        /// Instructions for the patient.
        "patientInstruction" => pub patient_instruction: Option<String>,
        /// Further coded instructions.
        "additionalInstruction" => pub additional_instruction: Vec<CodeableConcept>,
        /// As needed, or for what.
        "asNeededBoolean" => pub as_needed_boolean: Option<bool>,
        /// As needed, for what.
        "asNeededCodeableConcept" => pub as_needed_codeable_concept: Option<CodeableConcept>,
        /// Where.
        "site" => pub site: Option<CodeableConcept>,
        /// How it gets into the body.
        "route" => pub route: Option<CodeableConcept>,
        /// By which method.
        "method" => pub method: Option<CodeableConcept>,
        /// Order among several.
        "sequence" => pub sequence: Option<u32>,
        /// When it is taken.
        "timing" => pub timing: Option<Box<Timing>>,
        /// How fast, as a ratio.
        "rateRatio" => pub rate_ratio: Option<Ratio>,
        /// How fast, as a range.
        "rateRange" => pub rate_range: Option<Range>,
        /// How fast, as an amount.
        "rateQuantity" | "rateSimpleQuantity" => pub rate_quantity: Option<Quantity>,
        /// The most in a time.
        "maxDosePerPeriod" => pub max_dose_per_period: Vec<Ratio>,
        /// The most at a time.
        "maxDosePerAdministration" => pub max_dose_per_administration: Option<Quantity>,
        /// The most in a lifetime.
        "maxDosePerLifetime" => pub max_dose_per_lifetime: Option<Quantity>,
        /// Amount and rate together, as later versions of FHIR send them.
        "doseAndRate" => pub dose_and_rate: Vec<DoseAndRate>,
        /// Extensions.
        "extension" => pub extension: Extensions,
        choice "dose" => /// The amount for each dose.
            pub dose: Option<Value>,
    }
    text => text
}

object! {
    /// Amount and rate of a dose.
    pub struct DoseAndRate {
        /// How fast, as a ratio.
        "rateRatio" => pub rate_ratio: Option<Ratio>,
        /// How fast, as a range.
        "rateRange" => pub rate_range: Option<Range>,
        /// How fast, as an amount.
        "rateQuantity" => pub rate_quantity: Option<Quantity>,
        choice "dose" => /// The amount for each dose.
            pub dose: Option<Value>,
    }
}

object! {
    /// When something happens.
    pub struct Timing {
        /// At these moments.
        "event" => pub event: Vec<DateTime>,
        /// By this rule.
        "repeat" => pub repeat: Option<Box<TimingRepeat>>,
        /// By this code, such as `BID`.
        "code" => pub code: Option<CodeableConcept>,
    }
}

object! {
    /// The rule by which something is repeated.
    pub struct TimingRepeat {
        /// How many times in all.
        "count" => pub count: Option<Decimal>,
        /// How many times in all, at most.
        "countMax" => pub count_max: Option<Decimal>,
        /// How long each time.
        "duration" => pub duration: Option<Decimal>,
        /// How long each time, at most.
        "durationMax" => pub duration_max: Option<Decimal>,
        /// The unit of these two.
        "durationUnit" => pub duration_unit: Option<Code>,
        /// How often in a period.
        "frequency" => pub frequency: Option<Decimal>,
        /// How often in a period, at most.
        "frequencyMax" => pub frequency_max: Option<Decimal>,
        /// The period.
        "period" => pub period: Option<Decimal>,
        /// The period, at most.
        "periodMax" => pub period_max: Option<Decimal>,
        /// The unit of these two.
        "periodUnit" => pub period_unit: Option<Code>,
        /// On which days of the week.
        "dayOfWeek" => pub day_of_week: Vec<Code>,
        /// At which times of the day.
        "timeOfDay" => pub time_of_day: Vec<String>,
        /// At which events, such as `AC`, before meals.
        "when" => pub when: Vec<Code>,
        /// Minutes from the event.
        "offset" => pub offset: Option<Decimal>,
        choice "bounds" => /// From when to when, or for how long.
            pub bounds: Option<Value>,
    }
}

object! {
    /// Amount and period of a prescription.
    pub struct DispenseRequest {
        /// Of a plan: its period. Of an order: `start` is the issue date (ARS-36).
        "validityPeriod" => pub validity_period: Option<Period>,
        /// The amount; often in words, in an extension of it (structured digest 3.4).
        "quantity" => pub quantity: Option<Quantity>,
        /// For how long it lasts.
        "expectedSupplyDuration" => pub expected_supply_duration: Option<Quantity>,
        /// Who dispenses it.
        "performer" => pub performer: Option<Reference>,
        /// Repeats in plain FHIR.
        "numberOfRepeatsAllowed" => pub number_of_repeats_allowed: Option<u32>,
    }
}
