//! One problem as a row (structured digest 3.6, 7.11).

use super::links::{Link, Related, RelatedProblems};
use crate::clinical::note::words;
use crate::clinical::order;
use crate::clinical::security_label::is_not_for_patient;
use crate::clinical::{Item, Mark, Note, Person, Placing, person, term};
use crate::fhir::{Condition, DateTime};
use crate::format;

/// Whether the problem is active.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// `active`
    Active,
    /// `inactive`
    Inactive,
    /// Any other value, as sent.
    Other(String),
    /// None was sent.
    NotStated,
}

impl Status {
    fn of(code: Option<&str>) -> Self {
        match code.map(str::trim) {
            None | Some("") => Self::NotStated,
            Some("active") => Self::Active,
            Some("inactive") => Self::Inactive,
            Some(other) => Self::Other(words(other)),
        }
    }

    /// In words.
    pub fn words(&self) -> &str {
        match self {
            Self::Active => "Active",
            Self::Inactive => "Inactive",
            Self::Other(other) => other,
            Self::NotStated => "Status not stated",
        }
    }
}

/// How significant the practice finds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Significance {
    /// `major`
    Major,
    /// `minor`
    Minor,
    /// Any other value, as sent.
    Other(String),
    /// None was sent.
    NotStated,
}

impl Significance {
    fn of(code: Option<&str>) -> Self {
        let code = code.map(str::trim).filter(|code| !code.is_empty());
        match code.map(str::to_ascii_lowercase).as_deref() {
            None => Self::NotStated,
            Some("major") => Self::Major,
            Some("minor") => Self::Minor,
            Some(other) => Self::Other(words(other)),
        }
    }

    /// In words.
    pub fn words(&self) -> &str {
        match self {
            Self::Major => "Major",
            Self::Minor => "Minor",
            Self::Other(other) => other,
            Self::NotStated => "Not stated",
        }
    }
}

/// The group that a problem is listed under, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Active and major; what is not said to be inactive counts as active, so that nothing is missed.
    ActiveMajor,
    /// Active, and nobody said how significant.
    Active,
    /// Active and minor.
    ActiveMinor,
    /// Past.
    Inactive,
}

impl Group {
    /// All of them, in order.
    pub const ALL: [Group; 4] = [Group::ActiveMajor, Group::Active, Group::ActiveMinor, Group::Inactive];

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Group::ActiveMajor => "Active, major",
            Group::Active => "Active, significance not stated",
            Group::ActiveMinor => "Active, minor",
            Group::Inactive => "Inactive (past)",
        }
    }

    /// Whether it holds active problems.
    pub fn is_active(self) -> bool {
        match self {
            Group::ActiveMajor | Group::Active | Group::ActiveMinor => true,
            Group::Inactive => false,
        }
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Its position in the response: names the row.
    pub key: usize,
    /// The original term (ARS-23).
    pub term: String,
    /// Whether its code was lost in transfer (ARS-26).
    pub is_degraded: bool,
    /// Whether its term was read from a note, because its code says nothing.
    pub is_from_note: bool,
    /// Whether it is active.
    pub status: Status,
    /// How significant it is.
    pub significance: Significance,
    /// When it began.
    pub onset: Option<DateTime>,
    /// When it began, where that was sent in words or as a period.
    pub onset_words: Option<String>,
    /// When it was no longer active.
    pub ended: Option<DateTime>,
    /// When it was recorded.
    pub recorded: Option<DateTime>,
    /// Who recorded it.
    pub recorder: Option<Person>,
    /// Notes, whole.
    pub notes: Vec<Note>,
    /// Problems that it is related to, from either side.
    pub related: Vec<Related>,
    /// The item that it is, where that is another entry.
    pub is: Option<Link>,
    /// What is linked to it.
    pub links: Vec<Link>,
    /// Not to be disclosed to the patient (ARS-56).
    pub not_for_patient: bool,
}

impl Problem {
    pub(super) fn read<'a>(
        placing: &Placing<'a>,
        position: usize,
        sent: &'a Condition,
        related: &RelatedProblems,
    ) -> Self {
        let significance = sent.extension.named("ProblemSignificance").and_then(|extension| extension.code());
        let (is, links) = Link::read_all(placing, sent);
        let text = sent.onset_string.as_deref().map(words);
        Self {
            key: position,
            term: term::of_problem(sent),
            is_from_note: term::term_of(sent.code.as_ref(), &sent.note).is_from_note,
            is_degraded: sent.code.as_ref().is_some_and(format::is_degraded),
            status: Status::of(sent.clinical_status.as_deref()),
            significance: Significance::of(significance),
            onset: sent
                .onset_date_time
                .clone()
                .or_else(|| sent.onset_period.as_ref().and_then(|period| period.start.clone())),
            onset_words: sent.onset_period.as_ref().map(format::period).or(text),
            ended: sent.abatement_date_time.clone(),
            recorded: sent.asserted_date.clone(),
            recorder: person(placing, sent.asserter.as_ref()),
            notes: Note::read_all(placing, &sent.note),
            related: related.of_problem(position),
            is,
            links,
            not_for_patient: is_not_for_patient(sent.meta.as_deref()),
        }
    }

    /// The group that it is listed under. In doubt it is active.
    pub fn group(&self) -> Group {
        match (&self.status, &self.significance) {
            (Status::Inactive, _) => Group::Inactive,
            (Status::Active | Status::Other(_) | Status::NotStated, Significance::Major) => {
                Group::ActiveMajor
            }
            (Status::Active | Status::Other(_) | Status::NotStated, Significance::Minor) => {
                Group::ActiveMinor
            }
            (
                Status::Active | Status::Other(_) | Status::NotStated,
                Significance::Other(_) | Significance::NotStated,
            ) => Group::Active,
        }
    }

    /// `Active, minor`: its state, where no heading says so.
    pub fn standing(&self) -> String {
        let significance = match &self.significance {
            Significance::NotStated => "significance not stated".to_owned(),
            stated => stated.words().to_lowercase(),
        };
        format!("{}, {significance}", self.status.words())
    }

    /// Whether the problem repeats all that the item says that it was made from.
    pub fn says_all_of(&self, item: &Item) -> bool {
        let squeezed = |text: &str| text.split_whitespace().collect::<String>().to_lowercase();
        let own = squeezed(&self.notes.iter().map(|note| note.text.as_str()).collect::<Vec<_>>().join(" "));
        let (text, marks) = item.text.parts();
        let is_same_term = *text == self.term || marks.has(&Mark::Uncoded);
        is_same_term && item.comment.as_deref().is_none_or(|comment| own.contains(&squeezed(comment)))
    }

    /// `Medication 3, Entry 12`: what is linked, counted by kind.
    pub fn link_counts(&self) -> String {
        let mut counts: Vec<(&str, usize)> = Vec::new();
        let mut links: Vec<&Link> = self.links.iter().collect();
        // What is not there comes last.
        order::by_key(&mut links, |link| matches!(link, Link::Words(_)));
        for link in links {
            let words = link.kind_words();
            match counts.iter_mut().find(|(known, _)| *known == words) {
                Some((_, count)) => *count += 1,
                None => counts.push((words, 1)),
            }
        }
        let words = counts.into_iter().map(|(words, count)| format!("{words} {count}"));
        words.collect::<Vec<_>>().join(", ")
    }
}
