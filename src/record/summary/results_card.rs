//! The latest results of reports, each test once, with the value before it.

use leptos::prelude::*;

use crate::clinical::investigations::{Change, Compared, Latest, Recent};
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

/// Letters of a text that fit in its line.
const SHORT: usize = 120;

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
    let recent = investigations.recent(LATEST);
    let none = recent.shown.is_empty().then(|| {
        view! { <p class="app-card__body">"No report has a result with a value or text. Look at the reports themselves."</p> }
    });
    let rows = recent.shown.iter().map(row).collect_view();
    let more = (recent.more > 0).then(|| {
        view! {
            <p class="app-card__body app-small">
                <Link to="/investigations">{more(&recent)}</Link>
            </p>
        }
    });
    view! {
        {none}
        <ul class="app-list">{rows}</ul>
        {more}
    }
    .into_any()
}

/// `12 more tests, 3 of them marked`
fn more(recent: &Recent) -> String {
    let tests = if recent.more == 1 { "test" } else { "tests" };
    match recent.more_marked {
        0 => format!("{} more {tests}, none of them marked", recent.more),
        marked => format!("{} more {tests}, {marked} of them marked", recent.more),
    }
}

fn row(latest: &Latest) -> impl IntoView + use<> {
    let problems = (!latest.problems.is_empty()).then(|| {
        view! { <div class="app-quiet app-small">"Linked problem: " {latest.problems.join(", ")}</div> }
    });
    let marked = latest
        .interpretation
        .iter()
        .filter(|sent| sent.is_abnormal)
        .map(|sent| view! { " " <Tag kind=TagKind::Incomplete text=sent.words.clone() /> })
        .collect_view();
    let (term, marks) = latest.term.parts();
    // A laboratory's table is read where there is room for its columns.
    let (measured, own) = latest.measured.parts();
    let said = match measured.words() {
        Some(words) if words.contains('\n') || words.len() > SHORT => {
            view! { <span>{beginning(words)} " " <span class="app-quiet">"(in full under investigations)"</span> {tags(&own.beyond(marks))}</span> }
                .into_any()
        }
        _ => view! { <strong>{value(&latest.measured, marks)}</strong> }.into_any(),
    };
    let same_day = latest
        .same_day
        .iter()
        .map(|(words, date)| {
            view! {
                <div class="app-quiet app-small">"also that day: " {words.words()} ", " <When date=Some(date.clone()) /></div>
            }
        })
        .collect_view();
    view! {
        <li class="app-list__row app-list__row--result">
            <div>
                {term.clone()}
                " "
                {said}
                {tags(marks)}
                {marked}
                {same_day}
                {compared(&latest.before)}
                {problems}
            </div>
            <div class="app-list__date"><When date=latest.date.clone() /></div>
        </li>
    }
}

/// The first line of a text, and of a long one its beginning up to the end of a word.
fn beginning(text: &str) -> String {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let Some((end, _)) = line.char_indices().nth(SHORT) else { return format!("{line} …") };
    let start = line.get(..end).unwrap_or_default();
    format!("{} …", start.rsplit_once(' ').map_or(start, |(words, _)| words))
}

/// `↓ from 61 mL/min on 03-Mar-2024`: which number is higher, and no more.
fn compared(compared: &Compared) -> AnyView {
    let before = match compared {
        Compared::Nothing => return ().into_any(),
        Compared::Unordered(date) => {
            return view! {
                <div class="app-quiet app-small">
                    "Not compared: several values of " <When date=Some(date.clone()) /> "; which was first is not known"
                </div>
            }
            .into_any();
        }
        Compared::With(before) => before,
    };
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
    .into_any()
}
