//! `/immunisations`: by type, date and text.

use leptos::prelude::*;

use super::area_panel::area_page;
use super::listed::listed;
use crate::clinical::Area;

/// The immunisations of the open patient.
#[component]
pub fn ImmunisationsPage() -> impl IntoView {
    area_page(Area::Immunisations, "Immunisations", |reading| &reading.immunisations, listed)
}
