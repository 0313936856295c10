//! The latest value of each test, with the one before it (structured digest 3.9). Nothing is made of the two but which is
//! the higher number: whether that is better, nobody here can say. Where nobody can say which was first, nothing is
//! compared, and that is said (FR-23).

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};

use super::{Investigations, Report};
use crate::clinical::observation::{Amount, Interpretation, Measured, Observed};
use crate::clinical::order;
use crate::clinical::{Mark, Marked, day};
use crate::fhir::DateTime;
use crate::format::date::{SortKey, sort_key};

/// How a number compares with the one before it.
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
    /// How the latest compares with it.
    pub change: Change,
}

/// What the latest value can be compared with.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Compared {
    /// There is no value before it in the same code and unit.
    #[default]
    Nothing,
    /// The one before it.
    With(Before),
    /// Several values without times, so that nobody can say which was first: on this day, or in what else was sent.
    Unordered(DateTime),
}

/// The latest value of a test.
#[derive(Clone, Debug, PartialEq)]
pub struct Latest {
    /// What was tested.
    pub term: Marked<String>,
    /// The value; of a report in words these.
    pub measured: Marked<Measured>,
    /// What the laboratory made of it.
    pub interpretation: Vec<Interpretation>,
    /// Its date, or its report's.
    pub date: Option<DateTime>,
    /// Other values of the same test on the same day, the latest first, each with its date.
    pub same_day: Vec<(Marked<String>, DateTime)>,
    /// The value before it.
    pub before: Compared,
    /// Problems that link it.
    pub problems: Vec<String>,
}

/// The latest results, as many as there is room for, and how many more there are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recent {
    /// Those the laboratory marked come first; of these and of the others the newest first.
    pub shown: Vec<Latest>,
    /// How many tests more have a result.
    pub more: usize,
    /// How many of these the laboratory marked.
    pub more_marked: usize,
}

/// How long before the newest result of all another one still counts as recent.
const RECENT: Days = Days::new(365);

/// How many marked ones may be shown beyond the others.
const MARKED: usize = 12;

impl Latest {
    /// Whether the laboratory calls the value other than normal.
    pub fn is_abnormal(&self) -> bool {
        self.interpretation.iter().any(|sent| sent.is_abnormal)
    }
}

impl Investigations {
    /// The latest values of at most `count` tests, or of more where the laboratory marked more.
    pub fn recent(&self, count: usize) -> Recent {
        let mut tests: BTreeMap<String, Vec<Candidate>> = BTreeMap::new();
        for report in self.items.iter().chain(&self.apart) {
            for one in candidates(report) {
                let values = tests.entry(one.test.clone()).or_default();
                if !values.iter().any(|known| known.is_same_as(&one)) {
                    values.push(one);
                }
            }
        }
        let mut latest: Vec<(Option<SortKey>, Latest)> = tests
            .into_values()
            .filter_map(|values| Some((values.iter().map(|one| one.at).max()?, latest(values)?)))
            .collect();
        let newest = latest.iter().filter_map(|(at, _)| at.as_ref().map(|at| at.moment().date())).max();
        let is_recent = |at: &Option<SortKey>| {
            let first: Option<NaiveDate> = newest.and_then(|newest| newest.checked_sub_days(RECENT));
            at.as_ref().is_some_and(|at| first.is_none_or(|first| at.moment().date() >= first))
        };
        // Of one day in the order of their names: the order in which entries were sent means nothing.
        order::by_key(&mut latest, |(at, one)| {
            (
                Reverse((is_recent(at), is_recent(at) && one.is_abnormal(), *at)),
                one.term.words(),
                one.measured.words(),
            )
        });
        let marked = latest.iter().filter(|(at, one)| is_recent(at) && one.is_abnormal()).count();
        let rest = latest.split_off(latest.len().min(count.max(marked.min(MARKED))));
        Recent {
            shown: latest.into_iter().map(|(_, one)| one).collect(),
            more: rest.len(),
            more_marked: rest.iter().filter(|(_, one)| one.is_abnormal()).count(),
        }
    }
}

/// A result that may be the latest of its test.
struct Candidate<'a> {
    /// What makes two results the same test: the code, or without one the words.
    test: String,
    /// Which observation it is; none for a report as a whole.
    key: Option<usize>,
    term: &'a Marked<String>,
    measured: Marked<Measured>,
    code: Option<&'a str>,
    interpretation: Vec<Interpretation>,
    date: Option<&'a DateTime>,
    at: Option<SortKey>,
    problems: &'a [String],
}

impl Candidate<'_> {
    /// An observation that two reports hold, or that was sent twice.
    fn is_same_as(&self, other: &Self) -> bool {
        (self.key.is_some() && self.key == other.key)
            || (self.at.is_some() && self.at == other.at && self.measured == other.measured)
    }

    /// What can be compared: a measurement of the patient, not a bound.
    fn measurement(&self) -> Option<&Amount> {
        self.measured.comparable()?.amount().filter(|amount| !amount.is_bound)
    }

    fn words(&self) -> Marked<String> {
        self.measured.as_ref().map(|value| value.words().unwrap_or_default().to_owned())
    }
}

