//! The header bar: neutral service name, organisation, user, Keys, Lock.

use leptos::prelude::*;

use super::keys::KeysShown;
use super::lock::{LOCKED, LockAsked};
use crate::session::settings::Reach;
use crate::session::{Embedded, session};
use crate::ui::link::{Link, Place};

/// Id of what the button of a small screen opens.
const MENU: &str = "header-menu";

/// The header bar. No logo: NHS identity belongs to NHS services (ecosystem 1.1).
#[component]
pub fn Header() -> impl IntoView {
    let settings = session().settings();
    let identity = settings.identity.clone();
    let user = [identity.user.prefix.as_str(), &identity.user.given, &identity.user.family];
    let mut who = user.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
    if !identity.user.role.is_empty() {
        who.push_str(", ");
        who.push_str(&identity.user.role);
    }
    // Whoever looks at invented or test patients must know it.
    let caution = match settings.reach {
        Reach::Gateway => None,
        Reach::Direct => Some("Test patients"),
        Reach::Sandbox => Some("Invented patients"),
    };
    let lock_words = if settings.sign_out.is_some() { "Lock and sign out" } else { "Lock" };
    let place = Place::here();
    // Behind a lock nobody is at work.
    let who = move || (place.route.get() != LOCKED).then(|| who.clone());
    let (keys, lock) = (KeysShown::here(), LockAsked::lock());
    // Where there is room for one line only, all but the name and the caution waits behind a button.
    let is_open = RwSignal::new(false);
    let close_on_escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            event.prevent_default();
            is_open.set(false);
        }
    };
    // In a frame the page around it says who is found, and its name is not where to go.
    let is_embedded = Embedded::here().is_some();
    // In a frame the page around it says where to go.
    let sent = (settings.write_back.is_some() && !is_embedded)
        .then(|| view! { <Link to="/sent-summaries" class="app-header__action">"Sent consultation summaries"</Link> });
    let service = settings.service_name.clone();
    let name = match is_embedded {
        true => view! { <span class="app-header__service">{service}</span> }.into_any(),
        false => view! { <Link to="/find" class="app-header__service">{service}</Link> }.into_any(),
    };
    view! {
        <header class="app-header" on:keydown=close_on_escape>
            {name}
            {caution.map(|caution| {
                view! {
                    <strong class="app-header__sandbox">
                        {caution} <span class="app-header__only">" only"</span>
                    </strong>
                }
            })}
            <button
                type="button"
                class="app-header__action app-header__menu"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=MENU
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                "Menu"
            </button>
            <div
                id=MENU
                class="app-header__more"
                class=("app-header__more--open", is_open)
                on:click=move |_| is_open.set(false)
            >
                <span>{identity.organisation.name.clone()}</span>
                <div class="app-header__end">
                    <span>{who}</span>
                    <div class="app-header__actions">
                        // Leaving a patient is one visible step, never a side effect of looking around.
                        {move || {
                            session().patient().filter(|_| !is_embedded).map(|_| {
                                view! { <Link to="/find" class="app-header__action">"Find another patient"</Link> }
                            })
                        }}
                        {sent}
                        <button type="button" class="app-header__action" on:click=move |_| keys.show()>
                            <kbd aria-hidden="true">"?"</kbd>
                            " Shortcuts"
                        </button>
                        <button type="button" class="app-header__action" on:click=move |_| lock.run(())>{lock_words}</button>
                    </div>
                </div>
            </div>
        </header>
    }
}
