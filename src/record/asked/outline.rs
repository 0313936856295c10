//! What the answers say of each area, and in a few words for the rail.

use super::arrived::{AnswerState, Arrived};
use super::asking::{Asking, speaker};
use crate::clinical::area::{Warning, WarningKind};
use crate::clinical::summary::{AreaReading, Outline};
use crate::clinical::{Area, Reading, State};
use crate::gpconnect::Error;

/// The part of an answer that is about one area.
pub type Pick<T> = fn(&Reading<Error>) -> &AreaReading<T, Error>;

/// The answer that speaks for an area; an area that nobody asked for, what the first answer brought of it.
pub fn answer(askings: &[Asking], of: Option<Area>) -> AnswerState {
    let at = of.and_then(|of| speaker(askings, of)).unwrap_or_default();
    askings.get(at).map_or(State::NotRequested, |asking| asking.state.clone())
}

/// An answer as a whole as an area's state.
pub fn whole(state: AnswerState) -> AreaReading<Arrived, Error> {
    match state {
        State::NotRequested => State::NotRequested,
        State::Loading => State::Loading,
        State::Failed(error) => State::Failed(error),
        State::Withheld(words) => State::Withheld(vec![not_shared(&words)]),
        State::NotSupported(words) => State::NotSupported(words),
        State::Empty(words) => State::Empty(words),
        State::Present { items, .. } => State::Present { items, warnings: Vec::new() },
    }
}

/// An area's state within the answer's: what failed or was refused as a whole did so for each area.
pub fn area<T>(askings: &[Asking], of: Area, pick: Pick<T>) -> AreaReading<T, Error> {
    let answer = answer(askings, Some(of));
    if speaker(askings, of).is_none() && !matches!(answer, State::Present { .. }) {
        return State::NotRequested;
    }
    match whole(answer) {
        State::Present { items, .. } => pick(&items.reading).clone(),
        State::NotRequested => State::NotRequested,
        State::Loading => State::Loading,
        State::Failed(error) => State::Failed(error),
        State::Withheld(warnings) => State::Withheld(warnings),
        State::NotSupported(words) => State::NotSupported(words),
        State::Empty(words) => State::Empty(words),
    }
}

fn not_shared(words: &[String]) -> Warning {
    Warning::new(WarningKind::NotShared, "GP record", words.join(" "))
}

/// The state of an area in a few words.
pub fn outline(askings: &[Asking], of: Area) -> Outline {
    let outline = outline_of_answer(askings, of);
    let asking = speaker(askings, of).and_then(|at| askings.get(at));
    if asking.is_some_and(|asking| asking.is_limited(of)) { outline.of_part() } else { outline }
}

fn outline_of_answer(askings: &[Asking], of: Area) -> Outline {
    match answer(askings, Some(of)) {
        State::Present { items, .. } if items.likeness.asks().is_some() => Outline::CheckPerson,
        State::Present { items, .. } => items.reading.outline(of),
        // What the answer as a whole is, each area is.
        State::NotRequested
        | State::Loading
        | State::Failed(_)
        | State::Withheld(_)
        | State::NotSupported(_)
        | State::Empty(_) => Outline::of(&area(askings, of, |reading| &reading.allergies), |_| 0),
    }
}

/// The documents that the record refers to, or what became of the search for all that the practice shares: nobody reads
/// "not asked" once it was asked.
pub fn outline_with_search(linked: Outline, found: Outline) -> Outline {
    if found == Outline::NotAsked { linked } else { found }
}

/// How much was found in an area; what is missing in it stays in words.
pub fn hits_outline(count: usize, outline: Outline) -> Outline {
    match (count, outline) {
        (_, Outline::Counted { but: None, .. }) | (1.., Outline::Nothing(_)) => {
            Outline::all(format!("{count} found"))
        }
        (0, outline) if !matches!(outline, Outline::Counted { .. }) => outline,
        // What failed elsewhere stays failed beside what was found.
        (_, outline) => Outline::said(format!("{count} found, not all"), outline.severity()),
    }
}
