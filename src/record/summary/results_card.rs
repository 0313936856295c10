//! The latest results of reports, each test once.

use leptos::prelude::*;

use crate::clinical::{Area, Item};
use crate::record::area_panel::area_panel;
use crate::record::item_line::ItemLine;
use crate::record::structured::StructuredRecord;
use crate::record::when::When;
use crate::ui::card::Card;
use crate::ui::link::Link;

/// How many are shown.
const LATEST: usize = 6;

/// The latest results.
#[component]
pub fn ResultsCard(
    /// The record.
    record: StructuredRecord,
) -> impl IntoView {
    let body = move || {
        let state = record.area(Area::Investigations, |reading| &reading.investigations);
        area_panel(record, Some(Area::Investigations), state, move |_| results(record))
    };
    let end = move || view! { <Link to="/investigations">"All investigations"</Link> };
    view! {
        <Card heading="Recent results" end=ViewFn::from(end)>
            <div class="app-card__list">{body}</div>
        </Card>
    }
}

fn results(record: StructuredRecord) -> AnyView {
    let mut latest: Vec<Item> = Vec::new();
    for entry in record.entries().iter().flat_map(|entries| &entries.all) {
        let term = |item: &Item| {
            let value = item.value.as_deref().unwrap_or_default();
            item.text.split_once(value).map_or_else(|| item.text.clone(), |(term, _)| term.to_owned())
        };
        let is_result = entry.area == Area::Investigations && entry.item.value.is_some();
        if is_result && latest.len() < LATEST && !latest.iter().any(|one| term(one) == term(&entry.item)) {
            latest.push(entry.item.clone());
        }
    }
    let none = latest.is_empty().then(|| {
        view! { <p class="app-card__body">"No report holds a result with a value. Look at the reports themselves."</p> }
    });
    let rows = latest
        .into_iter()
        .map(|item| {
            let date = item.date.clone();
            view! {
                <li class="app-list__row app-list__row--result">
                    <ItemLine item=item />
                    <div class="app-list__date"><When date=date /></div>
                </li>
            }
        })
        .collect_view();
    view! {
        {none}
        <ul class="app-list">{rows}</ul>
    }
    .into_any()
}
