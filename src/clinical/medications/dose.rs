//! Doses, as words (structured digest 3.4).

use crate::clinical::note::words;
use crate::fhir::{Dosage, Quantity, Value};
use crate::format;

/// A dose: its words whole (ARS-32), and what the patient was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dose {
    /// The words, never cut.
    pub text: String,
    /// Words for the patient.
    pub patient_instruction: Option<String>,
}

impl Dose {
    /// Reads the doses of a dosage; the structured parts are left out, the words are what counts (3.4).
    pub(in crate::clinical) fn read_all(sent: &[Dosage]) -> Vec<Self> {
        sent.iter()
            .map(|dosage| {
                let structured = match &dosage.dose {
                    Some(Value::Quantity(amount)) => Some(format::quantity(amount)),
                    _ => None,
                };
                let text = dosage.text.as_deref().map(words).filter(|text| !text.is_empty());
                let instruction = dosage.patient_instruction.as_deref().map(words);
                Self {
                    text: text.or(structured).unwrap_or_else(|| "Not recorded".to_owned()),
                    patient_instruction: instruction.filter(|instruction| !instruction.is_empty()),
                }
            })
            .collect()
    }
}

/// `28 days`, in the unit that was sent.
pub(super) fn supply_duration(sent: Option<&Quantity>) -> Option<String> {
    let shown = format::quantity(sent?);
    let is_days = sent.and_then(|sent| sent.code.as_deref().or(sent.unit.as_deref()));
    let is_days = matches!(is_days, Some("d" | "day"));
    Some(match shown.strip_suffix(" day").or_else(|| shown.strip_suffix(" d")) {
        Some(number) if is_days && number.parse() == Ok(1.0) => format!("{number} day"),
        Some(number) if is_days => format!("{number} days"),
        _ => shown,
    })
}
