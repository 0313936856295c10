//! How complete a section is, by what the practice itself says in it (ARH-54, ARH-55; ideas of HTML digest 7).

mod completeness;
mod part;

pub use completeness::Completeness;
pub use part::{Extent, PartReview};

use super::banner::Banner;
use super::outline::{Block, Outline, Part};
use super::period::AskedPeriod;
use super::section::Section;
use super::system::Brand;
use crate::clinical::order;

/// Something that a reader must know before believing that the section is everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caveat {
    /// Its markup could not be read by the rules: nothing can be said about its completeness.
    Unread,
    /// The record has not fully arrived from the practice before.
    Transfer {
        /// The banner's words.
        words: String,
    },
    /// Items are held back.
    Withheld {
        /// Rows that stand for something held back.
        rows: usize,
        /// A notice says so; it may mean more than those rows.
        is_said: bool,
        /// False when only a notice says so that this system always shows.
        is_certain: bool,
    },
    /// A part, or the whole section, is closed to the user.
    Denied {
        /// Heading of the part.
        part: String,
    },
    /// A part, or the whole section, cannot be sent by the practice's system.
    NotRetrievable {
        /// Heading of the part.
        part: String,
    },
    /// A part, or the whole section, is not kept by the practice's system.
    NotSupported {
        /// Heading of the part.
        part: String,
    },
    /// The practice covered other days than were asked for.
    OtherPeriod {
        /// The banner's words.
        words: String,
    },
    /// The practice left items out because of their dates.
    Narrowed {
        /// The banner's words.
        words: String,
    },
    /// A part has no rows and no words that explain why.
    Unexplained {
        /// Heading of the part.
        part: String,
    },
    /// A part says that nothing is recorded, and has rows.
    Contradiction {
        /// Heading of the part.
        part: String,
    },
    /// A part that belongs to the section did not come.
    PartMissing {
        /// Heading of the part.
        part: String,
    },
    /// The layout is that of 0.5.x: other parts and columns than today's.
    OlderLayout,
}

impl Caveat {
    /// The caveat in a sentence.
    pub fn sentence(&self) -> String {
        match self {
            Caveat::Unread => {
                "It was not possible to work out how complete this section is. Read its own notices.".to_owned()
            }
            Caveat::Transfer { .. } => {
                "Not all of the record has arrived from the patient's previous practice.".to_owned()
            }
            Caveat::Withheld { rows, is_said, is_certain: true } => withheld(*rows, *is_said),
            Caveat::Withheld { is_certain: false, .. } => {
                "Items may be withheld. This system always shows that notice, so there is no way to tell whether any are.".to_owned()
            }
            Caveat::Denied { part } => format!("Access to {part} is denied. This does not mean that there is nothing."),
            Caveat::NotRetrievable { part } => {
                format!("{part} cannot be sent by the practice's system; the practice may still hold it.")
            }
            Caveat::NotSupported { part } => format!("{part} is not supported by the practice's system."),
            Caveat::OtherPeriod { words } => format!("The practice sent dates other than those asked for: {words}."),
            Caveat::Narrowed { words } => format!("Entries outside the dates are not shown: {words}."),
            Caveat::Unexplained { part } => {
                format!("{part} came without rows and without a reason. This does not mean that there is nothing.")
            }
            Caveat::Contradiction { part } => format!("{part} says that nothing is recorded, but has rows."),
            Caveat::PartMissing { part } => format!("{part} was not in the answer."),
            Caveat::OlderLayout => "The practice's system sends an older form of this section.".to_owned(),
        }
    }

    /// Whether the section may lack something that the practice holds.
    pub fn is_gap(&self) -> bool {
        match self {
            Caveat::Unread
            | Caveat::Transfer { .. }
            | Caveat::Withheld { .. }
            | Caveat::Denied { .. }
            | Caveat::NotRetrievable { .. }
            | Caveat::NotSupported { .. }
            | Caveat::OtherPeriod { .. }
            | Caveat::Unexplained { .. }
            | Caveat::Contradiction { .. }
            | Caveat::PartMissing { .. } => true,
            Caveat::Narrowed { .. } | Caveat::OlderLayout => false,
        }
    }
}

fn withheld(rows: usize, is_said: bool) -> String {
    let said = is_said
        .then(|| "The practice has left out items for confidentiality or patient preference.".to_owned());
    let masked = match rows {
        0 => None,
        1 => Some("1 entry is masked: only its position is shown.".to_owned()),
        rows => Some(format!("{rows} entries are masked: only their positions are shown.")),
    };
    said.into_iter().chain(masked).collect::<Vec<_>>().join(" ")
}

