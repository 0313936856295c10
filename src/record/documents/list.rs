//! A list of documents: what is known of each before it is fetched (ADOC-12, ADOC-13, ADOC-15, ADOC-16, ADOC-18).

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::search::DocumentSearch;
use crate::clinical::documents::{Document, Fetch, File, Inline};
use crate::clinical::{Documents, Mark};
use crate::fhir::Binary;
use crate::record::filter::{Filter, FilterBar, NEWEST_FIRST};
use crate::record::observed::marks;
use crate::record::when::when_or;
use crate::ui::data_table::{Column, LiveRow, LiveTable, missing};
use crate::ui::tag::{TagKind, tag};
use crate::ui::written::written;

/// The document that is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// Where its content is.
    pub source: Source,
    /// Its title.
    pub title: String,
    /// The id of the button that opened it: focus returns there.
    pub button: String,
    /// Not to be disclosed to the patient.
    pub not_for_patient: bool,
}

/// Where the content of a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// At the documents service, under this id.
    Service(String),
    /// It came along with the list.
    Here(Inline),
}

/// Which document is open on the page.
#[derive(Clone, Copy)]
pub struct Opened(pub RwSignal<Option<Chosen>>);

impl Opened {
    /// None.
    pub fn nothing() -> Self {
        Self(RwSignal::new(None))
    }
}

/// Documents of one list with the bar that narrows them.
pub fn narrowed(caption: &'static str, documents: Arc<Documents>, filter: Filter<()>) -> AnyView {
    let list = filter.over(&documents, |documents| &documents.items);
    view! {
        <FilterBar of="Documents" tally=list.tally() order=NEWEST_FIRST />
        {list.drawn(move |rows| table(format!("{caption} ({})", rows.len()), rows))}
    }
    .into_any()
}

/// The table.
fn table(caption: String, documents: &[&Document]) -> AnyView {
    let columns = vec![
        Column::text("Document"),
        Column::date("Created").wide("7.25rem"),
        Column::date("Added to the record").wide("7.25rem"),
        Column::text("From").wide("16%"),
        Column::text("File").wide("13%"),
    ];
    let rows = documents.iter().map(|one| row(one, &caption)).collect();
    view! { <div class="app-documents"><LiveTable caption=caption columns=columns rows=rows /></div> }
        .into_any()
}

fn row(one: &Document, of: &str) -> LiveRow {
    // Two lists may hold the same document, and each has a button of its own.
    let list = if of.starts_with("Documents found") { "found" } else { "linked" };
    let files = one
        .files
        .iter()
        .enumerate()
        .map(|(number, file)| file_view(one, file, format!("document-{list}-{}-{number}", one.key)))
        .collect_view();
    LiveRow::new(vec![
        written(title(one)),
        written(when_or(one.created.as_ref(), "Not recorded")),
        written(when_or(one.indexed.as_ref(), "Not recorded")),
        written(from(one)),
        files.into_any(),
    ])
}

fn title(one: &Document) -> Markup {
    let kind = one.kind.as_ref().filter(|kind| **kind != one.title);
    html! {
        div.app-term { (one.title) }
        @for words in kind.into_iter().chain(&one.setting) { div.app-term__about { (words) } }
        (marks(&one.degraded.map(|_| Mark::Uncoded).into_iter().collect(), one.not_for_patient, &one.remarks))
    }
}

fn from(one: &Document) -> Markup {
    html! {
        div { (one.origin.words()) }
        @if let Some(name) = &one.custodian { div.app-quiet.app-small { "Kept by " (name) } }
    }
}

fn file_view(document: &Document, file: &File, button: String) -> AnyView {
    let facts = html! { div { (file.format_words()) ", " (file.size_words()) } };
    let cannot = |words: &str| written(html! { (facts) (missing(words)) });
    let source = match &file.fetch {
        Fetch::Not(reason) => {
            return written(html! {
                (facts)
                div { (tag(TagKind::Incomplete, "Cannot be opened here")) }
                div.app-text { (reason) }
                div.app-small { "Ask the practice for it." }
            });
        }
        Fetch::Here(inline) => Source::Here(inline.clone()),
        Fetch::At(address) => match (DocumentSearch::here(), Binary::id_in(address)) {
            (None, _) => return cannot("Not opened here: no documents service is set up"),
            (Some(_), None) => {
                return cannot("Cannot be opened: its address does not belong to the documents service");
            }
            (Some(_), Some(id)) => Source::Service(id),
        },
    };
    let large = html! {
        (facts)
        @if file.is_large() { div { (tag(TagKind::Plain, "Large: fetching it may take a while")) } }
    };
    view! {
        {written(large)}
        {open_button(document, source, button)}
    }
    .into_any()
}

fn open_button(document: &Document, source: Source, button: String) -> AnyView {
    let Some(Opened(opened)) = use_context() else { return ().into_any() };
    let chosen = Chosen {
        source,
        title: document.title.clone(),
        button: button.clone(),
        not_for_patient: document.not_for_patient,
    };
    let title = document.title.clone();
    let is_open = {
        let button = button.clone();
        move || opened.with(|opened| opened.as_ref().is_some_and(|opened| opened.button == button))
    };
    view! {
        <button
            type="button"
            class="app-link-button app-not-on-paper"
            id=button
            aria-expanded=move || is_open().to_string()
            aria-controls="document-open"
            on:click=move |_| opened.set(Some(chosen.clone()))
        >
            "Open"
            <span class="nhsuk-u-visually-hidden">" " {title}</span>
        </button>
    }
    .into_any()
}
