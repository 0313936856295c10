//! Marks: what must be said wherever a value is drawn or repeated, because it changes what the value means.
//!
//! A value with marks is a [`Marked`]: there is no way to the value that does not hand over its marks, so a place that
//! forgets them does not compile. Areas, summary, timeline, search, trends, consultations, CSV, copies and paper all take
//! their values from here.

use std::borrow::Cow;
use std::fmt::Write as _;

/// One thing that changes what a value means. The order is that in which they are said, the gravest first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// Recorded by mistake: never current, never compared, never in a trend.
    InError,
    /// Cancelled or stopped before it counted: never current, never compared, never in a trend.
    Cancelled,
    /// A medicine that was stopped, or an issue that was cancelled, with day and reason in words: never current.
    Stopped(String),
    /// About somebody else than the patient, named as far as they are: never the patient's own.
    SomebodyElse(String),
    /// Did not happen: a vaccine not given, a test not done.
    NotDone,
    /// May still change, was changed, or has an unknown standing; in words, such as `Preliminary: may still change`.
    NotFinal(String),
    /// Has not happened yet.
    Planned,
    /// Belongs to the past by its own words, such as an ended allergy.
    Ended,
    /// The practice keeps it from the patient (ARS-56).
    NotForPatient,
    /// The number is not an exact measurement.
    Approximate,
    /// Read from the words of a comment, where the supplier sent no value.
    FromComment,
    /// Another value was sent beside it, in words.
    Disputed(String),
    /// Its code was lost in transfer (ARS-26).
    Uncoded,
}

impl Mark {
    /// The mark in words, as it stands beside the value.
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Self::InError => "Entered in error".into(),
            Self::Cancelled => "Cancelled".into(),
            Self::Stopped(words) => words.into(),
            Self::SomebodyElse(who) if who.is_empty() => "About somebody else".into(),
            Self::SomebodyElse(who) => format!("About somebody else: {who}").into(),
            Self::NotDone => "Not done".into(),
            Self::NotFinal(words) => words.into(),
            Self::Planned => "Planned".into(),
            Self::Ended => "Ended".into(),
            Self::NotForPatient => "Not to be disclosed to the patient".into(),
            Self::Approximate => "Approximate".into(),
            Self::FromComment => "Read from the comment".into(),
            Self::Disputed(other) => format!("Also sent: {other}").into(),
            Self::Uncoded => "Uncoded".into(),
        }
    }

    /// Whether a value with this mark is none of the patient's measurements: it is not compared, counted as current or
    /// drawn in a trend.
    pub fn bars_comparison(&self) -> bool {
        matches!(
            self,
            Self::InError
                | Self::Cancelled
                | Self::Stopped(_)
                | Self::SomebodyElse(_)
                | Self::NotDone
                | Self::Planned
        )
    }
}

/// The marks of a value, each once, the gravest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(Vec<Mark>);

impl Marks {
    /// Adds a mark.
    pub fn add(&mut self, mark: Mark) {
        if let Err(at) = self.0.binary_search(&mark) {
            self.0.insert(at, mark);
        }
    }

    /// The marks, the gravest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Mark> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this mark is among them.
    pub fn has(&self, mark: &Mark) -> bool {
        self.0.contains(mark)
    }

    /// Those that `said` does not hold: what is left to say where `said` is already beside the value.
    pub fn beyond(&self, said: &Marks) -> Marks {
        self.iter().filter(|mark| !said.has(mark)).cloned().collect()
    }

    /// Whether any of them keeps the value out of comparisons, trends and what is current.
    pub fn bar_comparison(&self) -> bool {
        self.0.iter().any(Mark::bars_comparison)
    }

    /// `Entered in error; Approximate`; empty without marks.
    pub fn words(&self) -> String {
        let words: Vec<Cow<str>> = self.0.iter().map(Mark::words).collect();
        words.join("; ")
    }
}

impl FromIterator<Mark> for Marks {
    fn from_iter<I: IntoIterator<Item = Mark>>(marks: I) -> Self {
        let mut all = Self::default();
        marks.into_iter().for_each(|mark| all.add(mark));
        all
    }
}

impl<'a> IntoIterator for &'a Marks {
    type Item = &'a Mark;
    type IntoIter = std::slice::Iter<'a, Mark>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A value with its marks. The value alone cannot be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked<T> {
    value: T,
    marks: Marks,
}

impl<T> Marked<T> {
    /// A value with its marks.
    pub fn new(value: T, marks: impl IntoIterator<Item = Mark>) -> Self {
        Self { value, marks: marks.into_iter().collect() }
    }

    /// A value of which nothing has to be said.
    pub fn plain(value: T) -> Self {
        Self { value, marks: Marks::default() }
    }

    /// The same with one mark more.
    pub fn with(mut self, mark: Mark) -> Self {
        self.marks.add(mark);
        self
    }

    /// The same with more marks, such as those of what holds it.
    pub fn with_all(mut self, marks: &Marks) -> Self {
        marks.iter().cloned().for_each(|mark| self.marks.add(mark));
        self
    }

    /// The value together with what must be said beside it.
    pub fn parts(&self) -> (&T, &Marks) {
        (&self.value, &self.marks)
    }

    /// The same of a borrowed value, with its marks.
    pub fn as_ref(&self) -> Marked<&T> {
        Marked { value: &self.value, marks: self.marks.clone() }
    }

    /// What is made of the value keeps the marks.
    pub fn map<U>(self, make: impl FnOnce(T) -> U) -> Marked<U> {
        Marked { value: make(self.value), marks: self.marks }
    }

    /// The value for comparing and drawing to scale; `None` where a mark forbids it.
    pub fn comparable(&self) -> Option<&T> {
        (!self.marks.bar_comparison()).then_some(&self.value)
    }
}

impl<T> Marked<Option<T>> {
    /// The value with its marks, where there is one.
    pub fn sent(self) -> Option<Marked<T>> {
        let marks = self.marks;
        self.value.map(|value| Marked { value, marks })
    }
}

impl<T: AsRef<str>> Marked<T> {
    /// The words with their marks in brackets behind: `6.9 mmol/L (Preliminary: may still change)`. For text alone: a
    /// copy, CSV, an accessible name.
    pub fn words(&self) -> String {
        let mut words = self.value.as_ref().to_owned();
        if !self.marks.is_empty() {
            let _ = write!(words, " ({})", self.marks.words());
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_said_once_and_the_gravest_first() {
        let preliminary = || Mark::NotFinal("Preliminary: may still change".to_owned());
        let value = Marked::new("2.4", [Mark::Approximate, preliminary(), Mark::Approximate]);
        assert_eq!(value.words(), "2.4 (Preliminary: may still change; Approximate)");
        assert_eq!(
            value.with(Mark::InError).map(str::len).parts().1.words().split("; ").next(),
            Some("Entered in error")
        );
        assert_eq!(Marked::plain("2.4").words(), "2.4");
    }

    #[test]
    fn what_is_no_measurement_of_the_patient_is_not_compared() {
        for mark in
            [Mark::InError, Mark::Cancelled, Mark::SomebodyElse(String::new()), Mark::Planned, Mark::NotDone]
        {
            assert_eq!(Marked::new(1, [mark]).comparable(), None);
        }
        assert_eq!(Marked::new(1, [Mark::Approximate, Mark::FromComment]).comparable(), Some(&1));
    }
}
