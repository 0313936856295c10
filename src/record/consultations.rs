//! `/consultations`: newest first, each whole and in the order of the practice (ARS-38).

use std::sync::Arc;

use leptos::prelude::*;

use super::allergies::NotIncluded;
use super::area_panel::area_page;
use super::filter::{Filter, FilterBar, NEWEST_FIRST};
use super::item_line::ItemLine;
use super::observed::tags;
use super::when::When;
use crate::clinical::consultations::{Consultation, Part, Section};
use crate::clinical::{Area, Consultations};
use crate::fhir::DateTime;
use crate::format;
use crate::ui::callout::Callout;
use crate::ui::segmented::Segmented;
use crate::ui::tag::{Tag, TagKind};

/// The consultations of the open patient.
#[component]
pub fn ConsultationsPage() -> impl IntoView {
    let (filter, layout) = (Filter::off(), RwSignal::new(Layout::ByHeading));
    let content = move |items| content(items, filter, layout);
    area_page(Area::Consultations, "Consultations", |reading| &reading.consultations, content)
}

/// How topics, headings and items are laid out: the same words in the same order either way.
#[derive(Clone, Copy, PartialEq)]
enum Layout {
    /// Each heading beside what it holds, as the practice structured it.
    ByHeading,
    /// Headings in line before their items, so that more consultations fit (ARS-42).
    Flat,
}

fn content(consultations: Arc<Consultations>, filter: Filter<()>, layout: RwSignal<Layout>) -> AnyView {
    let layouts = vec![(Layout::ByHeading, "By heading".to_owned()), (Layout::Flat, "Flat".to_owned())];
    let list = filter.over(&consultations, |consultations| &consultations.items);
    let apart = (!consultations.apart.is_empty()).then(|| {
        view! {
            <Callout heading="Not on the practice's list of consultations">
                "These came only because problems or other items are linked to them, mostly without what was said and done."
            </Callout>
            {by_year(&consultations.apart.iter().collect::<Vec<_>>(), "Linked from other items")}
        }
    });
    let loose = (!consultations.loose.is_empty()).then(|| {
        view! {
            <h2>"Of consultations that are not in this response"</h2>
            <div class="app-consultation">{consultations.loose.iter().map(|one| drawn(one, false, None)).collect_view()}</div>
        }
    });
    view! {
        <p class="app-quiet app-small">
            "Consultations are not the whole record: results, letters and prescriptions may be recorded elsewhere. Look in the other areas too."
        </p>
        <FilterBar of="Consultations" tally=list.tally() order=NEWEST_FIRST>
            <Segmented legend="Layout of the consultations" options=layouts value=layout />
        </FilterBar>
        <div class="app-consultations" class=("app-consultations--flat", move || layout.get() == Layout::Flat)>
            {list.drawn(|rows| by_year(rows, "Consultations"))}
            {apart}
            {loose}
        </div>
        <NotIncluded entries=consultations.not_included.clone() />
    }
    .into_any()
}

/// One list for each year, so that the browser can skip what is out of sight.
fn by_year(consultations: &[&Consultation], what: &str) -> impl IntoView + use<> {
    let mut years: Vec<(String, Vec<&Consultation>)> = Vec::new();
    for &consultation in consultations {
        let year = year(consultation);
        match years.last_mut() {
            Some((last, rows)) if *last == year => rows.push(consultation),
            _ => years.push((year, vec![consultation])),
        }
    }
    years
        .into_iter()
        .map(|(year, rows)| {
            let (count, label) = (rows.len(), format!("{what}, {year}"));
            let rows = rows.into_iter().map(article).collect_view();
            view! {
                <section class="app-year" aria-label=label>
                    <h2 class="app-year__title">{year} " " <span class="app-quiet app-small">{count}</span></h2>
                    {rows}
                </section>
            }
        })
        .collect_view()
}

