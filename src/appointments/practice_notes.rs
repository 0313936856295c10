//! What the practices said beside their slots: why there is none, what failed, what is left out, and what to do about it.

use leptos::prelude::*;

use super::desk::Desk;
use super::failed_call::FailedCall;
use super::practice_search::PracticeSearch;
use crate::clinical::State;
use crate::clinical::slots::Filters;
use crate::ui::callout::Callout;
use crate::ui::card::Nothing;

/// A note for each practice looked at that has one.
#[component]
pub fn PracticeNotes() -> impl IntoView {
    let searching = Desk::here().searching;
    view! {
        <For
            each=move || searching.shown()
            key=|practice| practice.at.ods()
            children=move |practice| view! { <PracticeNote practice=practice /> }
        />
    }
}

#[component]
fn PracticeNote(practice: PracticeSearch) -> impl IntoView {
    let desk = Desk::here();
    let at = practice.at;
    let again = Callback::new(move |()| desk.searching.again(desk, practice));
    move || match practice.state.get() {
        // Its tile says so.
        State::NotRequested | State::Loading => ().into_any(),
        State::Failed(error) => {
            view! { <FailedCall error=error practice=at.practice() on_retry=again /> }.into_any()
        }
        State::Withheld(words) => {
            let heading = format!("{}: slots withheld", at.practice().name);
            view! { <Callout heading=heading>{words.join(" ")}</Callout> }.into_any()
        }
        State::NotSupported(words) => {
            let heading = format!("Not available at {}", at.practice().name);
            view! { <Callout heading=heading>{words}</Callout> }.into_any()
        }
        State::Empty(words) => view! { <Nothing words=words /> }.into_any(),
        State::Present { items, warnings } => {
            let heading = format!("{}: not everything that was sent is shown", at.practice().name);
            let warned = (!warnings.is_empty())
                .then(|| view! { <Callout heading=heading>{warnings.join(" ")}</Callout> });
            // What a filter hides is said beside the filters, for all practices at once.
            let none = Filters::default();
            let nothing = Memo::new(move |_| {
                let nothing = items.slots.nothing(&none, desk.now.get())?;
                Some(items.slots.words(&nothing, &none))
            });
            let nothing = move || nothing.get().map(|words| view! { <Nothing words=words /> });
            view! {
                {warned}
                {nothing}
            }
            .into_any()
        }
    }
}
