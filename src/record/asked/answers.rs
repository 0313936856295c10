//! Each answer on its own. The counts of several are never added: what was asked for again came twice.

use std::sync::Arc;

use super::arrived::{AnswerState, Arrived};
use super::asking::{Asking, speaker};
use super::outline::whole;
use crate::clinical::summary::Outline;
use crate::clinical::{Area, Reading, State};
use crate::gpconnect::Error;

/// One question with what became of it.
pub struct Answered {
    /// What was asked for, in words.
    pub asked: String,
    /// The areas of the question that a later one speaks for.
    pub replaced: Vec<Area>,
    /// What became of it.
    pub state: AnswerState,
}

impl Answered {
    /// Each question, the first one first.
    pub fn of_all(askings: &[Asking]) -> Vec<Self> {
        let of = |(at, asking): (usize, &Asking)| {
            let is_replaced = |area: &Area| asking.covers(*area) && speaker(askings, *area) != Some(at);
            Self {
                asked: asking.words(None),
                replaced: Area::ALL.into_iter().filter(is_replaced).collect(),
                state: asking.state.clone(),
            }
        };
        askings.iter().enumerate().map(of).collect()
    }

    /// The answer, when it has arrived and may be shown.
    pub fn arrived(&self) -> Option<&Arc<Arrived>> {
        self.state.content().filter(|arrived| arrived.likeness.asks().is_none())
    }

    /// Why there is no answer that may be shown; none where there is one.
    pub fn missing(&self) -> Option<Outline> {
        match &self.state {
            State::Present { items, .. } if items.likeness.asks().is_some() => Some(Outline::CheckPerson),
            State::Present { items, .. } if items.reading.rest.is_none() => Some(Outline::Loading),
            State::Present { .. } => None,
            State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::Withheld(_)
            | State::NotSupported(_)
            | State::Empty(_) => Some(Outline::of(&whole(self.state.clone()), |_| 0)),
        }
    }

    /// How many entries no area shows, of each answer: `10`, or of two `10 and 2`.
    pub fn other_items(answers: &[Self]) -> Outline {
        let counts = each(answers, Reading::listed_as_other);
        match (answers.iter().filter_map(Self::missing).max_by_key(|missing| missing.severity()), counts) {
            (None, Some(words)) => Outline::all(words),
            (Some(_), Some(counts)) => Outline::not_all(counts),
            (Some(missing), None) => missing,
            (None, None) => Outline::NotAsked,
        }
    }
}

/// A count of each answer that may be shown and gives one: `10`, or of two `10 and 2`, and `0` where it is nothing of any; none without
/// an answer.
pub fn each(answers: &[Answered], count: impl Fn(&Reading<Error>) -> Option<usize>) -> Option<String> {
    let mut counts: Vec<usize> =
        answers.iter().filter_map(Answered::arrived).filter_map(|arrived| count(&arrived.reading)).collect();
    if counts.iter().all(|count| *count == 0) {
        counts.truncate(1);
    }
    let counts: Vec<String> = counts.iter().map(ToString::to_string).collect();
    (!counts.is_empty()).then(|| counts.join(" and "))
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, NaiveDate};
    use serde_json::json;

    use super::*;
    use crate::fhir::Bundle;
    use crate::format::Severity;
    use crate::gpconnect::structured::Include;
    use crate::gpconnect::{Cancel, Failure};

    /// An answer with so many entries that no area shows.
    fn answer(others: usize) -> AnswerState {
        let entry = |at| json!({ "resource": { "resourceType": "Basic", "id": format!("{at}") } });
        let bundle = json!({ "resourceType": "Bundle", "entry": (0..others).map(entry).collect::<Vec<_>>() });
        let bundle = Bundle::read(bundle.to_string().as_bytes()).unwrap();
        let reading = Reading::of(&bundle, NaiveDate::from_ymd_opt(2026, 11, 21).unwrap(), &[]);
        let arrived = Arrived {
            reading,
            at: DateTime::UNIX_EPOCH,
            trace_id: String::new(),
            likeness: Default::default(),
        };
        State::Present { items: Arc::new(arrived), warnings: Vec::new() }
    }

    fn failed() -> AnswerState {
        State::Failed(Error {
            failure: Failure::PatientMismatch,
            interaction: "",
            changes_something: false,
            trace_id: String::new(),
            asked: String::new(),
        })
    }

    fn said(asked: Vec<(Vec<Include>, AnswerState)>) -> (String, Severity, Vec<Vec<Area>>) {
        let asking = |(include, state)| Asking { include, state, cancel: Cancel::new() };
        let answers = Answered::of_all(&asked.into_iter().map(asking).collect::<Vec<_>>());
        let outline = Answered::other_items(&answers);
        (outline.words(), outline.severity(), answers.into_iter().map(|answered| answered.replaced).collect())
    }

    // proves: ARS-15 ARS-69
    #[test]
    fn what_came_twice_is_counted_for_each_answer_and_never_added() {
        let again = || vec![Include::Immunisations { not_given: true }];
        let whole = Include::everything;
        assert_eq!(said(vec![(whole(), answer(0)), (again(), answer(0))]).0, "0");
        assert_eq!(said(vec![(whole(), answer(3))]), ("3".to_owned(), Severity::Plain, vec![vec![]]));
        assert_eq!(
            said(vec![(whole(), answer(3)), (again(), answer(2))]),
            ("3 and 2".to_owned(), Severity::Plain, vec![vec![Area::Immunisations], vec![]])
        );
        let (words, severity, _) = said(vec![(whole(), answer(3)), (again(), failed())]);
        assert_eq!((words.as_str(), severity), ("3, not all", Severity::Incomplete));
        let (words, severity, _) = said(vec![(whole(), State::Loading), (again(), failed())]);
        assert_eq!((words.as_str(), severity), ("failed", Severity::Failed));
    }
}
