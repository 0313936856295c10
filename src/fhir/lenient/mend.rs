//! JSON that a strict reader refuses for its letters: mended before a second try, so that a record is not lost to
//! half a surrogate pair.

use std::borrow::Cow;

/// The JSON with broken escapes as U+FFFD, raw control characters in strings escaped, and numbers beyond any
/// range as strings. Borrowed when there was nothing to mend.
pub(crate) fn mend(json: &str) -> Cow<'_, str> {
    let mut mended = String::new();
    let mut kept = 0;
    let mut replace = |from: usize, to: usize, by: &str| {
        mended.push_str(json.get(kept..from).unwrap_or_default());
        mended.push_str(by);
        kept = to;
    };
    let bytes = json.as_bytes();
    let at = |position: usize| bytes.get(position).copied();
    let mut in_string = false;
    let mut position = 0;
    while let Some(byte) = at(position) {
        let from = position;
        position += 1;
        match byte {
            b'"' => in_string = !in_string,
            b'\\' if in_string && at(position) == Some(b'u') => {
                position = from + 6;
                match unit(json, from) {
                    Some(0xD800..=0xDBFF) if matches!(unit(json, position), Some(0xDC00..=0xDFFF)) => {
                        position += 6
                    }
                    Some(0xD800..=0xDFFF) => replace(from, position, "\\ufffd"),
                    Some(_) => {}
                    None => position = from + 2,
                }
            }
            b'\\' if in_string => position += 1,
            0..=0x1F if in_string => replace(from, position, &format!("\\u{byte:04x}")),
            b'0'..=b'9' | b'-' if !in_string => {
                while at(position)
                    .is_some_and(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'))
                {
                    position += 1;
                }
                let number = json.get(from..position).unwrap_or_default();
                if number.parse::<f64>().is_ok_and(f64::is_infinite) {
                    replace(from, position, &format!("\"{number}\""));
                }
            }
            _ => {}
        }
    }
    if kept == 0 {
        return Cow::Borrowed(json);
    }
    mended.push_str(json.get(kept..).unwrap_or_default());
    Cow::Owned(mended)
}

/// The UTF-16 unit of a `\uXXXX` escape.
fn unit(json: &str, from: usize) -> Option<u32> {
    let hex = json.get(from..from + 6)?.strip_prefix("\\u")?;
    u32::from_str_radix(hex, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_broken_changes() {
        for (json, mended) in [
            (r#"{"a":"é \u00e9 \ud83d\ude00 \\ud800 \n","b":[1,-2.50e3]}"#, None),
            (r#"["\ud800","\udc00x","\ud800\u0041"]"#, Some(r#"["\ufffd","\ufffdx","\ufffd\u0041"]"#)),
            ("[\"a\u{13}b\nc\"]", Some(r#"["a\u0013b\u000ac"]"#)),
            ("[1e999,\n-1e999,1e9]", Some("[\"1e999\",\n\"-1e999\",1e9]")),
            (r#"["\u00"#, None),
            (r#"["\u00é"]"#, None),
        ] {
            assert_eq!(mend(json), mended.unwrap_or(json), "{json}");
            assert_eq!(matches!(mend(json), Cow::Owned(_)), mended.is_some());
        }
    }
}
