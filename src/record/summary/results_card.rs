//! The latest results of reports, each test once, with the value before it.

use leptos::prelude::*;

use crate::clinical::investigations::{Before, Change, Latest};
use crate::clinical::{Area, Investigations};
use crate::record::area_panel::card_panel;
use crate::record::observed::{tags, value};
use crate::record::structured::StructuredRecord;
use crate::record::when::When;
use crate::ui::card::Card;
use crate::ui::link::Link;
use crate::ui::tag::{Tag, TagKind};

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
        card_panel(record, Area::Investigations, state, |items| results(&items))
    };
    let end = move || view! { <Link to="/investigations">"All investigations"</Link> };
    view! {
        <Card heading="Recent results" end=ViewFn::from(end)>
            <div class="app-card__list">{body}</div>
        </Card>
    }
}

fn results(investigations: &Investigations) -> AnyView {
    let latest = investigations.latest(LATEST);
    let none = latest.is_empty().then(|| {
        view! { <p class="app-card__body">"No report holds a result with a value. Look at the reports themselves."</p> }
    });
    let rows = latest.iter().map(row).collect_view();
    view! {
        {none}
        <ul class="app-list">{rows}</ul>
    }
    .into_any()
}

fn row(latest: &Latest) -> impl IntoView + use<> {
    let one = &latest.observed;
    let problems = (!latest.problems.is_empty()).then(|| {
        view! { <div class="app-quiet app-small">"Linked problem: " {latest.problems.join(", ")}</div> }
    });
    let marked = one.interpretation.as_ref().filter(|sent| sent.is_abnormal).map(|sent| {
        view! { " " <Tag kind=TagKind::Incomplete text=sent.words.clone() /> }
    });
    // A laboratory's table is read where there is room for its columns.
    let (term, marks) = one.term.parts();
    let said = match one.measured.parts().0.words() {
        Some(words) if words.contains('\n') => {
            view! { <span class="app-quiet">"text of several lines, under investigations"</span> }.into_any()
        }
        _ => view! { <strong>{value(&one.measured, marks)}</strong> }.into_any(),
    };
    view! {
        <li class="app-list__row app-list__row--result">
            <div>
                {term.clone()}
                " "
                {said}
                {tags(marks)}
                {marked}
                {latest.before.as_ref().map(before)}
                {problems}
            </div>
            <div class="app-list__date"><When date=latest.date.clone() /></div>
        </li>
    }
}

/// `↓ from 61 mL/min on 03-Mar-2024`: which number is higher, and no more.
fn before(before: &Before) -> impl IntoView + use<> {
    let (arrow, words) = match before.change {
        Change::Up => ("↑", "up from"),
        Change::Down => ("↓", "down from"),
        Change::Same => ("=", "the same as"),
    };
    view! {
        <div class="app-quiet app-small">
            <span aria-hidden="true">{arrow} " "</span>
            {words}
            " "
            {before.words.words()}
            ", "
            <When date=before.date.clone() />
        </div>
    }
}
