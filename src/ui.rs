//! NHS components on plain props: they know how things look and behave, and nothing about GP Connect.
//!
//! Every component has named examples in [`examples`]; the gallery page, the axe run and the screenshot run all
//! loop over that list.

pub mod afresh;
pub mod area_rail;
pub mod button;
pub mod callout;
pub mod card;
pub mod copy;
pub mod data_table;
pub mod details;
pub mod dialog;
#[cfg(target_arch = "wasm32")]
pub mod download;
pub mod error_summary;
#[cfg(any(feature = "sandbox", test))]
pub mod examples;
pub mod fault;
pub mod file_address;
pub mod find_box;
#[cfg(target_arch = "wasm32")]
pub mod focus;
pub mod form;
pub mod gradually;
pub mod kept;
pub mod later;
pub mod link;
pub mod live_region;
pub mod memo;
pub mod nhs_number;
pub mod on_paper;
pub mod parts;
pub mod patient_banner;
pub mod progress;
pub mod provider_html;
pub mod row_actions;
pub mod scanned_pages;
pub mod segmented;
pub mod summary_list;
pub mod tag;
pub mod trend_chart;
pub mod written;

use std::sync::atomic::{AtomicU32, Ordering};

/// An element id that no other element has: `nhs-number-7`.
pub fn unique_id(stem: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    format!("{stem}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
