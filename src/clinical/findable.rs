//! What words a row of an area can be found by, and its date: for narrowing and sorting one list, locally (ARS-68).

mod choice;

use std::sync::Arc;

pub use choice::{Choice, positions};

use super::consultations::{Consultation, Part, Section};
use super::diary_entries::DiaryEntry;
use super::documents::Document;
use super::immunisations::Immunisation;
use super::investigations::{Filing, Report, Request, Specimen};
use super::medications::{Flag, Medication};
use super::observation::Observed;
use super::problems::{Link, Problem};
use super::referrals::Referral;
use super::uncategorised_data::UncategorisedEntry;
use super::{Entry, Item, Marked, Note, Person};
use crate::clinical::order;
use crate::fhir::{DateTime, search_key};
use crate::format;

/// A row that can be found by its words and sorted by its date.
pub trait Findable {
    /// The date that the row is sorted by.
    fn date(&self) -> Option<&DateTime>;

    /// Says everything that the row shows and somebody may look for.
    fn say(&self, said: &mut Said);
}

/// The words of a row.
#[derive(Debug, Default)]
pub struct Said(String);

impl Said {
    fn add<'a>(&mut self, texts: impl IntoIterator<Item = &'a String>) {
        for text in texts {
            self.0.push_str(text);
            self.0.push('\n');
        }
    }

    fn dates<'a>(&mut self, dates: impl IntoIterator<Item = &'a DateTime>) {
        for date in dates {
            self.add([&format::date(date)]);
        }
    }

    fn notes(&mut self, notes: &[Note]) {
        self.add(notes.iter().map(|note| &note.text));
    }

    fn people<'a>(&mut self, people: impl IntoIterator<Item = &'a Person>) {
        for person in people {
            self.add(std::iter::once(&person.name).chain(&person.role));
        }
    }

    /// Words with their marks, so that what is preliminary or in error is found by that too.
    fn marked<T: AsRef<str>>(&mut self, words: &Marked<T>) {
        self.add([&words.words()]);
    }

    fn item(&mut self, item: &Item) {
        self.marked(&item.text);
        self.add(&item.comment);
    }
}

/// Words that somebody looks for in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted(Vec<String>);

impl Wanted {
    /// The words of an entry.
    pub fn of(entry: &str) -> Self {
        Self(entry.split_whitespace().map(search_key).filter(|word| !word.is_empty()).collect())
    }

    /// Whether nothing is looked for.
    pub fn is_nothing(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether every one of the words is somewhere in the row.
    pub fn is_in(&self, row: &impl Findable) -> bool {
        if self.is_nothing() {
            return true;
        }
        let mut said = Said::default();
        row.say(&mut said);
        let said = search_key(&said.0);
        self.0.iter().all(|word| said.contains(word))
    }
}

/// Turns the order of rows by date round; undated ones stay last (ARS-66).
pub fn turn<R>(rows: &mut [R], date: impl Fn(&R) -> Option<&DateTime>) {
    rows.reverse();
    order::by_key(rows, |row| date(row).and_then(format::date::first_day).is_none());
}

impl<T: Findable> Findable for Arc<T> {
    fn date(&self) -> Option<&DateTime> {
        self.as_ref().date()
    }

    fn say(&self, said: &mut Said) {
        self.as_ref().say(said);
    }
}

impl Findable for Entry {
    fn date(&self) -> Option<&DateTime> {
        self.item.date.as_ref()
    }

    fn say(&self, said: &mut Said) {
        said.add([&self.area.title().to_owned(), &self.item.kind.words().to_owned()]);
        said.item(&self.item);
        said.dates(&self.item.date);
    }
}

impl Findable for Problem {
    fn date(&self) -> Option<&DateTime> {
        self.onset.as_ref().or(self.recorded.as_ref())
    }

