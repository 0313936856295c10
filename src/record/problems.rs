//! `/problems`: active ones first, each with what it is linked to (ARS-21, ARS-43).

use std::sync::Arc;

use leptos::prelude::*;

use super::allergies::NotIncluded;
use super::area_panel::area_page;
use super::by_group::by_group;
use super::filter::{Filter, FilterBar, NEWEST_FIRST};
use super::item_line::{Fold, ItemLine};
use super::notes::Notes;
use super::when::When;
use crate::clinical::findable::Choice;
use crate::clinical::problems::{Group, Link, Problem, Significance, Status};
use crate::clinical::{Area, Problems};
use crate::ui::callout::Callout;
use crate::ui::data_table::{Column, DataTable, Missing, Row};
use crate::ui::tag::{Tag, TagKind};

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
            {drawn("Related problems", &rows, true)}
        }
    });
    view! {
        <FilterBar of="Problems" tally=list.tally() order=NEWEST_FIRST />
        {none_active}
        <div class="app-problems">
            {list.drawn(groups)}
            {apart}
        </div>
        <NotIncluded entries=problems.not_included.clone() />
        <p class="app-quiet app-small">
            "Any entry can be made a problem by the practice, so a problem is not always a diagnosis."
        </p>
    }
    .into_any()
}

fn groups(rows: &[&Problem]) -> impl IntoView + use<> {
    by_group(Group::ALL, rows, Problem::group, |group, rows| table(group.title(), rows))
}

fn table(title: &'static str, problems: &[&Problem]) -> impl IntoView + use<> {
    drawn(title, problems, false)
}

/// A table; rows that are under no group show their own state.
fn drawn(title: &'static str, problems: &[&Problem], says_standing: bool) -> impl IntoView + use<> {
    let columns = vec![
        Column::text("Problem"),
        Column::date("Began and ended"),
        Column::text("Recorded"),
        Column::text("Notes"),
        Column::text("Linked to it"),
    ];
    let rows = problems.iter().map(|problem| row(problem, says_standing)).collect();
    view! { <DataTable caption=format!("{title} ({})", problems.len()) columns=columns rows=rows /> }
}

fn row(problem: &Problem, says_standing: bool) -> Row {
    let standing = says_standing.then(|| view! { <div class="app-small">{problem.standing()}</div> });
    Row::new(vec![
        view! {
            {term(problem)}
            {standing}
        }
        .into_any(),
        dates(problem).into_any(),
        recorded(problem).into_any(),
        view! { <Notes notes=problem.notes.clone() missing="None" /> }.into_any(),
        linked(problem).into_any(),
    ])
}

fn term(problem: &Problem) -> impl IntoView + use<> {
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
    let marks = status.into_iter().chain(degraded).chain(nopat).map(|text| {
        view! { " " <Tag kind=TagKind::Incomplete text=text /> }
    });
    // The item that was made a problem mostly says the same.
    let is = problem.is.as_ref().and_then(|is| match is {
        Link::Item(item) if problem.says_all_of(item) => None,
        Link::Item(item) => Some(view! { <ItemLine item=item.clone() dated=true /> }.into_any()),
        Link::Words(words) => Some(words.clone().into_any()),
    });
    view! {
        <span class="app-problem__term app-text">{problem.term.clone()}</span>
        {significance.map(|words| view! { " " <Tag text=words.to_owned() /> })}
        {marks.collect_view()}
        {is.map(|is| view! { <div class="app-problem__is">"Made from: " {is}</div> })}
    }
}

fn dates(problem: &Problem) -> impl IntoView + use<> {
    let began = match (&problem.onset, &problem.onset_words) {
        (None, Some(words)) => words.clone().into_any(),
        (onset, _) => view! { <When date=onset.clone() missing="Not recorded" /> }.into_any(),
    };
    let ended = problem.ended.clone().map(|ended| {
        view! { <div class="app-small">"to " <When date=Some(ended) /></div> }
    });
    view! {
        {began}
        {ended}
    }
}

fn recorded(problem: &Problem) -> impl IntoView + use<> {
    let by = problem.recorder.as_ref().map(|who| {
        view! { <div class="app-quiet app-small">{format!("by {}", who.name)}</div> }
    });
    view! {
        <When date=problem.recorded.clone() missing="Not recorded" />
        {by}
    }
}

fn linked(problem: &Problem) -> impl IntoView + use<> {
    let related = problem
        .related
        .iter()
        .map(|related| {
            view! {
                <div><span class="app-quiet">{related.relation.clone()} ": "</span>{related.term.clone()}</div>
            }
        })
        .collect_view();
    let lines = problem
        .links
        .iter()
        .map(|link| match link {
            Link::Item(item) => view! { <li><ItemLine item=item.clone() dated=true /></li> }.into_any(),
            Link::Words(words) => view! { <li class="app-quiet">{words.clone()}</li> }.into_any(),
        })
        .collect_view();
    let fold = (!problem.links.is_empty()).then(|| {
        view! { <Fold summary=problem.link_counts()><ul class="app-lines">{lines}</ul></Fold> }
    });
    let nothing = (problem.related.is_empty() && problem.links.is_empty()).then(|| {
        view! { <Missing words="Nothing" /> }
    });
    view! {
        {related}
        {fold}
        {nothing}
    }
}
