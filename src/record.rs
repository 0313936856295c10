//! The record's areas. What is asked of a practice is kept for the open patient, so that nothing is asked for twice.

mod allergies;
mod area_panel;
mod arrived;
mod differences;
mod medications;
mod medicine;
mod not_asked;
mod notes;
mod other_items;
mod practice_view;
mod source;
mod strip;
mod structured;
mod summary;
mod when;

pub use allergies::AllergiesPage;
pub use medications::MedicationsPage;
pub use not_asked::NotAskedPage;
pub use other_items::OtherItemsPage;
pub use practice_view::PracticeViewPage;
pub use structured::StructuredRecord;
pub use summary::SummaryPage;

/// Puts the areas' state into the context of the open patient; the frame calls it once for each patient.
pub fn provide() {
    StructuredRecord::provide();
    practice_view::Sections::provide();
}
