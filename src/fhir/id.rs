//! What may be an id: it becomes part of an address, so that `..` or a slash in it would lead elsewhere.

/// No id of any system seen is longer; FHIR allows 64.
const LONGEST: usize = 128;

/// Letters, digits, `-` and `.` as FHIR has it, and `_`, which some systems use; never dots alone.
pub fn is_id(text: &str) -> bool {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    text.len() <= LONGEST && text.bytes().all(is_letter) && text.bytes().any(|byte| byte != b'.')
}

#[cfg(test)]
mod tests {
    use super::is_id;

    // proves: FS-11
    #[test]
    fn what_would_lead_elsewhere_is_no_id() {
        for id in ["1", "07a6483f-732b-461e-86b6-edb665c45510", "a.b_C", "...1"] {
            assert!(is_id(id), "{id}");
        }
        for id in
            ["", ".", "..", "...", "a/b", "..%2f", "%2e", "a b", "a?b", "a#b", "a\\b", "é", "urn:uuid:1"]
        {
            assert!(!is_id(id), "{id}");
        }
        assert!(!is_id(&"a".repeat(129)));
    }
}
