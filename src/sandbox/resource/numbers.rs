//! Numbers with the digits that were recorded: 5.20 must not leave as 5.2 (structured digest 3.2).

use serde_json::{Value, json};

/// Goes before a number that is kept as text until it leaves. A private-use character: no record holds it.
const MARK: char = '\u{e000}';

/// A JSON number that keeps its digits.
pub fn number(digits: &str) -> Value {
    match digits.parse::<f64>() {
        Ok(_) => json!(format!("{MARK}{digits}")),
        Err(_) => json!(digits),
    }
}

/// The text of a resource, its marked numbers without their quotation marks.
pub fn written(value: &Value) -> String {
    let text = value.to_string();
    let mark = format!("\"{MARK}");
    let mut parts = text.split(&mark);
    let mut written = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (digits, rest) = part.split_once('"').unwrap_or((part, ""));
        written.push_str(digits);
        written.push_str(rest);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_leave_as_they_were_recorded() {
        assert_eq!(
            written(&json!({ "a": number("5.20"), "b": [number("-0"), "x"] })),
            r#"{"a":5.20,"b":[-0,"x"]}"#
        );
    }
}
