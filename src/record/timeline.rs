//! `/timeline`: every entry of every area on one line of time, the newest first; a date that is not whole stands as it was
//! recorded (ARS-66).

use std::cmp::Reverse;

use leptos::prelude::*;

use super::area_panel::{area_panel, page_head};
use super::item_line::ItemLine;
use super::search::searchable;
use super::source::Asked;
use super::structured::{Spoken, StructuredRecord};
use super::when::When;
use crate::clinical::{Entry, ItemKind};
use crate::fhir::{DateTime, Precision};
use crate::format;

/// The record of the open patient by time.
#[component]
pub fn TimelinePage() -> impl IntoView {
    let record = StructuredRecord::here();
    let body = move || match record {
        Some(record) => area_panel(record, None, record.whole(), move |_| {
            view! {
                <p class="app-quiet app-small">
                    "Entries of all areas with their clinical date. What is planned says so. Topics and free text of consultations stand under consultations."
                </p>
                {years(&record.entries())}
                <Asked record=record />
            }
            .into_any()
        }),
        None => view! { <p>"No record is open."</p> }.into_any(),
    };
    view! {
        {page_head("Timeline", record, None)}
        {searchable(record, body)}
    }
}

fn years(answers: &[Spoken]) -> impl IntoView + use<> {
    let mut years: Vec<(Option<i32>, Vec<&Entry>)> = Vec::new();
    // Results and notes stand with their report and their consultation.
    let shown = answers.iter().flat_map(Spoken::all).filter(|entry| entry.item.kind != ItemKind::Note);
    let mut shown: Vec<&Entry> = shown.collect();
    // One order across answers.
    shown.sort_by_cached_key(|entry| Reverse(format::date::sort_key(entry.item.date.as_ref())));
    for entry in shown {
        let year = entry.item.date.as_ref().and_then(DateTime::year);
        match years.iter_mut().find(|(known, _)| *known == year) {
            Some((_, rows)) => rows.push(entry),
            None => years.push((year, vec![entry])),
        }
    }
    years
        .into_iter()
        .map(|(year, rows)| {
            let title = year.map_or_else(|| "Date not recorded".to_owned(), |year| year.to_string());
            let (count, label) = (rows.len(), title.clone());
            let rows = rows.into_iter().map(row).collect_view();
            view! {
                <section class="app-year app-timeline" aria-label=label>
                    <h2 class="app-year__title">{title} " " <span class="app-quiet app-small">{count}</span></h2>
                    <ul class="app-timeline__rows">{rows}</ul>
                </section>
            }
        })
        .collect_view()
}

fn row(entry: &Entry) -> impl IntoView + use<> {
    let date = entry.item.date.clone();
    let partial = date.as_ref().and_then(|date| match date.precision() {
        Precision::Year => Some("some time in the year"),
        Precision::Month => Some("some time in the month"),
        Precision::Day | Precision::Minute | Precision::Second => None,
        Precision::Unreadable => Some("date as sent"),
    });
    view! {
        <li class="app-timeline__row" class=("app-timeline__row--partial", partial.is_some())>
            <span class="app-timeline__date">
                <When date=date />
                {partial.map(|words| view! { <span class="app-quiet app-small">" " {words}</span> })}
            </span>
            <span class="app-quiet app-timeline__area">{entry.area.title()}</span>
            <ItemLine item=entry.item.clone() />
        </li>
    }
}
