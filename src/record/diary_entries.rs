//! `/diary-entries`: always worded as planned (ARS-54).

use std::sync::Arc;

use leptos::prelude::*;
use maud::html;

use super::area_panel::area_page;
use super::by_group::by_group;
use super::facts::more;
use super::filter::{EARLIEST_FIRST, Filter, FilterBar};
use super::not_included::not_included;
use super::notes::notes;
use super::observed::tags;
use super::when::when_or;
use crate::clinical::diary_entries::{DiaryEntry, Due};
use crate::clinical::findable::Choice;
use crate::clinical::{Area, DiaryEntries};
use crate::ui::callout::Callout;
use crate::ui::data_table::{Column, DataTable, Row, missing};
use crate::ui::tag::{TagKind, tag};

/// The diary entries of the open patient.
#[component]
pub fn DiaryEntriesPage() -> impl IntoView {
    let heading = "Diary entries: planned, not done";
    let filter = Filter::off();
    area_page(
        Area::DiaryEntries,
        heading,
        |reading| &reading.diary_entries,
        move |items| content(items, filter),
    )
}

/// Which entries are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Show {
    #[default]
    All,
    Passed,
    ToCome,
}

impl Choice<DiaryEntry> for Show {
    const KINDS: &'static [(Self, &'static str)] =
        &[(Show::All, "All"), (Show::Passed, "Date passed"), (Show::ToCome, "To come or undated")];

    fn shows(self, entry: &DiaryEntry) -> bool {
        match self {
            Show::All => true,
            Show::Passed => entry.due == Due::Passed,
            Show::ToCome => entry.due != Due::Passed,
        }
    }
}

fn content(entries: Arc<DiaryEntries>, filter: Filter<Show>) -> AnyView {
    let list = filter.over(&entries, |entries| &entries.items);
    let apart = (!entries.apart.is_empty()).then(|| {
        let rows: Vec<&DiaryEntry> = entries.apart.iter().collect();
        view! {
            <Callout heading="Not on the practice's list of diary entries">
                "These came only because consultations or problems contain or link to them. There may be gaps between them."
            </Callout>
            {table("Planned, linked from other items", &rows)}
        }
    });
    view! {
        <p class="app-quiet app-small">
            "Each line is something that the practice plans, or recalls the patient for, whatever its wording. What is past its date may have been done since, but is still open in the practice's system."
        </p>
        <FilterBar of="Diary entries" tally=list.tally() order=EARLIEST_FIRST />
        <div class="app-diary">
            {list.drawn(groups)}
            {apart}
        </div>
        {not_included(&entries.not_included)}
    }
    .into_any()
}

fn groups(rows: &[&DiaryEntry]) -> AnyView {
    by_group(Due::ALL, rows, |entry| entry.due, |due, rows| table(due.title(), rows))
}

fn table(title: &str, entries: &[&DiaryEntry]) -> AnyView {
    let columns = vec![
        Column::text("Planned, not done").wide("26%"),
        Column::date("Planned date").wide("7.5rem"),
        Column::date("Entered").wide("7.5rem"),
        Column::text("By"),
        Column::text("Reason and notes"),
    ];
    let rows = entries.iter().map(|entry| row(entry)).collect();
    view! { <DataTable caption=format!("{title} ({})", entries.len()) columns=columns rows=rows /> }
        .into_any()
}

fn row(entry: &DiaryEntry) -> Row {
    let marks = [
        (entry.due == Due::Passed, "Planned date passed"),
        (entry.is_degraded, "Uncoded: original text shown"),
        (entry.not_for_patient, "Not to be disclosed to the patient"),
    ];
    let what = html! {
        span.app-row__term.app-text { (entry.text) }
        (tags(&entry.marks))
        @for (is_on, text) in marks {
            @if is_on { " " (tag(TagKind::Incomplete, text)) }
        }
        (more("Linked problem", &entry.problems))
    };
    let planned = match &entry.period {
        Some(period) => html! { (period) },
        None => when_or(entry.planned.as_ref(), "No date"),
    };
    let by = match &entry.requester {
        Some(who) => html! { (who.to_string()) },
        None => missing("Not recorded"),
    };
    let is_nothing = entry.reasons.is_empty() && entry.notes.is_empty() && entry.supporting.is_empty();
    let why = html! {
        (more("Reason", &entry.reasons))
        (notes(&entry.notes))
        (more("With", &entry.supporting))
        @if is_nothing { (missing("None")) }
    };
    Row::new(vec![what, planned, when_or(entry.entered.as_ref(), "Not recorded"), by, why])
}
