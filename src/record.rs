//! The record's areas. What is asked of a practice is kept for the open patient, so that nothing is asked for twice.

mod allergies;
mod area_panel;
mod arrived;
mod ask_form;
mod by_group;
mod by_year;
mod consultations;
mod day_entry;
mod diary_entries;
mod differences;
mod documents;
mod filter;
mod guidance;
mod immunisations;
mod investigations;
mod item_line;
mod medications;
mod medicine;
mod notes;
mod observed;
mod other_items;
mod practice_view;
mod problems;
mod referrals;
mod search;
mod source;
mod strip;
mod structured;
mod summary;
mod take_along;
mod timeline;
mod trends;
mod uncategorised_data;
mod when;

pub use allergies::AllergiesPage;
pub use consultations::ConsultationsPage;
pub use diary_entries::DiaryEntriesPage;
pub use documents::{DocumentSearch, DocumentsPage};
pub use immunisations::ImmunisationsPage;
pub use investigations::InvestigationsPage;
pub use medications::MedicationsPage;
pub use other_items::OtherItemsPage;
pub use practice_view::PracticeViewPage;
pub use problems::ProblemsPage;
pub use referrals::ReferralsPage;
pub use structured::StructuredRecord;
pub use summary::SummaryPage;
pub use timeline::TimelinePage;
pub use uncategorised_data::UncategorisedDataPage;

/// Puts the areas' state into the context of the open patient; the frame calls it once for each patient.
pub fn provide() {
    search::Search::provide();
    // The rail tells of the search for documents too.
    DocumentSearch::provide();
    StructuredRecord::provide();
    practice_view::Sections::provide();
}
