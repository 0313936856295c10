//! The state of a medication, and which kind of prescription it is (structured digest 3.4).

use crate::clinical::note::words;
use crate::fhir::{Code, CodeableConcept, MedicationRequest};
use crate::format;
use crate::format::concept::CONCEPT_NOT_RECORDED;

/// Shown where the practice's system could not tell (ARS-35).
const NO_INFORMATION: &str = "No information available";

/// Status of a plan, statement or issue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// `active`.
    Active,
    /// `completed`.
    Completed,
    /// `stopped`: not the same as completed.
    Stopped,
    /// `cancelled`: stopped before it counted.
    Cancelled,
    /// `on-hold`.
    OnHold,
    /// `entered-in-error`.
    InError,
    /// Any other value: in words, else as sent.
    Other(String),
    /// None was sent.
    NotStated,
}

impl Status {
    pub(in crate::clinical) fn of(code: Option<&Code>) -> Self {
        let code = code.map(|code| code.to_ascii_lowercase()).filter(|code| !code.is_empty());
        match code.as_deref() {
            Some("active") => Self::Active,
            Some("completed") => Self::Completed,
            Some("stopped") => Self::Stopped,
            Some("cancelled" | "canceled") => Self::Cancelled,
            Some("on-hold") => Self::OnHold,
            Some("entered-in-error") => Self::InError,
            Some("draft" | "intended") => Self::Other("Draft: not authorised yet".to_owned()),
            Some("unknown") => Self::Other("Status unknown".to_owned()),
            Some(other) => Self::Other(words(other)),
            None => Self::NotStated,
        }
    }

    /// The graver of the words of statement and plan: what one of them stopped, cancelled or took back counts, whatever
    /// the other says.
    pub(in crate::clinical) fn graver(self, other: Self) -> Self {
        let weight = |status: &Self| match status {
            Self::InError => 4,
            Self::Cancelled => 3,
            Self::Stopped => 2,
            Self::Active | Self::Completed | Self::OnHold | Self::Other(_) => 1,
            Self::NotStated => 0,
        };
        if weight(&other) > weight(&self) { other } else { self }
    }

    /// In words.
    pub fn words(&self) -> &str {
        match self {
            Self::Active => "Active",
            Self::Completed => "Completed",
            Self::Stopped => "Stopped",
            Self::Cancelled => "Cancelled",
            Self::OnHold => "On hold",
            Self::InError => "Entered in error",
            Self::Other(other) => other,
            Self::NotStated => "Status not recorded",
        }
    }
}

/// The kind of prescription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PrescriptionType {
    /// `acute`.
    Acute,
    /// `delayed-prescribing`.
    Delayed,
    /// `repeat`.
    Repeat,
    /// `repeat-dispensing`.
    RepeatDispensing,
    /// Any other value, as sent.
    Other(String),
    /// None was sent, or only the words that there is none.
    NotStated,
}

impl PrescriptionType {
    pub(in crate::clinical) fn of(request: &MedicationRequest) -> Self {
        let concept = request.extension.named("PrescriptionType").and_then(|extension| extension.concept());
        match concept.and_then(CodeableConcept::first_code) {
            Some("acute") => Self::Acute,
            Some("delayed-prescribing") => Self::Delayed,
            Some("repeat") => Self::Repeat,
            Some("repeat-dispensing") => Self::RepeatDispensing,
            _ => match concept.map(format::concept) {
                Some(words) if words != NO_INFORMATION && words != CONCEPT_NOT_RECORDED => {
                    Self::Other(words.into_owned())
                }
                _ => Self::NotStated,
            },
        }
    }

    /// In words.
    pub fn words(&self) -> &str {
        match self {
            Self::Acute => "Acute",
            Self::Delayed => "Delayed prescribing",
            Self::Repeat => "Repeat",
            Self::RepeatDispensing => "Repeat dispensing",
            Self::Other(other) => other,
            Self::NotStated => NO_INFORMATION,
        }
    }
}
