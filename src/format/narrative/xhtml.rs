//! XHTML text in and out: parsing as XML, closing what only XML closes, escaping.

use super::NotWellFormed;
use roxmltree::{Document, ParsingOptions};

/// The largest number of nodes that is read; a captured supplier record holds 6,400 cells (digest HTML 1.9).
const NODES: u32 = 2_000_000;

/// Elements that have no end tag in HTML.
#[rustfmt::skip]
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Puts the fragment into a root of ours, so that text without a root, or with two, is read as well.
pub(super) fn wrap(source: &str) -> String {
    let source = source.trim_start_matches('\u{feff}').trim_start();
    let source = match source.strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or(source, |(_, rest)| rest),
        None => source,
    };
    format!("<div>{source}</div>")
}

/// Parses text as XML. Document types, and with them entities of their own, are refused.
pub fn parse(source: &str) -> Result<Document<'_>, NotWellFormed> {
    let options = ParsingOptions { nodes_limit: NODES, ..ParsingOptions::default() };
    Document::parse_with_options(source, options).map_err(|error| {
        let place = error.pos();
        NotWellFormed { line: place.row, column: place.col }
    })
}

/// Writes `<td />` as `<td></td>`: an HTML parser would leave such an element open and nest what follows in it (5.1).
///
/// Elements without end tag stay as they are, and so does everything that is no tag.
pub fn close_empty_elements(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(open) = rest.find('<') {
        let (before, tag) = rest.split_at(open);
        out.push_str(before);
        let Some(length) = tag_length(tag) else {
            out.push('<');
            rest = tag.get(1..).unwrap_or_default();
            continue;
        };
        let (tag, after) = tag.split_at(length);
        rest = after;
        match tag.strip_suffix("/>") {
            Some(start) if !VOID.contains(&name(tag).to_ascii_lowercase().as_str()) => {
                out.push_str(start.trim_end());
                out.push_str("></");
                out.push_str(name(tag));
                out.push('>');
            }
            _ => out.push_str(tag),
        }
    }
    out.push_str(rest);
    out
}

/// Bytes from `<` to its `>`, quotes respected, when this is a start tag.
fn tag_length(tag: &str) -> Option<usize> {
    if !tag.get(1..)?.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    for (at, c) in tag.char_indices() {
        match (quote, c) {
            (None, '"' | '\'') => quote = Some(c),
            (Some(open), _) if open == c => quote = None,
            (None, '>') => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn name(tag: &str) -> &str {
    let start = tag.trim_start_matches('<');
    let end = start.find(|c: char| c.is_whitespace() || c == '/' || c == '>').unwrap_or(start.len());
    start.get(..end).unwrap_or_default()
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

    // proves: ARH-52
    #[test]
    fn empty_elements_are_closed_for_an_html_parser() {
        assert_eq!(close_empty_elements("<td /><strong/>x<br/>"), "<td></td><strong></strong>x<br/>");
        assert_eq!(close_empty_elements(r#"<td title="a/>b" />"#), r#"<td title="a/>b"></td>"#);
        assert_eq!(close_empty_elements("a < b /> <5/> </p>"), "a < b /> <5/> </p>");
        assert_eq!(close_empty_elements("open <td"), "open <td");
    }

    #[test]
    fn escaped_text_holds_no_markup() {
        let mut out = String::new();
        escape(&mut out, "TSH <0.10 & \"x\"\r\n");
        assert_eq!(out, "TSH &lt;0.10 &amp; &quot;x&quot;\n\n");
    }
}
