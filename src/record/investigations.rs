//! `/investigations`: reports, newest first, each with its results and every note of every level (ARS-48 to ARS-52).

mod report;

use std::sync::Arc;

use leptos::prelude::*;
use maud::html;
use web_sys::MouseEvent;

use super::area_panel::area_page;
use super::filter::{Filter, FilterBar, NEWEST_FIRST};
use super::handed_over::HandedOver;
use super::not_included::not_included;
use super::notes::notes_or;
use super::observed::marks;
use super::trends::Trends;
use super::when::when;
use crate::clinical::findable::Choice;
use crate::clinical::investigations::{Report, Request};
use crate::clinical::trend::Trend;
use crate::clinical::{Area, Investigations, Mark};
use crate::ui::callout::Callout;
use crate::ui::data_table::{Column, DataTable, Row, missing};
use crate::ui::row_actions::RowActions;
use report::report_view;

/// The investigations of the open patient.
#[component]
pub fn InvestigationsPage() -> impl IntoView {
    let filter = Filter::off();
    area_page(
        Area::Investigations,
        "Investigations",
        |reading| &reading.investigations,
        move |items| content(items, filter),
    )
}

/// Which reports are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Show {
    #[default]
    All,
    Marked,
    NotFiled,
}

impl Choice<Report> for Show {
    const KINDS: &'static [(Self, &'static str)] =
        &[(Show::All, "All"), (Show::Marked, "Marked by the laboratory"), (Show::NotFiled, "Not yet filed")];

    fn shows(self, report: &Report) -> bool {
        match self {
            Show::All => true,
            Show::Marked => report.is_abnormal(),
            Show::NotFiled => !report.is_filed,
        }
    }
}

fn content(items: Arc<Investigations>, filter: Filter<Show>) -> AnyView {
    let actions = RowActions::here();
    let list = filter.over(&items, |items| &items.items);
    let apart = (!items.apart.is_empty()).then(|| {
        view! {
            <Callout heading="Not on the practice's list">
                "These reports came only because consultations or problems contain or link to them. There may be gaps between them."
            </Callout>
            {reports(&items.apart.iter().collect::<Vec<_>>(), actions)}
        }
    });
    let requests = (!items.requests.is_empty()).then(|| {
        let columns = vec![
            Column::text("Asked for, no report in this response"),
            Column::date("Entered"),
            Column::text("Why"),
            Column::text("Asked by"),
            Column::text("Notes"),
        ];
        let rows = items.requests.iter().map(request).collect();
        let caption = format!("Test requests ({}): not results", items.requests.len());
        view! { <DataTable caption=caption columns=columns rows=rows /> }
    });
    let press = {
        let with = HandedOver::of(Area::Investigations, |reading| &reading.investigations);
        let items = items.clone();
        move |event: MouseEvent| hand_over(&event, actions, &items, &with)
    };
    view! {
        <p class="app-quiet">
            "Reports that laboratories sent to the practice. Results that were typed in are under uncategorised data, scanned ones under documents. Values are marked only where the laboratory marked them."
        </p>
        <Trends trends=trends(&items) />
        <FilterBar of="Reports" tally=list.tally() order=NEWEST_FIRST />
        <div on:click=press>
            {list.drawn(move |rows| reports(rows, actions))}
            {not_included(&items.not_included)}
            {apart}
        </div>
        {requests}
    }
    .into_any()
}

/// The results of all reports; one without a date of its own has its report's.
fn trends(items: &Investigations) -> Vec<Trend> {
    let reports = items.items.iter().chain(&items.apart);
    let results = reports
        .flat_map(|report| report.results().map(|outcome| (&outcome.observed, report.issued.as_ref())));
    Trend::all(results)
}

fn reports(reports: &[&Report], actions: Option<RowActions>) -> AnyView {
    reports.iter().map(|report| report_view(report, actions)).collect_view().into_any()
}

/// A click on something that can be done with a report hands it over.
fn hand_over(event: &MouseEvent, actions: Option<RowActions>, items: &Investigations, with: &HandedOver) {
    let Some(actions) = actions else { return };
    actions.answer(event, |key| {
        let report = items.items.iter().chain(&items.apart).find(|one| one.key == key)?;
        Some(with.row(report.title.words(), report.in_words()))
    });
}

fn request(one: &Request) -> Row {
    let why = match one.reasons.as_slice() {
        [] => missing("Not recorded"),
        reasons => html! { (reasons.join(", ")) },
    };
    let by = match &one.requester {
        Some(who) => html! { (who.to_string()) },
        None => missing("Not recorded"),
    };
    let name = html! {
        div.app-term { (one.term) }
        (marks(&one.degraded.map(|_| Mark::Uncoded).into_iter().collect(), false, &[]))
    };
    Row::new(vec![name, when(one.authored.as_ref()), why, by, notes_or(&one.notes, "None")])
}
