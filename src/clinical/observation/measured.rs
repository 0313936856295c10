//! The value of an observation: an amount, words, or why there is none.

use crate::clinical::note::block;
use crate::clinical::{Mark, Marked};
use crate::fhir::{CodeableConcept, Quantity, Value};
use crate::format;

/// An amount as it can be drawn: its number and its unit, both as sent.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    /// The number.
    pub number: f64,
    /// The unit as sent; none was sent for `None`.
    pub unit: Option<String>,
    /// Whether a comparator is before it, so that the number is a bound and not a measurement.
    pub is_bound: bool,
}

/// A value.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Measured {
    /// No value was sent, and no reason.
    #[default]
    Nothing,
    /// Why there is no value.
    Absent(String),
    /// A value in words; an amount with its comparator and unit.
    Value {
        /// The words.
        words: String,
        /// The amount, when it is one.
        amount: Option<Amount>,
    },
}

impl Measured {
    /// The value that was sent, or why there is none.
    pub fn read(value: Option<&Value>, absent: Option<&CodeableConcept>) -> Marked<Self> {
        match value.filter(|value| is_approximate(value)) {
            Some(_) => Self::of(value, absent).about(),
            None => Marked::plain(Self::of(value, absent)),
        }
    }

    /// The same as a value that is about right: `about 2.4 mmol/L`.
    pub(super) fn about(self) -> Marked<Self> {
        let about = match self {
            Self::Value { words, amount } => Self::Value { words: format!("about {words}"), amount },
            other => other,
        };
        Marked::new(about, [Mark::Approximate])
    }

    fn of(value: Option<&Value>, absent: Option<&CodeableConcept>) -> Self {
        // A table made of blanks keeps its columns (ARS-50).
        let words = match value {
            Some(Value::String(text)) => Some(block(text)).filter(|text| !text.is_empty()),
            Some(value) => format::value(value),
            None => None,
        };
        if let (Some(value), Some(words)) = (value, words) {
            let amount = match value {
                Value::Quantity(quantity) => amount(quantity),
                _ => None,
            };
            return Self::Value { words, amount };
        }
        match absent {
            Some(reason) => Self::Absent(absent_words(reason)),
            None => Self::Nothing,
        }
    }

    /// The words to show, of a value or of its absence; `None` for nothing at all.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Nothing => None,
            Self::Absent(words) | Self::Value { words, .. } => Some(words),
        }
    }

    /// The amount, when it is one.
    pub fn amount(&self) -> Option<&Amount> {
        match self {
            Self::Value { amount, .. } => amount.as_ref(),
            Self::Nothing | Self::Absent(_) => None,
        }
    }
}

impl AsRef<str> for Measured {
    fn as_ref(&self) -> &str {
        self.words().unwrap_or_default()
    }
}

/// `ValueApproximation`: the number is about right, and no exact measurement.
fn is_approximate(value: &Value) -> bool {
    let Value::Quantity(quantity) = value else { return false };
    let sent = quantity.extension.named("ValueApproximation");
    sent.is_some_and(|sent| sent.boolean() != Some(false))
}

fn amount(quantity: &Quantity) -> Option<Amount> {
    let number = quantity.value.as_ref()?.approximate()?;
    let unit = quantity.unit.as_deref().or(quantity.code.as_deref()).map(str::trim);
    Some(Amount {
        number,
        unit: unit.filter(|unit| !unit.is_empty()).map(str::to_owned),
        is_bound: quantity.comparator.as_deref().is_some_and(|sign| !sign.trim().is_empty()),
    })
}

/// `Not recorded (unknown)`, `Not recorded: specimen haemolysed`.
fn absent_words(reason: &CodeableConcept) -> String {
    match format::concept(reason).as_ref() {
        "unknown" | "Unknown" | format::CONCEPT_NOT_RECORDED => "Not recorded".to_owned(),
        words if words.starts_with('[') => match reason.first_code() {
            Some("unknown") | None => "Not recorded".to_owned(),
            Some(code) => format!("Not recorded: {code}"),
        },
        words => format!("Not recorded: {words}"),
    }
}
