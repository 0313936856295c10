//! The practices that are searched: which of them, and each with its own state, none waiting for another (APT-15, T-21).

use leptos::prelude::*;

use crate::appointments::desk::Desk;
use crate::appointments::desk::practice_search::{PracticeSearch, in_short};
use crate::clinical::State;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::details::Details;
use crate::ui::form::Checkbox;
use crate::ui::memo::memo;
use crate::ui::progress::Progress;

/// One tile for each practice searched: its state in words, and a press shows its slots alone.
#[component]
pub fn PracticeTiles() -> impl IntoView {
    let searching = Desk::here().searching;
    let several = move || searching.chosen().len() > 1;
    let tiles = move || {
        view! {
            <ul class="app-practices" aria-label="Practices">
                <For
                    each=move || searching.chosen()
                    key=|practice| practice.at.ods()
                    children=move |practice| {
                        view! { <PracticeTile practice=practice several=Signal::derive(several) /> }
                    }
                />
            </ul>
        }
    };
    // Many take one line together: the slots below matter more, and each practice has a line among them.
    let are_many = memo(move || searching.are_many());
    let says = move || answered_in_all(&searching.chosen());
    move || match are_many.get() {
        false => tiles().into_any(),
        true => view! {
            <div class="app-practices-fold">
                <Details summary=Signal::derive(says)>{tiles()}</Details>
            </div>
        }
        .into_any(),
    }
}

/// How many of the practices have answered, are still asked, and could not be asked, tracked.
fn answered_in_all(practices: &[PracticeSearch]) -> String {
    let (mut waiting, mut failed) = (0, 0);
    for practice in practices {
        match &*practice.state.read() {
            State::Loading => waiting += 1,
            State::Failed(_) | State::NotSupported(_) => failed += 1,
            State::NotRequested | State::Withheld(_) | State::Empty(_) | State::Present { .. } => {}
        }
    }
    let answered = practices.len() - waiting - failed;
    let mut says = format!("{} practices asked, {answered} answered", practices.len());
    if waiting > 0 {
        says.push_str(&format!(", {waiting} still asked"));
    }
    if failed > 0 {
        says.push_str(&format!(", {failed} did not answer"));
    }
    says
}

#[component]
fn PracticeTile(practice: PracticeSearch, several: Signal<bool>) -> impl IntoView {
    let desk = Desk::here();
    let searching = desk.searching;
    let state = practice.state;
    let ods = practice.at.ods();
    let name = practice.at.practice().name;
    let failed = move || matches!(&*state.read(), State::Failed(_) | State::NotSupported(_));
    let is_alone = {
        let ods = ods.clone();
        memo(move || searching.narrowed.read().as_deref() == Some(ods.as_str()))
    };
    // While it is searched, the wait says so beside the button.
    let said = move || match &*state.read() {
        State::Loading => String::new(),
        other @ (State::NotRequested
        | State::Failed(_)
        | State::Withheld(_)
        | State::NotSupported(_)
        | State::Empty(_)
        | State::Present { .. }) => in_short(other, desk.now.get()),
    };
    let head = move |name: String| {
        view! {
            <strong>{name}</strong>
            " "
            <span class="app-practices__state">{said}</span>
            {practice.is_own.then(|| view! { " " <span class="nhsuk-tag nhsuk-tag--grey">"own practice"</span> })}
        }
    };
    let wait = move || {
        matches!(&*state.read(), State::Loading).then(|| view! { <Progress what="Searching" quiet=true /> })
    };
    let again = {
        let name = name.clone();
        move || {
            let label = name.clone();
            let can = match &*state.read() {
                State::Failed(error) => error.is_retryable(),
                State::NotRequested
                | State::Loading
                | State::Withheld(_)
                | State::NotSupported(_)
                | State::Empty(_)
                | State::Present { .. } => false,
            };
            let on_press = Callback::new(move |()| desk.search_again(practice));
            can.then(|| {
                view! {
                    <Button kind=ButtonKind::Link on_press=on_press>
                        "Try again"
                        <span class="nhsuk-u-visually-hidden">{format!(": {label}")}</span>
                    </Button>
                }
            })
        }
    };
    let press = move || {
        let (ods, name) = (ods.clone(), name.clone());
        match several.get() {
            true => view! {
                <button
                    type="button"
                    class="app-practices__press"
                    aria-pressed=move || is_alone.get().to_string()
                    on:click=move |_| searching.narrow(&ods)
                >
                    {head(name)}
                </button>
            }
            .into_any(),
            false => view! { <span class="app-practices__press">{head(name)}</span> }.into_any(),
        }
    };
    view! {
        <li
            class="app-practices__tile"
            class=("app-practices__tile--failed", failed)
            class=("app-practices__tile--alone", move || is_alone.get())
        >
            {press}
            {wait}
            {again}
        </li>
    }
}

/// Which practices are searched: the registered one always, the others as the user chooses.
#[component]
pub fn PracticeChoice() -> impl IntoView {
    let desk = Desk::here();
    let searching = desk.searching;
    let practices = searching.practices();
    let own = practices.first().map(|own| own.at.practice().name).unwrap_or_default();
    let others: Vec<PracticeSearch> = practices.into_iter().filter(|practice| !practice.is_own).collect();
    if others.is_empty() {
        return ().into_any();
    }
    let all = {
        let others = others.clone();
        move |chosen: bool| {
            for practice in &others {
                desk.choose_practice(*practice, chosen);
            }
        }
    };
    let none = all.clone();
    let count = others.len() + 1;
    let says = move || format!("{} of {count} practices are searched", searching.chosen().len());
    let boxes = others
        .into_iter()
        .map(|practice| {
            let ticked = RwSignal::new(practice.chosen.get_untracked());
            Effect::new(move |_| ticked.set(practice.chosen.get()));
            Effect::new(move |_| desk.choose_practice(practice, ticked.get()));
            let (id, label) = (format!("search-at-{}", practice.at.ods()), practice.at.practice().name);
            view! { <Checkbox id=id label=label checked=ticked /> }
        })
        .collect_view();
    view! {
        <Details summary="Choose practices">
            <fieldset class="app-practice-choice">
                <legend class="nhsuk-u-visually-hidden">"Practices to search"</legend>
                <p>
                    <span role="status">{says}</span>
                    ". "
                    {own}
                    ", where the patient is registered, always is. "
                    <Button kind=ButtonKind::Link on_press=Callback::new(move |()| all(true))>"All"</Button>
                    " "
                    <Button kind=ButtonKind::Link on_press=Callback::new(move |()| none(false))>
                        "Own practice only"
                    </Button>
                </p>
                <div class="app-practice-choice__boxes">{boxes}</div>
            </fieldset>
        </Details>
    }
    .into_any()
}
