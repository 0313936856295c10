//! `value[x]`, quantities and ranges.

use super::lenient::{Failed, Item, Json, Notes, object};
use super::{
    Attachment, Code, CodeableConcept, Coding, DateTime, Decimal, Extensions, Identifier, Period, Reference,
};

/// A `value[x]`.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// `valueString`, `valueMarkdown`.
    String(String),
    /// `valueCode`, `valueId`, `valueUri`.
    Code(Code),
    /// `valueBoolean`.
    Boolean(bool),
    /// `valueInteger`, `valueUnsignedInt`, `valuePositiveInt`, `valueDecimal`: its digits.
    Number(Decimal),
    /// `valueDateTime`, `valueDate`, `valueInstant`.
    DateTime(DateTime),
    /// `valueTime`, as sent.
    Time(String),
    /// `valuePeriod`.
    Period(Box<Period>),
    /// `valueQuantity`, `valueDuration`, `valueAge` and other quantities.
    Quantity(Box<Quantity>),
    /// `valueRange`.
    Range(Box<Range>),
    /// `valueRatio`.
    Ratio(Box<Ratio>),
    /// `valueCodeableConcept`.
    CodeableConcept(Box<CodeableConcept>),
    /// `valueCoding`.
    Coding(Box<Coding>),
    /// `valueReference`.
    Reference(Box<Reference>),
    /// `valueIdentifier`.
    Identifier(Box<Identifier>),
    /// `valueAttachment`.
    Attachment(Box<Attachment>),
    /// Several values where one is expected, in the order sent: none is chosen.
    Several(Vec<Value>),
    /// A value of a kind that the model does not read; its kind, such as `SampledData`, is kept.
    Other(Box<str>),
}

impl Value {
    /// The text of a string, code, number, date, time or bool as sent.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::String(text) | Self::Time(text) => Some(text),
            Self::Code(code) => Some(code),
            Self::Number(number) => Some(number.as_str()),
            Self::DateTime(date) => Some(date.text()),
            Self::Boolean(true) => Some("true"),
            Self::Boolean(false) => Some("false"),
            Self::Period(_)
            | Self::Quantity(_)
            | Self::Range(_)
            | Self::Ratio(_)
            | Self::CodeableConcept(_)
            | Self::Coding(_)
            | Self::Reference(_)
            | Self::Identifier(_)
            | Self::Attachment(_)
            | Self::Several(_)
            | Self::Other(_) => None,
        }
    }
}

/// Reads the value of `value<Kind>` into `into`.
pub(super) fn read_choice(
    into: &mut Option<Value>,
    kind: &str,
    value: &mut Json<'_>,
    notes: &mut Notes,
) -> Result<(), Failed> {
    let read = match kind {
        "String" | "Markdown" => Item::read_one(value, notes)?.map(Value::String),
        "Code" | "Id" | "Uri" | "Oid" | "Url" => Item::read_one(value, notes)?.map(Value::Code),
        "Boolean" => Item::read_one(value, notes)?.map(Value::Boolean),
        "Integer" | "UnsignedInt" | "PositiveInt" | "Decimal" => {
            Item::read_one(value, notes)?.map(Value::Number)
        }
        "DateTime" | "Date" | "Instant" => Item::read_one(value, notes)?.map(Value::DateTime),
        "Time" => Item::read_one(value, notes)?.map(Value::Time),
        "Period" => Item::read_one(value, notes)?.map(Value::Period),
        "Quantity" | "Duration" | "Age" | "Count" | "Distance" | "Money" | "SimpleQuantity" => {
            Item::read_one(value, notes)?.map(Value::Quantity)
        }
        "Range" => Item::read_one(value, notes)?.map(Value::Range),
        "Ratio" => Item::read_one(value, notes)?.map(Value::Ratio),
        "CodeableConcept" => Item::read_one(value, notes)?.map(Value::CodeableConcept),
        "Coding" => Item::read_one(value, notes)?.map(Value::Coding),
        "Reference" => Item::read_one(value, notes)?.map(Value::Reference),
        "Identifier" => Item::read_one(value, notes)?.map(Value::Identifier),
        "Attachment" => Item::read_one(value, notes)?.map(Value::Attachment),
        _ => {
            value.raw();
            Some(Value::Other(kind.into()))
        }
    };
    if let Some(read) = read {
        *into = Some(match into.take() {
            None => read,
            Some(first) if first == read => read,
            Some(Value::Several(mut all)) => {
                all.push(read);
                Value::Several(all)
            }
            Some(first) => Value::Several(vec![first, read]),
        });
    }
    Ok(())
}

object! {
    /// A measured or counted amount.
    pub struct Quantity {
        /// The number with its digits.
        "value" => pub value: Option<Decimal>,
        /// `<`, `<=`, `>`, `>=`: part of the value, always printed.
        "comparator" => pub comparator: Option<Code>,
        /// The unit in words.
        "unit" => pub unit: Option<String>,
        /// The system of the coded unit.
        "system" => pub system: Option<Code>,
        /// The coded unit.
        "code" => pub code: Option<Code>,
        /// Extensions; `MedicationQuantityText` holds the amount in words.
        "extension" => pub extension: Extensions,
    }
}

object! {
    /// A range of amounts.
    pub struct Range {
        /// Its lower end.
        "low" => pub low: Option<Quantity>,
        /// Its upper end.
        "high" => pub high: Option<Quantity>,
    }
}

object! {
    /// A relation of two amounts, such as a titre of 1:128.
    pub struct Ratio {
        /// Above the line.
        "numerator" => pub numerator: Option<Quantity>,
        /// Below the line.
        "denominator" => pub denominator: Option<Quantity>,
    }
}
