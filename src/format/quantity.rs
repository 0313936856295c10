//! Amounts in words, digits untouched (structured digest 3.2, 3.4).

use super::decimal;
use crate::fhir::{Decimal, Quantity, Range, Ratio};

/// Shown in place of an amount that was not sent.
pub const QUANTITY_NOT_RECORDED: &str = "Not recorded";

/// An amount: `28 tablet`, `<0.50 mmol/L`, `28 capsule(s)`; the words of [`QUANTITY_NOT_RECORDED`] when there is none.
///
/// The comparator is part of the value. Words sent in the `MedicationQuantityText` extension are shown alone when
/// they stand alone or repeat the number, after the number when they are its unit, and in brackets when they say
/// something else: nothing that was sent is dropped.
pub fn quantity(quantity: &Quantity) -> String {
    written(quantity, |number| decimal::without_noise(decimal::plain(number)))
}

/// [`quantity`] of a medicine: without zeros at the end of a fraction, which may be misread as tens.
pub fn medicine_quantity(quantity: &Quantity) -> String {
    written(quantity, medicine_digits)
}

fn medicine_digits(number: &Decimal) -> String {
    let digits = decimal::without_noise(decimal::plain(number));
    Decimal::new(&digits).map_or(digits, |number| decimal::without_trailing_zeros(&number))
}

fn written(quantity: &Quantity, digits: fn(&Decimal) -> String) -> String {
    let words = quantity.extension.named("MedicationQuantityText").and_then(|extension| extension.text());
    let words = words.map(str::trim).filter(|words| !words.is_empty());
    let unit = unit(quantity);
    let Some(value) = &quantity.value else {
        return match (words, unit) {
            (Some(words), _) => words.to_owned(),
            (None, Some(unit)) => format!("{QUANTITY_NOT_RECORDED} ({unit})"),
            (None, None) => QUANTITY_NOT_RECORDED.to_owned(),
        };
    };
    let number = [quantity.comparator.as_deref().unwrap_or_default(), &digits(value)].concat();
    let amount = match unit {
        Some(unit) => [&number, " ", unit].concat(),
        None => number.clone(),
    };
    match words {
        None => amount,
        Some(words) if words == amount || Some(words) == unit => amount,
        Some(words) => match (leading_number(words), unit) {
            (Some(first), None) if Some(first) == value.as_str().parse().ok() => words.to_owned(),
            (None, None) => format!("{number} {words}"),
            _ => format!("{amount} ({words})"),
        },
    }
}

/// [`quantity`], or its words for a missing one.
pub fn quantity_or_missing(sent: Option<&Quantity>) -> String {
    sent.map_or_else(|| QUANTITY_NOT_RECORDED.to_owned(), quantity)
}

/// A range: `3.5 to 5.0 mmol/L`, `from 3.5 mmol/L`, `up to 5.0 mmol/L`; `None` when it is empty.
pub fn range(range: &Range) -> Option<String> {
    low_and_high(range.low.as_ref(), range.high.as_ref())
}

/// [`range()`] of a medicine.
pub fn medicine_range(range: &Range) -> Option<String> {
    ends(range.low.as_ref(), range.high.as_ref(), medicine_quantity)
}

/// [`range()`] from its two ends, as reference ranges have them.
pub fn low_and_high(low: Option<&Quantity>, high: Option<&Quantity>) -> Option<String> {
    ends(low, high, quantity)
}

fn ends(
    low: Option<&Quantity>,
    high: Option<&Quantity>,
    quantity: fn(&Quantity) -> String,
) -> Option<String> {
    match (low, high) {
        (Some(low), Some(high)) if unit(low).is_none() || unit(low) == unit(high) => {
            let without_unit = Quantity { unit: None, code: None, ..low.clone() };
            Some(format!("{} to {}", quantity(&without_unit), quantity(high)))
        }
        (Some(low), Some(high)) => Some(format!("{} to {}", quantity(low), quantity(high))),
        (Some(low), None) => Some(format!("from {}", quantity(low))),
        (None, Some(high)) => Some(format!("up to {}", quantity(high))),
        (None, None) => None,
    }
}

/// A ratio: `1:128`.
pub fn ratio(ratio: &Ratio) -> String {
    let side = |side: Option<&Quantity>| quantity_or_missing(side);
    format!("{}:{}", side(ratio.numerator.as_ref()), side(ratio.denominator.as_ref()))
}

/// [`ratio()`] of medicines: `5 mg per 1 mL`.
pub fn medicine_ratio(ratio: &Ratio) -> String {
    let side =
        |side: Option<&Quantity>| side.map_or_else(|| QUANTITY_NOT_RECORDED.to_owned(), medicine_quantity);
    format!("{} per {}", side(ratio.numerator.as_ref()), side(ratio.denominator.as_ref()))
}

/// The unit in words, else its code; `1` means "no unit".
fn unit(quantity: &Quantity) -> Option<&str> {
    let unit = quantity.unit.as_deref().map(str::trim);
    unit.or(quantity.code.as_deref()).filter(|unit| !unit.is_empty() && *unit != "1")
}

