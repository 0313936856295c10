//! The tree of tags and the outline: headings by their level, and every line to its block.

use std::num::NonZeroU16;

use krilla::destination::XyzDestination;
use krilla::geom::Point;
use krilla::outline::{Outline, OutlineNode};
use krilla::tagging::{Identifier, Tag as PdfTag, TagGroup, TagTree};

use crate::pages::{Page, Tag};

/// The blocks in the order of reading, each with the lines that were drawn of it.
#[derive(Default)]
pub(super) struct Tags(Vec<Block>);

struct Block {
    number: usize,
    tag: Tag,
    page: usize,
    y: f32,
    parts: Vec<Identifier>,
}

impl Tags {
    /// The blocks that begin on a page.
    pub(super) fn begin(&mut self, page: &Page, number: usize) {
        self.0.extend(page.begins.iter().map(|(block, tag, y)| Block {
            number: *block,
            tag: tag.clone(),
            page: number,
            y: *y,
            parts: Vec::new(),
        }));
    }

    /// A line of a block was drawn.
    pub(super) fn add(&mut self, number: usize, part: Identifier) {
        if let Some(block) = self.0.iter_mut().find(|block| block.number == number) {
            block.parts.push(part);
        }
    }

    pub(super) fn finish(self) -> (TagTree, Outline) {
        let (mut tree, mut outline) = (TagTree::new(), Outline::new());
        for block in self.0 {
            let mut group = match &block.tag {
                Tag::Heading(level, words) => {
                    let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                    let to = XyzDestination::new(block.page, Point::from_xy(0.0, block.y));
                    outline.push_child(OutlineNode::new(words.clone(), to));
                    TagGroup::new(PdfTag::Hn(level, Some(words.clone())))
                }
                Tag::Paragraph => TagGroup::new(PdfTag::P),
            };
            block.parts.into_iter().for_each(|part| group.push(part));
            tree.push(group);
        }
        (tree, outline)
    }
}