    fn say(&self, said: &mut Said) {
        said.add([&self.term, &self.status.words().to_owned(), &self.significance.words().to_owned()]);
        said.dates([&self.onset, &self.ended, &self.recorded].into_iter().flatten());
        said.people(&self.recorder);
        said.notes(&self.notes);
        said.add(self.related.iter().map(|related| &related.term));
        for link in self.links.iter().chain(&self.is) {
            match link {
                Link::Item(item) => said.item(item),
                Link::Words(words) => said.add([words]),
            }
        }
    }
}

impl Findable for Consultation {
    fn date(&self) -> Option<&DateTime> {
        self.start.as_ref()
    }

    fn say(&self, said: &mut Said) {
        said.marked(&self.kind);
        said.dates(&self.start);
        said.people(self.participants.iter().map(|one| &one.person).chain(&self.organisation));
        said.add(self.places.iter().chain(&self.problems));
        self.sections.iter().for_each(|section| say_section(section, said));
    }
}

fn say_section(section: &Section, said: &mut Said) {
    said.add(section.title.iter().chain(&section.problems).chain(&section.notes));
    for part in &section.parts {
        match part {
            Part::Section(inner) => say_section(inner, said),
            Part::Item(item) => said.item(item),
            Part::Words(words) => said.add([words]),
        }
    }
}

impl Findable for Report {
    fn date(&self) -> Option<&DateTime> {
        self.issued.as_ref()
    }

    fn say(&self, said: &mut Said) {
        said.marked(&self.title);
        said.add(self.kind.iter().chain(&self.category));
        said.dates(self.issued.iter().chain(&self.filed));
        said.people(&self.performers);
        said.add(self.conclusion.iter().chain(&self.diagnoses).chain(&self.numbers));
        self.requests.iter().for_each(|request| say_request(request, said));
        self.specimens.iter().for_each(|specimen| say_specimen(specimen, said));
        say_filings(&self.filings, said);
        for group in &self.groups {
            group.header.iter().for_each(|header| header.say(said));
            say_filings(&group.filings, said);
            for outcome in &group.results {
                outcome.observed.say(said);
                say_filings(&outcome.filings, said);
            }
        }
    }
}

fn say_request(request: &Request, said: &mut Said) {
    said.add(std::iter::once(&request.term).chain(&request.reasons));
    said.people(&request.requester);
    said.notes(&request.notes);
}

fn say_specimen(specimen: &Specimen, said: &mut Said) {
    said.add(specimen.kind.iter().chain(&specimen.accession));
    said.notes(&specimen.notes);
}

fn say_filings(filings: &[Filing], said: &mut Said) {
    said.add(filings.iter().flat_map(|filing| filing.comment.iter().chain(&filing.by)));
}

impl Findable for Observed {
    fn date(&self) -> Option<&DateTime> {
        self.date.as_ref().or(self.recorded.as_ref())
    }

    fn say(&self, said: &mut Said) {
        said.marked(&self.term);
        said.add(self.comment.iter().chain(&self.site).chain(&self.method));
        said.dates(&self.date);
        said.add(self.interpretation.iter().map(|sent| &sent.words));
        said.people(&self.performers);
        for measured in std::iter::once(&self.measured).chain(self.parts.iter().map(|part| &part.measured)) {
            said.marked(measured);
        }
        said.add(self.parts.iter().map(|part| &part.term));
    }
}

impl Findable for UncategorisedEntry {
    fn date(&self) -> Option<&DateTime> {
        self.observed.date.as_ref()
    }

    fn say(&self, said: &mut Said) {
        self.observed.say(said);
        self.halves.iter().for_each(|half| half.say(said));
        said.add(&self.part_of);
        self.blood_pressure.iter().for_each(|pressure| said.marked(&pressure.words()));
    }
}

impl Findable for Immunisation {
    fn date(&self) -> Option<&DateTime> {
        self.date.as_ref()
    }

