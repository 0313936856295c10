//! A section's structure as far as the rules need it: headings, words outside tables, rows (HTML digest 2.2, 2.6, 2.7).

use roxmltree::Node;

use crate::format::narrative::{self, NotWellFormed, allowed, grid, words};

/// Nesting that is looked into; what lies deeper counts as words.
const DEPTH: usize = 64;

/// A section's structure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outline {
    /// The first `h1`.
    pub title: Option<String>,
    /// What comes before the first subsection.
    pub lead: Vec<Block>,
    /// Subsections in order, one a heading.
    pub parts: Vec<Part>,
}

/// A subsection.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Part {
    /// Its heading.
    pub title: String,
    /// What it holds.
    pub blocks: Vec<Block>,
}

/// Words or a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Words outside tables.
    Words {
        /// The class as sent.
        class: Option<String>,
        /// The words, one line a paragraph.
        words: String,
    },
    /// A table.
    Table(Table),
}

/// A table's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The id as sent.
    pub id: Option<String>,
    /// Column headings, where it has any.
    pub header: Vec<String>,
    /// Rows of content in order: no heading rows, no rows without a word.
    pub rows: Vec<Row>,
}

/// A row's words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// One text a cell.
    pub cells: Vec<String>,
    /// It names the group of rows below it (medication by item).
    pub is_group: bool,
}

impl Outline {
    /// Reads a section's XHTML.
    pub fn read(source: &str) -> Result<Self, NotWellFormed> {
        narrative::inspect(source, |root| {
            let mut outline = Outline::default();
            outline.children(root, 0);
            outline
        })
    }

    /// Every table in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.lead.iter().chain(self.parts.iter().flat_map(|part| &part.blocks)).filter_map(
            |block| match block {
                Block::Table(table) => Some(table),
                Block::Words { .. } => None,
            },
        )
    }

    /// Whether it was written before ids and classes were specified (0.5.x).
    pub fn is_older_layout(&self) -> bool {
        let classed = |block: &Block| match block {
            Block::Words { class, .. } => class.is_some(),
            Block::Table(table) => table.id.is_some(),
        };
        let blocks = || self.lead.iter().chain(self.parts.iter().flat_map(|part| &part.blocks));
        blocks().any(|block| matches!(block, Block::Table(_))) && !blocks().any(classed)
    }

    fn children(&mut self, parent: Node<'_, '_>, depth: usize) {
        let mut loose = String::new();
        for child in parent.children() {
            if child.is_text() {
                loose.push_str(child.text().unwrap_or_default());
            } else if child.is_element() && !narrative::is_dropped(child.tag_name().name()) {
                let name = child.tag_name().name().to_ascii_lowercase();
                let structured = holds_structure(child);
                if !structured && !narrative::is_block(&name) && name != "br" {
                    loose.push_str(&words(child));
                    continue;
                }
                self.words(None, &std::mem::take(&mut loose));
                self.element(child, &name, structured, depth);
            }
        }
        self.words(None, &loose);
    }

    fn element(&mut self, node: Node<'_, '_>, name: &str, structured: bool, depth: usize) {
        let class = node.attribute("class").map(str::trim).filter(|class| !class.is_empty());
        let is_banner = class.is_some_and(|class| class.split_whitespace().any(allowed::is_banner));
        let has_blocks =
            node.children().any(|child| child.is_element() && narrative::is_block(child.tag_name().name()));
        if let Some(level) = heading_level(name) {
            self.heading(level, words(node));
        } else if name == "table" {
            self.block(Block::Table(Table::read(node)));
        } else if depth < DEPTH && (structured || has_blocks && !is_banner) {
            self.children(node, depth + 1);
        } else {
            self.words(class, &words(node));
        }
    }

    fn heading(&mut self, level: u8, words: String) {
        if level == 1 && self.title.is_none() && self.parts.is_empty() {
            self.title = Some(words);
        } else {
            self.parts.push(Part { title: words, blocks: Vec::new() });
        }
    }

    fn words(&mut self, class: Option<&str>, words: &str) {
        let words =
            words.lines().map(collapsed).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
        if !words.is_empty() {
            self.block(Block::Words { class: class.map(str::to_owned), words });
        }
    }

    fn block(&mut self, block: Block) {
        match self.parts.last_mut() {
            Some(part) => part.blocks.push(block),
            None => self.lead.push(block),
        }
    }
}

impl Table {
    fn read(node: Node<'_, '_>) -> Self {
        let rows = grid::rows(node);
        Table {
            id: node.attribute("id").map(str::trim).filter(|id| !id.is_empty()).map(str::to_owned),
            header: grid::header(&rows),
            rows: rows
                .iter()
                .filter(|row| !row.is_header)
                .map(Row::read)
                .filter(|row| !row.is_blank())
                .collect(),
        }
    }

    /// Rows that are entries, not names of groups.
    pub fn entries(&self) -> impl Iterator<Item = &Row> {
        self.rows.iter().filter(|row| !row.is_group)
    }
}

impl Row {
    fn read(row: &grid::Row<'_, '_>) -> Self {
        let group_class = |cell: &Node<'_, '_>| {
            cell.attribute("class")
                .is_some_and(|class| class.split_whitespace().any(|one| one == "med-item-column"))
        };
        let alone = row.cells.len() == 1;
        Row {
            cells: row.cells.iter().map(|cell| words(*cell)).collect(),
            is_group: alone && (row.spans || row.cells.iter().any(group_class)),
        }
    }

    fn is_blank(&self) -> bool {
        self.cells.iter().all(String::is_empty)
    }
}

fn holds_structure(node: Node<'_, '_>) -> bool {
    node.descendants().skip(1).filter(Node::is_element).any(|inner| {
        let name = inner.tag_name().name().to_ascii_lowercase();
        name == "table" || heading_level(&name).is_some()
    }) || grid::is(node, "table")
        || heading_level(&node.tag_name().name().to_ascii_lowercase()).is_some()
}

fn heading_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn collapsed(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}
