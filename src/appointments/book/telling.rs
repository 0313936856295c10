//! Tells screen readers what the practices answered, together, and only where somebody looks at the slots: a search that
//! a booking starts behind its confirmation says nothing.

use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;

use super::answers::{Answer, Answered, in_one};
use crate::appointments::desk::Desk;
use crate::appointments::desk::practice_search::{PracticeSearch, in_short};
use crate::clinical::State;
use crate::clinical::slots::Filters;

/// While practices are still awaited, what has come is told at most this often.
const PAUSE: Duration = Duration::from_secs(5);

/// Tells of every answer that is awaited while the calling component is on screen.
pub fn tell_answers(desk: Desk) {
    // The practices of this round: asked, and not all told of yet.
    let asked = StoredValue::new(Vec::<String>::new());
    let pause = StoredValue::new(None::<TimeoutHandle>);
    let end_pause = move || {
        let handle = pause.try_update_value(Option::take).flatten();
        if let Some(handle) = handle {
            handle.clear();
        }
    };
    on_cleanup(end_pause);
    let round = move |asked: &[String]| {
        let mut chosen = desk.searching.chosen();
        chosen.retain(|practice| asked.contains(&practice.at.ods()));
        chosen.iter().map(|practice| answered(practice, desk)).collect::<Vec<_>>()
    };
    let tell = move || {
        // A pause that ends when the page, or the patient, has gone finds nothing to tell of.
        let Some(asked) = asked.try_get_value() else { return };
        if let Some(words) = untrack(|| in_one(&round(&asked))) {
            desk.patient.say(&words);
        }
    };
    Effect::new(move |_| {
        for practice in desk.searching.chosen() {
            let ods = practice.at.ods();
            let is_new = practice.is_awaited() && !asked.with_value(|asked| asked.contains(&ods));
            if is_new {
                asked.update_value(|asked| asked.push(ods));
            }
        }
        let round = round(&asked.get_value());
        let is_awaited = |one: &Answered| one.answer == Answer::Awaited;
        if round.is_empty() {
            return;
        }
        if !round.iter().any(is_awaited) {
            end_pause();
            tell();
            asked.set_value(Vec::new());
        } else if !round.iter().all(is_awaited) && pause.with_value(Option::is_none) {
            let later = move || {
                pause.try_set_value(None);
                tell();
            };
            pause.set_value(set_timeout_with_handle(later, PAUSE).ok());
        }
    });
}

fn answered(practice: &PracticeSearch, desk: Desk) -> Answered {
    let now = desk.now.get_untracked();
    let answer = match &*practice.state.read() {
        State::Loading => Answer::Awaited,
        State::Empty(_) => Answer::Slots(0),
        State::Present { items, .. } if items.slots.shown(&Filters::default(), now).next().is_some() => {
            Answer::Slots(items.slots.shown(&Filters::default(), now).count())
        }
        other @ (State::NotRequested
        | State::Failed(_)
        | State::Withheld(_)
        | State::NotSupported(_)
        | State::Present { .. }) => Answer::None(in_short(other, now)),
    };
    Answered { practice: practice.at.practice().name, answer }
}