    fn say(&self, said: &mut Said) {
        said.add(
            std::iter::once(&self.name).chain(&self.product).chain(&self.batch).chain(&self.manufacturer),
        );
        said.add(
            self.course.iter().chain(&self.reasons).chain(&self.reasons_not_given).chain(&self.location),
        );
        said.add(self.remarks.iter().chain(&self.reported));
        said.dates(&self.date);
        said.people(self.people.iter().map(|(_, person)| person));
        said.notes(&self.notes);
    }
}

impl Findable for Referral {
    fn date(&self) -> Option<&DateTime> {
        self.date.as_ref()
    }

    fn say(&self, said: &mut Said) {
        said.add(std::iter::once(&self.term).chain(&self.more).chain(&self.priority).chain(&self.services));
        said.add(
            self.recipients.iter().chain(&self.description).chain(&self.documents).chain(&self.problems),
        );
        said.add(self.based_on.iter().chain(&self.ubrn));
        said.dates(&self.date);
        said.people(self.requester.iter().chain(&self.on_behalf_of));
        said.notes(&self.notes);
    }
}

impl Findable for DiaryEntry {
    fn date(&self) -> Option<&DateTime> {
        self.planned.as_ref()
    }

    fn say(&self, said: &mut Said) {
        said.add(
            std::iter::once(&self.text).chain(&self.reasons).chain(&self.supporting).chain(&self.problems),
        );
        said.dates(self.planned.iter().chain(&self.entered));
        said.people(&self.requester);
        said.notes(&self.notes);
    }
}

impl Findable for Document {
    fn date(&self) -> Option<&DateTime> {
        self.created.as_ref().or(self.indexed.as_ref())
    }

    fn say(&self, said: &mut Said) {
        said.add(std::iter::once(&self.title).chain(&self.kind).chain(&self.custodian).chain(&self.setting));
        said.add([&self.origin.words()]);
        said.dates(self.created.iter().chain(&self.indexed));
    }
}

impl Findable for Medication {
    fn date(&self) -> Option<&DateTime> {
        self.start.as_ref()
    }

    fn say(&self, said: &mut Said) {
        said.add([&self.name.text(), &self.group.title().to_owned(), &self.status.words().to_owned()]);
        said.add(self.flags.iter().map(Flag::words).collect::<Vec<_>>().iter());
        said.add([&self.kind.words().to_owned(), &self.agency.words]);
        said.add(self.stopped.iter().filter_map(|stopped| stopped.reason.as_ref()).chain(&self.remarks));
        said.dates([&self.start, &self.end].into_iter().flatten());
        said.add(self.dose.iter().chain(&self.plan_dose).map(|dose| &dose.text));
        said.people(self.prescriber.iter().map(|prescriber| &prescriber.person));
        said.add(&self.problems);
        said.notes(&self.notes);
        for issue in &self.issues {
            said.add([&issue.status_words()]);
            said.notes(&issue.notes);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(term: &str, date: &str) -> Observed {
        Observed {
            term: Marked::plain(term.to_owned()),
            date: (!date.is_empty()).then(|| DateTime::new(date)),
            ..Observed::default()
        }
    }

    // proves: ARS-68
    #[test]
    fn every_word_must_stand_somewhere_in_the_row_and_nothing_hides_nothing() {
        let mut knee = row("Knee pain", "2024-03-27");
        knee.comment = Some("worse on stairs".to_owned());
        for (entry, is_found) in
            [("", true), ("  ", true), ("STAIRS knee", true), ("27-mar-2024", true), ("knee hip", false)]
        {
            assert_eq!(Wanted::of(entry).is_in(&knee), is_found, "{entry}");
        }
    }

    // proves: ARS-66 ARS-68
    #[test]
    fn undated_rows_stay_last_whichever_end_comes_first() {
        let [new, old, undated] = [row("new", "2024"), row("old", "2019-05"), row("undated", "")];
        let mut rows = vec![&new, &old, &undated];
        turn(&mut rows, |row| row.date());
        let terms: Vec<&str> = rows.iter().map(|row| row.term.parts().0.as_str()).collect();
        assert_eq!(terms, ["old", "new", "undated"]);
    }
}
