//! What the practices said beside their slots: why there is none, what failed, what is left out, and what to do about it.

use leptos::prelude::*;

use crate::appointments::desk::Desk;
use crate::appointments::desk::practice_search::PracticeSearch;
use crate::clinical::State;
use crate::clinical::slots::{Filters, LeftOut};
use crate::gpconnect::Error;
use crate::session::Practice;
use crate::session::failed_call::FailedCall;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::Callout;
use crate::ui::card::Nothing;
use crate::ui::memo::memo;
use crate::ui::unique_id;

/// The place of a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// Above the slots: what the registered practice said, and what is left out of an answer that is shown.
    Above,
    /// Below them: why another practice has none, and what came while the slots were being read.
    Below,
}

/// A note for each practice looked at that has one.
#[component]
pub fn PracticeNotes(place: Where) -> impl IntoView {
    let searching = Desk::here().searching;
    let notes = move || {
        let mut practices = searching.shown();
        // Without slots to be shown below, every note is the answer.
        let has_slots = searching.has_slots();
        practices.retain(|practice| {
            // What comes while the slots are read moves nothing of them.
            let is_above = !has_slots
                || !practice.is_held.get()
                    && (practice.is_own || matches!(&*practice.state.read(), State::Present { .. }));
            is_above == (place == Where::Above)
        });
        practices
    };
    view! {
        <For
            each=notes
            key=|practice| practice.at.ods()
            children=move |practice| view! { <PracticeNote practice=practice /> }
        />
    }
}

#[component]
fn PracticeNote(practice: PracticeSearch) -> impl IntoView {
    let desk = Desk::here();
    let at = practice.at;
    let again = Callback::new(move |()| desk.search_again(practice));
    // Beside others a failure takes a line, so that what they answered stays in sight; alone it has the whole panel.
    let alone = memo(move || desk.searching.shown().len() < 2);
    move || match practice.state.get() {
        // Its tile says so.
        State::NotRequested | State::Loading => ().into_any(),
        State::Failed(error) if !alone.get() => {
            view! { <FaultLine error=error practice=at.practice() on_retry=again /> }.into_any()
        }
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
        State::Empty(words) => {
            let named = practice.named_type();
            let can = named || desk.organisation().booking_type().is_some();
            let otherwise = can.then(|| {
                let on_press = Callback::new(move |()| desk.search_otherwise(practice));
                let label = match named {
                    true => "Search again without the organisation type",
                    false => "Search again with the organisation type",
                };
                view! {
                    <Button kind=ButtonKind::Link on_press=on_press>
                        {label}
                        <span class="nhsuk-u-visually-hidden">{format!(": {}", at.practice().name)}</span>
                    </Button>
                }
            });
            view! {
                <Nothing words=words />
                {otherwise.map(|otherwise| view! { <p class="app-book__note">{otherwise}</p> })}
            }
            .into_any()
        }
        State::Present { items, warnings } => {
            let is_missing = items.slots.left_out.iter().any(LeftOut::is_missing);
            let heading = match is_missing {
                true => format!("{}: not everything that was sent is shown", at.practice().name),
                false => format!("{}: read this before you choose", at.practice().name),
            };
            let warned = (!warnings.is_empty())
                .then(|| view! { <Callout heading=heading>{warnings.join(" ")}</Callout> });
            // What a filter hides is said beside the filters, for all practices at once.
            let none = Filters::default();
            let nothing = memo(move || {
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

/// A failure in one line: what happened, what to do, the trace id. Asking again is the tile's, unless the tiles of many are
/// folded.
#[component]
fn FaultLine(error: Error, practice: Practice, on_retry: Callback<()>) -> impl IntoView {
    let searching = Desk::here().searching;
    let (can_retry, label) = (error.is_retryable(), format!(": {}", practice.name));
    let again = move || {
        let label = label.clone();
        (can_retry && searching.are_many()).then(|| {
            view! {
                " "
                <Button kind=ButtonKind::Link on_press=on_retry>
                    "Try again"
                    <span class="nhsuk-u-visually-hidden">{label}</span>
                </Button>
            }
        })
    };
    let id = unique_id("practice-fault");
    let labelled_by = id.clone();
    let explanation = error.explain();
    let number = practice.phone.filter(|_| explanation.next.to_ascii_lowercase().contains("telephone"));
    let number = number.map(|number| format!(" {}: {number}.", practice.name)).unwrap_or_default();
    view! {
        <p class="app-practice-fault" role="group" aria-labelledby=labelled_by>
            <strong id=id>
                <span class="nhsuk-u-visually-hidden">"Failed: "</span>
                {explanation.what}
            </strong>
            " "
            {explanation.next}
            {number}
            {again}
            <span class="app-quiet">" Trace id " <span class="app-trace">{error.trace_id}</span></span>
        </p>
    }
}
