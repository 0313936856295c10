//! Active problems at a glance, the significant ones first.

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::not_shown;
use crate::clinical::problems::{Problem, Significance};
use crate::clinical::{Area, Problems};
use crate::record::area_panel::card_panel;
use crate::record::structured::StructuredRecord;
use crate::record::when::when;
use crate::ui::card::Card;
use crate::ui::link::Link;
use crate::ui::tag::{TagKind, tag};
use crate::ui::written::written;

/// The problems that are active, all of them.
#[component]
pub fn ProblemsCard(
    /// The record.
    record: StructuredRecord,
) -> impl IntoView {
    let state = move || record.area(Area::Problems, |reading| &reading.problems);
    let body = move || card_panel(record, Area::Problems, state(), problems);
    let count = move || state().present().map(|problems| format!("{} active", active(&problems).count()));
    let end = move || {
        view! {
            <span class="app-quiet">{count}</span>
            " "
            <Link to="/problems">"All problems"</Link>
        }
    };
    view! {
        <Card heading="Active problems" end=ViewFn::from(end)>
            <div class="app-card__list">{body}</div>
        </Card>
    }
}

fn active(problems: &Problems) -> impl Iterator<Item = &Problem> {
    on_card(problems).filter(|problem| problem.group().is_active())
}

/// The practice's list; where none was sent, what came.
fn on_card(problems: &Problems) -> impl Iterator<Item = &Problem> {
    if problems.has_list { problems.items.iter() } else { problems.apart.iter() }
}

fn problems(problems: Arc<Problems>) -> AnyView {
    let none = problems.has_list && active(&problems).next().is_none();
    let inactive = on_card(&problems).count() - active(&problems).count();
    let linked = if problems.has_list { problems.apart.len() } else { 0 };
    written(html! {
        @if none {
            p.app-card__body { "The practice's list has no active problem (information not available)." }
        }
        @if !problems.has_list {
            p.app-card__body.app-small {
                "The practice sent no list of problems. These came with other items, and there may be more:"
            }
        }
        ul.app-list { @for one in active(&problems) { (row(one)) } }
        (not_shown(&[(inactive, "inactive"), (linked, "linked from other items")]))
    })
}

fn row(problem: &Problem) -> Markup {
    html! {
        li.app-list__row.app-list__row--problem {
            div {
                strong { (problem.term) }
                @if problem.is_degraded { " " (tag(TagKind::Incomplete, "Uncoded")) }
                @if problem.not_for_patient {
                    " " (tag(TagKind::Incomplete, "Not to be disclosed to the patient"))
                }
            }
            div {
                @match &problem.significance {
                    Significance::Major => (tag(TagKind::Plain, "Major")),
                    Significance::Minor => span.app-quiet { "Minor" },
                    Significance::Other(words) => (tag(TagKind::Plain, words)),
                    Significance::NotStated => span.app-quiet { "Not stated" },
                }
            }
            div.app-list__date { (when(problem.onset.as_ref().or(problem.recorded.as_ref()))) }
        }
    }
}
