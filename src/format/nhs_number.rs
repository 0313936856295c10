//! NHS numbers: read what people type or paste, show three, three and four digits (NUM-0001 to NUM-0018, ARH-15).

use thiserror::Error;

/// A ten-digit NHS number whose check digit is right. Neither `Display` nor `Debug` shows it, so that it cannot
/// slip into a log or an error text (ARH-59); ask for [`NhsNumber::spaced`] to draw it.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct NhsNumber(String);

/// Why an entry is not an NHS number, in the words shown beside the field. Never quotes the entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NhsNumberFault {
    /// Nothing was entered.
    #[error("Enter an NHS number")]
    Missing,
    /// Two letters, six digits and a letter: people carry both numbers.
    #[error(
        "This looks like a National Insurance number. Enter the NHS number: 10 digits, such as 999 123 4567"
    )]
    NationalInsurance,
    /// Something other than digits, spaces and dashes.
    #[error("An NHS number has digits only. Remove letters and other characters; spaces and dashes are fine")]
    NotDigits,
    /// Fewer than ten digits.
    #[error("An NHS number has 10 digits. This entry has {digits}")]
    TooShort {
        /// How many digits were entered.
        digits: usize,
    },
    /// More than ten digits: perhaps two numbers (NUM-0011).
    #[error("An NHS number has 10 digits. This entry has {digits}: enter one NHS number only")]
    TooLong {
        /// How many digits were entered.
        digits: usize,
    },
    /// Ten digits, but the last does not follow from the first nine: at least one digit is wrong.
    #[error(
        "One or more digits are wrong: the check digit does not match. Compare each digit with the source"
    )]
    CheckDigit,
}

impl NhsNumber {
    /// Reads an entry; spaces of any kind and dashes may separate the digits.
    pub fn parse(entry: &str) -> Result<Self, NhsNumberFault> {
        let kept: String = entry.chars().filter(|c| !is_separator(*c)).collect();
        if kept.is_empty() {
            return Err(NhsNumberFault::Missing);
        }
        if is_national_insurance(&kept) {
            return Err(NhsNumberFault::NationalInsurance);
        }
        if !kept.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NhsNumberFault::NotDigits);
        }
        match kept.len() {
            digits @ 0..=9 => Err(NhsNumberFault::TooShort { digits }),
            10 if has_check_digit(&kept) => Ok(Self(kept)),
            10 => Err(NhsNumberFault::CheckDigit),
            digits => Err(NhsNumberFault::TooLong { digits }),
        }
    }

    /// The number of the patient in the gallery's examples.
    #[cfg(any(feature = "sandbox", test))]
    pub fn example() -> Self {
        Self("9990054320".to_owned())
    }

    /// The ten digits without spaces, as messages carry them.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// `999 123 4567` (NUM-0002).
    pub fn spaced(&self) -> String {
        spaced(&self.0)
    }
}

impl std::fmt::Debug for NhsNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NhsNumber(hidden)")
    }
}

/// Ten digits as `999 123 4567`; anything else exactly as received, so that a damaged number is seen as it is.
pub fn spaced(received: &str) -> String {
    let digits = received.trim();
    if digits.len() != 10 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return received.to_owned();
    }
    let (area, rest) = digits.split_at(3);
    let (group, last) = rest.split_at(3);
    format!("{area} {group} {last}")
}

/// Blanks (also the invisible ones that come with a paste) and every dash people type.
fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Two letters, six digits, a final letter A to D: the shape of a National Insurance number.
fn is_national_insurance(kept: &str) -> bool {
    let bytes = kept.as_bytes();
    matches!(bytes, [a, b, digits @ .., last]
        if a.is_ascii_alphabetic()
            && b.is_ascii_alphabetic()
            && digits.len() == 6
            && digits.iter().all(u8::is_ascii_digit)
            && matches!(last.to_ascii_uppercase(), b'A'..=b'D'))
}

/// Modulus 11: weights 10 to 2 on the first nine digits; eleven minus the remainder is the tenth, eleven counts as
/// zero and ten is never issued.
fn has_check_digit(digits: &str) -> bool {
    let values: Vec<u32> = digits.bytes().map(|b| u32::from(b - b'0')).collect();
    let sum: u32 = values.iter().take(9).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    match (11 - sum % 11, values.last()) {
        (11, Some(last)) => *last == 0,
        (10, _) => false,
        (check, Some(last)) => *last == check,
        (_, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: ARH-15
    #[test]
    fn num_0015_accepts_spaces_dashes_and_what_a_paste_brings() {
        for entry in ["9990053200", "999 005 3200", "999-005-3200", " 999\u{a0}005\u{2013}3200\u{200b}\n"] {
            assert_eq!(NhsNumber::parse(entry).unwrap().digits(), "9990053200", "{entry:?}");
        }
    }

    // proves: ARH-15
    #[test]
    fn modulus_11_refuses_one_wrong_digit_and_two_swapped() {
        assert!(NhsNumber::parse("9990053200").is_ok());
        for entry in ["9990053208", "9990053210", "9990052300", "9900953200"] {
            assert_eq!(NhsNumber::parse(entry), Err(NhsNumberFault::CheckDigit), "{entry}");
        }
    }

    #[test]
    fn modulus_11_knows_nought_for_eleven_and_never_ten() {
        let with_nought: Vec<_> =
            (0..1000).map(|n| format!("999000{n:03}0")).filter(|n| NhsNumber::parse(n).is_ok()).collect();
        assert!(!with_nought.is_empty());
        // For about one stem in eleven no tenth digit is right.
        let stems_without =
            (0..1000).filter(|n| (0..10).all(|d| NhsNumber::parse(&format!("999000{n:03}{d}")).is_err()));
        assert!((80..100).contains(&stems_without.count()));
    }

    #[test]
    fn every_fault_has_its_own_words_and_never_the_entry() {
        let faults = [
            ("  ", NhsNumberFault::Missing),
            ("QQ 12 34 56 C", NhsNumberFault::NationalInsurance),
            ("qq123456c", NhsNumberFault::NationalInsurance),
            ("HARTLEY", NhsNumberFault::NotDigits),
            ("999 005 32O0", NhsNumberFault::NotDigits),
            ("999 005 320", NhsNumberFault::TooShort { digits: 9 }),
            ("999 005 3200 999 005 3200", NhsNumberFault::TooLong { digits: 20 }),
            ("999 005 3201", NhsNumberFault::CheckDigit),
        ];
        for (entry, fault) in faults {
            assert_eq!(NhsNumber::parse(entry), Err(fault), "{entry}");
            assert!(!fault.to_string().contains(entry), "{fault}");
        }
    }

    // proves: ARH-30
    #[test]
    fn num_0002_shows_three_three_four() {
        assert_eq!(NhsNumber::parse("9990053200").unwrap().spaced(), "999 005 3200");
        assert_eq!(spaced("9990053200"), "999 005 3200");
        assert_eq!(spaced("99900532"), "99900532");
    }

    // proves: ARH-59
    #[test]
    fn debug_text_hides_the_number() {
        assert!(!format!("{:?}", NhsNumber::parse("9990053200")).contains("999"));
    }
}
