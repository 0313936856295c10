//! `/consultations`: by type, date and text.

use leptos::prelude::*;

use super::area_panel::area_page;
use super::listed::listed;
use crate::clinical::Area;

/// The consultations of the open patient.
#[component]
pub fn ConsultationsPage() -> impl IntoView {
    area_page(Area::Consultations, "Consultations", |reading| &reading.consultations, listed)
}
