//! Where each block goes: down the page, and onto the next where it does not fit.

use super::blocks::{Block, Look};
use super::face::Face;
use super::page::{Colour, FULL, HEIGHT, MARGIN, Mark, Page, Role, Run, WIDTH};

/// Where the blocks of the first page begin, below its two bars.
const TOP_OF_FIRST: f32 = 64.0;
/// Where the blocks end.
const BOTTOM: f32 = HEIGHT - 56.0;
/// Where the values of facts begin.
const VALUES: f32 = MARGIN + 130.0;
/// Where the right column of the notes begins.
const NOTES: f32 = MARGIN + 140.0;

struct Style {
    size: f32,
    face: Face,
    colour: Colour,
    x: f32,
    width: f32,
    /// From one baseline to the next.
    leading: f32,
    /// Free above.
    above: f32,
}

fn style(look: Look) -> Style {
    let note = Style {
        size: 10.0,
        face: Face::Regular,
        colour: Colour::TEXT,
        x: NOTES,
        width: WIDTH - MARGIN - NOTES,
        leading: 13.5,
        above: 4.0,
    };
    match look {
        Look::Title => Style { size: 14.0, face: Face::Bold, colour: Colour::WHITE, x: MARGIN, ..note },
        Look::Version => Style { size: 9.5, x: MARGIN, ..note },
        Look::Name => {
            Style { size: 14.0, face: Face::Bold, x: MARGIN, width: FULL, leading: 19.0, above: 2.0, ..note }
        }
        Look::Band => {
            Style { size: 10.5, face: Face::Bold, x: MARGIN, width: FULL, leading: 16.0, above: 7.0, ..note }
        }
        Look::Bar => Style {
            size: 11.0,
            face: Face::Bold,
            colour: Colour::WHITE,
            x: MARGIN,
            width: FULL,
            leading: 19.0,
            above: 8.0,
        },
        Look::Fact => {
            Style { face: Face::Bold, x: VALUES, width: WIDTH - MARGIN - VALUES, above: 0.5, ..note }
        }
        Look::Sentence => {
            Style { size: 9.5, colour: Colour::GREY, x: MARGIN, width: FULL, leading: 12.5, ..note }
        }
        Look::Request => {
            Style { size: 10.5, face: Face::Bold, x: MARGIN, width: FULL, leading: 14.0, ..note }
        }
        Look::SideHeading => {
            Style { face: Face::Bold, x: MARGIN, width: NOTES - MARGIN - 14.0, above: 12.0, ..note }
        }
        Look::Note => note,
        Look::Source => Style { size: 9.0, colour: Colour::GREY, leading: 12.0, above: 0.5, ..note },
    }
}

struct Flow {
    pages: Vec<Page>,
    /// Where the pages after the first begin.
    top: f32,
    /// Where the next block's free space begins.
    y: f32,
    /// Where the first block beside a side heading begins, and where the heading itself ends.
    beside: Option<(f32, f32)>,
    /// The band or bar that all this is under.
    under: String,
    /// The side heading that the notes are under.
    heading: Option<String>,
}

/// Sets all blocks; `top` is where they begin on the pages after the first.
pub(super) fn flow(blocks: &[Block], top: f32) -> Vec<Page> {
    let mut flow = Flow {
        pages: vec![Page::default()],
        top,
        under: String::new(),
        y: TOP_OF_FIRST,
        beside: None,
        heading: None,
    };
    for (number, block) in blocks.iter().enumerate() {
        flow.set(number, block, blocks.get(number + 1));
    }
    flow.pages
}

impl Flow {
    fn set(&mut self, number: usize, block: &Block, next: Option<&Block>) {
        let style = style(block.look);
        match block.look {
            Look::Title => self.at(number, block, &style, 20.0),
            Look::Version => self.at(number, block, &style, 55.0),
            Look::SideHeading => self.side_heading(number, block, &style, next),
            _ => self.down(number, block, &style, next),
        }
    }

    /// At a fixed place of the first page.
    fn at(&mut self, number: usize, block: &Block, style: &Style, y: f32) {
        self.begin(number, block, y);
        self.run(number, block.text.clone(), style, style.x, y);
    }

