//! The latest results of reports, each test once, with the value before it.

use leptos::prelude::*;
use maud::{Markup, html};

use crate::clinical::investigations::{Change, Compared, Latest, Recent};
use crate::clinical::{Area, Investigations};
use crate::record::area_panel::card_panel;
use crate::record::observed::{tags, value};
use crate::record::structured::StructuredRecord;
use crate::record::when::when;
use crate::ui::card::Card;
use crate::ui::link::Link;
use crate::ui::tag::{TagKind, tag};
use crate::ui::written::written;

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
    let rows = written(html! {
        @if recent.shown.is_empty() {
            p.app-card__body { "No report has a result with a value or text. Look at the reports themselves." }
        }
        ul.app-list { @for one in &recent.shown { (row(one)) } }
    });
    let more = (recent.more > 0).then(|| {
        view! {
            <p class="app-card__body app-small">
                <Link to="/investigations">{more(&recent)}</Link>
            </p>
        }
    });
    view! {
        {rows}
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

fn row(latest: &Latest) -> Markup {
    let (term, marks) = latest.term.parts();
    html! {
        li.app-list__row.app-list__row--result {
            div {
                (term) " " (said(latest)) (tags(marks))
                @for sent in latest.interpretation.iter().filter(|sent| sent.is_abnormal) {
                    " " (tag(TagKind::Incomplete, &sent.words))
                }
                @for (words, date) in &latest.same_day {
                    div.app-quiet.app-small { "also that day: " (words.words()) ", " (when(Some(date))) }
                }
                (compared(&latest.before))
                @if !latest.problems.is_empty() {
                    div.app-quiet.app-small { "Linked problem: " (latest.problems.join(", ")) }
                }
            }
            div.app-list__date { (when(latest.date.as_ref())) }
        }
    }
}

/// The value; a laboratory's table is read where there is room for its columns.
fn said(latest: &Latest) -> Markup {
    let (_, marks) = latest.term.parts();
    let (measured, own) = latest.measured.parts();
    match measured.words() {
        Some(words) if words.contains('\n') || words.len() > SHORT => html! {
            span {
                (beginning(words)) " " span.app-quiet { "(in full under investigations)" } (tags(&own.beyond(marks)))
            }
        },
        _ => html! { strong { (value(&latest.measured, marks)) } },
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
fn compared(compared: &Compared) -> Markup {
    let before = match compared {
        Compared::Nothing => return html! {},
        Compared::Unordered(date) => {
            return html! {
                div.app-quiet.app-small {
                    "Not compared: several values of " (when(Some(date))) "; which was first is not known"
                }
            };
        }
        Compared::With(before) => before,
    };
    let (arrow, words) = match before.change {
        Change::Up => ("↑", "up from"),
        Change::Down => ("↓", "down from"),
        Change::Same => ("=", "the same as"),
    };
    html! {
        div.app-quiet.app-small {
            span aria-hidden="true" { (arrow) " " }
            (words) " " (before.words.words()) ", " (when(before.date.as_ref()))
        }
    }
}
