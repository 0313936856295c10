//! The door of the record: a part of the program that is loaded while somebody is looked up.

use leptos::prelude::*;

use super::allergies::AllergiesPage;
use super::consultations::ConsultationsPage;
use super::diary_entries::DiaryEntriesPage;
use super::documents::DocumentSearch;
use super::immunisations::ImmunisationsPage;
use super::investigations::InvestigationsPage;
use super::medications::MedicationsPage;
use super::other_items::OtherItemsPage;
use super::practice_view::Sections;
use super::problems::ProblemsPage;
use super::referrals::ReferralsPage;
use super::report::{nothing_asked, report};
use super::search::Search;
use super::structured::StructuredRecord;
use super::summary::SummaryPage;
use super::timeline::TimelinePage;
use super::uncategorised_data::UncategorisedDataPage;
use crate::ui::parts::part;

/// The pages; what each shows is its name.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "named like the pages")]
pub struct Pages {
    pub allergies: fn() -> AnyView,
    pub consultations: fn() -> AnyView,
    pub diary_entries: fn() -> AnyView,
    pub immunisations: fn() -> AnyView,
    pub investigations: fn() -> AnyView,
    pub medications: fn() -> AnyView,
    pub other_items: fn() -> AnyView,
    pub problems: fn() -> AnyView,
    pub referrals: fn() -> AnyView,
    pub summary: fn() -> AnyView,
    pub timeline: fn() -> AnyView,
    pub uncategorised_data: fn() -> AnyView,
    /// Puts what the areas keep into the context of the open patient; called once for each.
    pub provide: fn(),
}

part!(
/// The part with the pages.
RECORD: Pages = record, load_record, Pages {
    allergies: || view! { <AllergiesPage /> }.into_any(),
    consultations: || view! { <ConsultationsPage /> }.into_any(),
    diary_entries: || view! { <DiaryEntriesPage /> }.into_any(),
    immunisations: || view! { <ImmunisationsPage /> }.into_any(),
    investigations: || view! { <InvestigationsPage /> }.into_any(),
    medications: || view! { <MedicationsPage /> }.into_any(),
    other_items: || view! { <OtherItemsPage /> }.into_any(),
    problems: || view! { <ProblemsPage /> }.into_any(),
    referrals: || view! { <ReferralsPage /> }.into_any(),
    summary: || view! { <SummaryPage /> }.into_any(),
    timeline: || view! { <TimelinePage /> }.into_any(),
    uncategorised_data: || view! { <UncategorisedDataPage /> }.into_any(),
    provide,
});

/// Puts what the areas keep into the context of the open patient; called once for each.
pub fn provide() {
    Search::provide();
    // The rail tells of the search for documents too.
    DocumentSearch::provide();
    match StructuredRecord::provide() {
        Some(record) => report(record),
        None => nothing_asked(),
    }
    Sections::provide();
}
