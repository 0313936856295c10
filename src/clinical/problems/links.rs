//! What a problem is linked to: items, and other problems from either side (structured digest 3.6).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::clinical::order;
use crate::clinical::person::NOT_INCLUDED;
use crate::clinical::{Item, Placing, term};
use crate::fhir::{Condition, Extension, Index, Kind, Reference, Resolved};
use crate::format;

/// An item that is linked to a problem.
#[derive(Clone, Debug, PartialEq)]
pub enum Link {
    /// It is in the response.
    Item(Item),
    /// Words in its place, or that it is not in the response: normal, as links may lead outside of what was asked for.
    Words(String),
}

impl Link {
    /// The item that the problem is, and what is linked to it; each item once.
    pub(super) fn read_all<'a>(placing: &Placing<'a>, sent: &'a Condition) -> (Option<Self>, Vec<Self>) {
        let read = |name: &'static str| {
            sent.extension
                .all_named(name)
                .filter_map(Extension::reference)
                .map(|reference| Self::read(placing, reference))
        };
        let is = read("ActualProblem").next();
        let mut links: Vec<Self> = Vec::new();
        for link in read("RelatedClinicalContent") {
            let is_known = |known: &Self| match (known, &link) {
                (Link::Item(known), Link::Item(link)) => known.position == link.position,
                (Link::Item(_) | Link::Words(_), Link::Item(_) | Link::Words(_)) => false,
            };
            if !links.iter().any(is_known) {
                links.push(link);
            }
        }
        order::by_key(&mut links, |link| match link {
            Link::Item(item) => {
                (Some(item.kind.clone()), Reverse(format::date::sort_key(item.date.as_ref())))
            }
            Link::Words(_) => (None, Reverse(None)),
        });
        (is, links)
    }

    fn read<'a>(placing: &Placing<'a>, reference: &'a Reference) -> Self {
        match placing.index().resolve(reference) {
            Resolved::Found(found) => Self::Item(Item::of(placing, found.position, found.resource)),
            Resolved::Text(words) => Self::Words(words.to_owned()),
            Resolved::Missing { display } => {
                let kind = reference.reference.as_deref().and_then(|target| target.split_once('/'));
                let words = display.map(str::to_owned);
                Self::Words(words.unwrap_or_else(|| match kind {
                    Some((kind, _)) => format!("{kind}: {}", NOT_INCLUDED.to_lowercase()),
                    None => NOT_INCLUDED.to_owned(),
                }))
            }
        }
    }

    /// What it is, in words.
    pub fn kind_words(&self) -> &str {
        match self {
            Link::Item(item) => item.kind.words(),
            Link::Words(_) => "not in this response",
        }
    }
}

/// A problem that is related to another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// What it is to the other one: `Parent problem`.
    pub relation: String,
    /// Its term, or the words that it is not in the response.
    pub term: String,
}

/// The relations between the problems of a response, by position, in both directions.
#[derive(Debug, Default)]
pub(super) struct RelatedProblems(BTreeMap<usize, Vec<(Option<usize>, Related)>>);

impl RelatedProblems {
    pub(super) fn of(index: &Index) -> Self {
        let mut all = Self::default();
        let mut back = Vec::new();
        for (position, sent) in index.bundle().each::<Condition>() {
            for extension in sent.extension.all_named("RelatedProblemHeader") {
                let kind = extension.child("type").and_then(Extension::code).map(str::to_ascii_lowercase);
                let target = extension.child("target").and_then(Extension::reference);
                let resolved = target.map(|target| index.resolve(target));
                let (other, term) = match resolved {
                    Some(Resolved::Found(found)) => match Condition::of(found.resource) {
                        Some(other) => (found.position, term(other)),
                        None => (None, NOT_INCLUDED.to_owned()),
                    },
                    Some(Resolved::Text(words) | Resolved::Missing { display: Some(words) }) => {
                        (None, words.to_owned())
                    }
                    Some(Resolved::Missing { display: None }) | None => (None, NOT_INCLUDED.to_owned()),
                };
                let relation = relation(kind.as_deref());
                all.0.entry(position).or_default().push((other, Related { relation, term }));
                if let Some(other) = other {
                    back.push((other, position, reverse(kind.as_deref()), self::term(sent)));
                }
            }
        }
        for (position, from, kind, term) in back {
            let known = all.0.entry(position).or_default();
            if !known.iter().any(|(other, _)| *other == Some(from)) {
                known.push((Some(from), Related { relation: relation(kind), term }));
            }
        }
        all
    }

    pub(super) fn of_problem(&self, position: usize) -> Vec<Related> {
        self.0.get(&position).into_iter().flatten().map(|(_, related)| related.clone()).collect()
    }
}

fn term(problem: &Condition) -> String {
    term::of_problem(problem)
}

fn relation(kind: Option<&str>) -> String {
    match kind {
        Some("parent") => "Parent problem".to_owned(),
        Some("child") => "Child problem".to_owned(),
        Some("sibling") => "Sibling problem".to_owned(),
        Some(_) | None => "Related problem".to_owned(),
    }
}

fn reverse(kind: Option<&str>) -> Option<&'static str> {
    match kind {
        Some("parent") => Some("child"),
        Some("child") => Some("parent"),
        Some("sibling") => Some("sibling"),
        Some(_) | None => None,
    }
}
