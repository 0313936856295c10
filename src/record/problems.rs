//! `/problems`: by type, date and text.

use leptos::prelude::*;

use super::area_panel::area_page;
use super::listed::listed;
use crate::clinical::Area;

/// The problems of the open patient.
#[component]
pub fn ProblemsPage() -> impl IntoView {
    area_page(Area::Problems, "Problems", |reading| &reading.problems, listed)
}
