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
mod immunisations;
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
pub use allergies::AllergiesPage;
#[cfg(target_arch = "wasm32")]
pub use consultations::ConsultationsPage;
#[cfg(target_arch = "wasm32")]
pub use diary_entries::DiaryEntriesPage;
#[cfg(target_arch = "wasm32")]
pub use documents::{DocumentSearch, DocumentsPage};
#[cfg(target_arch = "wasm32")]
pub use immunisations::ImmunisationsPage;
#[cfg(target_arch = "wasm32")]
pub use investigations::InvestigationsPage;
#[cfg(target_arch = "wasm32")]
pub use medications::MedicationsPage;
#[cfg(target_arch = "wasm32")]
pub use other_items::OtherItemsPage;
#[cfg(target_arch = "wasm32")]
pub use practice_view::PracticeViewPage;
#[cfg(target_arch = "wasm32")]
pub use problems::ProblemsPage;
#[cfg(target_arch = "wasm32")]
pub use referrals::ReferralsPage;
#[cfg(target_arch = "wasm32")]
pub use structured::StructuredRecord;
#[cfg(target_arch = "wasm32")]
pub use summary::SummaryPage;
#[cfg(target_arch = "wasm32")]
pub use timeline::TimelinePage;
#[cfg(target_arch = "wasm32")]
pub use uncategorised_data::UncategorisedDataPage;

/// Puts the areas' state into the context of the open patient; the frame calls it once for each patient.
#[cfg(target_arch = "wasm32")]
pub fn provide() {
    search::Search::provide();
    // The rail tells of the search for documents too.
    DocumentSearch::provide();
    if let Some(record) = StructuredRecord::provide() {
        report::report(record);
    }
    practice_view::Sections::provide();
}
