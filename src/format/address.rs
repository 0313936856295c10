//! Addresses on one line (ADR-0001 to ADR-0008, ARH-44).

/// The parts with a comma and one space between, blank parts left out (ADR-0001, ADR-0006), the postcode last in its
/// own form. No part at all gives an empty text.
pub fn address_line<S: AsRef<str>>(parts: &[S], code: Option<&str>) -> String {
    let lines = parts.iter().map(|part| tidy(part.as_ref()));
    lines.chain(code.map(postcode)).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// A UK postcode in capitals with a space before its last three characters (ADR-0007); anything that has not the
/// shape of one as received.
pub fn postcode(received: &str) -> String {
    let squeezed: String = received.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let in_code: Vec<char> = squeezed.chars().rev().take(3).collect();
    let is_postcode = (5..=7).contains(&squeezed.len())
        && squeezed.chars().all(|c| c.is_ascii_alphanumeric())
        && squeezed.starts_with(|c: char| c.is_ascii_alphabetic())
        && matches!(in_code.as_slice(), [unit, unit_first, sector]
            if unit.is_ascii_alphabetic() && unit_first.is_ascii_alphabetic() && sector.is_ascii_digit());
    if !is_postcode {
        return tidy(received);
    }
    match squeezed.split_at_checked(squeezed.len().saturating_sub(3)) {
        Some((out_code, in_code)) => format!("{out_code} {in_code}"),
        None => squeezed,
    }
}

/// The label before an address (PAB-0027) for a FHIR address use; anything else is plainly an address (PAB-0040).
pub fn address_label(address_use: Option<&str>) -> &'static str {
    match address_use {
        Some("home") => "Usual address",
        Some("temp") => "Temporary address",
        Some("work") => "Work address",
        Some("old") => "Former address",
        Some(_) | None => "Address",
    }
}

/// Single spaces, and no comma of its own at either end (some systems send `4 Weir Street,`).
fn tidy(part: &str) -> String {
    let squeezed = part.split_whitespace().collect::<Vec<_>>().join(" ");
    squeezed.trim_matches(|c: char| c == ',' || c == ' ').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: ARH-44
    #[test]
    fn adr_0001_adr_0006_one_line_without_holes() {
        let parts = ["Flat 2", "", "4  Weir Street,", " ", "Northvale"];
        assert_eq!(address_line(&parts, Some("nv14qx")), "Flat 2, 4 Weir Street, Northvale, NV1 4QX");
        assert_eq!(address_line::<&str>(&[], None), "");
        assert_eq!(address_line::<&str>(&[], Some("NV1 4QX")), "NV1 4QX");
    }

    #[test]
    fn adr_0007_postcode_capitals_and_space() {
        for (received, shown) in [
            ("ls1 6ae", "LS1 6AE"),
            ("SW1A1AA", "SW1A 1AA"),
            ("m11ae", "M1 1AE"),
            (" EC1A  1BB ", "EC1A 1BB"),
        ] {
            assert_eq!(postcode(received), shown);
        }
    }

    #[test]
    fn what_is_no_postcode_stays_as_received() {
        for received in ["ZZ99 3VZX9", "75008", "Not known", "é1 1AA", ""] {
            assert_eq!(postcode(received), received);
        }
    }

    #[test]
    fn pab_0027_the_kind_of_address_is_named() {
        assert_eq!(address_label(Some("temp")), "Temporary address");
        assert_eq!(address_label(None), "Address");
    }
}
