//! `/documents`: by type, date and text.

use leptos::prelude::*;

use super::area_panel::area_page;
use super::listed::listed;
use crate::clinical::Area;

/// The documents of the open patient.
#[component]
pub fn DocumentsPage() -> impl IntoView {
    area_page(Area::Documents, "Documents", |reading| &reading.documents, listed)
}
