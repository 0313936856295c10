//! A list of documents: what is known of each before it is fetched (ADOC-12, ADOC-13, ADOC-15, ADOC-16, ADOC-18).

use std::sync::Arc;

use leptos::prelude::*;

use super::search::DocumentSearch;
use crate::clinical::documents::{Document, Fetch, File, Inline};
use crate::clinical::{Documents, Mark};
use crate::fhir::Binary;
use crate::record::filter::{Filter, FilterBar, NEWEST_FIRST};
use crate::record::observed::marks;
use crate::record::when::When;
use crate::ui::data_table::{Column, DataTable, Missing, Row};
use crate::ui::tag::{Tag, TagKind};

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
        Column::date("Created"),
        Column::date("Added to the record"),
        Column::text("From"),
        Column::text("File"),
    ];
    let rows = documents.iter().map(|one| row(one, &caption)).collect();
    view! { <div class="app-documents"><DataTable caption=caption columns=columns rows=rows /></div> }
        .into_any()
}

fn row(one: &Document, of: &str) -> Row {
    let kind = one.kind.clone().filter(|kind| *kind != one.title);
    let keeper = one.custodian.as_ref().map(|name| format!("Kept by {name}"));
    let setting = one.setting.clone();
    let about = [kind, setting].into_iter().flatten();
    let title = view! {
        <div class="app-term">{one.title.clone()}</div>
        {about.map(|words| view! { <div class="app-term__about">{words}</div> }).collect_view()}
        {marks(&one.degraded.map(|_| Mark::Uncoded).into_iter().collect(), one.not_for_patient, &one.remarks)}
    };
    let from = view! {
        <div>{one.origin.words()}</div>
        {keeper.map(|words| view! { <div class="app-quiet app-small">{words}</div> })}
    };
    // Two lists may hold the same document, and each has a button of its own.
    let list = if of.starts_with("Documents found") { "found" } else { "linked" };
    let files = one
        .files
        .iter()
        .enumerate()
        .map(|(number, file)| file_view(one, file, format!("document-{list}-{}-{number}", one.key)))
        .collect_view();
    Row::new(vec![
        title.into_any(),
        view! { <When date=one.created.clone() missing="Not recorded" /> }.into_any(),
        view! { <When date=one.indexed.clone() missing="Not recorded" /> }.into_any(),
        from.into_any(),
        files.into_any(),
    ])
}

fn file_view(document: &Document, file: &File, button: String) -> AnyView {
    let facts = format!("{}, {}", file.format_words(), file.size_words());
    let action = match &file.fetch {
        Fetch::Not(reason) => view! {
            <div><Tag kind=TagKind::Incomplete text="Cannot be opened here" /></div>
            <div class="app-text">{reason.clone()}</div>
            <div class="app-small">"Ask the practice for it."</div>
        }
        .into_any(),
        Fetch::Here(inline) => open_button(document, file, Source::Here(inline.clone()), button),
        Fetch::At(address) => match (DocumentSearch::here(), Binary::id_in(address)) {
            (None, _) => {
                view! { <Missing words="Not opened here: no documents service is set up" /> }.into_any()
            }
            (Some(_), None) => view! {
                <Missing words="Cannot be opened: its address does not belong to the documents service" />
            }
            .into_any(),
            (Some(_), Some(id)) => open_button(document, file, Source::Service(id), button),
        },
    };
    view! {
        <div>{facts}</div>
        {action}
    }
    .into_any()
}

fn open_button(document: &Document, file: &File, source: Source, button: String) -> AnyView {
    let Some(Opened(opened)) = use_context() else { return ().into_any() };
    let chosen = Chosen {
        source,
        title: document.title.clone(),
        button: button.clone(),
        not_for_patient: document.not_for_patient,
    };
    let large =
        file.is_large().then(|| view! { <div><Tag text="Large: fetching it may take a while" /></div> });
    let title = document.title.clone();
    let is_open = {
        let button = button.clone();
        move || opened.with(|opened| opened.as_ref().is_some_and(|opened| opened.button == button))
    };
    view! {
        {large}
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
