//! Blood pressure in one row: sent as one observation with two parts, or as two observations that are linked (ARS-47;
//! structured digest 3.8). The panel and its halves are known by their codes, or by their words where no code was sent.

use super::{Measured, Part};
use crate::clinical::Marked;
use crate::fhir::{CodeableConcept, Observation};
use crate::format;

const PANELS: [&str; 6] = ["163020007", "386534000", "75367002", "163034007", "163035008", "163033001"];
const SYSTOLIC: [&str; 6] = ["72313002", "271649006", "163030003", "400974009", "407554009", "407556006"];
const DIASTOLIC: [&str; 6] =
    ["1091811000000102", "271650006", "163031004", "400975005", "407555005", "407557002"];

/// Which half of a blood pressure a concept names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Half {
    /// Systolic.
    Systolic,
    /// Diastolic.
    Diastolic,
}

impl Half {
    /// The half that a concept names, if any.
    pub fn of(concept: &CodeableConcept) -> Option<Self> {
        let has = |codes: &[&str]| codes.iter().any(|code| concept.has_code(code));
        let uncoded = concept.coding.is_empty().then(|| Self::of_words(&format::concept(concept)));
        uncoded
            .flatten()
            .or_else(|| has(&SYSTOLIC).then_some(Self::Systolic))
            .or_else(|| has(&DIASTOLIC).then_some(Self::Diastolic))
            .or_else(|| Self::of_words(&format::concept(concept)).filter(|_| is_pressure(concept)))
    }

    fn of_words(words: &str) -> Option<Self> {
        let words = words.to_lowercase();
        match (words.contains("systolic"), words.contains("diastolic")) {
            (true, false) => Some(Self::Systolic),
            (false, true) => Some(Self::Diastolic),
            (true, true) | (false, false) => None,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Self::Systolic => "systolic",
            Self::Diastolic => "diastolic",
        }
    }
}

/// "Systolic murmur" is not a pressure.
fn is_pressure(concept: &CodeableConcept) -> bool {
    let words = format::concept(concept).to_lowercase();
    ["pressure", " bp", "bp "].iter().any(|word| words.contains(word))
}

/// Whether a concept names a blood pressure as a whole.
pub fn is_panel(concept: &CodeableConcept) -> bool {
    PANELS.iter().any(|code| concept.has_code(code))
}

/// Whether a half says how the patient was placed where the whole does not: one value would lose it.
fn says_posture_alone(half: &str, whole: Option<&CodeableConcept>) -> bool {
    let (half, whole) = (half.to_lowercase(), format::concept_or_missing(whole).to_lowercase());
    ["standing", "sitting", "lying", "supine"]
        .iter()
        .any(|posture| half.contains(posture) && !whole.contains(posture))
}

/// A blood pressure.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct BloodPressure {
    /// The systolic half.
    pub systolic: Marked<Measured>,
    /// The diastolic half.
    pub diastolic: Marked<Measured>,
}

impl BloodPressure {
    /// From one observation and its parts: both halves, or one half of a panel. Other parts make it no blood pressure.
    pub fn of(sent: &Observation, parts: &[Part]) -> Option<Self> {
        let halves: Vec<Option<Half>> =
            sent.component.iter().map(|part| part.code.as_ref().and_then(Half::of)).collect();
        if halves.is_empty() || halves.iter().any(Option::is_none) || parts.len() != halves.len() {
            return None;
        }
        let of = |half: Half| {
            let mut found = halves.iter().zip(parts).filter(|(named, _)| **named == Some(half));
            let first = found.next().map(|(_, part)| part.measured.clone());
            found.next().is_none().then_some(first)
        };
        let (systolic, diastolic) = (of(Half::Systolic)?, of(Half::Diastolic)?);
        if parts.iter().any(|part| says_posture_alone(&part.term, sent.code.as_ref())) {
            return None;
        }
        match (systolic, diastolic) {
            (None, None) => None,
            (Some(systolic), Some(diastolic)) => Some(Self { systolic, diastolic }),
            (systolic, diastolic) if sent.code.as_ref().is_some_and(is_panel) => Some(Self {
                systolic: systolic.unwrap_or_default(),
                diastolic: diastolic.unwrap_or_default(),
            }),
            (Some(_), None) | (None, Some(_)) => None,
        }
    }

    /// `120/90 mm[Hg]`; a half that is missing is said: `–/90 mm[Hg] (systolic not recorded)`. The marks of either half are
    /// those of the whole.
    pub fn words(&self) -> Marked<String> {
        let ((systolic, one), (diastolic, other)) = (self.systolic.parts(), self.diastolic.parts());
        Marked::plain(pair(systolic, diastolic)).with_all(one).with_all(other)
    }
}

fn pair(systolic: &Measured, diastolic: &Measured) -> String {
    let unit = |half: &Measured| half.amount().and_then(|amount| amount.unit.clone());
    let units = [unit(systolic), unit(diastolic)];
    let unit = match &units {
        [Some(one), Some(other)] if one != other => None,
        [one, other] => one.clone().or_else(|| other.clone()),
    };
    let number = |half: &Measured| {
        let words = half.amount().and_then(|_| half.words());
        words.map(|words| match &unit {
            Some(unit) => words.strip_suffix(unit.as_str()).unwrap_or(words).trim_end().to_owned(),
            None => words.to_owned(),
        })
    };
    let said = |half: &Measured, which: Half| match (half.amount(), half.words()) {
        (Some(_), _) => None,
        (None, None | Some("Not recorded")) => Some(format!("{} not recorded", which.words())),
        (None, Some(words)) => Some(format!("{}: {words}", which.words())),
    };
    let halves = [(systolic, Half::Systolic), (diastolic, Half::Diastolic)];
    let numbers = halves.map(|(half, _)| number(half).unwrap_or_else(|| "–".to_owned()));
    let mut words = numbers.join("/");
    if let Some(unit) = unit {
        words.push_str(&format!(" {unit}"));
    }
    let missing: Vec<String> = halves.iter().filter_map(|(half, which)| said(half, *which)).collect();
    if !missing.is_empty() {
        words.push_str(&format!(" ({})", missing.join(", ")));
    }
    words
}
