//! Marks onto a page's surface.

use krilla::color::rgb;
use krilla::geom::{PathBuilder, Point, Rect};
use krilla::num::NormalizedF32;
use krilla::paint::{Fill, FillRule};
use krilla::surface::Surface;
use krilla::tagging::{Artifact, ArtifactType, ContentTag, SpanTag};
use krilla::text::{Font, GlyphId, KrillaGlyph};

use super::tags::Tags;
use crate::pages::{Colour, Face, Mark, Page, Role, Run};

/// A4, in points.
pub(super) const WIDTH: f32 = 595.0;
pub(super) const HEIGHT: f32 = 842.0;

/// Both faces, read once.
pub(super) struct Fonts {
    regular: Font,
    bold: Font,
}

impl Fonts {
    pub(super) fn new() -> Option<Self> {
        let font = |face: Face| Font::new(face.bytes().into(), 0);
        Some(Self { regular: font(Face::Regular)?, bold: font(Face::Bold)? })
    }

    /// Draws each mark in its order; text goes to its tag, bands are decoration.
    pub(super) fn draw(&self, surface: &mut Surface<'_>, page: &Page, tags: &mut Tags) {
        for mark in &page.marks {
            match mark {
                Mark::Band(x, y, width, height, colour) => band(surface, (*x, *y, *width, *height), *colour),
                Mark::Text(run) => self.text(surface, run, tags),
            }
        }
    }

    fn text(&self, surface: &mut Surface<'_>, run: &Run, tags: &mut Tags) {
        let artifact = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
        let tag = match run.role {
            Role::Block(_) => ContentTag::Span(SpanTag::empty()),
            Role::Header => artifact(ArtifactType::Header),
            Role::Footer => artifact(ArtifactType::Footer),
        };
        surface.set_fill(Some(fill(run.colour)));
        let part = surface.start_tagged(tag);
        let font = match run.face {
            Face::Regular => self.regular.clone(),
            Face::Bold => self.bold.clone(),
        };
        // A space at the end parts this line's last word from the next line's first for whoever listens.
        let words = format!("{} ", run.text);
        surface.draw_glyphs(
            Point::from_xy(run.x, run.y),
            &glyphs(run.face, &words),
            font,
            &words,
            run.size,
            false,
        );
        surface.end_tagged();
        if let Role::Block(number) = run.role {
            tags.add(number, part);
        }
    }
}

fn glyphs(face: Face, words: &str) -> Vec<KrillaGlyph> {
    let metrics = face.metrics();
    words
        .char_indices()
        .map(|(at, c)| {
            let (glyph, advance) = metrics.glyph(c);
            KrillaGlyph::new(GlyphId::new(glyph), advance, 0.0, 0.0, 0.0, at..at + c.len_utf8(), None)
        })
        .collect()
}

fn fill(colour: Colour) -> Fill {
    let Colour(red, green, blue) = colour;
    Fill {
        paint: rgb::Color::new(red, green, blue).into(),
        opacity: NormalizedF32::ONE,
        rule: FillRule::NonZero,
    }
}

fn band(surface: &mut Surface<'_>, (x, y, width, height): (f32, f32, f32, f32), colour: Colour) {
    let mut path = PathBuilder::new();
    let Some(rectangle) = Rect::from_xywh(x, y, width, height) else { return };
    path.push_rect(rectangle);
    if let Some(path) = path.finish() {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)));
        surface.set_fill(Some(fill(colour)));
        surface.draw_path(&path);
        surface.end_tagged();
    }
}
