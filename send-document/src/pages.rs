//! The pages of the PDF, worked out before they are drawn: the preview's text and the PDF come from the same marks (SDOC-36, SDOC-37).

mod blocks;
mod face;
mod flow;
mod furniture;
mod head;
mod notes;
mod page;

pub use face::Face;
pub use page::{Colour, Mark, Page, Role, Run, Tag};

use crate::checks::Draft;

/// Sets a summary on A4 pages, with the patient and "Page x of y" on each.
pub fn pages(draft: &Draft<'_>) -> Vec<Page> {
    let banner = furniture::Banner::of(draft);
    let mut pages = flow::flow(&blocks::blocks(draft), banner.top());
    let count = pages.len();
    for (at, page) in pages.iter_mut().enumerate() {
        furniture::add(page, draft, &banner, at + 1, count);
    }
    pages
}

/// The words of all pages in the order of reading, a blank line between pages.
pub fn text(pages: &[Page]) -> String {
    pages.iter().map(Page::text).collect::<Vec<_>>().join("\n\n")
}

/// The words that a screen reader reads, block by block, without what is repeated on each page (SDOC-52).
pub fn spoken(pages: &[Page]) -> String {
    let runs = pages.iter().flat_map(Page::runs).filter(|run| matches!(run.role, Role::Block(_)));
    runs.map(|run| run.text.as_str()).collect::<Vec<_>>().join("\n")
}
