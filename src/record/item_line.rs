//! Any entry in one line, and the fold that holds many of them.

use leptos::prelude::*;

use super::observed::tags;
use super::when::When;
use crate::clinical::{Item, ItemKind, day};
use crate::format::uk_time;
use crate::session::clock;
use crate::ui::tag::{Tag, TagKind};

/// An entry in a line: what it is, its words, what was written about it, and its date when that matters here.
#[component]
pub fn ItemLine(
    /// The entry.
    item: Item,
    /// Whether its date is beside it.
    #[prop(optional)]
    dated: bool,
) -> impl IntoView {
    let kind = item.kind.words().to_owned();
    // An issue may be dated ahead: it has not been made yet (ARS-36).
    let today = uk_time::today(clock::now());
    let is_future =
        item.kind != ItemKind::Planned && item.date.as_ref().is_some_and(|date| day::is_future(date, today));
    let future = is_future.then(|| view! { " " <Tag kind=TagKind::Incomplete text="Date in the future" /> });
    // Most lines are coded entries or free text, which need no name; others begin with it.
    let (text, marks) = item.text.parts();
    let is_plain =
        matches!(item.kind, ItemKind::Note | ItemKind::Observation) || text.starts_with(&format!("{kind}:"));
    let comment =
        item.comment.map(|comment| view! { <span class="app-item__comment app-text">{comment}</span> });
    view! {
        <span class="app-item">
            {dated.then(|| view! { <span class="app-item__date"><When date=item.date.clone() /></span> " " })}
            {(!is_plain).then(|| view! { <span class="app-item__kind">{kind}</span> " " })}
            <span class="app-text">{text.clone()}</span>
            {tags(marks)}
            {future}
            " "
            {comment}
        </span>
    }
}

/// Lines that not everybody needs, one press away; found by find-in-page, and open on paper.
#[component]
pub fn Fold(
    /// What is in it.
    #[prop(into)]
    summary: String,
    /// The lines.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="app-fold">
            <summary>{summary}</summary>
            {children()}
        </details>
    }
}
