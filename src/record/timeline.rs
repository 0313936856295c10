//! `/timeline`: every entry of every area on one line of time, the newest first; an incomplete date is shown as it was
//! recorded (ARS-66).

use std::cmp::Reverse;
use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::area_panel::{area_panel, page_head};
use super::asked::asking::Spoken;
use super::filter::{Filter, FilterBar, NEWEST_FIRST};
use super::in_pieces::{Piece, in_pieces};
use super::item_line::item_line;
use super::search::searchable;
use super::source::Asked;
use super::structured::StructuredRecord;
use super::when::when;
use crate::clinical::findable::Choice;
use crate::clinical::order;
use crate::clinical::{Area, Entry, ItemKind};
use crate::fhir::Precision;
use crate::format;
use crate::format::date::DATE_NOT_KNOWN;
use crate::ui::written::written;

/// Which entries are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Show {
    #[default]
    All,
    Consultations,
    Investigations,
    Medications,
    /// Issues of medications are by far the most entries of many records.
    NoMedications,
}

impl Show {
    /// Whether the areas of this choice are open to the user: what was not asked for is not counted as none.
    fn is_open(self, record: StructuredRecord) -> bool {
        match self {
            Show::All => true,
            Show::Consultations => record.is_open(Area::Consultations),
            Show::Investigations => record.is_open(Area::Investigations),
            Show::Medications | Show::NoMedications => record.is_open(Area::Medications),
        }
    }
}

impl Choice<Arc<Entry>> for Show {
    const KINDS: &'static [(Self, &'static str)] = &[
        (Show::All, "All"),
        (Show::Consultations, "Consultations"),
        (Show::Investigations, "Investigations"),
        (Show::Medications, "Medications"),
        (Show::NoMedications, "All but medications"),
    ];

    fn shows(self, entry: &Arc<Entry>) -> bool {
        match self {
            Show::All => true,
            Show::Consultations => entry.area == Area::Consultations,
            Show::Investigations => entry.area == Area::Investigations,
            Show::Medications => entry.area == Area::Medications,
            Show::NoMedications => entry.area != Area::Medications,
        }
    }
}

/// The most rows of one piece.
const MOST: usize = 200;

/// The record of the open patient by time.
#[component]
pub fn TimelinePage() -> impl IntoView {
    let record = StructuredRecord::here();
    let filter = Filter::<Show>::off();
    let body = move || match record {
        Some(record) => area_panel(record, None, record.read_through(), move |_| {
            let list = filter.over(&Arc::new(entries(&record.entries())), Vec::as_slice);
            view! {
                <p class="app-quiet app-small">
                    {match record.closed() {
                        Some((areas, _)) => format!("Entries by clinical date, but for the areas that are not open to you and were not asked for: {}.", titles(&areas)),
                        None => "Entries from all areas, by clinical date.".to_owned(),
                    }}
                    " Planned ones say so."
                    {record.is_open(Area::Consultations).then_some(" Topics and free text are under consultations.")}
                </p>
                <FilterBar of="Entries" tally=list.tally().of_kinds(|show| show.is_open(record)) order=NEWEST_FIRST />
                {list.drawn(years)}
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

/// Names of areas in a sentence.
fn titles(areas: &[Area]) -> String {
    areas.iter().map(|area| area.title()).collect::<Vec<_>>().join(", ")
}

/// The entries of all answers in one order.
fn entries(answers: &[Spoken]) -> Vec<Arc<Entry>> {
    // Results and notes are with their report and their consultation.
    let shown = answers.iter().flat_map(Spoken::all).filter(|entry| entry.item.kind != ItemKind::Note);
    let mut shown: Vec<Arc<Entry>> = shown.cloned().collect();
    order::by_key(&mut shown, |entry| Reverse(format::date::sort_key(entry.item.date.as_ref())));
    shown
}

/// One piece for each year; a year of very many rows has several.
fn years(shown: &[&Arc<Entry>]) -> AnyView {
    let mut years: Vec<(Option<i32>, Vec<Arc<Entry>>)> = Vec::new();
    for &entry in shown {
        let year = entry.item.date.as_ref().and_then(format::date::year);
        match years.iter_mut().rev().find(|(known, _)| *known == year) {
            Some((_, rows)) => rows.push(entry.clone()),
            None => years.push((year, vec![entry.clone()])),
        }
    }
    let mut pieces = Vec::new();
    for (year, rows) in years {
        let year = year.map_or_else(|| DATE_NOT_KNOWN.to_owned(), |year| year.to_string());
        let count = rows.len();
        for (part, rows) in rows.chunks(MOST).enumerate() {
            let first = part * MOST + 1;
            let (title, said) = match count {
                ..=MOST => (year.clone(), count.to_string()),
                _ => (year.clone(), format!("{first} to {} of {count}", first + rows.len() - 1)),
            };
            let height = 4 + 2 * rows.len();
            let rows = rows.to_vec();
            let draw = move || {
                written(html! {
                    section.app-year.app-timeline aria-label={ (title) ", " (said) } {
                        h2.app-year__title { (title) " " span.app-quiet.app-small { (said) } }
                        ul.app-timeline__rows { @for entry in &rows { (row(entry)) } }
                    }
                })
            };
            pieces.push(Piece { height, draw: Box::new(draw) });
        }
    }
    in_pieces(shown.len(), pieces)
}

fn row(entry: &Entry) -> Markup {
    let date = entry.item.date.as_ref();
    let partial = date.and_then(|date| match date.precision() {
        Precision::Year => Some("some time in the year"),
        Precision::Month => Some("some time in the month"),
        Precision::Day | Precision::Minute | Precision::Second => None,
        Precision::Unreadable => (!date.means_unknown()).then_some("date as sent"),
    });
    html! {
        li.app-timeline__row.app-timeline__row--partial[partial.is_some()] {
            span.app-timeline__date {
                (when(date))
                @if let Some(words) = partial { span.app-quiet.app-small { " " (words) } }
            }
            span.app-quiet { (entry.area.title()) }
            (item_line(&entry.item, false))
        }
    }
}
