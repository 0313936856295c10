//! Components in a real browser: what a user would notice. Run by `./dev test web`.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

mod area_rail;
#[cfg(feature = "sandbox")]
mod asking;
mod button;
mod data_table;
mod error_summary;
mod fault;
#[cfg(feature = "sandbox")]
mod filters;
mod link;
mod nhs_number;
mod page;
mod patient_banner;
#[cfg(feature = "sandbox")]
mod practice_view;
mod provider_html;
#[cfg(feature = "sandbox")]
mod site;
mod written;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
