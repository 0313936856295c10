//! The texts a user writes for the practice, with their limits (APT-17, foundations digest 3.4, 3.8).
//!
//! A character is a Unicode scalar value, as the digest counts: an emoji is one, a line break is one, blanks around the
//! text are none, since they are not sent.

use crate::fhir::sendable;

/// Most characters of a description.
pub const DESCRIPTION_LIMIT: usize = 100;
/// Most characters of a comment.
pub const COMMENT_LIMIT: usize = 500;
/// The hint beside description and comment: they are administrative (foundations digest 6.1).
pub const NO_CLINICAL_INFORMATION: &str =
    "Do not enter clinical information: the practice sees this in its diary";

/// What is wrong with a text. Never quotes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextFault {
    /// It is needed and missing.
    Missing,
    /// It is too long, by this many characters.
    TooLong {
        /// The limit.
        limit: usize,
        /// Characters over it.
        over: usize,
    },
}

/// The characters of a text as it is sent.
pub fn length(text: &str) -> usize {
    sent(text).chars().count()
}

/// A text as it is sent: without blanks around it, line breaks as one character, without letters that cannot be seen.
pub fn sent(text: &str) -> String {
    sendable(text.trim()).trim().to_owned()
}

/// Whether a text is as the practice has it, whatever it contains.
pub fn is_untouched(text: &str, seen: Option<&str>) -> bool {
    text.trim().replace("\r\n", "\n") == seen.unwrap_or_default()
}

/// A description: needed, at most [`DESCRIPTION_LIMIT`] characters.
pub fn description(text: &str) -> Result<String, TextFault> {
    limited(text, DESCRIPTION_LIMIT)?.ok_or(TextFault::Missing)
}

/// A comment: at most [`COMMENT_LIMIT`] characters; `None` when it is empty.
pub fn comment(text: &str) -> Result<Option<String>, TextFault> {
    limited(text, COMMENT_LIMIT)
}

/// A reason for a cancellation: needed; GP Connect sets no limit.
pub fn reason(text: &str) -> Result<String, TextFault> {
    Some(sent(text)).filter(|text| !text.is_empty()).ok_or(TextFault::Missing)
}

fn limited(text: &str, limit: usize) -> Result<Option<String>, TextFault> {
    match length(text).checked_sub(limit) {
        None | Some(0) => Ok(Some(sent(text)).filter(|text| !text.is_empty())),
        Some(over) => Err(TextFault::TooLong { limit, over }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: APT-17
    #[test]
    fn a_hundred_characters_pass_and_one_more_does_not() {
        assert!(description(&"a".repeat(100)).is_ok());
        assert_eq!(description(&"a".repeat(101)), Err(TextFault::TooLong { limit: 100, over: 1 }));
        assert!(comment(&"a".repeat(500)).is_ok());
        assert_eq!(comment(&"a".repeat(502)), Err(TextFault::TooLong { limit: 500, over: 2 }));
    }

    // proves: APT-17
    #[test]
    fn an_emoji_a_letter_with_an_accent_and_a_line_break_count_one_each() {
        for one in ["🚑", "é", "\n", "\r\n"] {
            let text = |count: usize| format!("x{}x", one.repeat(count - 2));
            assert_eq!(length(&text(100)), 100, "{one:?}");
            assert!(description(&text(100)).is_ok(), "{one:?}");
            assert_eq!(description(&text(101)), Err(TextFault::TooLong { limit: 100, over: 1 }), "{one:?}");
        }
    }

    // proves: FB-10
    #[test]
    fn a_vertical_tab_is_a_line_break_and_nothing_unseen_is_sent() {
        assert_eq!(sent("one\u{b}two\0\r\nthree\u{7}\u{202e}\tfour\u{b}"), "one\ntwo\nthree\tfour");
        assert_eq!(description(" \0 "), Err(TextFault::Missing));
        assert!(is_untouched("as \u{fffd} received\n", Some("as \u{fffd} received")));
    }

    // proves: APT-17 L-15
    #[test]
    fn blanks_around_are_not_sent_and_nothing_but_blanks_is_missing() {
        assert_eq!(description(&format!("  {}\n", "a".repeat(100))).map(|text| text.len()), Ok(100));
        assert_eq!(description(" \n "), Err(TextFault::Missing));
        assert_eq!(comment(" \n "), Ok(None));
        assert_eq!(reason("  "), Err(TextFault::Missing));
        assert_eq!(reason(" Feels better "), Ok("Feels better".to_owned()));
    }
}
