//! What every page has: the bars, the patient, the page's number (SDOC-36, SDOC-37).

use super::face::Face;
use super::page::{Colour, FULL, HEIGHT, MARGIN, Mark, Page, Role, Run, WIDTH};
use crate::characters::printed;
use crate::checks::Draft;

const CONFIDENTIAL: &str = "Confidential: personal data";

/// The patient above each page but the first: the lines of the name, and whether the facts stand beside it.
pub(super) struct Banner {
    name: Vec<String>,
    facts: String,
    is_one_line: bool,
}

impl Banner {
    pub(super) fn of(draft: &Draft<'_>) -> Self {
        let patient = &draft.summary.patient;
        let born = patient.birth_date.format("%d-%b-%Y");
        let facts = format!("Born {born}    NHS number {}", patient.spaced_number());
        let name = Face::Bold.metrics().wrap(&printed(&patient.name_for_clinicians()), 12.0, FULL);
        let widest = name.iter().map(|line| Face::Bold.metrics().width(line, 12.0)).fold(0.0, f32::max);
        let is_one_line =
            name.len() == 1 && widest + 14.0 + Face::Regular.metrics().width(&facts, 10.0) <= FULL;
        Self { name, facts, is_one_line }
    }

    /// Where its last line is.
    fn bottom(&self) -> f32 {
        let lines = self.name.len() + usize::from(!self.is_one_line);
        32.0 + 14.0 * lines as f32
    }

    /// Where the page's own blocks begin, below it and the bar of the notes.
    pub(super) fn top(&self) -> f32 {
        self.bottom() + 42.0
    }

    fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut y = 32.0;
        for line in &self.name {
            y += 14.0;
            marks.push(left(line, y, 12.0, Face::Bold, Colour::TEXT, Role::Header));
        }
        let facts = match self.is_one_line {
            true => right(&self.facts, y, 10.0, Face::Regular, Colour::TEXT, Role::Header),
            false => left(&self.facts, y + 14.0, 10.0, Face::Regular, Colour::TEXT, Role::Header),
        };
        marks.push(facts);
        marks
    }
}

/// Puts bars and words of the header before what the page holds, and the footer behind it.
pub(super) fn add(page: &mut Page, draft: &Draft<'_>, banner: &Banner, number: usize, count: usize) {
    let numbered = format!("Page {number} of {count}");
    let mut before = Vec::new();
    if number == 1 {
        before.push(Mark::Band(0.0, 0.0, WIDTH, 40.0, Colour::BLUE));
        before.push(Mark::Band(0.0, 40.0, WIDTH, 22.0, Colour::LIGHT_BLUE));
        before.push(right("GP Connect", 25.0, 12.0, Face::Bold, Colour::WHITE, Role::Header));
        before.push(left(CONFIDENTIAL, 33.0, 9.0, Face::Regular, Colour::WHITE, Role::Header));
        before.push(right(&numbered, 55.0, 9.5, Face::Regular, Colour::TEXT, Role::Header));
    } else {
        before.push(Mark::Band(0.0, 0.0, WIDTH, 22.0, Colour::LIGHT_BLUE));
        let title = draft.summary.document_type.title();
        let version = format!("{title} · Version {}", draft.edition.version());
        before.push(left(&version, 15.0, 9.5, Face::Regular, Colour::TEXT, Role::Header));
        before.push(right(&numbered, 15.0, 9.5, Face::Regular, Colour::TEXT, Role::Header));
        before.extend(banner.marks());
        let bar = banner.bottom() + 18.0;
        before.push(Mark::Band(MARGIN, bar, FULL, 19.0, Colour::BLUE));
        let continued = page.continues.clone().unwrap_or_default();
        before.push(text(
            &continued,
            MARGIN + 6.0,
            bar + 13.5,
            11.0,
            Face::Bold,
            Colour::WHITE,
            Role::Header,
        ));
    }
    page.marks.splice(0..0, before);
    page.marks.push(Mark::Band(MARGIN, HEIGHT - 46.0, FULL, 0.6, Colour::LIGHT_BLUE));
    page.marks.push(left(CONFIDENTIAL, HEIGHT - 32.0, 9.0, Face::Regular, Colour::GREY, Role::Footer));
    page.marks.push(right(&numbered, HEIGHT - 32.0, 9.0, Face::Regular, Colour::GREY, Role::Footer));
}

fn left(words: &str, y: f32, size: f32, face: Face, colour: Colour, role: Role) -> Mark {
    text(words, MARGIN, y, size, face, colour, role)
}

fn right(words: &str, y: f32, size: f32, face: Face, colour: Colour, role: Role) -> Mark {
    let width = face.metrics().width(words, size);
    text(words, WIDTH - MARGIN - width, y, size, face, colour, role)
}

fn text(words: &str, x: f32, y: f32, size: f32, face: Face, colour: Colour, role: Role) -> Mark {
    Mark::Text(Run { x, y, size, face, colour, text: words.to_owned(), role })
}
