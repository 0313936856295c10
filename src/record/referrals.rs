//! `/referrals`: by type, date and text.

use leptos::prelude::*;

use super::area_panel::area_page;
use super::listed::listed;
use crate::clinical::Area;

/// The outbound referrals of the open patient.
#[component]
pub fn ReferralsPage() -> impl IntoView {
    area_page(Area::Referrals, "Outbound referrals", |reading| &reading.referrals, listed)
}
