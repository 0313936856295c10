//! Markup that is no XML, made well-formed without losing a word (ARH-52; HTML digest 5.1).
//!
//! A browser's parser repairs too, and swallows what it takes for a tag: `Pain <on exertion. Started warfarin` is "Pain" to
//! it. Here only what is surely markup counts as markup ([`piece`]); all else is the provider's text and is shown, down to
//! the letter. Nothing runs, loads or reports, because no browser reads it before it is tidied.

mod entity;
mod known;
mod piece;

use std::fmt::Write as _;

use self::known::{closes, is_formatting, is_void, stops};
use self::piece::{Attribute, Piece, Pieces};
use super::xhtml::escape;
use crate::fhir::legible;

pub(super) use self::entity::letter;

/// Elements open at once: past it tags go and their words stay.
const MOST_OPEN: usize = 400;
/// Formatting open at once, which is opened again in each paragraph after a fault.
const MOST_FORMATTING: usize = 8;
/// Attributes of formatting that are repeated when it is opened again, in bytes.
const MOST_REPEATED: usize = 200;

/// Faulty markup made well-formed.
#[derive(Debug, Default)]
pub struct Repaired {
    /// The same, as XML.
    pub xml: String,
    /// Every word of the source in its order, to compare with what is shown.
    pub words: String,
}

/// Repairs what a provider sent.
pub fn repair(source: &str) -> Repaired {
    let mut writer = Writer { most: 4 * source.len() + 10_000, ..Writer::default() };
    for piece in Pieces::of(source) {
        match piece {
            Piece::Text(text) => writer.text(&legible(&entity::decoded(text))),
            Piece::Verbatim(text) => writer.text(&legible(text)),
            Piece::Unshown { name, text } => {
                writer.open(name, &[]);
                escape(&mut writer.repaired.xml, &legible(text));
                writer.close(name);
            }
            Piece::Comment(text) => {
                // What XML forbids in a comment cannot be in one: see `piece`.
                let _ = write!(writer.repaired.xml, "<!--{}-->", legible(text));
            }
            Piece::Start { name, attributes, is_closed } => writer.start(name, &attributes, is_closed),
            Piece::End(name) => writer.end(name),
        }
    }
    while let Some(open) = writer.open.pop() {
        writer.close_tag(&open.name);
    }
    writer.repaired
}

struct Open {
    name: String,
    /// Its attributes, as they were written.
    attributes: String,
}

#[derive(Default)]
struct Writer {
    repaired: Repaired,
    open: Vec<Open>,
    /// Bytes past which formatting is not opened again.
    most: usize,
}

impl Writer {
    fn text(&mut self, text: &str) {
        escape(&mut self.repaired.xml, text);
        self.repaired.words.push_str(text);
    }

    fn start(&mut self, name: &str, attributes: &[Attribute<'_>], is_closed: bool) {
        let name = &plain_name(name);
        while let Some(at) = self.implied_end(name) {
            self.close_down_to(at);
        }
        if is_void(name) || is_closed {
            self.open(name, attributes);
            self.close(name);
        } else if self.open.len() < MOST_OPEN
            && !(is_formatting(name) && self.formatting() >= MOST_FORMATTING)
        {
            self.open(name, attributes);
        }
    }

    /// The open element that ends where this one begins, such as a paragraph at the next paragraph.
    fn implied_end(&self, name: &str) -> Option<usize> {
        let (ended, barriers) = closes(name)?;
        let at = self.open.iter().rposition(|open| {
            ended.contains(&open.name.as_str()) || barriers.contains(&open.name.as_str())
        })?;
        self.open.get(at).is_some_and(|open| ended.contains(&open.name.as_str())).then_some(at)
    }

    fn end(&mut self, name: &str) {
        let name = &plain_name(name);
        if is_void(name) {
            if name == "br" {
                self.open(name, &[]);
                self.close(name);
            }
            return;
        }
        let reach = self.open.iter().rposition(|open| open.name == *name || stops(&open.name, name));
        if let Some(at) = reach.filter(|at| self.open.get(*at).is_some_and(|open| open.name == *name)) {
            self.close_down_to(at);
        }
    }

    /// Closes the element at a place and what is open in it. Formatting that was not at its end goes on after it, as
    /// browsers have it: what was struck out stays struck out.
    fn close_down_to(&mut self, at: usize) {
        let mut closed = self.open.split_off(at);
        for open in closed.iter().rev() {
            let name = open.name.clone();
            self.close_tag(&name);
        }
        if closed.first().is_some_and(|open| known::keeps_formatting_in(&open.name)) {
            return;
        }
        // So many paragraphs with so much open formatting are not text that somebody wrote.
        if self.repaired.xml.len() > self.most {
            return;
        }
        for mut open in closed.drain(..).skip(1).filter(|open| is_formatting(&open.name)) {
            if open.attributes.len() > MOST_REPEATED {
                open.attributes.clear();
            }
            let _ = write!(self.repaired.xml, "<{}{}>", open.name, open.attributes);
            self.open.push(open);
        }
    }

    fn formatting(&self) -> usize {
        self.open.iter().filter(|open| is_formatting(&open.name)).count()
    }

    fn open(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        let mut written = String::new();
        for Attribute { name, value } in attributes {
            let name = name.to_ascii_lowercase();
            // Twice the same is no XML, and a prefix needs a declaration: neither is kept in what is shown.
            let is_plain =
                !name.contains(':') && name != "xmlns" && name.starts_with(|c: char| c.is_ascii_alphabetic());
            if is_plain && !written.contains(&format!(" {name}=\"")) {
                let _ = write!(written, " {name}=\"");
                escape(&mut written, &legible(&entity::decoded(value)));
                written.push('"');
            }
        }
        let _ = write!(self.repaired.xml, "<{name}{written}>");
        self.open.push(Open { name: name.to_owned(), attributes: written });
    }

    /// Closes the element that was opened last.
    fn close(&mut self, name: &str) {
        self.open.pop();
        self.close_tag(name);
    }

    fn close_tag(&mut self, name: &str) {
        let _ = write!(self.repaired.xml, "</{name}>");
    }
}

/// A name in small letters. One with a prefix means nothing here: its content stays.
fn plain_name(name: &str) -> String {
    if name.contains(':') { "font".to_owned() } else { name.to_ascii_lowercase() }
}

#[cfg(test)]
mod tests;
