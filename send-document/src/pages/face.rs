//! The two faces of the font, and how wide a text is in them.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use skrifa::instance::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};

/// A face of the PDF's font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// For what was written.
    Regular,
    /// For headings and what has to be found first.
    Bold,
}

impl Face {
    /// The font file, cut to the characters that a summary may hold.
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Face::Regular => include_bytes!("../../font/Arimo-Regular-subset.ttf"),
            Face::Bold => include_bytes!("../../font/Arimo-Bold-subset.ttf"),
        }
    }

    /// Glyphs and widths, read from the file once.
    pub fn metrics(self) -> &'static Metrics {
        static REGULAR: OnceLock<Metrics> = OnceLock::new();
        static BOLD: OnceLock<Metrics> = OnceLock::new();
        let once = match self {
            Face::Regular => &REGULAR,
            Face::Bold => &BOLD,
        };
        once.get_or_init(|| Metrics::read(self.bytes()).unwrap_or_default())
    }
}

/// Glyphs and widths of one face: of each character its glyph and how far that moves, in parts of the font's size.
///
/// One character is one glyph, without kerning and ligatures, so that what is read out of the PDF is what was written.
#[derive(Default)]
pub struct Metrics(BTreeMap<char, (u32, f32)>);

impl Metrics {
    fn read(bytes: &[u8]) -> Option<Self> {
        let font = FontRef::new(bytes).ok()?;
        let widths = font.glyph_metrics(Size::new(1.0), LocationRef::default());
        let of = |(code, glyph): (u32, GlyphId)| {
            Some((char::from_u32(code)?, (glyph.to_u32(), widths.advance_width(glyph)?)))
        };
        Some(Self(font.charmap().mappings().filter_map(of).collect()))
    }

    /// The glyph of a character and how far it moves; the checks let no other character through.
    pub fn glyph(&self, c: char) -> (u32, f32) {
        self.0.get(&c).copied().unwrap_or_default()
    }

    /// The width of a text on one line.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.glyph(c).1 * size).sum()
    }

    /// Breaks a text into lines no wider than `width`: at its own line breaks, between words, and inside a word that is wider.
    pub fn wrap(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        text.split('\n')
            .flat_map(|paragraph| self.wrap_paragraph(paragraph.trim_end(), size, width))
            .collect()
    }

    fn wrap_paragraph(&self, text: &str, size: f32, width: f32) -> Vec<String> {
        let (mut lines, mut line, mut taken) = (Vec::new(), String::new(), 0.0);
        for word in text.split_inclusive(' ') {
            // The space behind a word may hang over the edge.
            if taken + self.width(word.trim_end(), size) > width && !line.trim().is_empty() {
                lines.push(std::mem::take(&mut line));
                taken = 0.0;
            }
            for c in word.chars() {
                let advance = self.glyph(c).1 * size;
                if taken + advance > width && c != ' ' && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                    taken = 0.0;
                }
                line.push(c);
                taken += advance;
            }
        }
        lines.push(line);
        lines.iter().map(|line| line.trim_end().to_owned()).collect()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::characters::ranges;

    // proves: SDOC-34
    #[test]
    fn both_faces_hold_exactly_the_characters_of_the_list() {
        let listed: BTreeSet<u32> = ranges().flat_map(|(first, last)| first..=last).collect();
        for face in [Face::Regular, Face::Bold] {
            let held: BTreeSet<u32> = face.metrics().0.keys().map(|c| u32::from(*c)).collect();
            assert_eq!(held, listed, "{face:?}");
            // Two characters of one glyph could not be told apart by who reads the PDF by its tags.
            let glyphs: BTreeSet<u32> = face.metrics().0.values().map(|(glyph, _)| *glyph).collect();
            assert_eq!(glyphs.len(), held.len(), "{face:?}");
        }
    }

    #[test]
    fn no_line_is_wider_than_its_column_and_no_word_is_lost() {
        let metrics = Face::Regular.metrics();
        let text = "Cough for three weeks, dry. https://example.invalid/a-very-long-address-without-any-space-in-it-at-all-whatsoever\n\nNext";
        let lines = metrics.wrap(text, 10.0, 120.0);
        assert!(lines.iter().all(|line| metrics.width(line, 10.0) <= 120.0), "{lines:?}");
        let without = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(without(&lines.join(" ")), without(text));
        assert!(lines.contains(&String::new()), "the blank line stays");
    }
}
