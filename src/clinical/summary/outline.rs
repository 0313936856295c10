//! The state of an area in a few words, for the rail and the strip: a number when complete, words when not.

use crate::clinical::State;
use crate::clinical::area::Warning;

/// How grave a state is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// Complete.
    Plain,
    /// Not asked, loading, not supported: said, but nothing is wrong.
    Quiet,
    /// Not the whole truth.
    Incomplete,
    /// Failed.
    Failed,
}

/// A state in a few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// `11`, `11, not all`, `failed`, `withheld`, …; never empty.
    pub words: String,
    /// How grave it is.
    pub gravity: Gravity,
}

impl Outline {
    /// A state in words or as a number.
    pub fn new(words: impl Into<String>, gravity: Gravity) -> Self {
        Self { words: words.into(), gravity }
    }

    /// The outline of an area that this version does not ask for.
    pub fn not_asked() -> Self {
        Self::new("not asked", Gravity::Quiet)
    }

    /// The outline of an answer that differs from the national record, before somebody confirmed the person (ARS-59).
    pub fn check_person() -> Self {
        Self::new("check person", Gravity::Incomplete)
    }

    /// The outline of what is on its way.
    pub fn loading() -> Self {
        Self::new("loading", Gravity::Quiet)
    }

    /// The outline of a state; no two kinds of state read alike.
    pub fn of<T, E>(state: &State<T, E, Warning>, count: impl FnOnce(&T) -> usize) -> Self {
        match state {
            State::NotRequested => Self::not_asked(),
            State::Loading => Self::loading(),
            State::Failed(_) => Self::new("failed", Gravity::Failed),
            // Each reason in its own words: a transfer that is not complete withholds nothing.
            State::Withheld(warnings) => {
                let mut reasons: Vec<&str> = Vec::new();
                for reason in
                    warnings.iter().map(Warning::in_short).filter(|reason| *reason != "nothing shown")
                {
                    if !reasons.contains(&reason) {
                        reasons.push(reason);
                    }
                }
                let words = if reasons.is_empty() { "nothing shown".to_owned() } else { reasons.join(", ") };
                Self::new(words, Gravity::Incomplete)
            }
            State::NotSupported(_) => Self::new("not supported", Gravity::Incomplete),
            State::Empty(_) => Self::new("none recorded", Gravity::Plain),
            State::Present { items, warnings } if warnings.iter().any(Warning::is_incomplete) => {
                Self::new(format!("{}, not all", count(items)), Gravity::Incomplete)
            }
            State::Present { items, warnings } if warnings.iter().any(Warning::is_about_people) => {
                Self::new(format!("{}, check whose", count(items)), Gravity::Incomplete)
            }
            State::Present { items, .. } => Self::new(count(items).to_string(), Gravity::Plain),
        }
    }
}
