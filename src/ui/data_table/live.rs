//! A table with something in its cells that reacts: a button that says whether it is pressed.

use leptos::prelude::*;

use super::frame::frame;
use super::{Column, RowMark};

/// One row: as many cells as there are columns. The first is the row's heading.
pub struct LiveRow {
    cells: Vec<AnyView>,
    mark: RowMark,
}

impl LiveRow {
    /// A row of cells in column order: text, or any view (`.into_any()`).
    pub fn new(cells: Vec<AnyView>) -> Self {
        Self { cells, mark: RowMark::Plain }
    }

    /// Sets the row apart.
    pub fn marked(mut self, mark: RowMark) -> Self {
        self.mark = mark;
        self
    }
}

/// As [`DataTable`](super::DataTable), of views.
#[component]
pub fn LiveTable(
    /// What the table holds.
    caption: String,
    /// Whether a heading just above says the same, so that the caption is for screen readers only.
    #[prop(optional)]
    hide_caption: bool,
    /// The columns.
    columns: Vec<Column>,
    /// The rows in order.
    rows: Vec<LiveRow>,
) -> impl IntoView {
    let head = columns
        .iter()
        .map(|column| {
            view! {
                <th scope="col" role="columnheader" class=column.align.class()>{column.label.clone()}</th>
            }
        })
        .collect_view();
    let body = rows.into_iter().map(|row| row_view(&columns, row)).collect_view();
    let table = view! {
        // Roles are spelt out because a table drawn as blocks loses them.
        <table role="table">
            <caption class=hide_caption.then_some("nhsuk-u-visually-hidden")>{caption.clone()}</caption>
            <thead role="rowgroup">
                <tr role="row">{head}</tr>
            </thead>
            <tbody role="rowgroup">{body}</tbody>
        </table>
    };
    frame(caption, false, &columns, table.into_any())
}

fn row_view(columns: &[Column], row: LiveRow) -> impl IntoView + use<> {
    let cell = |(index, (cell, column)): (usize, (AnyView, &Column))| {
        let align = column.align.class();
        if index == 0 {
            view! { <th scope="row" role="rowheader" class=align>{cell}</th> }.into_any()
        } else {
            view! { <td role="cell" class=align>{cell}</td> }.into_any()
        }
    };
    let cells = row.cells.into_iter().zip(columns).enumerate().map(cell).collect_view();
    view! { <tr role="row" class=row.mark.class()>{cells}</tr> }
}
