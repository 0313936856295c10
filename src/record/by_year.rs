//! Long lists by year: one table a year, so that the browser can leave out what is out of sight, while find-in-page and
//! print still see every row.

use std::sync::Arc;

use leptos::prelude::*;

use crate::fhir::DateTime;
use crate::format;
use crate::format::date::DATE_NOT_KNOWN;
use crate::ui::data_table::{Column, DataTable, Row};
use crate::ui::gradually::drawn_soon;

/// The most rows of one table: what is in sight is laid out a whole table at a time.
const MOST: usize = 100;

/// Up to how many rows are drawn at once: each task of its own costs a frame, which is as much as hundreds of rows.
const AT_ONCE: usize = 1_200;

/// One table for each year that has rows, in the order of the rows; what has no readable date has a table of its own. A
/// year of very many rows has several. Of a list that is long as a whole each is drawn in a task of its own.
pub fn by_year<T: Send + Sync + 'static>(
    what: &str,
    rows: &[&Arc<T>],
    date: impl Fn(&T) -> Option<&DateTime>,
    columns: &[Column],
    row: fn(&T) -> Row,
) -> AnyView {
    let year = |one: &T| date(one).and_then(format::date::year);
    let is_short = rows.len() <= AT_ONCE;
    let mut tables = Vec::new();
    let mut last = RwSignal::new(true);
    let mut rest = rows;
    while let Some(first) = rest.first() {
        let of = year(first);
        let (group, after) = rest.split_at(rest.iter().take_while(|one| year(one) == of).count());
        rest = after;
        let year = of.map_or_else(|| DATE_NOT_KNOWN.to_owned(), |of| of.to_string());
        let count = group.len();
        for (part, rows) in group.chunks(MOST).enumerate() {
            let first = part * MOST + 1;
            let caption = match count {
                ..=MOST => format!("{year}: {what} ({count})"),
                _ => format!("{year}: {what}, {first} to {} of {count}", first + rows.len() - 1),
            };
            // Near the height that it will have, so that the page does not jump as it is scrolled.
            let height = format!("auto {}rem", 4 + 3 * rows.len());
            let rows: Vec<Arc<T>> = rows.iter().copied().cloned().collect();
            let columns = columns.to_vec();
            let is_drawn = if is_short { RwSignal::new(true) } else { drawn_soon() };
            last = is_drawn;
            let table = move || {
                is_drawn.get().then(|| {
                    let rows = rows.iter().map(|one| row(one)).collect();
                    view! { <DataTable caption=caption.clone() columns=columns.clone() rows=rows /> }
                })
            };
            tables.push(view! { <div class="app-year" style:contain-intrinsic-size=height>{table}</div> });
        }
    }
    view! { <div aria-busy=move || (!last.get()).then_some("true")>{tables}</div> }.into_any()
}
