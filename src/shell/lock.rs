//! Locking: the patient is closed and the page reloaded, so that nothing of the record is left in memory (ARH-58).
//!
//! While something that changes something is on its way, or what became of it has not been read, the page stays instead,
//! without the patient: reloading it would end the request and lose how it ended. It is reloaded once the user has
//! read that and goes on.

use leptos::prelude::*;

use super::routes::HOME;
use crate::patient::Opening;
use crate::session::{UnderWay, session};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::dialog::Dialog;
use crate::ui::link::Place;

/// What closes the patient and shows the lock screen in place of this page. Ask for it while a component is made.
pub fn lock() -> Callback<()> {
    let (session, place, opening) = (session(), Place::here(), Opening::here());
    Callback::new(move |()| {
        session.close();
        opening.clear();
        if session.under_way().with_untracked(UnderWay::has_to_tell) {
            place.go("/locked");
        } else {
            // A whole new page, not a route: the old one's memory goes with it.
            let _ = location().replace(&place.href("locked"));
        }
    })
}

/// Whether the user is being asked before the lock, because something is on its way.
#[derive(Clone, Copy)]
pub struct LockAsked(RwSignal<bool>);

impl LockAsked {
    /// Puts one into the context of the current owner.
    pub fn provide() {
        provide_context(Self(RwSignal::new(false)));
    }

    /// Locks, or asks first. Ask for it while a component is made.
    pub fn lock() -> Callback<()> {
        let (asked, session, lock) = (use_context::<Self>(), session(), lock());
        Callback::new(move |()| match asked {
            Some(asked) if session.under_way().with_untracked(UnderWay::is_busy) => asked.0.set(true),
            _ => lock.run(()),
        })
    }
}

/// The question.
#[component]
pub fn LockQuestion() -> impl IntoView {
    let Some(LockAsked(asked)) = use_context() else { return ().into_any() };
    let (under_way, lock) = (session().under_way(), lock());
    // Answered meanwhile: what it said is on the screen behind.
    let is_open = Signal::derive(move || asked.get() && under_way.with(UnderWay::is_busy));
    let closed = move || {
        asked.try_set(false);
    };
    let what = move || {
        let what = |under_way: &UnderWay| {
            under_way.sent().iter().map(|sent| sent.what.clone()).collect::<Vec<_>>().join(". ")
        };
        under_way.with(what)
    };
    view! {
        <Dialog id="lock-heading" title="Sent. Waiting for an answer" open=is_open on_close=closed>
            <p>{what} "."</p>
            <p>
                "Locking closes the patient but does not stop this. It carries on, and the locked screen will show how it ended, without saying who it was for."
            </p>
            <div class="app-buttons">
                <Button on_press=Callback::new(move |()| asked.set(false))>"Wait for the answer"</Button>
                <Button kind=ButtonKind::Secondary on_press=lock>"Lock now"</Button>
            </div>
        </Dialog>
    }
    .into_any()
}

/// The lock screen.
#[component]
pub fn Locked() -> impl IntoView {
    let place = Place::here();
    let under_way = session().under_way();
    // A fresh load asks the gateway whether this user is still signed in. It would end what is on its way.
    let onward = move || {
        if under_way.with(UnderWay::is_busy) {
            return view! { <p>"You can continue once everything that was sent has ended."</p> }.into_any();
        }
        let kept = under_way.with(|under_way| !under_way.notices().is_empty());
        let kept = kept.then(|| view! { <p>"Read the results first: they are not kept."</p> });
        let href = place.href(HOME);
        view! {
            {kept}
            <p>
                <a class="nhsuk-button" href=href rel="external">"Continue"</a>
            </p>
        }
        .into_any()
    };
    view! {
        <h1>"Locked"</h1>
        <p>"No patient is open. The record that was on this screen was closed and cleared."</p>
        {onward}
    }
}
