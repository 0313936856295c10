//! Problem pages: what happened, and what to do next.

use leptos::prelude::*;

use crate::session::Embedded;
use crate::session::load::SIGNED_OUT;
use crate::session::settings::SettingsFault;
use crate::session::{Practice, session};
use crate::ui::callout::Callout;
use crate::ui::link::Link;

/// An address that is not a page.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <h1>"Page not found"</h1>
        <p>"This address is not a page of this service, or your site has switched the page off."</p>
        <p>
            <Link to="/find">{to_find()}</Link>
        </p>
    }
}

/// What the first page is for: in a frame the page around it has named the patient already.
fn to_find() -> &'static str {
    if Embedded::here().is_some() { "Look up the patient" } else { "Find a patient" }
}

/// A page of the record, and no patient is open: after a reload, a lock, or from a bookmark.
#[component]
pub fn NoPatient() -> impl IntoView {
    view! {
        <h1>"No patient is open"</h1>
        <p>"This page is about one patient. The patient is closed when you reload, leave or lock the page."</p>
        <p>
            <Link to="/find">{to_find()}</Link>
        </p>
    }
}

/// A page that the user's organisation or role may not see: why, and whom to ask. The practice was not asked.
#[component]
pub fn Refused(
    /// The page's title.
    title: &'static str,
    /// Why, in sentences.
    why: String,
) -> impl IntoView {
    let session = session();
    let organisation = session.settings().identity.organisation.name.clone();
    let call = session.patient_untracked().map(|open| Practice::from(&**open.provider()).call());
    view! {
        <div class="app-page-head"><h1>{title} ": not open to you"</h1></div>
        <Callout heading="Not asked for">
            {why} " The practice was not asked. This does not say whether anything is recorded."
        </Callout>
        <p>
            "If you need this for the patient in front of you, ask them. " {call}
        </p>
        <p>
            {format!("If you should be able to see it, ask whoever looks after this service at {organisation}.")}
        </p>
    }
}

/// A mistake in `config.json`, named with its field. For whoever installs the service.
#[component]
pub fn SettingsProblem(fault: SettingsFault) -> impl IntoView {
    if fault.message == SIGNED_OUT {
        return view! { <SignedOut /> }.into_any();
    }
    document().set_title("Settings problem");
    let field = (!fault.field.is_empty()).then(|| {
        view! {
            <p>"Field: " <strong><code>{fault.field}</code></strong></p>
        }
    });
    view! {
        <main class="app-main app-main--narrow" id="main">
            <h1>"This service is not set up correctly"</h1>
            <div class="app-fault">
                <p class="app-fault__what">"There is a mistake in the settings file, config.json."</p>
                {field}
                <p>"What is wrong: " <strong>{fault.message}</strong></p>
                <p>"No record was opened and nothing was sent. Tell your IT support, and quote this page."</p>
            </div>
        </main>
    }
    .into_any()
}

/// The gateway knows nobody: it is asked again with a whole new page.
#[component]
fn SignedOut() -> impl IntoView {
    document().set_title("Signed out");
    view! {
        <main class="app-main app-main--narrow" id="main">
            <h1>"You are signed out"</h1>
            <p>"Your session has ended. No patient is open."</p>
            <p><a class="nhsuk-button" href="./">"Sign in again"</a></p>
        </main>
    }
}
