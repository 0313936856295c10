//! A structured answer as a whole: its areas, what is missing and why, and that every entry is shown somewhere.
//!
//! Each area is a field of [`Reading`], with its line in [`Reading::first`] or [`Reading::complete`] and in
//! [`Reading::outline`]. A long answer is read in two steps: what the summary shows can be painted before the rest is read.

mod outline;

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

pub use outline::Outline;

use super::area::{Area, Notice, Warning, WarningKind, notices};
use super::placement::Place;
use super::{
    Allergies, Consultations, Demographics, DiaryEntries, Documents, Entries, Immunisations, Investigations,
    Item, Lines, Medications, OtherItems, Placement, Placing, Problems, Referrals, State, UncategorisedData,
    consultations, diary_entries, documents, immunisations, investigations, problems, referrals,
    uncategorised_data,
};
use crate::fhir::{Bundle, Extension, Index, Organization, Patient, Reference, Resource, SIGN_MEANS};
use crate::format;

/// The state of one area; its content is shared between screens.
pub type AreaReading<T, E> = State<Arc<T>, E, Warning>;

/// What one structured answer says.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading<E> {
    /// Allergies.
    pub allergies: AreaReading<Allergies, E>,
    /// Medications.
    pub medications: AreaReading<Medications, E>,
    /// Problems.
    pub problems: AreaReading<Problems, E>,
    /// Consultations.
    pub consultations: AreaReading<Consultations, E>,
    /// Investigations.
    pub investigations: AreaReading<Investigations, E>,
    /// Immunisations.
    pub immunisations: AreaReading<Immunisations, E>,
    /// Uncategorised data.
    pub uncategorised_data: AreaReading<UncategorisedData, E>,
    /// Referrals.
    pub referrals: AreaReading<Referrals, E>,
    /// Diary entries.
    pub diary_entries: AreaReading<DiaryEntries, E>,
    /// Documents that entries of the response refer to.
    pub documents: AreaReading<Documents, E>,
    /// What is known once every area has been read; none before.
    pub rest: Option<Rest>,
    /// What the practice's system says it could not do, and that belongs to no area asked for (ARS-17).
    pub notices: Vec<Notice>,
    /// Who the answer is about.
    pub demographics: Option<Demographics>,
    /// The practice that holds the record, in the answer's own words (ARS-57).
    pub practice: Option<String>,
    /// Entries received.
    pub received: usize,
    /// Entries of which some part had the wrong kind and was left out, each with what it is (ARS-15).
    pub partly_read: Vec<String>,
    /// Entries that came without their wrapper, and were read anyway.
    pub unwrapped: Vec<String>,
    /// That something of the answer is about somebody else, in words; none where nothing is.
    pub about_others: Option<String>,
    /// Which entries the areas show that have been read.
    shown: Vec<(Place, BTreeSet<usize>)>,
}

/// What takes every area of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Rest {
    /// Every clinical entry in one line, for search and timeline.
    pub entries: Arc<Entries>,
    /// What no area shows.
    pub others: OtherItems,
}

impl<E> Reading<E> {
    /// Reads an answer to a question for the areas `asked`, as of `today` (the UK's day).
    pub fn of(bundle: &Bundle, today: NaiveDate, asked: &[Area]) -> Self {
        let mut reading = Self::first(bundle, today, asked);
        reading.complete(bundle, today, asked);
        reading
    }

    /// Reads what the summary shows. The other areas are loading until [`Reading::complete`].
    pub fn first(bundle: &Bundle, today: NaiveDate, asked: &[Area]) -> Self {
        let index = Index::new(bundle);
        let patient = bundle.each::<Patient>().next().map(|(_, patient)| patient);
        let practice = patient.and_then(|patient| practice(&index, patient));
        let ods = practice.and_then(ods);
        let mut partly_read: Vec<usize> = bundle.skipped.iter().map(|skipped| skipped.entry).collect();
        partly_read.dedup();
        let is_asked = |area: Area| asked.contains(&area);
        // Each area is read once: what it shows is kept for the placement.
        let mut shown = Shown { asked, bundle, places: Vec::new() };
        let allergies = shown.keep(Area::Allergies, Allergies::read(&index));
        let medications = shown.keep(Area::Medications, Medications::read(&index, today));
        let problems = shown.keep(Area::Problems, problems::read(&index));
        let consultations = shown.keep(Area::Consultations, consultations::read(&index));
        let investigations = shown.keep(Area::Investigations, investigations::read(&index));
        Self {
            allergies,
            medications,
            problems,
            consultations,
            investigations,
            immunisations: State::Loading,
            uncategorised_data: State::Loading,
            referrals: State::Loading,
            diary_entries: State::Loading,
            documents: State::Loading,
            rest: None,
            notices: notices(&index)
                .into_iter()
                .filter(|notice| !notice.area.is_some_and(is_asked))
                .collect(),
            demographics: patient.map(|patient| Demographics::within(&index, patient, ods, today)),
            practice: practice.and_then(|practice| practice.name.clone()),
            received: bundle.entries.len(),
            partly_read: partly_read.into_iter().filter_map(|at| named(&index, at)).collect(),
            unwrapped: bundle.unwrapped.iter().filter_map(|at| named(&index, *at)).collect(),
            about_others: about_others(bundle),
            shown: shown.places,
        }
    }

