//! Data table: dense and aligned; labelled rows where there is no room for columns.

mod frame;
mod live;

use leptos::prelude::*;
use maud::{Markup, html};

use super::written::written;
use frame::frame;
pub use live::{LiveRow, LiveTable};

/// How the values of a column are aligned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words, from the left.
    #[default]
    Text,
    /// Numbers with their unit, to the right, digits of one width.
    Numeric,
    /// Dates and identifiers: digits of one width, never wrapped.
    Date,
}

impl Align {
    fn class(self) -> Option<&'static str> {
        match self {
            Align::Text => None,
            Align::Numeric => Some("app-data-table__numeric"),
            Align::Date => Some("app-data-table__date"),
        }
    }
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub label: String,
    /// How its values are aligned.
    pub align: Align,
    wide: Option<&'static str>,
    on_paper: Option<&'static str>,
}

impl Column {
    fn new(label: impl Into<String>, align: Align) -> Self {
        Self { label: label.into(), align, wide: None, on_paper: None }
    }

    /// A column of words.
    pub fn text(label: impl Into<String>) -> Self {
        Self::new(label, Align::Text)
    }

    /// A column of numbers.
    pub fn numeric(label: impl Into<String>) -> Self {
        Self::new(label, Align::Numeric)
    }

    /// A column of dates or identifiers.
    pub fn date(label: impl Into<String>) -> Self {
        Self::new(label, Align::Date)
    }

    /// How wide it is, as a length of CSS. As soon as one column of a table says so, those that do not share what is left.
    pub fn wide(mut self, length: &'static str) -> Self {
        self.wide = Some(length);
        self
    }

    /// How wide it is on paper, where that is not as on the screen: a sheet is narrower.
    pub fn on_paper(mut self, length: &'static str) -> Self {
        self.on_paper = Some(length);
        self
    }
}

/// What sets a row apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowMark {
    /// Nothing.
    #[default]
    Plain,
    /// Its values differ from each other (cross-check); a cell says so in words.
    Differs,
    /// Its details are open beside or below.
    Chosen,
}

impl RowMark {
    fn class(self) -> Option<&'static str> {
        match self {
            RowMark::Plain => None,
            RowMark::Differs => Some("app-data-table__row--differs"),
            RowMark::Chosen => Some("app-data-table__row--chosen"),
        }
    }
}

/// One row: as many cells as there are columns. The first is the row's heading.
pub struct Row {
    cells: Vec<Markup>,
    mark: RowMark,
}

impl Row {
    /// A row of cells in column order.
    pub fn new(cells: Vec<Markup>) -> Self {
        Self { cells, mark: RowMark::Plain }
    }

    /// Sets the row apart.
    pub fn marked(mut self, mark: RowMark) -> Self {
        self.mark = mark;
        self
    }
}

/// A value that is not there, in words: `Not known`, `Not recorded`. Never a blank cell, a dash or a question mark.
pub fn missing(words: &str) -> Markup {
    html! { span.app-missing { (words) } }
}

/// [`missing`], as a view.
#[component]
pub fn Missing(
    /// The words.
    #[prop(into)]
    words: String,
) -> impl IntoView {
    view! { <span class="app-missing">{words}</span> }
}

/// A table with its caption. Long lists: one table for each group (year), so that the browser can skip what is out
/// of sight.
#[component]
pub fn DataTable(
    /// What the table holds.
    #[prop(into)]
    caption: String,
    /// Whether a heading just above says the same, so that the caption is for screen readers only.
    #[prop(optional)]
    hide_caption: bool,
    /// Whether the rows are details of one thing, so that the first column holds labels (cross-check).
    #[prop(optional)]
    labels: bool,
    /// The columns.
    columns: Vec<Column>,
    /// The rows in order.
    rows: Vec<Row>,
) -> impl IntoView {
    // Roles are spelt out because a table drawn as blocks loses them.
    let table = html! {
        table role="table" {
            caption class=[hide_caption.then_some("nhsuk-u-visually-hidden")] { (caption) }
            thead role="rowgroup" {
                tr role="row" {
                    @for column in &columns {
                        th scope="col" role="columnheader" class=[column.align.class()] { (column.label) }
                    }
                }
            }
            tbody role="rowgroup" {
                @for row in rows {
                    tr role="row" class=[row.mark.class()] { (cells(&columns, &row.cells)) }
                }
            }
        }
    };
    frame(caption, labels, &columns, written(table))
}

fn cells(columns: &[Column], cells: &[Markup]) -> Markup {
    html! {
        @for (index, (column, cell)) in columns.iter().zip(cells).enumerate() {
            @if index == 0 {
                th scope="row" role="rowheader" class=[column.align.class()] { (cell) }
            } @else {
                td role="cell" class=[column.align.class()] { (cell) }
            }
        }
    }
}
