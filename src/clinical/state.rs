//! The states of anything that is asked of a practice; no two may ever look alike (ARH-55).

/// The state of one section, area or practice. Screens match it without a catch-all arm.
///
/// Warnings are sentences, unless a screen needs more of them (`W`).
#[derive(Clone, Debug, PartialEq)]
pub enum State<T, E, W = String> {
    /// Nobody has asked yet.
    NotRequested,
    /// Asked, no answer yet.
    Loading,
    /// The call failed. Never drawn as an empty list.
    Failed(E),
    /// The practice answered and held everything back (confidential, in transit): its words.
    Withheld(Vec<W>),
    /// The practice's system does not offer this: its words, or the prescribed ones.
    NotSupported(String),
    /// The practice answered, and there is nothing: its words.
    Empty(String),
    /// Content, with the warnings that belong beside it.
    Present {
        /// What to show.
        items: T,
        /// Warnings about these items, in words.
        warnings: Vec<W>,
    },
}

impl<T, E, W> State<T, E, W> {
    /// The same state with other content.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> State<U, E, W> {
        match self {
            State::NotRequested => State::NotRequested,
            State::Loading => State::Loading,
            State::Failed(error) => State::Failed(error),
            State::Withheld(warnings) => State::Withheld(warnings),
            State::NotSupported(words) => State::NotSupported(words),
            State::Empty(words) => State::Empty(words),
            State::Present { items, warnings } => State::Present { items: change(items), warnings },
        }
    }

    /// The warnings that belong beside it.
    pub fn warnings(&self) -> &[W] {
        match self {
            State::Withheld(warnings) | State::Present { warnings, .. } => warnings,
            State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::NotSupported(_)
            | State::Empty(_) => &[],
        }
    }

    /// The content, when there is any.
    pub fn content(&self) -> Option<&T> {
        match self {
            State::Present { items, .. } => Some(items),
            State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::Withheld(_)
            | State::NotSupported(_)
            | State::Empty(_) => None,
        }
    }

    /// The content itself, when there is any.
    pub fn present(self) -> Option<T> {
        match self {
            State::Present { items, .. } => Some(items),
            State::NotRequested
            | State::Loading
            | State::Failed(_)
            | State::Withheld(_)
            | State::NotSupported(_)
            | State::Empty(_) => None,
        }
    }
}
