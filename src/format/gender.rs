//! Gender in words (CGS-0005, CGS-0006): never a letter, never a code alone.

use std::borrow::Cow;

/// The word for a FHIR administrative gender. A missing gender is `Not known` (CGS-0008, PAB-0019); a code that FHIR
/// does not have is quoted, so that nothing the practice sent is lost.
pub fn gender(code: Option<&str>) -> Cow<'static, str> {
    match code.map(str::trim) {
        Some("male") => "Male".into(),
        Some("female") => "Female".into(),
        Some("other") => "Other".into(),
        None | Some("" | "unknown") => "Not known".into(),
        Some(unread) => format!("Not known (sent as \u{201c}{unread}\u{201d})").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: ARH-30
    #[test]
    fn cgs_0005_words_never_codes() {
        assert_eq!(gender(Some("male")), "Male");
        assert_eq!(gender(Some("female")), "Female");
        assert_eq!(gender(Some("other")), "Other");
    }

    #[test]
    fn cgs_0008_not_known_is_said() {
        assert_eq!(gender(Some("unknown")), "Not known");
        assert_eq!(gender(None), "Not known");
        assert_eq!(gender(Some("F")), "Not known (sent as \u{201c}F\u{201d})");
    }
}
