//! Telephone numbers and their labels (TID-0001 to TID-0010 and their appendix A, PAB-0029, PAB-0030, ARH-44).

/// Area codes of six digits; every other geographic code is shorter (TID appendix A, 12c).
const SIX_DIGIT_AREAS: [&str; 11] = [
    "013873", "015242", "015394", "015395", "015396", "016973", "016974", "017683", "017684", "017687",
    "019467",
];

/// A telephone number grouped for reading and dialling; what is not plainly a number stays as received.
///
/// `+44` and `0044` go, the area code gets a space, and so do the last four digits where more than six follow it.
/// Of a foreign number only `00` becomes `+`: where its country code ends is not guessed.
pub fn phone(received: &str) -> String {
    let received = received.split_whitespace().collect::<Vec<_>>().join(" ");
    let (number, extension) = split_extension(&received);
    let Some(compact) = compact(number) else { return received };

    let shown = match compact.strip_prefix("+44").or_else(|| compact.strip_prefix("0044")) {
        // "+44 0…" contradicts itself: shown whole, as received (TID appendix A, 7).
        Some(rest) if rest.starts_with('0') || rest.is_empty() => return received,
        Some(rest) => uk(&format!("0{rest}")),
        None => match compact.strip_prefix("00") {
            Some(rest) => format!("+{rest}"),
            None if compact.starts_with('+') => number.trim().to_owned(),
            None => uk(&compact),
        },
    };
    match extension {
        Some(extension) => format!("{shown} x{extension}"),
        None => shown,
    }
}

/// The label before a number or address of a person: `Home`, `Work`, `Mobile`, `Email` (PAB-0030), from the FHIR
/// system and use; other systems keep a plain word.
pub fn telecom_label(system: Option<&str>, telecom_use: Option<&str>) -> &'static str {
    match (system, telecom_use) {
        (Some("email"), _) => "Email",
        (Some("fax"), _) => "Fax",
        (_, Some("mobile")) => "Mobile",
        (_, Some("work")) => "Work",
        (_, Some("home")) => "Home",
        (_, Some("temp")) => "Temporary",
        (_, Some("old")) => "No longer in use",
        (Some("url"), _) => "Web",
        _ => "Phone",
    }
}

/// The digits, with a leading plus; nothing when the text holds anything but digits and the usual separators.
fn compact(number: &str) -> Option<String> {
    let kept: String = number
        .chars()
        .filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')' | '/' | '\u{2010}'..='\u{2015}'))
        .collect();
    let digits = kept.strip_prefix('+').unwrap_or(&kept);
    (!digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then_some(kept)
}

/// Cuts `x 12`, `ext. 12`, `extension number: 12` off the end.
fn split_extension(text: &str) -> (&str, Option<&str>) {
    let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (before, digits) = text.split_at(start);
    let before = before.trim_end_matches([' ', '.', ':', '=', '-']);
    let lower = before.to_ascii_lowercase();
    for word in ["extension number", "extension", "extn", "ext", "ex", "x"] {
        let Some(kept) = lower.strip_suffix(word) else { continue };
        if digits.is_empty() {
            break;
        }
        return match before.get(..kept.len()) {
            Some(number) => (number.trim_end(), Some(digits)),
            None => (text, None),
        };
    }
    (text, None)
}

/// A UK number with its leading zero (TID appendix A, 12 to 16).
fn uk(digits: &str) -> String {
    let area = match digits.as_bytes() {
        [b'0', b'2', ..] => 3,
        [b'0', b'1', b'1', ..] | [b'0', b'1', _, b'1', ..] => 4,
        [b'0', b'1', ..] if SIX_DIGIT_AREAS.iter().any(|code| digits.starts_with(code)) => 6,
        // 03 came after TID appendix A: it is written like 08.
        [b'0', b'3' | b'8' | b'9', ..] => 4,
        [b'0', b'1' | b'4'..=b'7', ..] => 5,
        _ => return digits.to_owned(),
    };
    let Some((area, local)) = digits.split_at_checked(area) else { return digits.to_owned() };
    match local.len().checked_sub(4).filter(|_| local.len() > 6).and_then(|cut| local.split_at_checked(cut)) {
        Some((first, last_four)) => format!("{area} {first} {last_four}"),
        None if local.is_empty() => area.to_owned(),
        None => format!("{area} {local}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: ARH-44
    #[test]
    fn tid_0006_tid_0009_areas_and_last_four() {
        for (received, shown) in [
            ("02079460123", "020 7946 0123"),
            ("0113 496 0123", "0113 496 0123"),
            ("(01632) 960123", "01632 960123"),
            ("01539412345", "015394 12345"),
            ("07700900123", "07700 900123"),
            ("08081570123", "0808 157 0123"),
            ("03069990123", "0306 999 0123"),
            ("01216960123", "0121 696 0123"),
        ] {
            assert_eq!(phone(received), shown);
        }
    }

    // proves: ARH-44
    #[test]
    fn tid_0001_the_uk_country_code_goes() {
        assert_eq!(phone("+44 7700 900123"), "07700 900123");
        assert_eq!(phone("00447700900123"), "07700 900123");
        assert_eq!(phone("+44 (0)7700 900123"), "+44 (0)7700 900123");
    }

    #[test]
    fn tid_0002_a_foreign_number_keeps_its_plus() {
        assert_eq!(phone("+353 1 496 0123"), "+353 1 496 0123");
        assert_eq!(phone("0035314960123"), "+35314960123");
    }

    #[test]
    fn tid_0007_extensions() {
        assert_eq!(phone("01632960123 ext. 12"), "01632 960123 x12");
        assert_eq!(phone("01632 960123x4412"), "01632 960123 x4412");
    }

    #[test]
    fn tid_0015_what_is_no_number_stays_as_received() {
        for received in ["ask daughter", "07700 900123 (after 6pm)", "", "960123", "ext 12"] {
            assert_eq!(phone(received), received);
        }
    }

    #[test]
    fn pab_0030_labels() {
        assert_eq!(telecom_label(Some("phone"), Some("home")), "Home");
        assert_eq!(telecom_label(Some("email"), Some("home")), "Email");
        assert_eq!(telecom_label(Some("phone"), None), "Phone");
    }
}
