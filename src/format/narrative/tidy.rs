//! Writes allow-listed HTML from a parsed narrative: every text in order, helps for reading, a count of what went.

mod attributes;
mod table;

use std::collections::HashMap;
use std::fmt::Write as _;

use roxmltree::Node;

use super::fate::{DEPTH, Fate, Kind, fate, is_block};
use super::words::{field, flat_texts, words};
use super::xhtml::escape;
use super::{Heading, Marks, Reading, Removed, allowed};
use crate::fhir::legible;

/// Tidies the content of `root`; `root` itself is ours and leaves no trace.
pub(super) fn tidy(root: Node<'_, '_>, scope: &str, marks: &dyn Marks) -> Reading {
    let mut writer = Writer {
        marks,
        scope,
        html: String::new(),
        text: String::new(),
        kept: String::new(),
        cells: 0,
        removed: Removed::default(),
        headings: Vec::new(),
        ids: HashMap::new(),
    };
    writer.children(root, &mut Place::default());
    let Writer { html, text, kept, cells, removed, headings, .. } = writer;
    Reading { html, text, kept, cells, removed, headings }
}

/// What is allowed where: an HTML parser moves strays out of tables, and their words with them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Within {
    #[default]
    Flow,
    Table,
    Section,
    Row,
    Columns,
}

/// Where the writer is.
#[derive(Clone, Copy, Default)]
struct Place<'p> {
    within: Within,
    depth: usize,
    in_table: bool,
    /// An element around has its mark already.
    marked: bool,
    /// Lists and quotations around.
    lists: u8,
    /// Elements of smaller letters around.
    smaller: u8,
    /// A row of ours is open, for cells and strays outside any row.
    open_row: bool,
    /// Column headings of the table around; empty when it has none.
    labels: &'p [String],
    /// The row around holds other cells than headings, so that its headings are those of the row.
    in_body_row: bool,
    /// The cells of this row are one under each heading.
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
            lists: self.lists,
            smaller: self.smaller,
            ..Place::default()
        }
    }
}

struct Writer<'w> {
    marks: &'w dyn Marks,
    scope: &'w str,
    html: String,
    text: String,
    kept: String,
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
        let mut after_heading = false;
        for child in node.children() {
            if child.is_text() {
                self.text_node(child, after_heading, place);
            } else if child.is_element() {
                after_heading = heading_level(&child.tag_name().name().to_ascii_lowercase()).is_some();
                self.element(child, place);
            } else if let Some(instruction) = child.pi() {
                let value = instruction.value.unwrap_or_default();
                self.added(&format!("<?{} {value}?>", instruction.target), place);
            } else if child.is_comment() && child.text().is_some_and(|text| !text.trim().is_empty()) {
                self.removed.comments += 1;
                self.removed.with_text += 1;
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

    fn text_node(&mut self, node: Node<'_, '_>, after_heading: bool, place: &mut Place<'_>) {
        let text = node.text().unwrap_or_default();
        if text.trim().is_empty() {
            if place.within == Within::Flow {
                escape(&mut self.html, text);
            }
            return;
        }
        // Suppliers put "No data" words straight after a heading, in no element (HTML digest 2.6): a mark needs one.
        let beside_heading = after_heading && !place.in_table && !place.marked;
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

    /// The provider's text.
    fn text(&mut self, text: &str, place: &mut Place<'_>) {
        let text = legible(text);
        self.kept.push_str(&text);
        self.added(&text, place);
    }

    /// Words of ours in the provider's text, or the provider's own from elsewhere than its text.
    fn added(&mut self, text: &str, place: &mut Place<'_>) {
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
            Fate::Field => {
                self.removed.fields += 1;
                self.gap(place);
                self.added(&field(node), place);
                self.gap(place);
                self.unwrap(node, place);
            }
            Fate::Words(kind) => {
                *self.count(kind) += 1;
                self.plain(node, "div", "", place);
                if let Some(said) = said_by(&name, node) {
                    self.gap(place);
                    self.added(&said, place);
                    self.gap(place);
                }
            }
            Fate::Drop(kind) => self.drop(node, kind),
        }
    }

    /// An element that may be in text.
    fn flow(&mut self, node: Node<'_, '_>, name: &'static str, place: &mut Place<'_>) {
        let banner =
            node.attribute("class").is_some_and(|class| class.split_whitespace().any(allowed::is_banner));
        if banner && words(node).is_empty() {
            return;
        }
        let stray = self.open_stray(place);
        // A paragraph cannot hold blocks in HTML; as a `div` it keeps them.
        let name = if name == "p" && holds(node, is_block) { "div" } else { name };
        let (name, lists, smaller) = levelled(name, place);
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
        (inner.lists, inner.smaller) = (lists, smaller);
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
            self.added(&format!(" ({address})"), place);
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
            Some(alt) => self.added(&format!("[image removed: {alt}]"), place),
            None => self.added("[image removed]", place),
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
        if has_text {
            self.removed.with_text += 1;
        }
    }
}

/// Lists in lists that are drawn as such: more would leave no width for their words.
const MOST_LISTS: u8 = 5;
/// Letters smaller than small that are drawn so: more would be too small to be read.
const MOST_SMALLER: u8 = 2;

/// The element that is drawn in the place of one that would be too narrow or too small, and the levels in it.
fn levelled(name: &'static str, place: &Place<'_>) -> (&'static str, u8, u8) {
    match name {
        "ul" | "ol" | "dl" | "blockquote" if place.lists < MOST_LISTS => {
            (name, place.lists + 1, place.smaller)
        }
        "ul" | "ol" | "dl" | "blockquote" => ("div", MOST_LISTS + 1, place.smaller),
        "li" | "dt" | "dd" if place.lists > MOST_LISTS => ("div", place.lists, place.smaller),
        "small" if place.smaller > 0 => ("span", place.lists, place.smaller),
        "small" | "sub" | "sup" if place.smaller < MOST_SMALLER => (name, place.lists, place.smaller + 1),
        "sub" | "sup" => ("span", place.lists, place.smaller),
        _ => (name, place.lists, place.smaller),
    }
}

/// What an element of a form says by its attributes alone.
fn said_by(name: &str, node: Node<'_, '_>) -> Option<String> {
    let attribute = |name: &str| {
        node.attributes().find(|own| own.name().eq_ignore_ascii_case(name)).map(|own| own.value().trim())
    };
    let is_empty = words(node).is_empty();
    match name {
        "option" if attribute("selected").is_some() => Some("[chosen]".to_owned()),
        "option" if is_empty => attribute("label").map(str::to_owned),
        "optgroup" => attribute("label").map(|label| format!("[{label}]")),
        "meter" | "progress" if is_empty => attribute("value").map(|value| format!("[{value}]")),
        "iframe" => attribute("srcdoc").map(|inside| format!("[embedded: {inside}]")),
        _ => None,
    }
    .filter(|said| !said.is_empty())
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
