//! What is surely markup, and what is not: the one place that decides it for faulty markup.

use std::collections::BTreeMap;

use super::known::{is_attribute, is_element, is_flag};

/// Names of elements that HTML does not know, looked for at most; the rest is text.
const MOST_STRANGE: usize = 64;
/// Attributes of one tag that are read; a tag with more is text.
const MOST_ATTRIBUTES: usize = 100;

/// One piece of a source.
#[derive(Debug, PartialEq)]
pub(super) enum Piece<'s> {
    /// Text with references in it.
    Text(&'s str),
    /// Text as it is.
    Verbatim(&'s str),
    /// The content of a script or a style sheet.
    Unshown { name: &'s str, text: &'s str },
    /// A comment.
    Comment(&'s str),
    /// A start tag.
    Start { name: &'s str, attributes: Vec<Attribute<'s>>, is_closed: bool },
    /// An end tag.
    End(&'s str),
}

/// An attribute of a start tag.
#[derive(Debug, PartialEq)]
pub(super) struct Attribute<'s> {
    pub(super) name: &'s str,
    pub(super) value: &'s str,
}

/// The pieces of a source, in order. Every byte is in one of them, or belongs to markup that carries no word.
pub(super) struct Pieces<'s> {
    rest: &'s str,
    source: &'s str,
    /// Whether a name that HTML does not know has an end tag.
    strange: BTreeMap<String, bool>,
    /// Whether a CDATA section may still find its end.
    has_cdata: bool,
}

impl<'s> Pieces<'s> {
    pub(super) fn of(source: &'s str) -> Self {
        Self { rest: source, source, strange: BTreeMap::new(), has_cdata: true }
    }

    fn take(&mut self, length: usize) -> &'s str {
        let (taken, rest) = self.rest.split_at_checked(length).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Markup at the beginning of the rest with its length; `None` when it is none for certain.
    fn markup(&mut self) -> Option<(Option<Piece<'s>>, usize)> {
        let rest = self.rest;
        if let Some(after) = rest.strip_prefix("<!--") {
            // A comment that another reader would end elsewhere hides words from one of the two.
            let (inside, end) = after.split_once("--")?;
            let is_sure = end.starts_with('>') && !inside.starts_with(['>', '-']);
            return is_sure.then(|| (Some(Piece::Comment(inside)), inside.len() + 7));
        }
        if let Some(after) = rest.strip_prefix("<![CDATA[").filter(|_| self.has_cdata) {
            let inside = after.split_once("]]>").map(|(inside, _)| inside);
            self.has_cdata &= inside.is_some();
            let inside = inside?;
            return Some((Some(Piece::Verbatim(inside)), inside.len() + 12));
        }
        if starts(rest, "<!doctype") {
            let after = rest.get(9..)?;
            let inside = after.get(..after.find(['>', '<'])?)?;
            return is_doctype(inside).then_some((None, inside.len() + 10));
        }
        if rest.starts_with("</") {
            let (name, length) = end_tag(rest)?;
            return self.is_known(name).then_some((Some(Piece::End(name)), length));
        }
        if starts(rest, "<?xml") {
            let (_, attributes, length, _) = tag(rest.get(2..)?)?;
            let is_declaration = attributes.iter().all(|attribute| !attribute.value.is_empty());
            return is_declaration.then_some((None, length + 2));
        }
        let (name, attributes, length, is_closed) = tag(rest.get(1..)?)?;
        if !self.is_known(name) {
            return None;
        }
        let length = length + 1;
        if !is_closed && (name.eq_ignore_ascii_case("script") || name.eq_ignore_ascii_case("style")) {
            // A tag in it says that its end is missing, and that what follows is not a script.
            let after = rest.get(length..)?;
            let inside = after.get(..after.find('<')?)?;
            let (end, of_end) = end_tag(after.get(inside.len()..)?)?;
            let piece = Piece::Unshown { name, text: inside };
            return end.eq_ignore_ascii_case(name).then_some((Some(piece), length + inside.len() + of_end));
        }
        Some((Some(Piece::Start { name, attributes, is_closed }), length))
    }

    /// Whether an element may be called so. A name that HTML does not know must have an end tag somewhere: `<redacted>`
    /// alone is a word.
    fn is_known(&mut self, name: &str) -> bool {
        if is_element(name) || name.contains(':') {
            return true;
        }
        let name = name.to_ascii_lowercase();
        if let Some(known) = self.strange.get(&name) {
            return *known;
        }
        if self.strange.len() >= MOST_STRANGE {
            return false;
        }
        let has = |wanted: &str| {
            self.source
                .match_indices('<')
                .any(|(at, _)| self.source.get(at..).is_some_and(|tag| starts(tag, wanted)))
        };
        let is_paired = has(&format!("</{name}>")) && has(&format!("<{name}"));
        self.strange.insert(name, is_paired);
        is_paired
    }
}

impl<'s> Iterator for Pieces<'s> {
    type Item = Piece<'s>;

    fn next(&mut self) -> Option<Piece<'s>> {
        while !self.rest.is_empty() {
            if !self.rest.starts_with('<') {
                let length = self.rest.find('<').unwrap_or(self.rest.len());
                return Some(Piece::Text(self.take(length)));
            }
            match self.markup() {
                Some((piece, length)) => {
                    self.take(length);
                    if piece.is_some() {
                        return piece;
                    }
                }
                None => return Some(Piece::Verbatim(self.take(1))),
            }
        }
        None
    }
}

