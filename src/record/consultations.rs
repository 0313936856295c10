//! `/consultations`: newest first, each whole and in the order of the practice (ARS-38).

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::area_panel::area_page;
use super::filter::{Filter, FilterBar, NEWEST_FIRST};
use super::item_line::item_line;
use super::not_included::not_included;
use super::observed::tags;
use super::when::when;
use crate::clinical::consultations::{Consultation, Part, Section};
use crate::clinical::{Area, Consultations};
use crate::fhir::DateTime;
use crate::format;
use crate::ui::callout::Callout;
use crate::ui::segmented::Segmented;
use crate::ui::tag::{TagKind, tag};
use crate::ui::written::written;

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
        written(html! {
            h2 { "Of consultations that are not in this response" }
            div.app-consultation {
                @for one in &consultations.loose { (section(one, false, None)) }
            }
        })
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
        {not_included(&consultations.not_included)}
    }
    .into_any()
}

/// One list for each year, so that the browser can skip what is out of sight.
fn by_year(consultations: &[&Consultation], what: &str) -> AnyView {
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
            written(html! {
                section.app-year aria-label={ (what) ", " (year) } {
                    h2.app-year__title { (year) " " span.app-quiet.app-small { (rows.len()) } }
                    @for one in rows { (article(one)) }
                }
            })
        })
        .collect_view()
        .into_any()
}

fn year(consultation: &Consultation) -> String {
    let year = consultation.start.as_ref().and_then(format::date::year);
    year.map_or_else(|| format::date::DATE_NOT_KNOWN.to_owned(), |year| year.to_string())
}

fn article(consultation: &Consultation) -> Markup {
    let (kind, marks) = consultation.kind.parts();
    let day = consultation.start.as_ref();
    html! {
        article.app-consultation {
            div.app-consultation__head {
                h3.app-consultation__title {
                    (when(day)) " "
                    span.app-consultation__kind { (kind) }
                }
                (tags(marks))
                @if consultation.not_for_patient {
                    (tag(TagKind::Incomplete, "Not to be disclosed to the patient"))
                }
                span.app-consultation__who { (who_and_where(consultation)) }
            }
            div.app-consultation__body {
                @if !consultation.problems.is_empty() {
                    div.app-consultation__problems { "Linked problem: " (consultation.problems.join(", ")) }
                }
                @for (at, one) in consultation.sections.iter().enumerate() { (section(one, at > 0, day)) }
                @if consultation.sections.is_empty() {
                    p.app-quiet { "What was said and done is not in this response." }
                }
            }
        }
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
fn section(section: &Section, is_below: bool, day: Option<&DateTime>) -> Markup {
    let has_problems = !section.problems.is_empty() && section.title.is_none();
    let untitled = (is_below && !has_problems).then_some("Next topic, without a title");
    let title = section.title.as_deref().or(untitled);
    let is_titled = title.is_some() || has_problems;
    html! {
        div.app-section.app-section--untitled[!is_titled] {
            @if is_titled {
                div.app-section__head {
                    @if let Some(title) = title { span { (title) } }
                    @if has_problems { span { (section.problems.join(", ")) } }
                }
            }
            div.app-section__parts {
                @for note in &section.notes { div.app-text { (note) } }
                @for one in &section.parts { (part(one, day)) }
            }
        }
    }
}

fn part(part: &Part, day: Option<&DateTime>) -> Markup {
    match part {
        Part::Section(inner) => section(inner, false, day),
        Part::Item(item) => html! {
            div.app-section__part { (item_line(item, item.is_of_another_day(day))) }
        },
        Part::Words(words) => html! {
            div.app-section__part.app-section__missing { (words) }
        },
    }
}
