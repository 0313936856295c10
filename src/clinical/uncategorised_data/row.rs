//! One row: an observation, or the several that make one blood pressure.

use super::pairs::Pairs;
use crate::clinical::linked_problems::LinkedProblems;
use crate::clinical::observation::{BloodPressure, Half, Observed};
use crate::clinical::{Marked, Placing};
use crate::fhir::Observation;

/// A row of uncategorised data.
#[derive(Clone, Debug, PartialEq)]
pub struct UncategorisedEntry {
    /// What was observed.
    pub observed: Observed,
    /// The blood pressure that it is.
    pub blood_pressure: Option<BloodPressure>,
    /// The halves, where they were sent as observations of their own: each with its own words.
    pub halves: Vec<Observed>,
    /// The term of what it is a part of.
    pub part_of: Option<String>,
    /// Problems that link it.
    pub problems: Vec<String>,
}

impl UncategorisedEntry {
    pub(super) fn read<'a>(
        placing: &Placing<'a>,
        position: usize,
        sent: &'a Observation,
        pairs: &Pairs,
        problems: &LinkedProblems,
    ) -> Self {
        let observation =
            |position: usize| placing.index().at(position).and_then(<Observation as crate::fhir::Kind>::of);
        let mut observed = Observed::read(placing, position, sent);
        let linked = pairs.halves(position);
        let mut halves = Vec::new();
        let blood_pressure = if linked.is_empty() {
            BloodPressure::of(sent, &observed.parts)
        } else {
            let mut pressure = BloodPressure::default();
            for &(half, at) in linked {
                let read = match observation(at) {
                    Some(_) if at == position => observed.clone(),
                    Some(other) => Observed::read(placing, at, other),
                    None => continue,
                };
                match half {
                    Half::Systolic => pressure.systolic = read.measured.clone(),
                    Half::Diastolic => pressure.diastolic = read.measured.clone(),
                }
                observed.date = observed.date.or_else(|| read.date.clone());
                halves.push(read);
            }
            if let Some(own) = halves.iter().position(|half| half.key == position) {
                // No panel came: the halves say all, and the row only names them.
                let both = halves.iter().map(|half| half.term.parts());
                observed.term = both.fold(Marked::default(), |joined: Marked<String>, (term, marks)| {
                    let join =
                        |all: String| if all.is_empty() { term.clone() } else { format!("{all} / {term}") };
                    joined.map(join).with_all(marks)
                });
                observed.measured = Marked::default();
                observed.ranges.clear();
                (observed.interpretation, observed.comment) = (None, None);
                (observed.site, observed.method) = (None, None);
                halves.rotate_left(own);
            }
            Some(pressure)
        };
        let part_of = pairs.part_of(position).map(str::to_owned);
        let problems = problems.terms(std::iter::once(position).chain(halves.iter().map(|half| half.key)));
        Self { observed, blood_pressure, halves, part_of, problems }
    }

    /// The value in words; `None` when there is none.
    pub fn value(&self) -> Option<Marked<String>> {
        match &self.blood_pressure {
            Some(pressure) => Some(pressure.words()),
            None => self.observed.measured.as_ref().map(|one| one.words().map(str::to_owned)).sent(),
        }
    }

    /// Whether it is a measurement and no mere words.
    pub fn has_value(&self) -> bool {
        self.blood_pressure.is_some() || !self.observed.is_words_alone()
    }

    /// Whether the sender calls any of its values other than normal.
    pub fn is_abnormal(&self) -> bool {
        let whole = std::iter::once(&self.observed).chain(&self.halves);
        let parts = whole.clone().flat_map(|one| &one.parts).filter_map(|part| part.interpretation.as_ref());
        let mut all = whole.filter_map(|one| one.interpretation.as_ref()).chain(parts);
        all.any(|sent| sent.is_abnormal)
    }

    /// The positions of everything that it shows.
    pub(super) fn positions(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.observed.key).chain(self.halves.iter().map(|half| half.key))
    }
}
