//! `/diary-entries`: always worded as planned (ARS-54).

use std::sync::Arc;

use leptos::prelude::*;

use super::allergies::NotIncluded;
use super::area_panel::area_page;
use super::by_group::by_group;
use super::filter::{EARLIEST_FIRST, Filter, FilterBar};
use super::notes::Notes;
use super::referrals::facts;
use super::when::When;
use crate::clinical::diary_entries::{DiaryEntry, Due};
use crate::clinical::findable::Choice;
use crate::clinical::{Area, DiaryEntries};
use crate::ui::callout::Callout;
use crate::ui::data_table::{Column, DataTable, Missing, Row};
use crate::ui::tag::{Tag, TagKind};

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
        <NotIncluded entries=entries.not_included.clone() />
    }
    .into_any()
}

fn groups(rows: &[&DiaryEntry]) -> impl IntoView + use<> {
    by_group(Due::ALL, rows, |entry| entry.due, |due, rows| table(due.title(), rows))
}

fn table(title: &str, entries: &[&DiaryEntry]) -> impl IntoView + use<> {
    let columns = vec![
        Column::text("Planned, not done"),
        Column::date("Planned date"),
        Column::date("Entered"),
        Column::text("By"),
        Column::text("Reason and notes"),
    ];
    let rows = entries.iter().map(|entry| row(entry)).collect();
    view! { <DataTable caption=format!("{title} ({})", entries.len()) columns=columns rows=rows /> }
}

fn row(entry: &DiaryEntry) -> Row {
    let marks = [
        (entry.due == Due::Passed, "Planned date passed"),
        (entry.is_degraded, "Uncoded: original text shown"),
        (entry.not_for_patient, "Not to be disclosed to the patient"),
    ];
    let marks = marks.into_iter().filter(|(is_on, _)| *is_on).map(|(_, text)| {
        view! { " " <Tag kind=TagKind::Incomplete text=text /> }
    });
    let what = view! {
        <span class="app-row__term app-text">{entry.text.clone()}</span>
        {marks.collect_view()}
        {facts("Linked problem", &entry.problems)}
    };
    let planned = match &entry.period {
        Some(period) => period.clone().into_any(),
        None => view! { <When date=entry.planned.clone() missing="No date" /> }.into_any(),
    };
    let by = match &entry.requester {
        Some(who) => who.to_string().into_any(),
        None => view! { <Missing words="Not recorded" /> }.into_any(),
    };
    let is_nothing = entry.reasons.is_empty() && entry.notes.is_empty() && entry.supporting.is_empty();
    let why = view! {
        {facts("Reason", &entry.reasons)}
        <Notes notes=entry.notes.clone() />
        {facts("With", &entry.supporting)}
        {is_nothing.then(|| view! { <Missing words="None" /> })}
    };
    Row::new(vec![
        what.into_any(),
        planned,
        view! { <When date=entry.entered.clone() missing="Not recorded" /> }.into_any(),
        by,
        why.into_any(),
    ])
}
