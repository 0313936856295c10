//! Decimals as people write them: digit by digit from the text that was sent, never by way of a binary number.

use crate::fhir::Decimal;

/// How many places an exponent may move the point before the number stays as it was sent.
const FARTHEST: i32 = 40;

/// The number without an exponent, each digit as it was sent: `1.2E+2` is `120`, `5E-1` is `0.5`, `0.50` stays `0.50`.
pub fn plain(number: &Decimal) -> String {
    if is_plain(number.as_str()) {
        return number.as_str().to_owned();
    }
    let spelled = number.approximate().and_then(|_| spelled(number.as_str()));
    spelled.unwrap_or_else(|| number.as_str().to_owned())
}

/// Whether a text is digits as people write them, which is what nearly every number is.
fn is_plain(text: &str) -> bool {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|digit| digit.is_ascii_digit());
    digits(whole) && digits(fraction) && (whole == "0" || !whole.starts_with('0'))
}

/// [`plain()`] without zeros at the end of a fraction, which may be misread as tens: `1.0` is `1`, `2.50` is `2.5`.
pub fn without_trailing_zeros(number: &Decimal) -> String {
    let plain = plain(number);
    match plain.split_once('.') {
        Some((whole, fraction)) if fraction.bytes().all(|digit| digit.is_ascii_digit()) => {
            let fraction = fraction.trim_end_matches('0');
            if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") }
        }
        Some(_) | None => plain,
    }
}

/// Digits that only come of printing a binary number in full (`5.7000000000000002`) are the shortest ones of that very
/// number; every other number keeps all its digits, however many there are.
pub fn without_noise(plain: String) -> String {
    if plain.len() < 16 {
        return plain;
    }
    let significant = || plain.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count();
    if !matches!(significant(), 16 | 17) {
        return plain;
    }
    let Ok(binary) = plain.parse::<f64>() else { return plain };
    let shortest = binary.to_string();
    let is_shorter =
        shortest.trim_start_matches(['-', '0', '.']).bytes().filter(u8::is_ascii_digit).count() < 16;
    // The same number to sixteen and seventeen digits is what was sent: nothing but noise goes.
    let in_full = [15, 16].map(|digits| Decimal::new(&format!("{binary:.digits$e}")));
    let is_noise = in_full.iter().flatten().any(|full| same_digits(&self::plain(full), &plain));
    if is_shorter && is_noise { shortest } else { plain }
}

fn same_digits(one: &str, other: &str) -> bool {
    let trimmed = |text: &str| match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text.to_owned(),
    };
    trimmed(one) == trimmed(other)
}

fn spelled(sent: &str) -> Option<String> {
    let (mantissa, exponent) = match sent.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (sent, 0),
    };
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    if exponent.abs() > FARTHEST || whole.len() + fraction.len() == 0 {
        return None;
    }
    let all = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).ok()? + exponent;
    let (whole, fraction) = match usize::try_from(point) {
        // The point comes after the last digit, or zeros are to be put in between.
        Ok(point) if point >= all.len() => (format!("{all:0<point$}"), String::new()),
        Ok(point) => {
            let (whole, fraction) = all.split_at_checked(point)?;
            (whole.to_owned(), fraction.to_owned())
        }
        Err(_) => (String::new(), format!("{}{all}", "0".repeat(usize::try_from(-point).ok()?))),
    };
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::new(text).unwrap()
    }

    // proves: FR-14 ARS-48
    #[test]
    fn an_exponent_is_spelled_out_and_every_digit_stays() {
        for (sent, shown) in [
            ("1.2E+2", "120"),
            ("1.20E2", "120"),
            ("1.234e1", "12.34"),
            ("5E-1", "0.5"),
            ("-2.5e-3", "-0.0025"),
            ("1E0", "1"),
            ("0.50", "0.50"),
            ("007.5", "7.5"),
            (".5", "0.5"),
            ("+3", "3"),
            ("0", "0"),
            ("0.00", "0.00"),
            ("123456789012345678901.5", "123456789012345678901.5"),
            ("1E300", "1E300"),
        ] {
            assert_eq!(plain(&number(sent)), shown, "{sent}");
        }
    }

    // proves: FR-14
    #[test]
    fn a_medicine_has_no_trailing_zeros_and_is_not_rounded() {
        for (sent, shown) in [
            ("1.0", "1"),
            ("2.50", "2.5"),
            ("100", "100"),
            ("0.0", "0"),
            ("1.2E+2", "120"),
            ("0.123456789012345678901", "0.123456789012345678901"),
            ("12345678901234567890", "12345678901234567890"),
        ] {
            assert_eq!(without_trailing_zeros(&number(sent)), shown, "{sent}");
        }
    }

    // proves: FR-14 ARS-48
    #[test]
    fn only_the_noise_of_a_binary_number_is_taken_away() {
        for (sent, shown) in [
            ("5.7000000000000002", "5.7"),
            ("0.90000000000000002", "0.9"),
            ("93.400000000000006", "93.4"),
            ("12345678901234567", "12345678901234567"),
            ("5.7000000000000003", "5.7000000000000003"),
            ("5.700000000000000212", "5.700000000000000212"),
            ("123.0000", "123.0000"),
        ] {
            assert_eq!(without_noise(sent.to_owned()), shown, "{sent}");
        }
    }
}
