//! A page as marks: bands of colour and runs of text, in the order of reading.

use super::face::Face;

/// A4, in points.
pub(super) const WIDTH: f32 = 595.0;
pub(super) const HEIGHT: f32 = 842.0;
/// What stays free at both sides.
pub(super) const MARGIN: f32 = 42.0;
/// The widest line.
pub(super) const FULL: f32 = WIDTH - 2.0 * MARGIN;

/// The colours of the template and of its text, as red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// The template's dark blue, for bars.
    pub const BLUE: Colour = Colour(0x00, 0x5e, 0xb8);
    /// The template's light blue, for bars.
    pub const LIGHT_BLUE: Colour = Colour(0x41, 0xb6, 0xe6);
    /// A paler blue, behind headings.
    pub const PALE_BLUE: Colour = Colour(0xd9, 0xed, 0xf8);
    /// Text.
    pub const TEXT: Colour = Colour(0x21, 0x2b, 0x32);
    /// Text of the second rank: labels, sources, footers.
    pub const GREY: Colour = Colour(0x42, 0x55, 0x63);
    /// Text on dark blue.
    pub const WHITE: Colour = Colour(0xff, 0xff, 0xff);
}

/// What a run of text is to someone who listens to the PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Part of a block: the number of the block, in the order of reading.
    Block(usize),
    /// Repeated on each page, above.
    Header,
    /// Repeated on each page, below.
    Footer,
}

/// Some text on one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// From the left edge.
    pub x: f32,
    /// The baseline, from the upper edge.
    pub y: f32,
    /// The size of the font.
    pub size: f32,
    /// The face.
    pub face: Face,
    /// The colour.
    pub colour: Colour,
    /// The words.
    pub text: String,
    /// What it is.
    pub role: Role,
}

/// One thing on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A filled rectangle: left, top, width, height.
    Band(f32, f32, f32, f32, Colour),
    /// Text.
    Text(Run),
}

/// What a block is, for its tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A heading and its level.
    Heading(u16, String),
    /// A paragraph.
    Paragraph,
}

/// One page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Bands first, then text.
    pub marks: Vec<Mark>,
    /// The heading that goes on from the page before, in words.
    pub continues: Option<String>,
    /// The blocks that begin on this page: number, tag, and how far down.
    pub begins: Vec<(usize, Tag, f32)>,
}

impl Page {
    /// The text in the order of reading, one line for each baseline.
    pub fn text(&self) -> String {
        let mut lines: Vec<(f32, String)> = Vec::new();
        for run in self.runs() {
            match lines.last_mut() {
                Some((y, line)) if (*y - run.y).abs() < 0.5 => {
                    line.push(' ');
                    line.push_str(&run.text);
                }
                _ => lines.push((run.y, run.text.clone())),
            }
        }
        lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>().join("\n")
    }

    /// The runs in the order of reading.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.marks.iter().filter_map(|mark| match mark {
            Mark::Text(run) => Some(run),
            Mark::Band(..) => None,
        })
    }
}
