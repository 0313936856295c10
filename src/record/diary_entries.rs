//! `/diary-entries`: by type, date and text.

use leptos::prelude::*;

use super::area_panel::area_page;
use super::listed::listed;
use crate::clinical::Area;

/// The diary entries of the open patient.
#[component]
pub fn DiaryEntriesPage() -> impl IntoView {
    area_page(
        Area::DiaryEntries,
        "Diary entries: planned, not done",
        |reading| &reading.diary_entries,
        listed,
    )
}
