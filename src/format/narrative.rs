//! Provider narrative (FHIR `Narrative.div`): read as XML, cut down to an allow-list, every text kept, removals counted.
//!
//! This is the pure half of the app's one HTML sink. `ui::provider_html` passes the result through an audited
//! sanitiser and compares the text again before anything is inserted (ARH-49, ARH-50; HTML digest 5.1, 5.2).

pub mod allowed;
mod bounds;
mod fate;
pub mod grid;
mod removed;
mod repair;
mod sent;
mod tidy;
mod words;
mod xhtml;

pub use removed::Removed;
pub use repair::{Repaired, repair};
pub use sent::ProviderNarrative;
pub use words::{plain_text, same_text, words};
pub use xhtml::{escape, parse};

use crate::fhir::legible;

/// Text that is not well-formed XML, even inside a root of ours; the reason without any of its content.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not well-formed at line {line}, column {column}")]
pub struct NotWellFormed {
    /// Line of the first fault, from 1.
    pub line: u32,
    /// Column of the first fault, from 1.
    pub column: u32,
}

/// A heading of the narrative, for jump links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Element id in the tidied HTML.
    pub id: String,
    /// 1 to 6.
    pub level: u8,
    /// Its words, blanks collapsed.
    pub words: String,
}

/// A narrative made ready for the sanitiser.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// HTML that holds allow-listed names only; still to pass the sanitiser.
    pub html: String,
    /// Every text of `html` in order, to compare with what the sanitiser lets through.
    pub text: String,
    /// What of it is the provider's own text, to compare with the source.
    pub kept: String,
    /// How many table cells `html` holds, to compare likewise.
    pub cells: usize,
    /// What was taken away, by kind.
    pub removed: Removed,
    /// Headings in order.
    pub headings: Vec<Heading>,
}

/// What the reader knows about the meaning of a text: each answer becomes a `data-mark` that the style sheet emphasises.
///
/// Marks hold letters and hyphens only. Nothing of the text changes (ARH-31, ARH-39).
pub trait Marks {
    /// The mark of a paragraph or banner outside tables; `class` as the provider sent it.
    fn block(&self, class: Option<&str>, words: &str) -> Option<&'static str>;
    /// The mark of a table row, by the words of its cells.
    fn row(&self, cells: &[String]) -> Option<&'static str>;
    /// The mark of one cell.
    fn cell(&self, words: &str) -> Option<&'static str>;
}

/// Marks nothing: for narrative whose meaning no rule knows.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unmarked;

impl Marks for Unmarked {
    fn block(&self, _: Option<&str>, _: &str) -> Option<&'static str> {
        None
    }
    fn row(&self, _: &[String]) -> Option<&'static str> {
        None
    }
    fn cell(&self, _: &str) -> Option<&'static str> {
        None
    }
}

/// Gives the parsed content to `look`, for rules that read the structure beside what is shown.
///
/// The node given is a root of ours around the whole fragment.
pub fn inspect<T>(source: &str, look: impl FnOnce(roxmltree::Node<'_, '_>) -> T) -> Result<T, NotWellFormed> {
    let wrapped = xhtml::wrap(source);
    let document = xhtml::parse(&wrapped)?;
    Ok(look(document.root_element()))
}

/// Whether an element goes with its content (scripts, fields, drawings and the like).
pub fn is_dropped(name: &str) -> bool {
    matches!(fate::fate(&name.to_ascii_lowercase()), fate::Fate::Drop(_))
}

/// Whether an element is on lines of its own.
pub fn is_block(name: &str) -> bool {
    fate::is_block(&name.to_ascii_lowercase())
}

/// Reads a narrative; ids are prefixed with `scope` (letters and hyphens), so that two narratives share a page (ARH-48).
pub fn read(source: &str, scope: &str, marks: &dyn Marks) -> Result<Reading, NotWellFormed> {
    inspect(source, |root| tidy::tidy(root, scope, marks))
}

/// How a narrative could be read.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// Well-formed, as the specification wants it.
    AsSent(Reading),
    /// Made well-formed, by the XML beside it.
    Repaired(Reading, String),
    /// Neither, or not without losing a word: the text as received is shown instead (ARH-52).
    Unreadable,
}

impl Form {
    /// Reads what a provider sent as far as every word of it is shown.
    pub fn of(source: &str, scope: &str, marks: &dyn Marks) -> Self {
        if bounds::is_beyond(source) {
            return Self::Unreadable;
        }
        match inspect(source, |root| {
            (tidy::tidy(root, scope, marks), words::flat_texts(root).collect::<String>())
        }) {
            Ok((reading, sent)) if same_text(&reading.kept, &legible(&sent)) => return Self::AsSent(reading),
            Ok(_) => return Self::Unreadable,
            Err(_) => {}
        }
        let Repaired { xml, words } = repair(source);
        match read(&xml, scope, marks) {
            Ok(reading) if same_text(&reading.kept, &words) => Self::Repaired(reading, xml),
            Ok(_) | Err(_) => Self::Unreadable,
        }
    }
}
