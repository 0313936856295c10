//! `/investigations`: by type, date and text.

use leptos::prelude::*;

use super::area_panel::area_page;
use super::listed::listed;
use crate::clinical::Area;

/// The investigations and results of the open patient.
#[component]
pub fn InvestigationsPage() -> impl IntoView {
    area_page(Area::Investigations, "Investigations and results", |reading| &reading.investigations, listed)
}
