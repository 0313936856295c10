//! One part of a section: its rows, or the reason why there are none.

use super::Caveat;
use crate::clinical::care_record::absence::{Absence, is_afterword};
use crate::clinical::care_record::banner::Banner;
use crate::clinical::care_record::outline::{Block, Part, Table};
use crate::clinical::care_record::section::{PeriodRule, Section, SectionTable};

/// What a part holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Extent {
    /// This many entries.
    Rows(usize),
    /// None, for this reason.
    Absent(Absence),
    /// None, with words that no rule knows.
    Words(String),
    /// None, and no word why.
    Unexplained,
    /// Entries, and words that there are none.
    Contradiction(usize),
}

/// A part and what it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartReview {
    /// Its heading.
    pub title: String,
    /// What it holds.
    pub extent: Extent,
}

impl PartReview {
    pub(super) fn of(part: &Part) -> Self {
        let tables = || {
            part.blocks.iter().filter_map(|block| match block {
                Block::Table(table) => Some(table),
                Block::Words { .. } => None,
            })
        };
        let rows: usize =
            tables().map(|table| table.entries().filter(|row| absent(&row.cells).is_none()).count()).sum();
        let words = || {
            part.blocks.iter().filter_map(|block| match block {
                Block::Words { class, words } => Some((class.as_deref(), words.as_str())),
                Block::Table(_) => None,
            })
        };
        // Suppliers also wrap the words in a table (HTML digest 2.6).
        let absence =
            words().find_map(|(_, words)| words_absent(words)).or_else(|| tables().find_map(table_absent));
        let other = || {
            let unknown = |(class, words): &(Option<&str>, &str)| {
                Banner::read(*class, words).is_empty() && !is_afterword(words)
            };
            words().filter(unknown).map(|(_, words)| words).collect::<Vec<_>>().join("\n")
        };
        let extent = match (rows, absence) {
            (0, Some(absence)) => Extent::Absent(absence),
            (0, None) => match other() {
                words if words.is_empty() => Extent::Unexplained,
                words => Extent::Words(words),
            },
            (rows, Some(_)) => Extent::Contradiction(rows),
            (rows, None) => Extent::Rows(rows),
        };
        PartReview { title: part.title.clone(), extent }
    }

    /// How many entries it holds.
    pub fn rows(&self) -> usize {
        match self.extent {
            Extent::Rows(rows) | Extent::Contradiction(rows) => rows,
            Extent::Absent(_) | Extent::Words(_) | Extent::Unexplained => 0,
        }
    }

    pub(super) fn caveat(&self) -> Option<Caveat> {
        let part = self.title.clone();
        match &self.extent {
            Extent::Rows(_) | Extent::Absent(Absence::NotRecorded) => None,
            Extent::Absent(Absence::Denied) => Some(Caveat::Denied { part }),
            Extent::Absent(Absence::NotRetrievable) => Some(Caveat::NotRetrievable { part }),
            Extent::Absent(Absence::NotSupported) => Some(Caveat::NotSupported { part }),
            Extent::Words(_) | Extent::Unexplained => Some(Caveat::Unexplained { part }),
            Extent::Contradiction(_) => Some(Caveat::Contradiction { part }),
        }
    }
}

fn words_absent(words: &str) -> Option<Absence> {
    Absence::read(words).or_else(|| words.lines().find_map(Absence::read))
}

fn absent(cells: &[String]) -> Option<Absence> {
    // An entry's own words are never judged: only a row that says nothing else.
    let mut filled = cells.iter().filter(|cell| !cell.is_empty());
    match (filled.next(), filled.next()) {
        (Some(only), None) => words_absent(only),
        _ => None,
    }
}

fn table_absent(table: &Table) -> Option<Absence> {
    let in_header = || table.header.iter().find_map(|heading| words_absent(heading));
    table.rows.iter().find_map(|row| absent(&row.cells)).or_else(in_header)
}

/// Titles of the parts that did not come, known by table id or heading.
pub(super) fn missing(section: Section, units: &[Part]) -> impl Iterator<Item = &'static str> {
    let due = section.tables().iter().filter(move |table| !section.has_one_table() && !table.optional);
    due.filter(move |table| !units.iter().any(|unit| is_of(unit, table))).map(|table| table.title)
}

/// Whether a period narrows what the part holds.
pub(super) fn is_narrowed(section: Section, unit: &Part) -> bool {
    let table = if section.has_one_table() {
        section.tables().first()
    } else {
        section.tables().iter().find(|table| is_of(unit, table))
    };
    table.is_some_and(|table| table.period == PeriodRule::Narrowed)
}

fn is_of(unit: &Part, table: &SectionTable) -> bool {
    let has_id = |block: &Block| matches!(block, Block::Table(sent) if sent.id.as_deref() == Some(table.id));
    same_title(&unit.title, table.title) || unit.blocks.iter().any(has_id)
}

/// Case, blanks and the plural of "Medication" set aside (HTML digest trap 15).
fn same_title(one: &str, other: &str) -> bool {
    let plain = |title: &str| {
        title
            .to_lowercase()
            .replace("medications", "medication")
            .chars()
            .filter(|c| c.is_alphanumeric())
            .collect::<String>()
    };
    plain(one) == plain(other)
}
