//! Doses, as words (structured digest 3.4).
//!
//! The words that were sent are what counts (ARS-32). Where there are none, every coded part is put into words; beside
//! words the coded parts are kept as a note, because the two may differ.

mod timing;

use crate::clinical::note::words;
use crate::clinical::order;
use crate::fhir::{CodeableConcept, Dosage, Quantity, Range, Ratio, Value};
use crate::format;
use crate::format::quantity::{QUANTITY_NOT_RECORDED, medicine_quantity, medicine_range, medicine_ratio};

/// Shown in place of a dose of which nothing was sent.
pub const NOT_SENT: &str = "Not sent";

/// Words that a system sends where it has none.
const NO_WORDS: [&str; 4] = ["no information available", "not recorded", "not stated", "unknown"];

/// A dose: its words whole (ARS-32), and what the patient was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dose {
    /// The words, never cut.
    pub text: String,
    /// What was coded beside the words.
    pub coded: Option<String>,
    /// Words for the patient.
    pub patient_instruction: Option<String>,
    /// Whether it follows the one before, by the sequence that was sent.
    pub follows: bool,
}

impl Dose {
    /// Reads the doses of a dosage in their sequence; those without one come last, as they were sent.
    pub(in crate::clinical) fn read_all(sent: &[Dosage]) -> Vec<Self> {
        let mut steps: Vec<&Dosage> = sent.iter().collect();
        order::by_key(&mut steps, |step| step.sequence.unwrap_or(u32::MAX));
        let mut before = None;
        steps
            .into_iter()
            .map(|step| {
                let follows = before.is_some_and(|before| step.sequence.is_some_and(|now| now > before));
                before = step.sequence;
                Self::read(step, follows)
            })
            .collect()
    }

    fn read(sent: &Dosage, follows: bool) -> Self {
        let text = sent.text.as_deref().map(words).filter(|text| !text.is_empty());
        let is_words = |text: &&String| {
            !NO_WORDS.iter().any(|none| none.eq_ignore_ascii_case(text.trim_end_matches('.')))
        };
        let coded = Some(coded(sent)).filter(|coded| !coded.is_empty());
        let (text, coded) = match (text.as_ref().filter(is_words), coded) {
            (Some(text), coded) => (text.clone(), coded),
            (None, Some(coded)) => (coded, None),
            (None, None) => (text.unwrap_or_else(|| NOT_SENT.to_owned()), None),
        };
        let instruction = sent.patient_instruction.as_deref().map(words);
        Self {
            text,
            coded,
            patient_instruction: instruction.filter(|instruction| !instruction.is_empty()),
            follows,
        }
    }

    /// Shown where no dose came at all.
    pub(in crate::clinical) fn not_sent() -> Self {
        Self { text: NOT_SENT.to_owned(), coded: None, patient_instruction: None, follows: false }
    }

    /// Doses in one line: `SIX a day; then THREE a day`.
    pub(in crate::clinical) fn in_line(doses: &[Self]) -> String {
        let mut line = String::new();
        for dose in doses {
            if !line.is_empty() {
                line.push_str(if dose.follows { "; then " } else { "; " });
            }
            line.push_str(&dose.text);
        }
        line
    }
}

/// Every coded part in words, in the order in which a dose is said.
fn coded(sent: &Dosage) -> String {
    let concept = |concept: &CodeableConcept| format::concept(concept).into_owned();
    let mut parts: Vec<String> = Vec::new();
    parts.extend(sent.dose.as_ref().and_then(amount));
    parts.extend(rate(&sent.rate_ratio, &sent.rate_range, &sent.rate_quantity));
    for both in &sent.dose_and_rate {
        parts.extend(both.dose.as_ref().and_then(amount));
        parts.extend(rate(&both.rate_ratio, &both.rate_range, &both.rate_quantity));
    }
    parts.extend(sent.timing.as_deref().map(timing::words).filter(|timing| !timing.is_empty()));
    match (&sent.as_needed_codeable_concept, sent.as_needed_boolean) {
        (Some(reason), _) => parts.push(format!("as needed: {}", concept(reason))),
        (None, Some(true)) => parts.push("as needed".to_owned()),
        (None, Some(false) | None) => {}
    }
    parts.extend(sent.route.as_ref().map(|route| format!("route: {}", concept(route))));
    parts.extend(sent.method.as_ref().map(|method| format!("method: {}", concept(method))));
    parts.extend(sent.site.as_ref().map(|site| format!("site: {}", concept(site))));
    parts.extend(sent.max_dose_per_period.iter().map(|most| {
        format!("at most {} in {}", side(most.numerator.as_ref()), side(most.denominator.as_ref()))
    }));
    parts.extend(
        sent.max_dose_per_administration
            .iter()
            .map(|most| format!("at most {} at a time", medicine_quantity(most))),
    );
    parts.extend(
        sent.max_dose_per_lifetime
            .iter()
            .map(|most| format!("at most {} in a lifetime", medicine_quantity(most))),
    );
    parts.extend(sent.additional_instruction.iter().map(concept));
    parts.retain(|part| !part.trim().is_empty());
    parts.join(", ")
}

/// `at 5 mg per 1 hour`.
fn rate(ratio: &Option<Ratio>, range: &Option<Range>, amount: &Option<Quantity>) -> Option<String> {
    let ratio = ratio.as_ref().map(medicine_ratio);
    let rate = ratio.or_else(|| range.as_ref().and_then(medicine_range));
    rate.or_else(|| amount.as_ref().map(medicine_quantity)).map(|rate| format!("at {rate}"))
}

fn side(of: Option<&Quantity>) -> String {
    of.map_or_else(|| "an amount not sent".to_owned(), medicine_quantity)
}

/// An amount in words: a number, a range, or whatever was sent in their place.
fn amount(sent: &Value) -> Option<String> {
    match sent {
        Value::Quantity(amount) => Some(medicine_quantity(amount)),
        Value::Range(range) => medicine_range(range),
        Value::Ratio(ratio) => Some(medicine_ratio(ratio)),
        other => format::value(other),
    }
}

/// The amount that was prescribed, or that none was sent.
pub(in crate::clinical) fn amount_or_missing(sent: Option<&Quantity>) -> String {
    match sent.map(medicine_quantity) {
        Some(amount) if amount != QUANTITY_NOT_RECORDED => amount,
        Some(_) | None => NOT_SENT.to_owned(),
    }
}

/// `28 days`, in the unit that was sent.
pub(in crate::clinical) fn supply_duration(sent: Option<&Quantity>) -> Option<String> {
    let shown = medicine_quantity(sent?);
    let is_days = sent.and_then(|sent| sent.code.as_deref().or(sent.unit.as_deref()));
    let is_days = matches!(is_days, Some("d" | "day"));
    Some(match shown.strip_suffix(" day").or_else(|| shown.strip_suffix(" d")) {
        Some("1") if is_days => "1 day".to_owned(),
        Some(number) if is_days => format!("{number} days"),
        _ => shown,
    })
}
