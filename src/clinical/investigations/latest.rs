//! The latest value of each test, with the one before it (structured digest 3.9). Nothing is made of the two but which is
//! the higher number: whether that is better, nobody here can say.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::{Investigations, Outcome};
use crate::clinical::Marked;
use crate::clinical::observation::{Amount, Measured, Observed};
use crate::fhir::DateTime;
use crate::format;

/// How a number stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Higher.
    Up,
    /// Lower.
    Down,
    /// The same.
    Same,
}

/// The value before.
#[derive(Clone, Debug, PartialEq)]
pub struct Before {
    /// In words, with its unit.
    pub words: Marked<String>,
    /// When it was.
    pub date: Option<DateTime>,
    /// How the latest stands to it.
    pub change: Change,
}

/// The latest value of a test.
#[derive(Clone, Debug, PartialEq)]
pub struct Latest {
    /// The result.
    pub observed: Observed,
    /// Its date, or its report's.
    pub date: Option<DateTime>,
    /// The value before it of the same code in the same unit, where both are measurements.
    pub before: Option<Before>,
    /// Problems that link it.
    pub problems: Vec<String>,
}

impl Investigations {
    /// The latest values of at most `count` tests, the newest first; results without a value are left to their reports.
    pub fn latest(&self, count: usize) -> Vec<Latest> {
        let reports = self.items.iter().chain(&self.apart);
        let mut results: Vec<(&Outcome, Option<&DateTime>)> = reports
            .flat_map(|report| {
                report.results().map(|one| (one, one.observed.date.as_ref().or(report.issued.as_ref())))
            })
            .filter(|(one, _)| matches!(one.observed.measured.comparable(), Some(Measured::Value { .. })))
            .collect();
        results.sort_by_cached_key(|(_, date)| Reverse(format::date::sort_key(*date)));
        let mut seen = BTreeSet::new();
        let mut latest = Vec::new();
        for (at, (one, date)) in results.iter().enumerate() {
            if latest.len() == count {
                break;
            }
            if seen.insert(test(&one.observed)) {
                let earlier = results.get(at + 1..).unwrap_or_default();
                latest.push(Latest {
                    observed: one.observed.clone(),
                    date: date.cloned(),
                    before: before(&one.observed, *date, earlier),
                    problems: one.problems.clone(),
                });
            }
        }
        latest
    }
}

/// What makes two results the same test: the code, or without one the words.
fn test(observed: &Observed) -> &str {
    observed.code.as_deref().unwrap_or(observed.term.parts().0)
}

/// What can be compared: a measurement of the patient, not a bound.
fn measurement(observed: &Observed) -> Option<&Amount> {
    observed.measured.comparable()?.amount().filter(|amount| !amount.is_bound)
}

/// Of two values of one moment nobody can say which was first.
fn before(
    latest: &Observed,
    on: Option<&DateTime>,
    earlier: &[(&Outcome, Option<&DateTime>)],
) -> Option<Before> {
    let is_earlier = |date: Option<&DateTime>| format::date::sort_key(date) < format::date::sort_key(on);
    let amount = measurement(latest)?;
    let code = latest.code.as_deref()?;
    let same_test =
        earlier.iter().filter(|(one, date)| one.observed.code.as_deref() == Some(code) && is_earlier(*date));
    same_test.filter(|(_, date)| date.is_some()).find_map(|(one, date)| {
        let other = measurement(&one.observed).filter(|other| other.unit == amount.unit)?;
        let change = match amount.number.partial_cmp(&other.number)? {
            std::cmp::Ordering::Greater => Change::Up,
            std::cmp::Ordering::Less => Change::Down,
            std::cmp::Ordering::Equal => Change::Same,
        };
        let words = one.observed.measured.as_ref().map(|value| value.words().unwrap_or_default().to_owned());
        Some(Before { words, date: date.cloned(), change })
    })
}
