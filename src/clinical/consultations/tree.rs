//! The lists that structure consultations: consultation, topic, heading, items in order (ARS-38, ARS-40).

use std::collections::{BTreeMap, BTreeSet};

use crate::clinical::area::ListKind;
use crate::clinical::note::words;
use crate::clinical::order;
use crate::clinical::person::NOT_INCLUDED;
use crate::clinical::term::of_problem;
use crate::clinical::{Item, Placing};
use crate::fhir::{Condition, Extension, Kind, List, Reference, Resolved};

/// How deep lists may hold lists; real ones are three deep.
const DEEPEST: usize = 8;

/// A level of the structure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// The consultation itself: its title is the encounter's type.
    Consultation,
    /// A topic, mostly one problem.
    Topic,
    /// A heading: `History`, `Examination`.
    Heading,
}

/// A list with what it holds, in order.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// Its level.
    pub level: Level,
    /// Its title; mostly untitled topics.
    pub title: Option<String>,
    /// The problems that it is about.
    pub problems: Vec<String>,
    /// What was written about the list itself.
    pub notes: Vec<String>,
    /// What it holds.
    pub parts: Vec<Part>,
}

/// One entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A level below.
    Section(Section),
    /// An entry of the record.
    Item(Item),
    /// Words in the place of an entry, in place (ARS-40).
    Words(String),
}

impl Section {
    /// Every entry and all words of the section and of those below, in order.
    pub fn each_part(&self) -> Vec<&Part> {
        let mut all = Vec::new();
        for part in &self.parts {
            match part {
                Part::Section(section) => all.extend(section.each_part()),
                Part::Item(_) | Part::Words(_) => all.push(part),
            }
        }
        all
    }
}

/// The trees of a response, each read when its encounter is met.
pub(super) struct Trees<'p, 'a> {
    placing: &'p Placing<'a>,
    lists: BTreeMap<usize, &'a List>,
    by_encounter: BTreeMap<usize, Vec<usize>>,
    used: BTreeSet<usize>,
}

impl<'p, 'a> Trees<'p, 'a> {
    /// Finds the lists of all trees by the encounter that they name, never by their ids (structured digest 3.5).
    pub(super) fn of(placing: &'p Placing<'a>) -> Self {
        let index = placing.index();
        let lists: BTreeMap<usize, &'a List> = placing
            .bundle()
            .each::<List>()
            .filter(|(position, list)| {
                ListKind::of(list) == ListKind::Consultation && !placing.is_repeated(*position)
            })
            .collect();
        let mut inner = BTreeSet::new();
        for (position, list) in &lists {
            let targets =
                list.entry.iter().filter_map(|entry| index.resolve(entry.item.as_ref()?).position());
            inner.extend(targets.filter(|target| target != position && lists.contains_key(target)));
        }
        let mut by_encounter: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for (position, list) in lists.iter().filter(|(position, _)| !inner.contains(position)) {
            let encounter = list.encounter.as_ref().and_then(|encounter| index.resolve(encounter).position());
            if let Some(encounter) = encounter {
                by_encounter.entry(encounter).or_default().push(*position);
            }
        }
        Self { placing, lists, by_encounter, used: BTreeSet::new() }
    }

    /// The sections of an encounter; a list of the consultation itself is taken apart, as it only repeats its type.
    pub(super) fn of_encounter(&mut self, encounter: usize) -> Vec<Section> {
        let roots = self.by_encounter.get(&encounter).cloned().unwrap_or_default();
        roots.into_iter().filter_map(|root| self.section(root, 0)).collect()
    }

    /// What no encounter of the response holds.
    pub(super) fn rest(&mut self) -> Vec<Section> {
        let mut outer: Vec<usize> = self.lists.keys().copied().collect();
        // The outermost first, so that nothing is taken out of its place.
        order::by_key(&mut outer, |position| match self.lists.get(position).map(|list| level(list)) {
            Some(Level::Consultation) => 0,
            Some(Level::Topic) => 1,
            Some(Level::Heading) | None => 2,
        });
        outer.into_iter().filter_map(|root| self.section(root, 0)).collect()
    }

    fn section(&mut self, position: usize, depth: usize) -> Option<Section> {
        let list = *self.lists.get(&position)?;
        if depth > DEEPEST || !self.used.insert(position) {
            return None;
        }
        self.placing.place(position);
        let parts = list.entry.iter().map(|entry| self.part(entry.item.as_ref(), depth)).collect();
        let title = list.title.as_deref().map(words).filter(|title| !title.is_empty());
        let notes = list.note.iter().filter_map(|note| note.text.as_deref()).map(words).collect();
        Some(Section { level: level(list), title, problems: self.problems(list), notes, parts })
    }

    fn part(&mut self, item: Option<&'a Reference>, depth: usize) -> Part {
        let Some(reference) = item else { return Part::Words(NOT_INCLUDED.to_owned()) };
        match self.placing.index().resolve(reference) {
            Resolved::Found(found) => {
                let inner = found.position.filter(|position| self.lists.contains_key(position));
                if let Some(section) = inner.and_then(|position| self.section(position, depth + 1)) {
                    return Part::Section(section);
                }
                self.placing.resolve(reference);
                Part::Item(Item::of(self.placing, found.position, found.resource))
            }
            Resolved::Text(words) => Part::Words(words.to_owned()),
            Resolved::Missing { display } => Part::Words(display.unwrap_or(NOT_INCLUDED).to_owned()),
        }
    }

    fn problems(&self, list: &'a List) -> Vec<String> {
        let targets = list.extension.all_named("RelatedProblemHeader");
        targets
            .filter_map(|extension| {
                extension.child("target").and_then(Extension::reference).or_else(|| extension.reference())
            })
            .map(|target| match self.placing.index().resolve(target) {
                Resolved::Found(found) => {
                    Condition::of(found.resource).map_or_else(|| NOT_INCLUDED.to_owned(), of_problem)
                }
                Resolved::Text(words) => words.to_owned(),
                Resolved::Missing { display } => {
                    display.unwrap_or("a problem that is not in this response").to_owned()
                }
            })
            .collect()
    }
}

fn level(list: &List) -> Level {
    let has = |code: &str| list.code.as_ref().is_some_and(|sent| sent.has_code(code));
    if has("325851000000107") {
        Level::Consultation
    } else if has("24781000000107") {
        Level::Heading
    } else {
        Level::Topic
    }
}
