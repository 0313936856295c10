//! Long lists by year: one table a year, so that the browser can leave out what is out of sight, while find-in-page and
//! print still see every row.

use leptos::prelude::*;

use crate::fhir::DateTime;
use crate::ui::data_table::{Column, DataTable, Row};

/// One table for each year that has rows, in the order of the rows; what has no readable date has a table of its own.
pub fn by_year<T>(
    what: &str,
    rows: &[T],
    date: impl Fn(&T) -> Option<&DateTime>,
    columns: &[Column],
    row: impl Fn(&T) -> Row,
) -> AnyView {
    let year = |one: &T| date(one).and_then(DateTime::year);
    let mut tables = Vec::new();
    let mut rest = rows;
    while let Some(first) = rest.first() {
        let of = year(first);
        let (group, after) = rest.split_at(rest.iter().take_while(|one| year(one) == of).count());
        rest = after;
        let caption = match of {
            Some(of) => format!("{of}: {what} ({})", group.len()),
            None => format!("Date not recorded: {what} ({})", group.len()),
        };
        let rows = group.iter().map(&row).collect();
        // Near the height that it will have, so that the page does not jump as it is scrolled.
        let height = format!("auto {}rem", 4 + 3 * group.len());
        tables.push(view! {
            <div class="app-year" style:contain-intrinsic-size=height><DataTable caption=caption columns=columns.to_vec() rows=rows /></div>
        });
    }
    tables.into_any()
}
