//! A row of an area as it is handed over to whoever takes it: with where and when it was read, and what is said of the whole area.

use chrono::{DateTime, Utc};
use leptos::prelude::*;

use super::asked::outline::Pick;
use super::structured::StructuredRecord;
use crate::clinical::Area;
use crate::ui::row_actions::RowInWords;

/// What goes with each row of an area.
#[derive(Clone)]
pub struct HandedOver {
    area: Area,
    read: Option<DateTime<Utc>>,
    warnings: Vec<String>,
}

impl HandedOver {
    /// Of an area that is being drawn.
    pub fn of<T: PartialEq + Send + Sync + 'static>(area: Area, pick: Pick<T>) -> Self {
        let Some(record) = StructuredRecord::here() else {
            return Self { area, read: None, warnings: Vec::new() };
        };
        untrack(|| {
            let state = record.area(area, pick);
            let warnings = state.warnings().iter();
            let mut warnings: Vec<String> =
                warnings.map(|warning| format!("{}. {}", warning.heading(), warning.text)).collect();
            if !record.confirmed(Some(area)).is_empty() {
                warnings.push(
                    "The practice names the person otherwise than PDS; a user confirmed that it is the same person."
                        .to_owned(),
                );
            }
            Self { area, read: record.arrived_at(Some(area)), warnings }
        })
    }

    /// A row of it.
    pub fn row(&self, name: String, text: String) -> RowInWords {
        RowInWords { name, text, area: self.area.title(), read: self.read, warnings: self.warnings.clone() }
    }
}
