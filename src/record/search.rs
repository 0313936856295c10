//! Search across the whole record as one types: local, and gone with the patient.

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::asked::asking::Spoken;
use super::item_line::item_line;
use super::strip::not_open;
use super::structured::StructuredRecord;
use crate::clinical::{Area, Entry, Item, Told};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::Callout;
use crate::ui::find_box::FindBox;
use crate::ui::link::Place;
use crate::ui::memo::memo;
use crate::ui::written::written;

/// How many hits of an area are drawn at once; the rest are counted, and drawn when asked for.
const AT_ONCE: usize = 50;

/// The words looked for; one for each open patient.
#[derive(Clone, Copy)]
pub struct Search {
    words: RwSignal<String>,
    hits: RwSignal<Option<Arc<Hits>>>,
    draw: Draw,
}

/// Draws what was found; nothing where the part of the program that does is not there yet, which also reads what is looked through.
pub type Draw = fn(Search, StructuredRecord) -> Option<AnyView>;

/// What was found: the entries, the newest first.
#[derive(Debug, Default)]
pub struct Hits {
    found: Vec<Arc<Entry>>,
    /// Lines of the patient's details, source by source.
    details: Vec<Told>,
}

impl Hits {
    fn of(entries: &[Spoken], told: &[Told], words: &str) -> Self {
        let found = entries.iter().flat_map(|entries| entries.find(words));
        let details = told.iter().map(|told| told.find(words)).filter(|told| !told.lines.is_empty());
        Self { found: found.cloned().collect(), details: details.collect() }
    }

    fn is_empty(&self) -> bool {
        self.found.is_empty() && self.details.is_empty()
    }

    /// How many were found in an area.
    pub fn count(&self, of: Area) -> usize {
        self.of_area(of).count()
    }

    fn of_area(&self, of: Area) -> impl Iterator<Item = &Item> {
        self.found.iter().filter(move |entry| entry.area == of).map(|entry| &entry.item)
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
    pub fn provide(draw: Draw) {
        provide_context(Self::new(draw));
    }

    fn new(draw: Draw) -> Self {
        Self { words: RwSignal::default(), hits: RwSignal::default(), draw }
    }

    /// The one of the open patient.
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self::new(|_, _| None))
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
            let label = if record.closed().is_some() {
                "Find in what is open to you"
            } else {
                "Find in the whole record"
            };
            view! { <FindBox label=label value=search.words found=found /> }
        })
    }
}

/// A page's content, or while someone searches what was found in the whole record.
pub fn searchable(
    record: Option<StructuredRecord>,
    content: impl Fn() -> AnyView + Send + Sync + 'static,
) -> AnyView {
    searched(record, Box::new(content))
}

fn searched(record: Option<StructuredRecord>, content: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
    let search = Search::here();
    let is_searching = memo(move || record.is_some() && search.is_on());
    let shown = move || match (is_searching.get(), record) {
        (true, Some(record)) => (search.draw)(search, record).into_any(),
        (true | false, _) => content(),
    };
    shown.into_any()
}

/// What was found in the whole record, area by area.
#[component]
pub fn Found(
    /// What is looked for.
    search: Search,
    /// The record.
    record: StructuredRecord,
) -> impl IntoView {
    // Where nobody looked, nothing can be found.
    let not_searched = record.closed().map(|(areas, why)| {
        view! { <Callout heading="Not searched">{not_open(&areas, &why)}</Callout> }
    });
    let found = move || {
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
    };
    view! {
        {not_searched}
        {found}
    }
}

/// What was found in the patient's details, as the banner tells it.
fn details(hits: &Hits) -> AnyView {
    if hits.details.is_empty() {
        return ().into_any();
    }
    written(html! {
        section.app-card.app-found aria-label="Found in the patient’s details" {
            div.app-card__head { h2 { "Patient’s details" } }
            ul.app-lines {
                @for told in &hits.details {
                    @for (label, words) in &told.lines {
                        li { (label) " " strong { (words) } " " span.app-quiet { (told.source) } }
                    }
                }
            }
        }
    })
}

fn of_area(search: Search, hits: &Arc<Hits>, area: Area) -> Option<AnyView> {
    let count = hits.count(area);
    if count == 0 {
        return None;
    }
    let go = move |()| {
        search.clear();
        Place::here().go(area.route());
    };
    let hits = hits.clone();
    let is_open = RwSignal::new(count <= AT_ONCE);
    let list = move || written(lines(&hits, area, is_open.get()));
    let more = move |event: MouseEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        if target.is_some_and(|target| target.matches("button").unwrap_or_default()) {
            is_open.set(true);
        }
    };
    let section = view! {
        <section class="app-card app-found" aria-label=format!("{}: {count} found", area.title())>
            <div class="app-card__head">
                <h2>{area.title()}</h2>
                <span class="app-quiet app-small">{count} " found"</span>
                <span class="app-card__end">
                    <Button kind=ButtonKind::Link on_press=Callback::new(go)>"Go to " {area.title()}</Button>
                </span>
            </div>
            <div on:click=more>{list}</div>
        </section>
    };
    Some(section.into_any())
}

fn lines(hits: &Hits, area: Area, all: bool) -> Markup {
    let shown = if all { usize::MAX } else { AT_ONCE };
    html! {
        ul.app-lines {
            @for item in hits.of_area(area).take(shown) { li { (item_line(item, true)) } }
            @if !all {
                li { button.app-link-button type="button" { "Show " (hits.count(area) - AT_ONCE) " more" } }
            }
        }
    }
}
