//! Writes allow-listed HTML from a parsed narrative: every text in order, helps for reading, a count of what went.

mod attributes;
mod table;

use std::collections::HashMap;
use std::fmt::Write as _;

use roxmltree::Node;

use super::fate::{DEPTH, Fate, Kind, fate, is_block};
use super::words::{flat_texts, words};
use super::xhtml::escape;
use super::{Heading, Marks, Reading, Removed, allowed};

/// Tidies the content of `root`; `root` itself is ours and leaves no trace.
pub(super) fn tidy(root: Node<'_, '_>, scope: &str, marks: &dyn Marks) -> Reading {
    let mut writer = Writer {
        marks,
        scope,
        html: String::new(),
        text: String::new(),
        cells: 0,
        removed: Removed::default(),
        headings: Vec::new(),
        ids: HashMap::new(),
    };
    writer.children(root, &mut Place::default());
    let Writer { html, text, cells, removed, headings, .. } = writer;
    Reading { html, text, cells, removed, headings }
}

/// What may stand where: an HTML parser moves strays out of tables, and their words with them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Within {
    #[default]
    Flow,
    Table,
    Section,
    Row,
    Columns,
}

/// Where the writer stands.
#[derive(Clone, Copy, Default)]
struct Place<'p> {
    within: Within,
    depth: usize,
    in_table: bool,
    /// An element around has its mark already.
    marked: bool,
    /// A row of ours stands open, for cells and strays outside any row.
    open_row: bool,
    /// Column headings of the table around; empty when it has none.
    labels: &'p [String],
    /// The cells of this row stand one under each heading.
    labelled: bool,
    column: usize,
}

impl<'p> Place<'p> {
    fn inside(&self, within: Within) -> Place<'p> {
        Place {
            within,
            depth: self.depth + 1,
            in_table: self.in_table || within != Within::Flow,
            marked: self.marked,
            ..Place::default()
        }
    }
}

struct Writer<'w> {
    marks: &'w dyn Marks,
    scope: &'w str,
    html: String,
    text: String,
    cells: usize,
    removed: Removed,
    headings: Vec<Heading>,
    ids: HashMap<&'static str, usize>,
}

