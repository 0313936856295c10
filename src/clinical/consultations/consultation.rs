//! One consultation: when, who, where, and what was said and done (structured digest 3.5, 7.10).

use super::tree::{Level, Part, Section};
use crate::clinical::linked_problems::LinkedProblems;
use crate::clinical::order;
use crate::clinical::person::NOT_INCLUDED;
use crate::clinical::security_label::is_not_for_patient;
use crate::clinical::standing::of_encounter;
use crate::clinical::{Item, ItemKind, Marked, Person, Placing, person};
use crate::fhir::{DateTime, Encounter, EncounterParticipant};
use crate::format;

/// Someone who took part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// As what: `Clinician`, `Recorded by`.
    pub part: &'static str,
    /// Who.
    pub person: Person,
}

/// One consultation.
#[derive(Clone, Debug, PartialEq)]
pub struct Consultation {
    /// Its position in the response: names the row.
    pub key: usize,
    /// Its kind: `GP surgery consultation`; with its status, such as a draft (ARS-41).
    pub kind: Marked<String>,
    /// When it began.
    pub start: Option<DateTime>,
    /// When it ended.
    pub end: Option<DateTime>,
    /// How long it took: `12 minutes`.
    pub length: Option<String>,
    /// Who took part; the clinician first. Someone who did two things is named once.
    pub participants: Vec<Participant>,
    /// Where.
    pub places: Vec<String>,
    /// Of which organisation.
    pub organisation: Option<Person>,
    /// The problems that link it or that its topics are about.
    pub problems: Vec<String>,
    /// Its topics, in order.
    pub sections: Vec<Section>,
    /// Not to be disclosed to the patient (ARS-56).
    pub not_for_patient: bool,
}

impl Consultation {
    pub(super) fn read<'a>(
        placing: &Placing<'a>,
        position: usize,
        sent: &'a Encounter,
        sections: Vec<Section>,
        linked: &LinkedProblems,
    ) -> Self {
        let kind = sent.kind.first().map(|kind| format::concept(kind).into_owned());
        let sections = without_repeated_title(sections, kind.as_deref());
        let period = sent.period.as_ref();
        let mut problems = linked.terms(std::iter::once(position));
        for term in sections.iter().flat_map(problems_of) {
            if !problems.contains(&term) {
                problems.push(term);
            }
        }
        Self {
            key: position,
            kind: Marked::new(
                kind.unwrap_or_else(|| "Consultation".to_owned()),
                of_encounter(sent.status.as_deref()),
            ),
            start: period.and_then(|period| period.start.clone()),
            end: period.and_then(|period| period.end.clone()),
            length: sent.length.as_ref().map(|length| {
                let words = format::quantity(length);
                words.strip_suffix(" min").map(|number| format!("{number} minutes")).unwrap_or(words)
            }),
            participants: participants(placing, &sent.participant),
            places: sent
                .location
                .iter()
                .filter_map(|place| place_name(placing, place.location.as_ref()?))
                .collect(),
            organisation: person(placing, sent.service_provider.as_ref()),
            problems,
            sections,
            not_for_patient: is_not_for_patient(sent.meta.as_deref()),
        }
    }

    /// Every entry and all words in it, in order.
    pub fn each_part(&self) -> Vec<&Part> {
        self.sections.iter().flat_map(Section::each_part).collect()
    }

    /// What it was about in a few words: the first topic with a title, else its first entry that is not a note, else kind.
    pub fn about(&self) -> Marked<String> {
        let (kind, marks) = self.kind.parts();
        let titles =
            self.sections.iter().find_map(|section| section.title.as_ref().or(section.problems.first()));
        let titled = titles.cloned().map(Marked::plain);
        let coded = || {
            self.each_part().into_iter().find_map(|part| match part {
                Part::Item(item) if item.kind != ItemKind::Note => Some(item.text.clone()),
                Part::Item(_) | Part::Words(_) | Part::Section(_) => None,
            })
        };
        titled.or_else(coded).unwrap_or_else(|| Marked::plain(kind.clone())).with_all(marks)
    }

    /// The first words of its free text.
    pub fn first_note(&self) -> Option<&Marked<String>> {
        self.each_part().into_iter().find_map(|part| match part {
            Part::Item(Item { kind: ItemKind::Note, text, .. }) => Some(text),
            Part::Item(_) | Part::Words(_) | Part::Section(_) => None,
        })
    }
}

/// A list of the consultation itself repeats the encounter's type as its title: its parts take its place, unless it says
/// more or holds entries directly.
fn without_repeated_title(sections: Vec<Section>, kind: Option<&str>) -> Vec<Section> {
    let mut all = Vec::new();
    for section in sections {
        let says_nothing = section.level == Level::Consultation
            && section.notes.is_empty()
            && section.problems.is_empty()
            && section.title.as_deref().is_none_or(|title| Some(title) == kind)
            && section.parts.iter().all(|part| matches!(part, Part::Section(_)));
        if !says_nothing {
            all.push(section);
            continue;
        }
        for part in section.parts {
            if let Part::Section(section) = part {
                all.push(section);
            }
        }
    }
    all
}

fn problems_of(section: &Section) -> Vec<String> {
    let inner = section.parts.iter().flat_map(|part| match part {
        Part::Section(section) => problems_of(section),
        Part::Item(_) | Part::Words(_) => Vec::new(),
    });
    section.problems.iter().cloned().chain(inner).collect()
}

fn participants<'a>(placing: &Placing<'a>, sent: &'a [EncounterParticipant]) -> Vec<Participant> {
    let mut all: Vec<Participant> = Vec::new();
    for participant in sent {
        let codes =
            || participant.kind.iter().flat_map(|kind| &kind.coding).filter_map(|one| one.code.as_deref());
        let part = match codes().find(|code| ["PPRF", "REC"].contains(code)) {
            Some("PPRF") => "Clinician",
            Some(_) => "Recorded by",
            None => "Also took part",
        };
        if let Some(person) = person(placing, participant.individual.as_ref()) {
            all.push(Participant { part, person });
        }
    }
    order::by_key(&mut all, |one| match one.part {
        "Clinician" => 0,
        "Recorded by" => 2,
        _ => 1,
    });
    let mut seen: Vec<Person> = Vec::new();
    all.retain(|one| {
        let is_new = !seen.contains(&one.person);
        seen.push(one.person.clone());
        is_new
    });
    all
}

fn place_name<'a>(placing: &Placing<'a>, reference: &'a crate::fhir::Reference) -> Option<String> {
    person(placing, Some(reference)).map(|place| place.name).filter(|name| name != NOT_INCLUDED)
}