    /// A heading in the left column; what follows stands beside it.
    fn side_heading(&mut self, number: usize, block: &Block, style: &Style, next: Option<&Block>) {
        self.past_heading();
        let lines = Self::lines(block, style);
        // Never alone at the foot of a page: with as many lines of what follows as it has itself, and two at least.
        let following = next.map_or(1, |next| Self::lines(next, &self::style(next.look)).len());
        let beside = lines.len().max(following.min(2));
        self.room(style.above + style.leading * beside as f32);
        self.heading = None;
        let top = self.y + style.above;
        if self.y > self.top + 1.0 {
            self.rule(self.y + style.above / 2.0);
        }
        self.begin(number, block, top);
        let mut y = top;
        for line in lines {
            y += style.leading;
            self.run(number, line, style, style.x, y - 3.5);
        }
        self.beside = Some((top - 4.0, y));
        self.heading = Some(block.text.clone());
        self.y = top - 4.0;
    }

    /// Below what is there, over as many pages as it takes.
    fn down(&mut self, number: usize, block: &Block, style: &Style, next: Option<&Block>) {
        if !matches!(block.look, Look::Note | Look::Source) {
            self.past_heading();
            self.heading = None;
        }
        let lines = Self::lines(block, style);
        // The last line of a row stays with its source, and a heading with what it is of.
        let source = next.filter(|next| next.look == Look::Source).map_or(0.0, |next| {
            let style = self::style(Look::Source);
            style.above + style.leading * Self::lines(next, &style).len() as f32
        });
        let first = match block.look {
            Look::Band | Look::Bar => style.leading * 3.5,
            _ if lines.len() <= 2 => style.leading * lines.len() as f32 + source,
            _ => style.leading * 2.0,
        };
        self.room(style.above + first);
        self.y += style.above;
        self.behind(block, style);
        self.begin(number, block, self.y);
        if let Some(label) = block.label {
            let plain =
                Style { face: Face::Regular, colour: Colour::GREY, x: MARGIN, ..self::style(Look::Fact) };
            self.run(number, label.to_owned(), &plain, MARGIN, self.y + style.leading - 3.5);
        }
        let last = lines.len().saturating_sub(1);
        for (at, line) in lines.into_iter().enumerate() {
            self.room(style.leading + if at == last { source } else { 0.0 });
            self.y += style.leading;
            let (x, lift) = match block.look {
                Look::Bar => (MARGIN + 6.0, 5.5),
                Look::Band => (MARGIN + 6.0, 4.5),
                _ => (style.x, 3.5),
            };
            if !line.is_empty() {
                self.run(number, line, style, x, self.y - lift);
            }
        }
    }

    /// The colour behind a heading.
    fn behind(&mut self, block: &Block, style: &Style) {
        let colour = match block.look {
            Look::Band => Colour::PALE_BLUE,
            Look::Bar => Colour::BLUE,
            _ => return,
        };
        self.under.clone_from(&block.text);
        self.mark(Mark::Band(MARGIN, self.y, FULL, style.leading, colour));
    }

    fn rule(&mut self, y: f32) {
        self.mark(Mark::Band(MARGIN, y, FULL, 0.6, Colour::LIGHT_BLUE));
    }

    fn lines(block: &Block, style: &Style) -> Vec<String> {
        style.face.metrics().wrap(&block.text, style.size, style.width)
    }

    /// Goes below a side heading that is longer than what stands beside it.
    fn past_heading(&mut self) {
        if let Some((_, bottom)) = self.beside.take() {
            self.y = self.y.max(bottom);
        }
    }

    /// A new page where so much does not fit.
    fn room(&mut self, height: f32) {
        if self.y + height <= BOTTOM {
            return;
        }
        let continues = Some(format!("{} (continued)", self.under));
        self.pages.push(Page { continues, ..Page::default() });
        self.y = self.top;
        self.beside = None;
        if let Some(heading) = self.heading.clone() {
            let style = Style { colour: Colour::GREY, ..style(Look::SideHeading) };
            let block = Block::new(Look::SideHeading, format!("{heading} (continued)"));
            let mut y = self.y + 4.0;
            for line in Self::lines(&block, &style) {
                y += style.leading;
                self.push(Run {
                    x: style.x,
                    y: y - 3.5,
                    size: style.size,
                    face: style.face,
                    colour: style.colour,
                    text: line,
                    role: Role::Header,
                });
            }
            self.beside = Some((self.y, y));
        }
    }

    fn begin(&mut self, number: usize, block: &Block, y: f32) {
        if let Some(page) = self.pages.last_mut() {
            page.begins.push((number, block.tag(), y));
        }
    }

    fn run(&mut self, number: usize, text: String, style: &Style, x: f32, y: f32) {
        self.push(Run {
            x,
            y,
            size: style.size,
            face: style.face,
            colour: style.colour,
            text,
            role: Role::Block(number),
        });
    }

    fn push(&mut self, run: Run) {
        self.mark(Mark::Text(run));
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.marks.push(mark);
        }
    }
}