impl Writer<'_> {
    fn children(&mut self, node: Node<'_, '_>, place: &mut Place<'_>) {
        if place.depth > DEPTH {
            self.flat(node, place);
            return;
        }
        for child in node.children() {
            if child.is_text() {
                self.text_node(child, place);
            } else if child.is_element() {
                self.element(child, place);
            }
        }
    }

    /// What lies deeper than the limit: its texts, one after the other.
    fn flat(&mut self, node: Node<'_, '_>, place: &mut Place<'_>) {
        self.removed.formatting += 1;
        for text in flat_texts(node).filter(|text| !text.trim().is_empty()) {
            self.text(text, place);
            if place.within == Within::Flow {
                self.html.push_str("<br>");
            }
        }
    }

    fn text_node(&mut self, node: Node<'_, '_>, place: &mut Place<'_>) {
        let text = node.text().unwrap_or_default();
        if text.trim().is_empty() {
            if place.within == Within::Flow {
                escape(&mut self.html, text);
            }
            return;
        }
        // Suppliers put "No data" words straight after a heading, in no element (2.6): a mark needs one.
        let beside_heading = !place.in_table
            && !place.marked
            && node.prev_sibling_element().is_some_and(|before| {
                heading_level(&before.tag_name().name().to_ascii_lowercase()).is_some()
            });
        let mark = if beside_heading { self.marks.block(None, &collapsed(text)) } else { None };
        match mark {
            Some(mark) => {
                let _ = write!(self.html, "<p data-mark=\"{mark}\">");
                self.text(text, place);
                self.html.push_str("</p>");
            }
            None => self.text(text, place),
        }
    }

    fn text(&mut self, text: &str, place: &mut Place<'_>) {
        let stray = self.open_stray(place);
        escape(&mut self.html, text);
        self.text.push_str(text);
        self.close_stray(stray);
    }

    fn element(&mut self, node: Node<'_, '_>, place: &mut Place<'_>) {
        let name = node.tag_name().name().to_ascii_lowercase();
        match fate(&name) {
            Fate::Keep(name) if table::is_part(name) => self.part(node, name, place),
            Fate::Keep(name) => self.flow(node, name, place),
            Fate::Equivalent(name, class) => self.plain(node, name, class, place),
            Fate::Apart => {
                self.removed.formatting += 1;
                self.plain(node, "div", "", place);
            }
            Fate::Unwrap => {
                self.removed.formatting += 1;
                self.unwrap(node, place);
            }
            Fate::Link => self.link(node, place),
            Fate::Image => self.image(node, place),
            Fate::Words(kind) => {
                *self.count(kind) += 1;
                self.plain(node, "div", "", place);
            }
            Fate::Drop(kind) => self.drop(node, kind),
        }
    }

    /// An element that may stand in text.
    fn flow(&mut self, node: Node<'_, '_>, name: &'static str, place: &mut Place<'_>) {
        let banner =
            node.attribute("class").is_some_and(|class| class.split_whitespace().any(allowed::is_banner));
        if banner && words(node).is_empty() {
            return;
        }
        let stray = self.open_stray(place);
        // A paragraph cannot hold blocks in HTML; as a `div` it keeps them.
        let name = if name == "p" && holds(node, is_block) { "div" } else { name };
        let mark = self.block_mark(node, name, banner, place);
        let mut own = String::new();
        if let Some(mark) = mark {
            let _ = write!(own, " data-mark=\"{mark}\"");
        }
        if let Some(level) = heading_level(name) {
            let id = format!("{}-part-{}", self.scope, self.headings.len());
            let _ = write!(own, " id=\"{id}\" tabindex=\"-1\"");
            self.headings.push(Heading { id, level, words: words(node) });
        }
        self.start(node, name, "", &own);
        if name == "pre" {
            // A parser of HTML swallows the first line feed.
            self.html.push('\n');
        }
        let mut inner = place.inside(Within::Flow);
        inner.marked |= mark.is_some();
        self.children(node, &mut inner);
        if !matches!(name, "br" | "hr") {
            self.end(name);
        }
        self.close_stray(stray);
    }

    fn block_mark(
        &self,
        node: Node<'_, '_>,
        name: &str,
        banner: bool,
        place: &Place<'_>,
    ) -> Option<&'static str> {
        if place.in_table || place.marked || !matches!(name, "p" | "div") {
            return None;
        }
        let single = name == "p" || node.children().filter(Node::is_element).count() <= 1;
        if !banner && (!single || holds(node, |name| name == "table" || heading_level(name).is_some())) {
            return None;
        }
        let words = words(node);
        if words.is_empty() { None } else { self.marks.block(node.attribute("class"), &words) }
    }

    /// An element of ours in the place of one that is not on the list, or that has no table around it.
    fn plain(&mut self, node: Node<'_, '_>, name: &str, class: &str, place: &mut Place<'_>) {
        let stray = self.open_stray(place);
        self.start(node, name, class, "");
        self.children(node, &mut place.inside(Within::Flow));
        self.end(name);
        self.close_stray(stray);
    }

    fn unwrap(&mut self, node: Node<'_, '_>, place: &mut Place<'_>) {
        let mut inner = Place { depth: place.depth + 1, ..*place };
        self.children(node, &mut inner);
        (place.open_row, place.column) = (inner.open_row, inner.column);
    }

    fn link(&mut self, node: Node<'_, '_>, place: &mut Place<'_>) {
        let address = node.attributes().find(|attribute| attribute.name().eq_ignore_ascii_case("href"));
        self.unwrap(node, place);
        let Some(address) = address.map(|attribute| attribute.value().trim()) else {
            self.removed.formatting += 1;
            return;
        };
        self.removed.links += 1;
        let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        if matches!(scheme.as_deref(), Some("https" | "http" | "mailto" | "tel"))
            && !words(node).contains(address)
        {
            self.text(&format!(" ({address})"), place);
        }
        // Two links side by side were told apart by their looks.
        if node.next_sibling().is_some_and(|next| next.is_element()) {
            self.gap(place);
        }
    }

    /// A blank where words of different things would run together.
    fn gap(&mut self, place: &Place<'_>) {
        if place.within == Within::Flow {
            self.html.push(' ');
        }
    }

    fn image(&mut self, node: Node<'_, '_>, place: &mut Place<'_>) {
        self.removed.images += 1;
        self.gap(place);
        match node.attribute("alt").map(str::trim).filter(|alt| !alt.is_empty()) {
            Some(alt) => self.text(&format!("[image removed: {alt}]"), place),
            None => self.text("[image removed]", place),
        }
        self.gap(place);
        self.unwrap(node, place);
    }

    fn count(&mut self, kind: Kind) -> &mut u32 {
        match kind {
            Kind::Script => &mut self.removed.scripts,
            Kind::Embedded => &mut self.removed.embedded,
            Kind::Field => &mut self.removed.fields,
            Kind::Drawing => &mut self.removed.drawings,
            Kind::Void => &mut self.removed.formatting,
        }
    }

    fn drop(&mut self, node: Node<'_, '_>, kind: Kind) {
        *self.count(kind) += 1;
        let has_text = node
            .descendants()
            .any(|inner| inner.is_text() && inner.text().is_some_and(|text| !text.trim().is_empty()));
        if has_text && kind != Kind::Script {
            self.removed.with_text += 1;
        }
    }
}

/// 1 to 6 for a heading.
fn heading_level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

fn holds(node: Node<'_, '_>, what: impl Fn(&str) -> bool) -> bool {
    node.descendants()
        .skip(1)
        .any(|inner| inner.is_element() && what(&inner.tag_name().name().to_ascii_lowercase()))
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
