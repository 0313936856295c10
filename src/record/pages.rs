//! The doors of the record. What stands first, the summary, is loaded while somebody is looked up; the areas once the page is
//! idle, which is before the practice has answered.

use leptos::prelude::*;

use super::allergies::AllergiesPage;
use super::asked::arrived::ReadOn;
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
use super::search::{Found, Search};
use super::structured::StructuredRecord;
use super::summary::SummaryPage;
use super::timeline::TimelinePage;
use super::uncategorised_data::UncategorisedDataPage;
use crate::ui::gradually::next_task;
use crate::ui::parts::part;

/// What stands first of a record.
#[derive(Clone, Copy)]
pub struct First {
    /// The summary.
    pub summary: fn() -> AnyView,
    /// Puts what the areas keep into the context of the open patient; called once for each.
    pub provide: fn(),
}

part!(
/// The part with what stands first.
RECORD: First = record, load_record, First {
    summary: || view! { <SummaryPage /> }.into_any(),
    provide,
});

/// The areas: their pages, and how what the summary does not show is read and found. What each page shows is its name.
#[derive(Clone, Copy)]
#[allow(missing_docs, reason = "named like the pages")]
pub struct Areas {
    pub allergies: fn() -> AnyView,
    pub consultations: fn() -> AnyView,
    pub diary_entries: fn() -> AnyView,
    pub immunisations: fn() -> AnyView,
    pub investigations: fn() -> AnyView,
    pub medications: fn() -> AnyView,
    pub other_items: fn() -> AnyView,
    pub problems: fn() -> AnyView,
    pub referrals: fn() -> AnyView,
    pub timeline: fn() -> AnyView,
    pub uncategorised_data: fn() -> AnyView,
    /// Reads what the summary left of an answer.
    read: ReadOn,
    /// What was found in the whole record.
    found: fn(Search, StructuredRecord) -> AnyView,
}

part!(
/// The part with the areas.
AREAS: Areas = areas, load_areas, Areas {
    allergies: || view! { <AllergiesPage /> }.into_any(),
    consultations: || view! { <ConsultationsPage /> }.into_any(),
    diary_entries: || view! { <DiaryEntriesPage /> }.into_any(),
    immunisations: || view! { <ImmunisationsPage /> }.into_any(),
    investigations: || view! { <InvestigationsPage /> }.into_any(),
    medications: || view! { <MedicationsPage /> }.into_any(),
    other_items: || view! { <OtherItemsPage /> }.into_any(),
    problems: || view! { <ProblemsPage /> }.into_any(),
    referrals: || view! { <ReferralsPage /> }.into_any(),
    timeline: || view! { <TimelinePage /> }.into_any(),
    uncategorised_data: || view! { <UncategorisedDataPage /> }.into_any(),
    read: |unread, first| Box::pin(unread.read(first, next_task)),
    found: |search, record| view! { <Found search=search record=record /> }.into_any(),
});

/// Puts what the areas keep into the context of the open patient; called once for each.
pub fn provide() {
    Search::provide(|search, record| Some((AREAS.here()?.found)(search, record)));
    // The rail tells of the search for documents too.
    DocumentSearch::provide();
    let read_on: ReadOn =
        |unread, first| Box::pin(async move { (AREAS.come().await.read)(unread, first).await });
    match StructuredRecord::provide(read_on) {
        Some(record) => report(record),
        None => nothing_asked(),
    }
    Sections::provide();
}
