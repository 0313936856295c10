//! `/documents`: a search of the practice's documents, those that the record refers to, and one of them open.

mod content;
mod list;
mod pdf;
mod save_only;
mod search;
mod search_form;
mod viewer;

use leptos::prelude::*;

pub use search::DocumentSearch;

use super::area_panel::area_page;
use super::filter::Filter;
use crate::clinical::Area;
use crate::clinical::documents::WHAT_IS_LISTED;
use crate::ui::parts::part;
use list::{Opened, narrowed};
use search_form::{Found, SearchForm};
use viewer::Viewer;

part!(
    /// The part with the page.
    DOCUMENTS: fn() -> AnyView = documents, load_documents, || view! { <DocumentsPage /> }.into_any()
);

/// The documents of the open patient.
#[component]
fn DocumentsPage() -> impl IntoView {
    let opened = Opened::nothing();
    provide_context(opened);
    let filter = Filter::off();
    let search = DocumentSearch::here().map(|search| {
        view! {
            <SearchForm search=search />
            <Found search=search />
        }
    });
    let missing = search.is_none().then(|| {
        view! {
            <p class="app-nothing">
                "No address is set up for the practice's documents service, so documents can be listed here but not searched for or opened."
            </p>
        }
    });
    // What is open stands in the place of the lists, which keep what was searched and typed.
    let is_open = move || opened.0.read().is_some();
    view! {
        <div hidden=is_open>
        {area_page(Area::Documents, "Documents", |reading| &reading.documents, move |items| {
            narrowed("Documents that entries of the record refer to", items, filter)
        })}
        <h2 class="nhsuk-heading-m">"All documents that the practice shares"</h2>
        <p class="app-quiet">{WHAT_IS_LISTED}</p>
        {missing}
        {search}
        </div>
        <Viewer />
    }
}
