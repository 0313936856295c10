//! Long lists by year: one table a year.

use std::sync::Arc;

use leptos::prelude::*;

use super::in_pieces::{Piece, in_pieces};
use crate::fhir::DateTime;
use crate::format;
use crate::format::date::DATE_NOT_KNOWN;
use crate::ui::data_table::{Column, DataTable, Row};

/// The most rows of one table: what is in sight is laid out a whole table at a time.
const MOST: usize = 100;

/// One table for each year that has rows, in the order of the rows; what has no readable date has a table of its own. A
/// year of very many rows has several.
pub fn by_year<T: Send + Sync + 'static>(
    what: &str,
    rows: &[&Arc<T>],
    date: impl Fn(&T) -> Option<&DateTime>,
    columns: &[Column],
    row: fn(&T) -> Row,
) -> AnyView {
    let year = |one: &T| date(one).and_then(format::date::year);
    let mut pieces = Vec::new();
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
            let rows: Vec<Arc<T>> = rows.iter().copied().cloned().collect();
            let height = 4 + 3 * rows.len();
            let columns = columns.to_vec();
            let draw = move || {
                let rows = rows.iter().map(|one| row(one)).collect();
                view! { <DataTable caption=caption.clone() columns=columns.clone() rows=rows /> }.into_any()
            };
            pieces.push(Piece { height, draw: Box::new(draw) });
        }
    }
    in_pieces(rows.len(), pieces)
}
