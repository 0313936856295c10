//! What every section is made from.

use super::markup::{Body, Cell, Part, Row, Table};
use super::request::Period;
use crate::sandbox::world::calendar::Calendar;
use crate::sandbox::world::patient::Chart;
use crate::sandbox::world::practices::Practice;
use crate::sandbox::world::record::{Area, Record};

/// What a section is made from.
pub struct Source<'a> {
    /// The record.
    pub record: &'a Record,
    /// Which kind it is.
    pub chart: Chart,
    /// Where it is kept.
    pub practice: &'static Practice,
    /// Today.
    pub calendar: Calendar,
    /// The period asked for.
    pub period: Period,
}

impl Source<'_> {
    /// Whether items of an area are left out.
    pub fn excludes(&self, area: Area) -> bool {
        self.record.withheld.contains(&area)
    }

    /// A table with its rows inside the period, newest first, undated ones last.
    pub fn part(&self, title: &'static str, area: Area, table: Table, filterable: bool) -> Part {
        let Table { id, columns, mut rows } = table;
        if filterable {
            rows.retain(|row| self.period.holds(row.date.as_deref()));
        }
        rows.sort_by(|a, b| b.date.cmp(&a.date));
        let date = match (filterable, self.period.is_set()) {
            (true, _) => Some(self.period.words()),
            (false, true) => Some("Date filter not applied".to_owned()),
            (false, false) => None,
        };
        let excluded = self.excludes(area);
        let body =
            if excluded && rows.is_empty() { Body::Denied } else { Body::Table(Table { id, columns, rows }) };
        Part { title, content: Vec::new(), date, excluded, body }
    }
}

/// A row sorted by its first date.
pub fn row(date: Option<&str>, cells: Vec<Cell>) -> Row {
    Row { date: date.map(str::to_owned), cells }
}
