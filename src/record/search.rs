//! Search across the whole record as one types: local, and gone with the patient.

use std::sync::Arc;

use leptos::prelude::*;

use super::asked::asking::Spoken;
use super::item_line::ItemLine;
use super::structured::StructuredRecord;
use crate::clinical::{Area, Item, Told};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::find_box::FindBox;
use crate::ui::link::Place;

/// How many hits of an area are drawn at once; the rest are counted, and drawn when asked for.
const AT_ONCE: usize = 50;

/// The words looked for; one for each open patient.
#[derive(Clone, Copy)]
pub struct Search {
    words: RwSignal<String>,
    hits: RwSignal<Option<Arc<Hits>>>,
}

/// What was found: each entry with its area, the newest first.
#[derive(Debug, Default)]
pub struct Hits {
    found: Vec<(Area, Item)>,
    /// Lines of the patient's details, source by source.
    details: Vec<Told>,
}

impl Hits {
    fn of(entries: &[Spoken], told: &[Told], words: &str) -> Self {
        let found = entries.iter().flat_map(|entries| entries.find(words));
        let details = told.iter().map(|told| told.find(words)).filter(|told| !told.lines.is_empty());
        Self {
            found: found.map(|entry| (entry.area, entry.item.clone())).collect(),
            details: details.collect(),
        }
    }

    fn is_empty(&self) -> bool {
        self.found.is_empty() && self.details.is_empty()
    }

    /// How many were found in an area.
    pub fn count(&self, of: Area) -> usize {
        self.of_area(of).count()
    }

    fn of_area(&self, of: Area) -> impl Iterator<Item = &Item> {
        self.found.iter().filter(move |(area, _)| *area == of).map(|(_, item)| item)
    }

    /// `15 found in 5 areas`.
    fn words(&self) -> String {
        let areas = Area::ALL.into_iter().filter(|area| self.count(*area) > 0).count();
        let area = if areas == 1 { "area" } else { "areas" };
        let details: usize = self.details.iter().map(|told| told.lines.len()).sum();
        match (self.found.len(), details) {
            (0, 0) => "Nothing found".to_owned(),
            (0, details) => format!("{details} found in the details"),
            (count, 0) => format!("{count} found in {areas} {area}"),
            (count, details) => format!("{count} found in {areas} {area}, {details} in the details"),
        }
    }
}

impl Search {
    /// Puts an empty one into the context of the current owner.
    pub fn provide() {
        provide_context(Self { words: RwSignal::default(), hits: RwSignal::default() });
    }

    /// The one of the open patient.
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self { words: RwSignal::default(), hits: RwSignal::default() })
    }

    /// What is found in a record; none while nobody searches or nothing has arrived, tracked.
    pub fn hits(&self, record: StructuredRecord) -> Option<Arc<Hits>> {
        let words = self.words.get();
        // Before an answer has arrived nothing was searched: that is never "nothing found".
        let entries =
            (!words.trim().is_empty()).then(|| record.entries()).filter(|entries| !entries.is_empty());
        let hits = entries.map(|entries| Arc::new(Hits::of(&entries, &record.told(), &words)));
        self.hits.set(hits.clone());
        hits
    }

    /// Whether somebody searches, tracked.
    pub fn is_on(&self) -> bool {
        self.hits.with(Option::is_some)
    }

    /// Ends the search.
    pub fn clear(&self) {
        self.words.set(String::new());
    }
}

/// The find box of a page.
#[component]
pub fn SearchBox(
    /// The record.
    record: StructuredRecord,
) -> impl IntoView {
    let search = Search::here();
    let found = Signal::derive(move || search.hits.get().map(|hits| hits.words()));
    let has_record = move || record.arrived_at(None).is_some();
    move || {
        has_record().then(|| {
            view! { <FindBox label="Find in the whole record" value=search.words found=found /> }
        })
    }
}

/// A page's content, or while someone searches what was found in the whole record.
pub fn searchable(
    record: Option<StructuredRecord>,
    content: impl Fn() -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let search = Search::here();
    let is_searching = Memo::new(move |_| record.is_some() && search.is_on());
    move || match (is_searching.get(), record) {
        (true, Some(_)) => view! { <Found search=search /> }.into_any(),
        (true | false, _) => content(),
    }
}

#[component]
fn Found(search: Search) -> impl IntoView {
    move || {
        let hits = search.hits.get()?;
        let none = hits.is_empty().then(|| {
            view! {
                <p class="app-nothing">
                    "Nothing in the structured record or the patient’s details has these words. It may be worded differently, or be in a document or in an area that is missing."
                </p>
            }
        });
        let areas = Area::ALL.into_iter().filter_map(|area| of_area(search, &hits, area)).collect_view();
        Some(view! {
            {none}
            {details(&hits)}
            {areas}
        })
    }
}

/// What was found in the patient's details, as the banner tells it.
fn details(hits: &Hits) -> Option<impl IntoView + use<>> {
    let line = |source: &str, (label, words): &(String, String)| {
        view! { <li>{label.clone()} " " <strong>{words.clone()}</strong> " " <span class="app-quiet">{source.to_owned()}</span></li> }
    };
    let lines = hits.details.iter().flat_map(|told| told.lines.iter().map(|one| line(&told.source, one)));
    (!hits.details.is_empty()).then(|| {
        view! {
            <section class="app-card app-found" aria-label="Found in the patient’s details">
                <div class="app-card__head">
                    <h2>"Patient’s details"</h2>
                </div>
                <ul class="app-lines">{lines.collect_view()}</ul>
            </section>
        }
    })
}

fn of_area(search: Search, hits: &Hits, area: Area) -> Option<impl IntoView + use<>> {
    let count = hits.count(area);
    let go = move |()| {
        search.clear();
        Place::here().go(area.route());
    };
    let lines = |items: Vec<&Item>| {
        items
            .into_iter()
            .map(|item| view! { <li><ItemLine item=item.clone() dated=true /></li> })
            .collect_view()
    };
    let first = lines(hits.of_area(area).take(AT_ONCE).collect());
    let rest: Vec<Item> = hits.of_area(area).skip(AT_ONCE).cloned().collect();
    let is_open = RwSignal::new(false);
    let label = format!("Show {} more", rest.len());
    let has_more = !rest.is_empty();
    let more = move || {
        if !has_more {
            ().into_any()
        } else if is_open.get() {
            lines(rest.iter().collect()).into_any()
        } else {
            let open = Callback::new(move |()| is_open.set(true));
            let label = label.clone();
            view! { <li><Button kind=ButtonKind::Link on_press=open>{label}</Button></li> }.into_any()
        }
    };
    (count > 0).then(|| {
        view! {
            <section class="app-card app-found" aria-label=format!("{}: {count} found", area.title())>
                <div class="app-card__head">
                    <h2>{area.title()}</h2>
                    <span class="app-quiet app-small">{count} " found"</span>
                    <span class="app-card__end">
                        <Button kind=ButtonKind::Link on_press=Callback::new(go)>"Go to " {area.title()}</Button>
                    </span>
                </div>
                <ul class="app-lines">{first} {more}</ul>
            </section>
        }
    })
}
