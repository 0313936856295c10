//! Any entry in one line, and the fold that holds many of them.

use maud::{Markup, html};

use super::observed::tags;
use super::when::when;
use crate::clinical::{Item, ItemKind, day};
use crate::format::uk_time;
use crate::session::clock;
use crate::ui::tag::{TagKind, tag};

/// An entry in a line: what it is, its words, what was written about it, and its date when that matters here.
pub fn item_line(item: &Item, dated: bool) -> Markup {
    let kind = item.kind.words();
    // An issue may be dated ahead: it has not been made yet (ARS-36).
    let today = uk_time::today(clock::now());
    let is_future =
        item.kind != ItemKind::Planned && item.date.as_ref().is_some_and(|date| day::is_future(date, today));
    // Most lines are coded entries or free text, which need no name; others begin with it.
    let (text, marks) = item.text.parts();
    let says_kind = || text.strip_prefix(kind).is_some_and(|rest| rest.starts_with(':'));
    let is_plain = matches!(item.kind, ItemKind::Note | ItemKind::Observation) || says_kind();
    html! {
        span.app-item {
            @if dated { span.app-item__date { (when(item.date.as_ref())) } " " }
            @if !is_plain { span.app-item__kind { (kind) } " " }
            span.app-text { (text) }
            (tags(marks))
            @if is_future { " " (tag(TagKind::Incomplete, "Date in the future")) }
            " "
            @if let Some(comment) = &item.comment { span.app-item__comment.app-text { (comment) } }
        }
    }
}

/// Lines that not everybody needs, one press away; found by find-in-page, and open on paper.
pub fn fold(summary: &str, lines: Markup) -> Markup {
    html! {
        details.app-fold {
            summary { (summary) }
            (lines)
        }
    }
}