    /// Reads what [`Reading::first`] left, of the same answer.
    pub fn complete(&mut self, bundle: &Bundle, today: NaiveDate, asked: &[Area]) {
        let index = Index::new(bundle);
        let mut left = Left::of(&index, today, asked);
        while self.read_on(&mut left) {}
    }

    /// Reads a piece of what is left; false once that was the last one.
    pub fn read_on(&mut self, left: &mut Left) -> bool {
        let Left { index, today, asked, areas, lines } = left;
        let mut shown = Shown { asked, bundle: index.bundle(), places: std::mem::take(&mut self.shown) };
        match areas.next() {
            Some(Area::Immunisations) => {
                self.immunisations = shown.keep(Area::Immunisations, immunisations::read(index));
            }
            Some(Area::UncategorisedData) => {
                self.uncategorised_data =
                    shown.keep(Area::UncategorisedData, uncategorised_data::read(index));
            }
            Some(Area::Referrals) => {
                self.referrals = shown.keep(Area::Referrals, referrals::read(index));
            }
            Some(Area::DiaryEntries) => {
                self.diary_entries = shown.keep(Area::DiaryEntries, diary_entries::read(index, *today));
            }
            Some(Area::Documents) => {
                self.documents = shown.keep(Area::Documents, documents::read(index));
            }
            // Read at once, by `first`.
            Some(
                Area::Allergies
                | Area::Medications
                | Area::Problems
                | Area::Consultations
                | Area::Investigations,
            ) => {}
            None if lines.read_on() => {}
            None => {
                let placement = Placement::of_record(index, shown.places);
                let others = OtherItems::of(index, placement.unplaced());
                self.rest = Some(Rest { entries: Arc::new(lines.take()), others });
                return false;
            }
        }
        self.shown = shown.places;
        true
    }

    /// The state of an area in a few words.
    pub fn outline(&self, area: Area) -> Outline {
        match area {
            Area::Allergies => Outline::of(&self.allergies, |allergies| allergies.active.len()),
            Area::Medications => Outline::of(&self.medications, |medications| medications.items.len()),
            Area::Problems => Outline::of(&self.problems, |problems| problems.count()),
            Area::Consultations => Outline::of(&self.consultations, |consultations| consultations.count()),
            Area::Investigations => Outline::of(&self.investigations, |reports| reports.count()),
            Area::Immunisations => Outline::of(&self.immunisations, |immunisations| immunisations.count()),
            Area::UncategorisedData => Outline::of(&self.uncategorised_data, |data| data.count()),
            Area::Referrals => Outline::of(&self.referrals, |referrals| referrals.count()),
            Area::DiaryEntries => Outline::of(&self.diary_entries, |entries| entries.count()),
            Area::Documents => Outline::of(&self.documents, |documents| documents.count()),
        }
    }

    /// Entries that are listed as other items; none before every area has been read.
    pub fn listed_as_other(&self) -> Option<usize> {
        self.rest.as_ref().map(|rest| rest.others.items.len())
    }
}

/// What is left of an answer once [`Reading::first`] has read it.
pub struct Left<'a> {
    index: &'a Index<'a>,
    today: NaiveDate,
    asked: &'a [Area],
    areas: std::array::IntoIter<Area, 5>,
    lines: Lines<'a>,
}

impl<'a> Left<'a> {
    /// All that is left, of the same answer.
    pub fn of(index: &'a Index<'a>, today: NaiveDate, asked: &'a [Area]) -> Self {
        let areas = [
            Area::Immunisations,
            Area::UncategorisedData,
            Area::Referrals,
            Area::DiaryEntries,
            Area::Documents,
        ];
        Self { index, today, asked, areas: areas.into_iter(), lines: Lines::of(index) }
    }
}

