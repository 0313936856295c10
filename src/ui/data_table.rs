//! Data table: dense and aligned; labelled rows where there is no room for columns.

use leptos::html;
use leptos::prelude::*;

/// How the values of a column stand.
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
    /// How its values stand.
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub fn text(label: impl Into<String>) -> Self {
        Self { label: label.into(), align: Align::Text }
    }

    /// A column of numbers.
    pub fn numeric(label: impl Into<String>) -> Self {
        Self { label: label.into(), align: Align::Numeric }
    }

    /// A column of dates or identifiers.
    pub fn date(label: impl Into<String>) -> Self {
        Self { label: label.into(), align: Align::Date }
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
    /// Its details stand open beside or below.
    Chosen,
}

/// One row: as many cells as there are columns. The first is the row's heading.
pub struct Row {
    cells: Vec<AnyView>,
    mark: RowMark,
}

impl Row {
    /// A row of cells in column order; text, or any view (`.into_any()`), or [`Missing`].
    pub fn new(cells: Vec<AnyView>) -> Self {
        Self { cells, mark: RowMark::Plain }
    }

    /// Sets the row apart.
    pub fn marked(mut self, mark: RowMark) -> Self {
        self.mark = mark;
        self
    }
}

/// A value that is not there, in words: `Not known`, `Not recorded`. Never a blank cell, a dash or a question mark.
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
    let frame = NodeRef::<html::Div>::new();
    let scrolls = RwSignal::new(false);
    // A frame that scrolls must be reachable by keyboard (SC 2.1.1); one that does not would be a needless stop.
    frame.on_load(move |frame| {
        request_animation_frame(move || {
            scrolls.try_set(frame.scroll_width() > frame.client_width());
        });
    });
    let label = caption.clone();
    let head = columns
        .iter()
        .map(|column| {
            view! {
                <th scope="col" role="columnheader" class=column.align.class()>{column.label.clone()}</th>
            }
        })
        .collect_view();
    let body = rows.into_iter().map(|row| row_view(&columns, row)).collect_view();
    view! {
        <div
            class="app-data-table"
            class=("app-data-table--labels", labels)
            node_ref=frame
            tabindex=move || scrolls.get().then_some("0")
            role=move || scrolls.get().then_some("region")
            aria-label=move || scrolls.get().then(|| label.clone())
        >
            // Roles are spelt out because a table drawn as blocks loses them.
            <table role="table">
                <caption class=hide_caption.then_some("nhsuk-u-visually-hidden")>{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">{head}</tr>
                </thead>
                <tbody role="rowgroup">{body}</tbody>
            </table>
        </div>
    }
}

fn row_view(columns: &[Column], row: Row) -> impl IntoView + use<> {
    let class = match row.mark {
        RowMark::Plain => None,
        RowMark::Differs => Some("app-data-table__row--differs"),
        RowMark::Chosen => Some("app-data-table__row--chosen"),
    };
    let cell = |(index, (cell, column)): (usize, (AnyView, &Column))| {
        let align = column.align.class();
        // The column's name for narrow screens; the real heading serves screen readers.
        let label = view! {
            <span class="app-data-table__label" aria-hidden="true">{column.label.clone()}</span>
        };
        if index == 0 {
            view! { <th scope="row" role="rowheader" class=align>{label}<div>{cell}</div></th> }.into_any()
        } else {
            view! { <td role="cell" class=align>{label}<div>{cell}</div></td> }.into_any()
        }
    };
    let cells = row.cells.into_iter().zip(columns).enumerate().map(cell).collect_view();
    view! { <tr role="row" class=class>{cells}</tr> }
}
