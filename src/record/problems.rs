//! `/problems`: active ones first, each with what it is linked to (ARS-21, ARS-43).

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};
use web_sys::MouseEvent;

use super::area_panel::area_page;
use super::by_group::by_group;
use super::filter::{Filter, FilterBar, NEWEST_FIRST};
use super::handed_over::HandedOver;
use super::item_line::{fold, item_line};
use super::not_included::not_included;
use super::notes::notes_or;
use super::when::{when, when_or};
use crate::clinical::findable::Choice;
use crate::clinical::problems::{Group, Link, Problem, Significance, Status};
use crate::clinical::{Area, Problems};
use crate::ui::callout::Callout;
use crate::ui::data_table::{Column, DataTable, Row, missing};
use crate::ui::row_actions::RowActions;
use crate::ui::tag::{TagKind, tag};

/// The problems of the open patient.
#[component]
pub fn ProblemsPage() -> impl IntoView {
    let filter = Filter::off();
    area_page(Area::Problems, "Problems", |reading| &reading.problems, move |items| content(items, filter))
}

/// Which problems are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Show {
    #[default]
    All,
    Active,
    Major,
    Inactive,
}

impl Choice<Problem> for Show {
    const KINDS: &'static [(Self, &'static str)] =
        &[(Show::All, "All"), (Show::Active, "Active"), (Show::Major, "Major"), (Show::Inactive, "Inactive")];

    fn shows(self, problem: &Problem) -> bool {
        match self {
            Show::All => true,
            Show::Active => problem.group().is_active(),
            Show::Major => problem.significance == Significance::Major,
            Show::Inactive => !problem.group().is_active(),
        }
    }
}

fn content(problems: Arc<Problems>, filter: Filter<Show>) -> AnyView {
    let actions = RowActions::here();
    let list = filter.over(&problems, |problems| &problems.items);
    let has_active = problems.items.iter().any(|problem| problem.group().is_active());
    let none_active = (problems.has_list && !has_active).then(|| {
        view! { <p class="app-nothing">"The practice's list has no active problem (information not available)."</p> }
    });
    let apart = (!problems.apart.is_empty()).then(|| {
        let rows: Vec<&Problem> = problems.apart.iter().collect();
        view! {
            <Callout heading="Not on the practice's list of problems">
                "These came only because other problems or items are linked to them. They may be outside what was asked for."
            </Callout>
            {drawn("Related problems", &rows, true, actions)}
        }
    });
    let press = {
        let (problems, with) =
            (problems.clone(), HandedOver::of(Area::Problems, |reading| &reading.problems));
        move |event: MouseEvent| hand_over(&event, actions, &problems, &with)
    };
    view! {
        <FilterBar of="Problems" tally=list.tally() order=NEWEST_FIRST />
        {none_active}
        <div class="app-problems" on:click=press>
            {list.drawn(move |rows| groups(rows, actions))}
            {apart}
        </div>
        {not_included(&problems.not_included)}
        <p class="app-quiet app-small">
            "Any entry can be made a problem by the practice, so a problem is not always a diagnosis."
        </p>
    }
    .into_any()
}

fn groups(rows: &[&Problem], actions: Option<RowActions>) -> AnyView {
    by_group(Group::ALL, rows, Problem::group, move |group, rows| drawn(group.title(), rows, false, actions))
}

/// A click on something that can be done with a problem hands it over.
fn hand_over(event: &MouseEvent, actions: Option<RowActions>, problems: &Problems, with: &HandedOver) {
    let Some(actions) = actions else { return };
    actions.answer(event, |key| {
        let problem = problems.items.iter().chain(&problems.apart).find(|one| one.key == key)?;
        Some(with.row(problem.term.clone(), problem.in_words()))
    });
}

/// A table; rows that are under no group show their own state.
fn drawn(
    title: &'static str,
    problems: &[&Problem],
    says_standing: bool,
    actions: Option<RowActions>,
) -> AnyView {
    let columns = vec![
        Column::text("Problem").wide("24%").on_paper("22%"),
        Column::date("Began and ended").wide("7.5rem").on_paper("12%"),
        Column::text("Recorded").wide("15%").on_paper("16%"),
        Column::text("Notes").wide("26%").on_paper("16%"),
        Column::text("Linked to it"),
    ];
    let rows = problems.iter().map(|problem| row(problem, says_standing, actions)).collect();
    view! { <DataTable caption=format!("{title} ({})", problems.len()) columns=columns rows=rows /> }
        .into_any()
}

fn row(problem: &Problem, says_standing: bool, actions: Option<RowActions>) -> Row {
    Row::new(vec![
        html! {
            (term(problem))
            @if says_standing { div.app-small { (problem.standing()) } }
            @if let Some(actions) = actions { (actions.buttons(problem.key, &problem.term)) }
        },
        dates(problem),
        recorded(problem),
        notes_or(&problem.notes, "None"),
        linked(problem),
    ])
}

fn term(problem: &Problem) -> Markup {
    let significance = match &problem.significance {
        Significance::Major => Some("Major"),
        Significance::Other(other) => Some(other.as_str()),
        Significance::Minor | Significance::NotStated => None,
    };
    let status = match &problem.status {
        Status::Active | Status::Inactive => None,
        Status::Other(_) | Status::NotStated => Some(format!("Status: {}", problem.status.words())),
    };
    let degraded = match (problem.is_from_note, problem.is_degraded) {
        (true, _) => Some("Named in a note, not by a code".to_owned()),
        (false, true) => Some("Uncoded: original text shown".to_owned()),
        (false, false) => None,
    };
    let nopat = problem.not_for_patient.then(|| "Not to be disclosed to the patient".to_owned());
    // The item that was made a problem mostly says the same.
    let is = problem.is.as_ref().and_then(|is| match is {
        Link::Item(item) if problem.says_all_of(item) => None,
        Link::Item(item) => Some(item_line(item, true)),
        Link::Words(words) => Some(html! { (words) }),
    });
    html! {
        span.app-problem__term.app-text { (problem.term) }
        @if let Some(words) = significance { " " (tag(TagKind::Plain, words)) }
        @for text in status.into_iter().chain(degraded).chain(nopat) { " " (tag(TagKind::Incomplete, &text)) }
        @if let Some(is) = is { div.app-problem__is { "Made from: " (is) } }
    }
}

fn dates(problem: &Problem) -> Markup {
    html! {
        @match (&problem.onset, &problem.onset_words) {
            (None, Some(words)) => (words),
            (onset, _) => (when_or(onset.as_ref(), "Not recorded")),
        }
        @if problem.ended.is_some() { div.app-small { "to " (when(problem.ended.as_ref())) } }
    }
}

fn recorded(problem: &Problem) -> Markup {
    html! {
        (when_or(problem.recorded.as_ref(), "Not recorded"))
        @if let Some(who) = &problem.recorder { div.app-quiet.app-small { "by " (who.name) } }
    }
}

fn linked(problem: &Problem) -> Markup {
    if problem.related.is_empty() && problem.links.is_empty() {
        return missing("Nothing");
    }
    let lines = html! {
        ul.app-lines {
            @for link in &problem.links {
                @match link {
                    Link::Item(item) => li { (item_line(item, true)) },
                    Link::Words(words) => li.app-quiet { (words) },
                }
            }
        }
    };
    html! {
        @for related in &problem.related {
            div { span.app-quiet { (related.relation) ": " } (related.term) }
        }
        @if !problem.links.is_empty() { (fold(&problem.link_counts(), lines)) }
    }
}
