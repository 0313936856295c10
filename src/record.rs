//! The record's areas. What is asked of a practice is kept for the open patient, so that nothing is asked for twice.

pub mod asked;

#[cfg(target_arch = "wasm32")]
mod allergies;
#[cfg(target_arch = "wasm32")]
mod area_panel;
#[cfg(target_arch = "wasm32")]
mod ask_form;
#[cfg(target_arch = "wasm32")]
mod by_group;
#[cfg(target_arch = "wasm32")]
mod by_year;
#[cfg(target_arch = "wasm32")]
mod consultations;
#[cfg(target_arch = "wasm32")]
mod day_entry;
#[cfg(target_arch = "wasm32")]
mod diary_entries;
#[cfg(target_arch = "wasm32")]
mod differences;
#[cfg(target_arch = "wasm32")]
mod documents;
#[cfg(target_arch = "wasm32")]
mod facts;
#[cfg(target_arch = "wasm32")]
mod filter;
#[cfg(target_arch = "wasm32")]
mod guidance;
#[cfg(target_arch = "wasm32")]
mod handed_over;
#[cfg(target_arch = "wasm32")]
mod immunisations;
#[cfg(target_arch = "wasm32")]
mod in_pieces;
#[cfg(target_arch = "wasm32")]
mod investigations;
#[cfg(target_arch = "wasm32")]
mod item_line;
#[cfg(target_arch = "wasm32")]
mod medications;
#[cfg(target_arch = "wasm32")]
mod medicine;
#[cfg(target_arch = "wasm32")]
mod not_included;
#[cfg(target_arch = "wasm32")]
mod notes;
#[cfg(target_arch = "wasm32")]
mod observed;
#[cfg(target_arch = "wasm32")]
mod other_items;
#[cfg(target_arch = "wasm32")]
mod pages;
#[cfg(target_arch = "wasm32")]
mod practice_view;
#[cfg(target_arch = "wasm32")]
mod problems;
#[cfg(target_arch = "wasm32")]
mod referrals;
#[cfg(target_arch = "wasm32")]
mod report;
#[cfg(target_arch = "wasm32")]
mod search;
#[cfg(target_arch = "wasm32")]
mod source;
#[cfg(target_arch = "wasm32")]
mod strip;
#[cfg(target_arch = "wasm32")]
mod structured;
#[cfg(target_arch = "wasm32")]
mod summary;
#[cfg(target_arch = "wasm32")]
mod take_along;
#[cfg(target_arch = "wasm32")]
mod timeline;
#[cfg(target_arch = "wasm32")]
mod trends;
#[cfg(target_arch = "wasm32")]
mod uncategorised_data;
#[cfg(target_arch = "wasm32")]
mod when;

#[cfg(target_arch = "wasm32")]
pub use documents::DOCUMENTS;
#[cfg(target_arch = "wasm32")]
pub use pages::{AREAS, RECORD, provide};
// By their own names for the component tests; the app goes through its part.
#[cfg(target_arch = "wasm32")]
pub use practice_view::{PRACTICE_VIEW, PracticeViewPage};
#[cfg(target_arch = "wasm32")]
pub use problems::ProblemsPage;
#[cfg(target_arch = "wasm32")]
pub use structured::StructuredRecord;