fn leading_number(words: &str) -> Option<f64> {
    let digits = words.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(words.len());
    words.get(..digits)?.trim_end_matches('.').parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fhir::{Code, Decimal, Extension, Extensions, Value};

    fn of(value: Option<&str>, unit: Option<&str>, words: Option<&str>) -> Quantity {
        let extension = words.map(|words| Extension {
            url: Some(Code::new(
                "https://fhir.nhs.uk/STU3/StructureDefinition/Extension-CareConnect-GPC-MedicationQuantityText-1",
            )),
            value: Some(Value::String(words.into())),
            ..Extension::default()
        });
        Quantity {
            value: value.and_then(Decimal::new),
            unit: unit.map(str::to_owned),
            extension: Extensions(extension.into_iter().collect()),
            ..Quantity::default()
        }
    }

    // proves: ARS-48
    #[test]
    fn digits_are_kept_and_the_noise_of_a_binary_number_is_not() {
        for (sent, shown) in [
            ("5.7000000000000002", "5.7"),
            ("0.90000000000000002", "0.9"),
            ("93.400000000000006", "93.4"),
            ("0.50", "0.50"),
            ("123.0000", "123.0000"),
            ("12345678901.25", "12345678901.25"),
        ] {
            assert_eq!(quantity(&of(Some(sent), None, None)), shown);
        }
    }

    // proves: ARS-31
    #[test]
    fn each_way_of_sending_an_amount_is_shown() {
        for (value, unit, words, shown) in [
            (None, None, Some("28 capsule(s)"), "28 capsule(s)"),
            (Some("28"), Some("tablet"), None, "28 tablet"),
            (Some("28"), None, Some("tablet"), "28 tablet"),
            (Some("28"), None, None, "28"),
            (None, None, None, "Not recorded"),
            (Some("28"), None, Some("28 capsule(s)"), "28 capsule(s)"),
            (Some("28.0"), None, Some("28 capsule(s)"), "28 capsule(s)"),
            (Some("2"), None, Some("28 capsule(s)"), "2 (28 capsule(s))"),
            (Some("28"), Some("tablet"), Some("tablet"), "28 tablet"),
            (Some("1"), Some("pack"), Some("28 tablets"), "1 pack (28 tablets)"),
            (None, Some("mmol/L"), None, "Not recorded (mmol/L)"),
        ] {
            assert_eq!(quantity(&of(value, unit, words)), shown);
        }
        assert_eq!(quantity_or_missing(None), "Not recorded");
    }

    // proves: ARS-48
    #[test]
    fn the_comparator_is_printed_and_digits_are_left_alone() {
        let mut amount = of(Some("0.50"), Some("mmol/L"), None);
        amount.comparator = Some(Code::new("<="));
        assert_eq!(quantity(&amount), "<=0.50 mmol/L");
        assert_eq!(quantity(&of(Some("123.0000"), None, None)), "123.0000");
    }

    #[test]
    fn a_coded_unit_stands_in_for_a_missing_word() {
        let mut amount = of(Some("5"), None, None);
        amount.code = Some(Code::new("mg"));
        assert_eq!(quantity(&amount), "5 mg");
        amount.code = Some(Code::new("1"));
        assert_eq!(quantity(&amount), "5");
    }

    #[test]
    fn a_range_names_its_unit_once() {
        let (low, high) = (of(Some("3.5"), Some("mmol/L"), None), of(Some("5.0"), Some("mmol/L"), None));
        assert_eq!(low_and_high(Some(&low), Some(&high)).unwrap(), "3.5 to 5.0 mmol/L");
        assert_eq!(low_and_high(Some(&low), None).unwrap(), "from 3.5 mmol/L");
        assert_eq!(low_and_high(None, Some(&high)).unwrap(), "up to 5.0 mmol/L");
        let other = of(Some("5"), Some("mg"), None);
        assert_eq!(low_and_high(Some(&low), Some(&other)).unwrap(), "3.5 mmol/L to 5 mg");
        assert_eq!(low_and_high(None, None), None);
    }

    // proves: FR-14
    #[test]
    fn a_medicine_is_written_without_trailing_zeros_or_rounding_and_a_laboratory_value_as_sent() {
        for (sent, medicine, laboratory) in [
            ("1.0", "1 mg", "1.0 mg"),
            ("2.50", "2.5 mg", "2.50 mg"),
            ("1.2E+2", "120 mg", "120 mg"),
            ("1234567890123456789.25", "1234567890123456789.25 mg", "1234567890123456789.25 mg"),
        ] {
            let amount = of(Some(sent), Some("mg"), None);
            assert_eq!(medicine_quantity(&amount), medicine);
            assert_eq!(quantity(&amount), laboratory);
        }
        assert_eq!(medicine_quantity(&of(Some("28.000"), None, Some("tablet"))), "28 tablet");
    }

    #[test]
    fn a_ratio_has_two_sides() {
        let titre = Ratio {
            numerator: Some(of(Some("1"), None, None)),
            denominator: Some(of(Some("128"), None, None)),
        };
        assert_eq!(ratio(&titre), "1:128");
    }
}