fn starts(text: &str, with: &str) -> bool {
    text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
}

fn is_name(name: &str) -> bool {
    name.len() <= 40
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'))
}

/// The name of an end tag, and its length with `<` and `>`.
fn end_tag(text: &str) -> Option<(&str, usize)> {
    let inside = text.strip_prefix("</")?;
    let name = inside.get(..inside.find(|c: char| c.is_whitespace() || matches!(c, '>' | '<'))?)?;
    let after = inside.get(name.len()..)?.trim_start().strip_prefix('>')?;
    is_name(name).then_some((name, text.len() - after.len()))
}

/// ` html PUBLIC "-//W3C//DTD …" "http://…"`: nothing that could be a sentence.
fn is_doctype(inside: &str) -> bool {
    let mut quoted = false;
    let bare: String = inside
        .chars()
        .filter(|c| {
            quoted ^= *c == '"';
            !quoted && *c != '"'
        })
        .collect();
    let is_word =
        |word: &str| ["html", "public", "system"].iter().any(|known| word.eq_ignore_ascii_case(known));
    !quoted && bare.split_whitespace().all(is_word)
}

/// A tag from behind its `<`: name, attributes, length up to and with `>`, and whether it ends itself. `None` for anything
/// that could be a sentence: a word that is not an attribute, a quote that does not end before the next `<` or `>`.
fn tag(text: &str) -> Option<(&str, Vec<Attribute<'_>>, usize, bool)> {
    let name = text.get(..text.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<' | '?'))?)?;
    if !is_name(name) {
        return None;
    }
    let mut attributes = Vec::new();
    let mut rest = text.get(name.len()..)?;
    loop {
        rest = rest.trim_start();
        for (end, is_closed) in [("/>", true), ("?>", true), (">", false)] {
            if let Some(after) = rest.strip_prefix(end) {
                return Some((name, attributes, text.len() - after.len(), is_closed));
            }
        }
        if attributes.len() >= MOST_ATTRIBUTES {
            return None;
        }
        let key =
            rest.get(..rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '/' | '>' | '<' | '?'))?)?;
        let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '_' | '@' | ':'))
            && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.' | '@'));
        if !is_key {
            return None;
        }
        rest = rest.get(key.len()..)?;
        let Some(after) = rest.trim_start().strip_prefix('=') else {
            if !is_flag(key) {
                return None;
            }
            attributes.push(Attribute { name: key, value: key });
            continue;
        };
        let after = after.trim_start();
        let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let value = match quote {
            Some(quote) => after.get(1..)?.split_once(quote)?.0,
            None => after.get(..after.find(|c: char| c.is_whitespace() || matches!(c, '>' | '<'))?)?,
        };
        let is_sure = !value.contains(['<', '>'])
            && (quote.is_some() || is_attribute(key) && !value.contains(['"', '\'']));
        if !is_sure {
            return None;
        }
        attributes.push(Attribute { name: key, value });
        // An unquoted value may not run into the next tag.
        rest = after.get(value.len() + 2 * usize::from(quote.is_some())..)?;
    }
}