/// The results of a report, and its conclusion where it has nothing else to say. What is in error, was cancelled or is not
/// the patient's is not a result.
fn candidates(report: &Report) -> Vec<Candidate<'_>> {
    let issued = report.issued.as_ref();
    let mut all: Vec<Candidate> = report
        .observed()
        .filter_map(|(one, problems)| {
            let measured = result(one)?;
            let date = one.date.as_ref().or(issued).or(one.recorded.as_ref());
            let parts = one.parts.iter().filter_map(|part| part.interpretation.clone());
            Some(Candidate {
                test: one.code.as_deref().unwrap_or(one.term.parts().0).to_owned(),
                key: Some(one.key),
                term: &one.term,
                measured,
                code: one.code.as_deref(),
                interpretation: one.interpretation.clone().into_iter().chain(parts).collect(),
                date,
                at: sort_key(date),
                problems,
            })
        })
        .collect();
    let (title, marks) = report.title.parts();
    if let Some(conclusion) = report.conclusion.clone().filter(|_| all.is_empty() && !marks.bar_comparison())
    {
        all.push(Candidate {
            test: title.clone(),
            key: None,
            term: &report.title,
            measured: Marked::plain(Measured::Value { words: conclusion, amount: None }).with_all(marks),
            code: None,
            interpretation: Vec::new(),
            date: issued,
            at: sort_key(issued),
            problems: &report.problems,
        });
    }
    all
}

/// The value of a result: its own, that of its parts, or the words sent in its place.
fn result(one: &Observed) -> Option<Marked<Measured>> {
    let (value, marks) = one.measured.parts();
    if marks.bar_comparison() {
        return None;
    }
    if matches!(value, Measured::Value { .. }) {
        return Some(one.measured.clone());
    }
    let parts: Vec<String> = one
        .parts
        .iter()
        .filter_map(|part| Some(format!("{} {}", part.term, part.measured.parts().0.words()?)))
        .collect();
    let in_words = |words: String| Marked::plain(Measured::Value { words, amount: None }).with_all(marks);
    if !parts.is_empty() {
        return Some(in_words(parts.join(", ")));
    }
    // Without a value what the laboratory wrote is the result.
    let absent = value.words().map(str::to_owned);
    match (one.remark(), one.interpretation.as_ref().filter(|sent| sent.is_abnormal)) {
        (Some(remark), _) => Some(in_words(remark).with(Mark::FromComment)),
        (None, Some(_)) => Some(in_words(absent.unwrap_or_else(|| "no value sent".to_owned()))),
        (None, None) => None,
    }
}

/// Whether one is surely before the other; of two values of one moment, or of a day without times, nobody can say.
fn is_before(one: &Candidate, other: &Candidate) -> bool {
    let (Some((one, one_at)), Some((other, other_at))) = (one.date.zip(one.at), other.date.zip(other.at))
    else {
        return false;
    };
    if one_at.has_time() && other_at.has_time() {
        return one_at < other_at;
    }
    matches!((day::last(one), day::first(other)), (Some(last), Some(first)) if last < first)
}

/// The latest of the values of a test.
fn latest(mut values: Vec<Candidate>) -> Option<Latest> {
    // Where nobody can say which was first, a marked one stands for all: it is the one to be seen.
    order::by_key(&mut values, |one| {
        let is_abnormal = one.interpretation.iter().any(|sent| sent.is_abnormal);
        let day = one.at.map(|at| (at.moment().date(), at.has_time().then_some(at)));
        (Reverse((day, is_abnormal)), one.words().words())
    });
    let (newest, earlier) = values.split_first()?;
    let is_same_day = |one: &&Candidate| {
        one.at.is_some_and(|at| {
            at.whole_day().is_some() && newest.at.and_then(|at| at.whole_day()) == at.whole_day()
        })
    };
    let same_day = earlier.iter().filter(is_same_day);
    let same_day = same_day.filter_map(|one| Some((one.words(), one.date?.clone()))).collect();
    Some(Latest {
        term: newest.term.clone(),
        measured: newest.measured.clone(),
        interpretation: newest.interpretation.clone(),
        date: newest.date.cloned(),
        same_day,
        before: before(newest, earlier),
        problems: newest.problems.to_vec(),
    })
}

fn before(newest: &Candidate, earlier: &[Candidate]) -> Compared {
    let Some(amount) = newest.measurement().filter(|_| newest.code.is_some() && newest.at.is_some()) else {
        return Compared::Nothing;
    };
    let of_unit: Vec<(&Candidate, &Amount)> = earlier
        .iter()
        .filter_map(|one| Some((one, one.measurement().filter(|other| other.unit == amount.unit)?)))
        .filter(|(one, _)| one.at.is_some())
        .collect();
    let unordered = |one: &Candidate| one.date.cloned().map_or(Compared::Nothing, Compared::Unordered);
    if let Some((one, _)) = of_unit.iter().find(|(one, _)| !is_before(one, newest)) {
        return unordered(one);
    }
    let Some((last, number)) =
        of_unit.iter().copied().find(|(one, _)| !of_unit.iter().any(|(other, _)| is_before(one, other)))
    else {
        return Compared::Nothing;
    };
    // Another one that is not surely before it may be the value before.
    let rival = of_unit.iter().find(|(one, _)| !std::ptr::eq(*one, last) && !is_before(one, last));
    if let Some((one, _)) = rival {
        return unordered(one);
    }
    let change = match amount.number.partial_cmp(&number.number) {
        Some(std::cmp::Ordering::Greater) => Change::Up,
        Some(std::cmp::Ordering::Less) => Change::Down,
        Some(std::cmp::Ordering::Equal) => Change::Same,
        None => return Compared::Nothing,
    };
    Compared::With(Before { words: last.words(), date: last.date.cloned(), change })
}
