//! Data table: dense and aligned; labelled rows where there is no room for columns.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

use crate::format::markup::Markup;

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
    /// Its details are open beside or below.
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

/// [`Missing`], as markup.
pub fn write_missing(into: &mut Markup, words: &str) {
    into.element("span", "app-missing", words);
}

/// Writes one cell of a row.
pub type WriteCell<T> = fn(&T, &mut Markup);

/// The rows of a long table as markup: as many cells as there are columns, the first is the row's heading.
pub fn write_rows<'a, T: 'a>(
    rows: impl Iterator<Item = &'a T>,
    columns: &[Column],
    cells: &[WriteCell<T>],
) -> Markup {
    let mut into = Markup::default();
    for row in rows {
        into.start("tr", &[("role", "row")]);
        for (index, (column, cell)) in columns.iter().zip(cells).enumerate() {
            let class = column.align.class().map(|class| ("class", class));
            let (tag, roles): (_, &[_]) = match index {
                0 => ("th", &[("scope", "row"), ("role", "rowheader")]),
                _ => ("td", &[("role", "cell")]),
            };
            into.start(tag, &roles.iter().copied().chain(class).collect::<Vec<_>>());
            cell(row, &mut into);
            into.end(tag);
        }
        into.end("tr");
    }
    into
}

/// A table of many rows, which are markup; else as [`DataTable`].
#[component]
pub fn LongTable(
    /// What the table holds.
    caption: String,
    /// The columns.
    columns: Vec<Column>,
    /// The rows, by [`write_rows`].
    rows: Markup,
) -> impl IntoView {
    let body = view! { <tbody role="rowgroup" inner_html=rows.into_html()></tbody> };
    table(caption, false, false, &columns, body)
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
    let body = rows.into_iter().map(|row| row_view(&columns, row)).collect_view();
    table(caption, hide_caption, labels, &columns, view! { <tbody role="rowgroup">{body}</tbody> })
}

fn table<B: IntoView + 'static>(
    caption: String,
    hide_caption: bool,
    labels: bool,
    columns: &[Column],
    body: B,
) -> impl IntoView + use<B> {
    let frame = NodeRef::<html::Div>::new();
    let scrolls = scrolls(frame);
    let label = caption.clone();
    name_columns(frame, columns);
    let head = columns
        .iter()
        .map(|column| {
            view! {
                <th scope="col" role="columnheader" class=column.align.class()>{column.label.clone()}</th>
            }
        })
        .collect_view();
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
                {body}
            </table>
        </div>
    }
}

/// Whether a frame scrolls, which must then be reachable by keyboard (SC 2.1.1); one that does not would be a needless
/// stop. Told by the browser, which says nothing of what it leaves out as long as that is out of sight: to ask would make
/// it lay out every table of a long list.
fn scrolls(frame: NodeRef<html::Div>) -> RwSignal<bool> {
    let scrolls = RwSignal::new(false);
    let look = Closure::<dyn Fn()>::new(move || {
        if let Some(frame) = frame.try_get_untracked().flatten() {
            let is_cut = frame.scroll_width() > frame.client_width()
                || frame.scroll_height() > frame.client_height() + 1;
            scrolls.try_set(is_cut);
        }
    });
    let Ok(observer) = ResizeObserver::new(look.as_ref().unchecked_ref()) else { return scrolls };
    // Both are kept until the frame goes: the browser calls back into them.
    let kept = StoredValue::new_local((observer, look));
    frame.on_load(move |frame| {
        kept.try_with_value(|(observer, _)| observer.observe(&frame));
    });
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
    scrolls
}

/// Tells the style sheet what the columns are called, for the labels in front of the values of a narrow screen: a label
/// in each cell would be a third of a long list. The headings serve screen readers.
fn name_columns(frame: NodeRef<html::Div>, columns: &[Column]) {
    // As a string of CSS is written.
    let quoted = |label: &str| format!("\"{}\"", label.replace('\\', "\\\\").replace('"', "\\\""));
    let names: Vec<(String, String)> = columns
        .iter()
        .enumerate()
        .map(|(index, column)| (format!("--app-column-{}", index + 1), quoted(&column.label)))
        .collect();
    frame.on_load(move |frame| {
        let style = frame.unchecked_ref::<web_sys::HtmlElement>().style();
        for (name, label) in &names {
            let _ = style.set_property(name, label);
        }
    });
}

fn row_view(columns: &[Column], row: Row) -> impl IntoView + use<> {
    let class = match row.mark {
        RowMark::Plain => None,
        RowMark::Differs => Some("app-data-table__row--differs"),
        RowMark::Chosen => Some("app-data-table__row--chosen"),
    };
    let cell = |(index, (cell, column)): (usize, (AnyView, &Column))| {
        let align = column.align.class();
        if index == 0 {
            view! { <th scope="row" role="rowheader" class=align>{cell}</th> }.into_any()
        } else {
            view! { <td role="cell" class=align>{cell}</td> }.into_any()
        }
    };
    let cells = row.cells.into_iter().zip(columns).enumerate().map(cell).collect_view();
    view! { <tr role="row" class=class>{cells}</tr> }
}
