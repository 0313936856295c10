//! What a summary says, block by block, before anybody knows where the pages break.

use super::page::Tag;
use super::{head, notes};
use crate::checks::Draft;

/// How a block looks; the flow knows where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// The title, in the dark bar of the first page.
    Title,
    /// A line in the light bar of the first page.
    Version,
    /// The patient's name, larger than the rest.
    Name,
    /// A heading on a pale band.
    Band,
    /// A heading on a dark bar.
    Bar,
    /// Label and value.
    Fact,
    /// A sentence over the whole width.
    Sentence,
    /// The request to the practice, over the whole width and bold.
    Request,
    /// A heading in the left column of the notes.
    SideHeading,
    /// A paragraph in the right column of the notes.
    Note,
    /// Where a row of the record came from, in the right column.
    Source,
}

/// One block: what it is, how it looks, and its words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Block {
    pub look: Look,
    pub label: Option<&'static str>,
    pub text: String,
}

impl Block {
    pub(super) fn new(look: Look, text: impl Into<String>) -> Self {
        Self { look, label: None, text: crate::characters::printed(&text.into()) }
    }

    pub(super) fn fact(label: &'static str, text: impl Into<String>) -> Self {
        Self { label: Some(label), ..Self::new(Look::Fact, text) }
    }

    /// The tag for someone who listens.
    pub(super) fn tag(&self) -> Tag {
        match self.look {
            Look::Title => Tag::Heading(1, self.text.clone()),
            Look::Band | Look::Bar => Tag::Heading(2, self.text.clone()),
            Look::SideHeading => Tag::Heading(3, self.text.clone()),
            _ => Tag::Paragraph,
        }
    }
}

/// All blocks in the order of reading.
pub(super) fn blocks(draft: &Draft<'_>) -> Vec<Block> {
    let mut all = head::blocks(draft);
    all.extend(notes::blocks(draft));
    all
}