/// `Problem: Type 2 diabetes`: kind and words of an entry.
fn named(index: &Index, position: usize) -> Option<String> {
    let item = Item::of(&Placing::new(index), Some(position), index.at(position)?);
    Some(format!("{}: {}", item.kind.words(), item.text.words()))
}

/// `3 entries are about somebody else (Mrs Jane Carr): set apart …`
fn about_others(bundle: &Bundle) -> Option<String> {
    let mut people: Vec<&str> = Vec::new();
    let mut count = 0;
    for entry in &bundle.entries {
        if let Resource::SomebodyElses(this) = entry {
            count += 1;
            if !people.contains(&this.who.as_str()) {
                people.push(&this.who);
            }
        }
    }
    let entries = if count == 1 { "1 entry is".to_owned() } else { format!("{count} entries are") };
    (count > 0).then(|| {
        format!(
            "{entries} about somebody else ({}): listed separately under other items, and nowhere among this patient’s.",
            people.join(", ")
        )
    })
}

/// The practice: the organisation among the patient's general practitioners, else the one that manages the record.
fn practice<'a>(index: &Index<'a>, patient: &'a Patient) -> Option<&'a Organization> {
    let of = |reference: &'a Reference| index.get::<Organization>(Some(reference));
    patient
        .general_practitioner
        .iter()
        .find_map(of)
        .or_else(|| patient.managing_organization.as_ref().and_then(of))
}

fn ods(organization: &Organization) -> Option<&str> {
    let identifier = organization.identifier.iter().find(|identifier| {
        identifier.system.as_deref().is_some_and(|system| system.ends_with("/ods-organization-code"))
    });
    identifier?.value.as_deref()
}

/// What the areas show, while they are read.
struct Shown<'a> {
    asked: &'a [Area],
    /// The answer.
    bundle: &'a Bundle,
    places: Vec<(Place, BTreeSet<usize>)>,
}

impl Shown<'_> {
    /// The state to be shown. Of an area that was not asked for there is nothing to say, unless entries of it came with
    /// others: these are shown, with the warning that there was no list.
    fn keep<T, E>(
        &mut self,
        area: Area,
        (state, positions): (State<T, E, Warning>, BTreeSet<usize>),
    ) -> AreaReading<T, E> {
        let not_shown = not_shown(self.bundle, &positions);
        let is_signed = self.bundle.signed.iter().any(|at| positions.contains(at));
        self.places.push((Place::Area(area), positions));
        let mut state = state.map(Arc::new);
        if is_signed && let State::Present { warnings, .. } = &mut state {
            warnings.push(Warning::new(WarningKind::UnseenLetters, area.title(), SIGN_MEANS));
        }
        if let Some(words) = not_shown
            && let State::Present { warnings, .. } = &mut state
        {
            warnings.push(Warning::new(WarningKind::NotShown, area.title(), words));
        }
        let is_shown = self.asked.contains(&area) || matches!(state, State::Present { .. });
        if is_shown { state } else { State::NotRequested }
    }
}

/// What was sent with the entries of an area and is in no row of it, in words: extensions that the app does not know, and
/// parts of the wrong kind (ARS-15).
fn not_shown(bundle: &Bundle, positions: &BTreeSet<usize>) -> Option<String> {
    let mut said: Vec<String> = Vec::new();
    for (_, extension) in bundle.unread.iter().filter(|(at, _)| positions.contains(at)) {
        let words = extension_words(extension);
        if !said.contains(&words) {
            said.push(words);
        }
    }
    let left_out: BTreeSet<usize> = bundle.skipped.iter().map(|skipped| skipped.entry).collect();
    let left_out = left_out.intersection(positions).count();
    if left_out > 0 {
        said.push(format!("parts of {left_out} of its entries had the wrong form and were left out"));
    }
    (!said.is_empty())
        .then(|| format!("Sent with entries of this area, but not shown in their rows: {}.", said.join("; ")))
}

/// `Fasted: Yes`; of one with parts each of them.
fn extension_words(extension: &Extension) -> String {
    let own = extension.value.as_ref().and_then(format::value);
    let parts = extension.extension.iter().map(extension_words);
    let words: Vec<String> = own.into_iter().chain(parts).collect();
    match words.as_slice() {
        [] => extension.name().to_owned(),
        words => format!("{}: {}", extension.name(), words.join(", ")),
    }
}

#[cfg(test)]
mod tests;
