//! `/uncategorised-data`: by type, date and text.

use leptos::prelude::*;

use super::area_panel::area_page;
use super::listed::listed;
use crate::clinical::Area;

/// The uncategorised data of the open patient.
#[component]
pub fn UncategorisedDataPage() -> impl IntoView {
    area_page(Area::UncategorisedData, "Uncategorised data", |reading| &reading.uncategorised_data, listed)
}
