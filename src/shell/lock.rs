//! Locking: the patient is closed and the page loaded anew, so that nothing of the record is left in memory (ARH-58).

use leptos::prelude::*;

use super::routes::HOME;
use crate::session::session;
use crate::ui::link::Place;

/// What closes the patient and loads the lock screen in place of this page. Ask for it while a component is made.
pub fn lock() -> Callback<()> {
    let (session, place) = (session(), Place::here());
    Callback::new(move |()| {
        session.close();
        // A whole new page, not a route: the old one's memory goes with it.
        let _ = location().replace(&place.href("locked"));
    })
}

/// The lock screen.
#[component]
pub fn Locked() -> impl IntoView {
    let place = Place::here();
    // A fresh load asks the gateway whether this user is still signed in.
    let onward = place.href(HOME);
    view! {
        <h1>"Locked"</h1>
        <p>"No patient is open. The record that was on this screen was closed and cleared."</p>
        <p>
            <a class="nhsuk-button" href=onward rel="external">"Continue"</a>
        </p>
    }
}
