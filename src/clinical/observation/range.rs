//! Reference ranges in words, with their kind where several stand side by side.

use crate::clinical::note::words;
use crate::fhir;
use crate::format;

/// A reference range.
#[derive(Clone, Debug, PartialEq)]
pub struct ReferenceRange {
    /// `Normal`, `Low`, …, when sent.
    pub kind: Option<String>,
    /// The range: `3.5 to 5.0 mmol/L`, `< 5`.
    pub words: String,
    /// Its lower end, as a number.
    pub low: Option<f64>,
    /// Its upper end, as a number.
    pub high: Option<f64>,
    /// The unit of its ends, as sent.
    pub unit: Option<String>,
}

impl ReferenceRange {
    pub(super) fn read_all(sent: &[fhir::ReferenceRange]) -> Vec<Self> {
        sent.iter().filter_map(Self::read).collect()
    }

    /// Ends and text are both shown when both were sent.
    fn read(sent: &fhir::ReferenceRange) -> Option<Self> {
        let ends = format::quantity::low_and_high(sent.low.as_ref(), sent.high.as_ref());
        let text = sent.text.as_deref().map(words).filter(|text| !text.is_empty());
        let shown = match (ends, text) {
            (Some(ends), Some(text)) if text != ends => format!("{ends} ({text})"),
            (Some(ends), _) => ends,
            (None, text) => text?,
        };
        let applies = sent.applies_to.iter().map(|who| format::concept(who).into_owned());
        let kind = sent.kind.iter().map(|kind| format::concept(kind).into_owned()).chain(applies);
        let kind = kind.collect::<Vec<_>>().join(", ");
        let number = |end: &Option<fhir::Quantity>| end.as_ref()?.value.as_ref()?.approximate();
        let unit = [&sent.high, &sent.low].into_iter().flatten().find_map(|end| end.unit.clone());
        Some(Self {
            kind: (!kind.is_empty()).then_some(kind),
            words: shown,
            low: number(&sent.low),
            high: number(&sent.high),
            unit: unit.map(|unit| unit.trim().to_owned()).filter(|unit| !unit.is_empty()),
        })
    }

    /// `Normal: 200 to 800 ng/L`.
    pub fn text(&self) -> String {
        match &self.kind {
            Some(kind) => format!("{kind}: {}", self.words),
            None => self.words.clone(),
        }
    }
}