/// What a section's own words say about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    /// Its parts in order.
    pub parts: Vec<PartReview>,
    /// Gravest first, none twice.
    pub caveats: Vec<Caveat>,
}

impl Review {
    /// The review of a section that the rules could not read.
    pub fn unread() -> Self {
        Review { parts: Vec::new(), caveats: vec![Caveat::Unread] }
    }

    /// How many entries the section holds.
    pub fn rows(&self) -> usize {
        self.parts.iter().map(|part| part.rows()).sum()
    }

    /// The section's standing in one word or few.
    pub fn completeness(&self) -> Completeness {
        Completeness::of(self)
    }
}

/// Reviews a section: `asked` is the period that was sent, `brand` the system that answered.
pub fn review(
    section: Section,
    outline: &Outline,
    asked: Option<&AskedPeriod>,
    brand: Option<Brand>,
) -> Review {
    let units = units(section, outline);
    let mut caveats = Vec::new();
    let note = |caveats: &mut Vec<Caveat>, caveat| {
        if !caveats.contains(&caveat) {
            caveats.push(caveat);
        }
    };
    let mut excluded = None;
    for (unit, is_narrowed) in units.iter().map(|unit| (unit, part::is_narrowed(section, unit))) {
        for block in &unit.blocks {
            let Block::Words { class, words } = block else { continue };
            for banner in Banner::read(class.as_deref(), words) {
                match banner {
                    Banner::Transfer => note(&mut caveats, Caveat::Transfer { words: words.clone() }),
                    Banner::Exclusion { always_shown } => {
                        let certain = !always_shown && brand != Some(Brand::Tpp);
                        excluded = Some(excluded.unwrap_or(false) || certain);
                    }
                    Banner::Period(period) if period.narrows() && period.is(asked) => {
                        note(&mut caveats, Caveat::Narrowed { words: words.clone() });
                    }
                    // A table that no period concerns may say so, or "All relevant items", whatever was asked.
                    Banner::Period(period) if period.narrows() || is_narrowed && asked.is_some() => {
                        note(&mut caveats, Caveat::OtherPeriod { words: words.clone() });
                    }
                    Banner::Period(_) | Banner::Content => {}
                }
            }
        }
    }
    if let Some(asked) = asked
        && !caveats
            .iter()
            .any(|caveat| matches!(caveat, Caveat::Narrowed { .. } | Caveat::OtherPeriod { .. }))
    {
        // No banner says so, but the period was sent.
        caveats.push(Caveat::Narrowed { words: asked.words() });
    }
    let masked =
        outline.tables().flat_map(|table| &table.rows).filter(|row| super::is_withheld(&row.cells)).count();
    if excluded.is_some() || masked > 0 {
        caveats.push(Caveat::Withheld {
            rows: masked,
            is_said: excluded.is_some(),
            is_certain: masked > 0 || excluded == Some(true),
        });
    }
    // What comes before the first heading holds banners; it is a part only when it holds more, or all there is.
    let has_table = |unit: &Part| unit.blocks.iter().any(|block| matches!(block, Block::Table(_)));
    let is_part = units.len() == 1 || units.first().is_some_and(has_table);
    let parts: Vec<PartReview> = units.iter().skip(usize::from(!is_part)).map(PartReview::of).collect();
    caveats.extend(parts.iter().filter_map(PartReview::caveat));
    if outline.is_older_layout() {
        caveats.push(Caveat::OlderLayout);
    } else {
        caveats
            .extend(part::missing(section, &units).map(|part| Caveat::PartMissing { part: part.to_owned() }));
    }
    order::by_key(&mut caveats, |caveat| !caveat.is_gap());
    Review { parts, caveats }
}

/// The parts that should each hold a table or say why not.
fn units(section: Section, outline: &Outline) -> Vec<Part> {
    let title = || outline.title.clone().unwrap_or_else(|| section.title().to_owned());
    if section.has_one_table() {
        // Here a subheading is not part of its own: 0.5.x has one table an encounter, others repeat the title.
        let blocks = outline.lead.iter().chain(outline.parts.iter().flat_map(|part| &part.blocks)).cloned();
        return vec![Part { title: title(), blocks: blocks.collect() }];
    }
    let lead = Part { title: title(), blocks: outline.lead.clone() };
    std::iter::once(lead).chain(outline.parts.iter().cloned()).collect()
}
