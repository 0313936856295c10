//! The state of an area in a few words, for the rail and the strip: a number when complete, words when not.

use crate::clinical::State;
use crate::clinical::area::Warning;
use crate::format::Severity;

/// A state in a few words; never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outline {
    /// Nobody asked for it.
    NotAsked,
    /// The user may not ask for it.
    NotOpen,
    /// On its way.
    Loading,
    /// Failed.
    Failed,
    /// The answer differs from the national record, and nobody has confirmed the person yet (ARS-59).
    CheckPerson,
    /// The practice's system does not have it.
    NotSupported,
    /// Nothing is shown, and why: `withheld`, `transfer not complete`.
    NotShown(String),
    /// Nothing is there: `none recorded`, `none found`.
    Nothing(&'static str),
    /// Nothing is there of the part that was asked for.
    NothingOfPart,
    /// How many: `11`, `3 and 2`.
    Counted {
        /// The number, or the numbers of several answers.
        count: String,
        /// What the number alone would hide: `not all`, `check whose`.
        but: Option<&'static str>,
    },
    /// Words of its own, as a section of the practice's view has them.
    Said {
        /// The words.
        words: String,
        /// How serious they are.
        severity: Severity,
    },
}

/// More than is counted.
const NOT_ALL: &str = "not all";

impl Outline {
    /// Words of its own.
    pub fn said(words: impl Into<String>, severity: Severity) -> Self {
        Self::Said { words: words.into(), severity }
    }

    /// So many, and no more.
    pub fn all(count: impl Into<String>) -> Self {
        Self::Counted { count: count.into(), but: None }
    }

    /// So many, of more.
    pub fn not_all(count: impl Into<String>) -> Self {
        Self::Counted { count: count.into(), but: Some(NOT_ALL) }
    }

    /// The same of something that was asked for in part only: a part is never counted as the whole (HAZ 99).
    pub fn of_part(self) -> Self {
        match self {
            Self::Nothing(_) => Self::NothingOfPart,
            Self::Counted { count, but: None } => Self::not_all(count),
            other => other,
        }
    }

    /// The state in words: `11`, `11, not all`, `failed`, `withheld`.
    pub fn words(&self) -> String {
        match self {
            Self::NotAsked => "not asked".to_owned(),
            Self::NotOpen => "not open to you".to_owned(),
            Self::Loading => "loading".to_owned(),
            Self::Failed => "failed".to_owned(),
            Self::CheckPerson => "check person".to_owned(),
            Self::NotSupported => "not supported".to_owned(),
            Self::NotShown(why) => why.clone(),
            Self::Nothing(words) => (*words).to_owned(),
            Self::NothingOfPart => "none, not all asked".to_owned(),
            Self::Counted { count, but: None } => count.clone(),
            Self::Counted { count, but: Some(but) } => format!("{count}, {but}"),
            Self::Said { words, .. } => words.clone(),
        }
    }

    /// How serious it is.
    pub fn severity(&self) -> Severity {
        match self {
            Self::NotAsked | Self::NotOpen | Self::Loading => Severity::Quiet,
            Self::Failed => Severity::Failed,
            Self::CheckPerson
            | Self::NotSupported
            | Self::NotShown(_)
            | Self::NothingOfPart
            | Self::Counted { but: Some(_), .. } => Severity::Incomplete,
            Self::Nothing(_) | Self::Counted { but: None, .. } => Severity::Plain,
            Self::Said { severity, .. } => *severity,
        }
    }

    /// The outline of a state; no two kinds of state read alike.
    pub fn of<T, E>(state: &State<T, E, Warning>, count: impl FnOnce(&T) -> usize) -> Self {
        match state {
            State::NotRequested => Self::NotAsked,
            State::Loading => Self::Loading,
            State::Failed(_) => Self::Failed,
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
                Self::NotShown(words)
            }
            State::NotSupported(_) => Self::NotSupported,
            State::Empty(_) => Self::Nothing("none recorded"),
            State::Present { items, warnings } if warnings.iter().any(Warning::is_incomplete) => {
                Self::not_all(count(items).to_string())
            }
            State::Present { items, warnings } if warnings.iter().any(Warning::is_about_people) => {
                Self::Counted { count: count(items).to_string(), but: Some("check whose") }
            }
            State::Present { items, .. } => Self::all(count(items).to_string()),
        }
    }
}
