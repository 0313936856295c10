//! XHTML text in and out: parsing as XML, closing what only XML closes, escaping.

use std::borrow::Cow;

use super::NotWellFormed;
use super::repair::letter;
use crate::fhir::legible;
use roxmltree::{Document, ParsingOptions};

/// The largest number of nodes that is read; a captured supplier record holds 6,400 cells (HTML digest 1.9).
const NODES: u32 = 2_000_000;

/// Puts the fragment into a root of ours, so that text without a root, or with two, is read as well.
pub(super) fn wrap(source: &str) -> String {
    let source = source.trim_start_matches('\u{feff}').trim_start();
    let source = match source.strip_prefix("<?xml").filter(|rest| rest.trim_start().starts_with("version")) {
        Some(rest) => rest.split_once("?>").map_or(source, |(_, rest)| rest),
        None => source,
    };
    let seen = legible(source);
    format!("<div>{}</div>", seen_references(&seen))
}

/// Numeric references to letters that cannot be seen as what [`legible`] makes of them: XML refuses half of them, and the
/// rest would pass it by.
fn seen_references(source: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut kept = 0;
    for (at, _) in source.match_indices("&#") {
        let Some(name) =
            source.get(at + 1..).and_then(|rest| rest.get(..rest.find(';').filter(|end| *end < 12)?))
        else {
            continue;
        };
        let Some(letter) = letter(name) else { continue };
        let mut buffer = [0; 4];
        if let Cow::Owned(seen) = legible(letter.encode_utf8(&mut buffer)) {
            out.push_str(source.get(kept..at).unwrap_or_default());
            escape(&mut out, &seen);
            kept = at + name.len() + 2;
        }
    }
    if kept == 0 {
        return Cow::Borrowed(source);
    }
    out.push_str(source.get(kept..).unwrap_or_default());
    Cow::Owned(out)
}

/// Parses text as XML. Document types, and with them entities of their own, are refused.
pub fn parse(source: &str) -> Result<Document<'_>, NotWellFormed> {
    let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(source, options).map_err(|error| {
        let place = error.pos();
        NotWellFormed { line: place.row, column: place.col }
    })
}

/// Appends text so that it can only be read as text, in element content and in double-quoted attributes.
pub fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // What a parser of HTML would make of it anyway.
            '\r' => out.push('\n'),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // proves: ARH-52
    #[test]
    fn fragments_without_a_single_root_are_read() {
        for source in ["plain words", "<p>a</p><p>b</p>", "\u{feff}<?xml version=\"1.0\"?><div/>"] {
            assert!(parse(&wrap(source)).is_ok(), "{source}");
        }
    }

    // proves: ARH-52
    #[test]
    fn malformed_text_is_refused_with_its_place() {
        for source in [
            "<div><p>a</div>",
            "<div>a</div></div>",
            "a&nbsp;b",
            "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>",
        ] {
            assert!(parse(&wrap(source)).is_err(), "{source}");
        }
        let fault = parse("<div>\n<p>a</b></div>").unwrap_err();
        assert_eq!(fault.line, 2);
    }

    // proves: ARH-49
    #[test]
    fn deep_nesting_neither_overflows_nor_hangs() {
        let deep = format!("{}x{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
        assert!(parse(&wrap(&deep)).is_ok());
    }

    #[test]
    fn escaped_text_holds_no_markup() {
        let mut out = String::new();
        escape(&mut out, "TSH <0.10 & \"x\"\r\n");
        assert_eq!(out, "TSH &lt;0.10 &amp; &quot;x&quot;\n\n");
    }
}
