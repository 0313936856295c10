//! Active problems at a glance, the significant ones first.

use std::sync::Arc;

use leptos::prelude::*;

use super::not_shown;
use crate::clinical::problems::{Problem, Significance};
use crate::clinical::{Area, Problems};
use crate::record::area_panel::card_panel;
use crate::record::structured::StructuredRecord;
use crate::record::when::When;
use crate::ui::card::Card;
use crate::ui::link::Link;
use crate::ui::tag::{Tag, TagKind};

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
    let rows = active(&problems).map(row).collect_view();
    let none = (problems.has_list && active(&problems).next().is_none()).then(|| {
        view! { <p class="app-card__body">"The practice's list has no active problem (information not available)."</p> }
    });
    let apart = (!problems.has_list).then(|| {
        view! {
            <p class="app-card__body app-small">
                "The practice sent no list of problems. These came with other items, and there may be more:"
            </p>
        }
    });
    let inactive = on_card(&problems).count() - active(&problems).count();
    let linked = if problems.has_list { problems.apart.len() } else { 0 };
    let rest = not_shown([(inactive, "inactive"), (linked, "linked from other items")]);
    view! {
        {none}
        {apart}
        <ul class="app-list">{rows}</ul>
        {rest}
    }
    .into_any()
}

fn row(problem: &Problem) -> impl IntoView + use<> {
    let significance = match &problem.significance {
        Significance::Major => view! { <Tag text="Major" /> }.into_any(),
        Significance::Minor => view! { <span class="app-quiet">"Minor"</span> }.into_any(),
        Significance::Other(words) => view! { <Tag text=words.clone() /> }.into_any(),
        Significance::NotStated => view! { <span class="app-quiet">"Not stated"</span> }.into_any(),
    };
    let degraded = problem.is_degraded.then(|| view! { " " <Tag kind=TagKind::Incomplete text="Uncoded" /> });
    let nopat = problem.not_for_patient.then(|| {
        view! { " " <Tag kind=TagKind::Incomplete text="Not to be disclosed to the patient" /> }
    });
    let began = problem.onset.clone().or_else(|| problem.recorded.clone());
    view! {
        <li class="app-list__row app-list__row--problem">
            <div>
                <strong>{problem.term.clone()}</strong>
                {degraded}
                {nopat}
            </div>
            <div>{significance}</div>
            <div class="app-list__date"><When date=began /></div>
        </li>
    }
}