fn year(consultation: &Consultation) -> String {
    let year = consultation.start.as_ref().and_then(format::date::year);
    year.map_or_else(|| format::date::DATE_NOT_KNOWN.to_owned(), |year| year.to_string())
}

fn article(consultation: &Consultation) -> impl IntoView + use<> {
    let who_and_where = who_and_where(consultation);
    let (kind, marks) = consultation.kind.parts();
    let nopat = consultation.not_for_patient.then(|| {
        view! { <Tag kind=TagKind::Incomplete text="Not to be disclosed to the patient" /> }
    });
    let problems = (!consultation.problems.is_empty()).then(|| {
        view! { <div class="app-consultation__problems">"Linked problem: " {consultation.problems.join(", ")}</div> }
    });
    let day = consultation.start.as_ref();
    let nothing = consultation.sections.is_empty().then(|| {
        view! { <p class="app-quiet">"What was said and done is not in this response."</p> }
    });
    view! {
        <article class="app-consultation">
            <div class="app-consultation__head">
                <h3 class="app-consultation__title">
                    <When date=consultation.start.clone() /> " "
                    <span class="app-consultation__kind">{kind.clone()}</span>
                </h3>
                {tags(marks)}
                {nopat}
                <span class="app-consultation__who">{who_and_where}</span>
            </div>
            <div class="app-consultation__body">
                {problems}
                {consultation.sections.iter().enumerate().map(|(at, one)| drawn(one, at > 0, day)).collect_view()}
                {nothing}
            </div>
        </article>
    }
}

/// Who took part, where and for how long, in one line: `Dr Paul Adeyemi, GP · Millbrook Surgery, main site · 12 minutes`.
fn who_and_where(consultation: &Consultation) -> String {
    let mut said: Vec<String> = consultation
        .participants
        .iter()
        .map(|one| match one.part {
            "Clinician" => one.person.to_string(),
            part => format!("{} {}", part.to_lowercase(), one.person),
        })
        .collect();
    if said.is_empty() {
        said.push("Clinician not recorded".to_owned());
    }
    for place in
        consultation.places.iter().cloned().chain(consultation.organisation.as_ref().map(ToString::to_string))
    {
        // The name of a site often begins with its organisation's.
        if !said.iter().any(|known| known.starts_with(&place)) {
            said.push(place);
        }
    }
    said.extend(consultation.length.clone());
    said.join(" · ")
}

/// A topic or heading: its title beside what it holds, in order. One of the consultation itself without a title that
/// follows another says where it begins, or it reads as the end of that one. `day` is the consultation's.
fn drawn(section: &Section, is_below: bool, day: Option<&DateTime>) -> AnyView {
    let problems = (!section.problems.is_empty() && section.title.is_none())
        .then(|| view! { <span>{section.problems.join(", ")}</span> });
    let untitled = (is_below && problems.is_none()).then(|| "Next topic, without a title".to_owned());
    let title = section.title.clone().or(untitled);
    let title = title.map(|title| view! { <span>{title}</span> });
    let notes =
        section.notes.iter().map(|note| view! { <div class="app-text">{note.clone()}</div> }).collect_view();
    let is_titled = title.is_some() || problems.is_some();
    let parts = section.parts.iter().map(|one| part(one, day)).collect_view();
    view! {
        <div class="app-section" class=("app-section--untitled", !is_titled)>
            {is_titled.then(|| view! { <div class="app-section__head">{title}{problems}</div> })}
            <div class="app-section__parts">
                {notes}
                {parts}
            </div>
        </div>
    }
    .into_any()
}

fn part(part: &Part, day: Option<&DateTime>) -> AnyView {
    match part {
        Part::Section(inner) => drawn(inner, false, day),
        Part::Item(item) => {
            let dated = item.is_of_another_day(day);
            view! { <div class="app-section__part"><ItemLine item=item.clone() dated=dated /></div> }
                .into_any()
        }
        Part::Words(words) => {
            view! { <div class="app-section__part app-section__missing">{words.clone()}</div> }.into_any()
        }
    }
}
