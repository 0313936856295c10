//! Tables: parts in their places, headings told to screen readers, a scroll box, labels for narrow screens.

use std::fmt::Write as _;

use roxmltree::Node;

use super::super::grid::{self, Row, is};
use super::super::words::words;
use super::super::{allowed, xhtml::escape};
use super::{Place, Within, Writer};

/// Whether the element only means something in a table, or is one.
pub(super) fn is_part(name: &str) -> bool {
    matches!(
        name,
        "caption" | "col" | "colgroup" | "table" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr"
    )
}

/// Whether a `colgroup` holds what it should and no words.
fn only_columns(node: Node<'_, '_>) -> bool {
    node.children().all(|child| {
        let empty = child.text().is_none_or(|text| text.trim().is_empty());
        is(child, "col") && !child.has_children() || !child.is_element() && (empty || !child.is_text())
    })
}

/// Roles are spelt out where narrow screens draw a table as blocks, because there it loses them.
fn role(place: &Place<'_>, role: &str) -> &'static str {
    match role {
        _ if place.labels.is_empty() => "",
        "rowgroup" => " role=\"rowgroup\"",
        "row" => " role=\"row\"",
        "columnheader" => " role=\"columnheader\"",
        "rowheader" => " role=\"rowheader\"",
        _ => " role=\"cell\"",
    }
}

impl Writer<'_> {
    pub(super) fn part(&mut self, node: Node<'_, '_>, name: &'static str, place: &mut Place<'_>) {
        match (name, place.within) {
            ("table", _) => {
                let stray = self.open_stray(place);
                self.table(node, place);
                self.close_stray(stray);
            }
            ("col", Within::Table | Within::Columns) => {
                self.close_row(place);
                self.start(node, name, "", "");
                self.unwrap(node, place);
            }
            ("colgroup", Within::Table) if !only_columns(node) => self.unwrap(node, place),
            ("colgroup", Within::Table) => self.section(node, name, Within::Columns, place),
            ("caption", Within::Table) => self.section(node, name, Within::Flow, place),
            ("thead" | "tbody" | "tfoot", Within::Table) => self.section(node, name, Within::Section, place),
            ("tr", Within::Table | Within::Section) => self.row(node, place),
            ("td" | "th", Within::Row) => self.cell(node, name, place),
            ("td" | "th", Within::Table | Within::Section) => {
                self.open_row(place);
                self.cell(node, name, place);
            }
            // A part outside its table: an HTML parser would drop the tag and run the words together.
            _ => {
                self.removed.formatting += 1;
                self.plain(node, "div", "", place);
            }
        }
    }

    fn table(&mut self, node: Node<'_, '_>, place: &Place<'_>) {
        let rows = grid::rows(node);
        let header = grid::header(&rows);
        // Cells can carry their headings only where each row has one cell a column, or one cell in all.
        let is_regular = |row: &Row<'_, '_>| {
            row.is_header || row.cells.len() == 1 || row.cells.len() == header.len() && !row.spans
        };
        let label = match self.headings.last() {
            Some(heading) => format!(" aria-labelledby=\"{}\"", heading.id),
            None => String::new(),
        };
        let mut own = label.clone();
        if let Some(id) = node.attribute("id").map(str::trim).and_then(allowed::id) {
            let count = self.ids.entry(id).or_default();
            *count += 1;
            let twin = if *count > 1 { format!("-{count}") } else { String::new() };
            let _ = write!(own, " id=\"{}-{id}{twin}\" data-table=\"{id}\"", self.scope);
        }
        let outer = !place.in_table;
        if outer {
            // A wide table scrolls in a box of its own (ARH-43); the sink makes it reachable where it does scroll.
            let _ = write!(self.html, "<div class=\"app-provider-html__scroll\"{label}>");
        }
        let mut inner = place.inside(Within::Table);
        if outer && header.len() > 1 && rows.iter().all(is_regular) {
            inner.labels = &header;
            own.push_str(" role=\"table\"");
        }
        self.start(node, "table", "", &own);
        self.children(node, &mut inner);
        self.close_row(&mut inner);
        self.end("table");
        if outer {
            self.html.push_str("</div>");
        }
    }

    fn section(&mut self, node: Node<'_, '_>, name: &'static str, within: Within, place: &mut Place<'_>) {
        self.close_row(place);
        let own = if within == Within::Section { role(place, "rowgroup") } else { "" };
        self.start(node, name, "", own);
        let mut inner = Place { labels: place.labels, ..place.inside(within) };
        self.children(node, &mut inner);
        self.close_row(&mut inner);
        self.end(name);
    }

    fn row(&mut self, node: Node<'_, '_>, place: &mut Place<'_>) {
        self.close_row(place);
        let row = Row::of(node);
        let mark = if row.is_header {
            None
        } else {
            let cells: Vec<String> = row.cells.iter().map(|cell| words(*cell)).collect();
            self.marks.row(&cells)
        };
        let mut own = role(place, "row").to_owned();
        if let Some(mark) = mark {
            let _ = write!(own, " data-mark=\"{mark}\"");
        }
        self.start(node, "tr", "", &own);
        let mut inner = Place { labels: place.labels, ..place.inside(Within::Row) };
        inner.in_body_row = !row.is_header;
        inner.labelled = !row.is_header && !row.spans && row.cells.len() == place.labels.len();
        self.children(node, &mut inner);
        self.end("tr");
    }

    fn cell(&mut self, node: Node<'_, '_>, name: &'static str, place: &mut Place<'_>) {
        self.cells += 1;
        let mut own = String::new();
        if name == "th" {
            let of_column = !place.in_body_row;
            own.push_str(role(place, if of_column { "columnheader" } else { "rowheader" }));
            if node.attribute("scope").is_none() {
                own.push_str(if of_column { " scope=\"col\"" } else { " scope=\"row\"" });
            }
        } else {
            own.push_str(role(place, "cell"));
        }
        if place.labelled
            && let Some(label) = place.labels.get(place.column)
        {
            own.push_str(" data-label=\"");
            escape(&mut own, label);
            own.push('"');
        }
        place.column += 1;
        if name == "td"
            && let Some(mark) = self.marks.cell(&words(node))
        {
            let _ = write!(own, " data-mark=\"{mark}\"");
        }
        self.start(node, name, "", &own);
        self.children(node, &mut place.inside(Within::Flow));
        self.end(name);
    }

    /// Words and elements that may not be directly in a table get a row and a cell there.
    pub(super) fn open_stray(&mut self, place: &mut Place<'_>) -> bool {
        match place.within {
            Within::Flow | Within::Columns => return false,
            Within::Row => {}
            Within::Table | Within::Section => self.open_row(place),
        }
        self.html.push_str("<td>");
        self.cells += 1;
        true
    }

    pub(super) fn close_stray(&mut self, stray: bool) {
        if stray {
            self.html.push_str("</td>");
        }
    }

    fn open_row(&mut self, place: &mut Place<'_>) {
        if !place.open_row {
            self.html.push_str("<tr");
            self.html.push_str(role(place, "row"));
            self.html.push('>');
            place.open_row = true;
        }
    }

    fn close_row(&mut self, place: &mut Place<'_>) {
        if std::mem::take(&mut place.open_row) {
            self.html.push_str("</tr>");
        }
    }
}
