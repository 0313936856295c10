//! The header bar: neutral service name, organisation, user, Keys, Lock.

use leptos::prelude::*;

use super::keys::KeysShown;
use super::lock::LockAsked;
use crate::session::session;
use crate::session::settings::Reach;
use crate::ui::link::Link;

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
        Reach::Direct => Some("Test patients only"),
        Reach::Sandbox => Some("Invented patients only"),
    };
    let (keys, lock) = (KeysShown::here(), LockAsked::lock());
    view! {
        <header class="app-header">
            <Link to="/find" class="app-header__service">{settings.service_name.clone()}</Link>
            <span>{identity.organisation.name.clone()}</span>
            {caution.map(|caution| view! { <strong class="app-header__sandbox">{caution}</strong> })}
            <div class="app-header__end">
            <span>{who}</span>
            <div class="app-header__actions">
                // Leaving a patient is one visible step, never a side effect of looking around.
                {move || {
                    session().patient().map(|_| {
                        view! { <Link to="/find" class="app-header__action">"Find another patient"</Link> }
                    })
                }}
                <button type="button" class="app-header__action" on:click=move |_| keys.show()>
                    <kbd aria-hidden="true">"?"</kbd>
                    " Shortcuts"
                </button>
                <button type="button" class="app-header__action" on:click=move |_| lock.run(())>"Lock"</button>
            </div>
            </div>
        </header>
    }
}
