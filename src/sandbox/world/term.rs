//! Coded terms of the records: real SNOMED CT codes where they are well known, invented ones otherwise.

use serde_json::{Value, json};

/// The code system of nearly everything.
pub const SNOMED: &str = "http://snomed.info/sct";

/// A coded concept as a GP system holds it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Term {
    /// SNOMED CT code; empty when the concept is text only.
    pub code: String,
    /// Its display.
    pub display: String,
    /// The words that the user saw, where they differ or where the code is a degrade code.
    pub text: Option<String>,
    /// A coding in another system that the user chose: system, code, display.
    pub chosen: Option<(&'static str, &'static str, &'static str)>,
}

/// A term with its SNOMED CT code.
pub fn term(code: &str, display: &str) -> Term {
    Term { code: code.to_owned(), display: display.to_owned(), text: None, chosen: None }
}

/// A term without any code.
pub fn uncoded(text: &str) -> Term {
    Term { code: String::new(), display: String::new(), text: Some(text.to_owned()), chosen: None }
}

/// A medicine or anything else whose real code is not known here. The code is well formed, in a namespace (9999999)
/// that nobody can be given, so that no invented record carries a code that means something else.
pub fn invented(display: &str) -> Term {
    let number = display
        .bytes()
        .fold(2_166_136_261_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(16_777_619));
    let stem = format!("{}999999910", number % 90_000 + 10_000);
    term(&format!("{stem}{}", verhoeff(&stem)), display)
}

/// A "transfer-degraded" code with the original words (structured digest 3.1).
pub fn degraded(kind: Degraded, text: &str) -> Term {
    let (code, display) = match kind {
        Degraded::DrugAllergy => ("196461000000101", "Transfer-degraded drug allergy"),
        Degraded::OtherAllergy => ("196471000000108", "Transfer-degraded non-drug allergy"),
        Degraded::Medication => ("196421000000109", "Transfer-degraded medication entry"),
        Degraded::Record => ("196411000000103", "Transfer-degraded record entry"),
    };
    Term { text: Some(text.to_owned()), ..term(code, display) }
}

/// What was degraded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Degraded {
    /// An allergy to a drug.
    DrugAllergy,
    /// An allergy to something else.
    OtherAllergy,
    /// A medicine.
    Medication,
    /// Anything else.
    Record,
}

impl Term {
    /// The same with the words that the user saw.
    pub fn seen_as(mut self, text: &str) -> Self {
        self.text = Some(text.to_owned());
        self
    }

    /// The same with the coding that the user chose in an older system.
    pub fn chosen_as(mut self, system: &'static str, code: &'static str, display: &'static str) -> Self {
        self.chosen = Some((system, code, display));
        self
    }

    /// The words that a table shows.
    pub fn words(&self) -> &str {
        self.text.as_deref().or(self.chosen.map(|(_, _, display)| display)).unwrap_or(&self.display)
    }

    /// The CodeableConcept.
    pub fn concept(&self) -> Value {
        let mut concept = serde_json::Map::new();
        let mut codings = Vec::new();
        if let Some((system, code, display)) = self.chosen {
            codings.push(json!({ "system": system, "code": code, "display": display, "userSelected": true }));
        }
        if !self.code.is_empty() {
            codings.push(json!({ "system": SNOMED, "code": self.code, "display": self.display }));
        }
        if !codings.is_empty() {
            concept.insert("coding".to_owned(), Value::Array(codings));
        }
        if let Some(text) = &self.text {
            concept.insert("text".to_owned(), json!(text));
        }
        Value::Object(concept)
    }
}

/// The Verhoeff check digit that every SNOMED CT identifier ends with.
fn verhoeff(digits: &str) -> u32 {
    // Composition in the dihedral group D5, and its powers of one permutation.
    let multiply = |a: u32, b: u32| match (a < 5, b < 5) {
        (true, true) => (a + b) % 5,
        (true, false) => 5 + (a + b - 5) % 5,
        (false, true) => 5 + (a - 5 + 5 - b) % 5,
        (false, false) => (a + 5 - b) % 5,
    };
    let once = |digit: u32| match digit {
        0 => 1,
        1 => 5,
        2 => 7,
        3 => 6,
        4 => 2,
        5 => 8,
        6 => 3,
        7 => 0,
        8 => 9,
        _ => 4,
    };
    let mut sum = 0;
    for (position, digit) in digits.chars().rev().filter_map(|c| c.to_digit(10)).enumerate() {
        let permuted = (0..(position + 1) % 8).fold(digit, |digit, _| once(digit));
        sum = multiply(sum, permuted);
    }
    match sum {
        1..=4 => 5 - sum,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn check_digits_are_those_of_real_codes() {
        for code in ["49436004", "716186003", "933361000000108", "196421000000109", "163020007"] {
            let (stem, digit) = code.split_at(code.len() - 1);
            assert_eq!(verhoeff(stem).to_string(), digit, "{code}");
        }
    }
}
