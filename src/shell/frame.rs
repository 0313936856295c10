//! The frame of every page: skip link, header, patient banner, rail, main; title and focus on navigation.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::around::AROUND;
use super::embedded::is_framed;
use super::header::Header;
use super::idle::IdleWatch;
use super::keys::{Keys, KeysShown};
use super::lock::{LockAsked, LockQuestion, ask_anew_after_lock};
use super::notices::Notices;
use super::problem::{NoPatient, NotFound, Refused};
use super::routes::{self, Group, Page};
use super::scope::Scope;
use super::stuck::watch_stuck;
use crate::patient::Opening;
use crate::session::session;
use crate::ui::afresh::afresh;
use crate::ui::kept::Kept;
use crate::ui::link::Place;
use crate::ui::memo::memo;
use crate::ui::on_paper::{OnPaper, PaperLines};

/// The frame; pages come and go in it.
#[component]
pub fn Frame() -> impl IntoView {
    let (session, place) = (session(), Place::here());
    let settings = session.settings();
    KeysShown::provide(settings.features.shortcuts);
    // Closing when the browser keeps the page for "back": a restored page must show nobody, whether they were open, looked up
    // or half typed (ARH-58). What it kept in memory goes once it is shown again and nothing has to be told.
    let opening = Opening::here();
    let times_left = RwSignal::new(0_u32);
    let hiding = window_event_listener(leptos::ev::pagehide, move |_| {
        session.close();
        opening.clear();
        times_left.update(|times| *times = times.wrapping_add(1));
    });
    let returning = window_event_listener(leptos::ev::pageshow, move |event| {
        if event.persisted() && session.may_load_anew() {
            let _ = location().reload();
        }
    });
    // Leaving the page while something is on its way or not settled asks first: nobody would be left to see it through.
    let leaving = window_event_listener(leptos::ev::beforeunload, move |event| {
        if session.would_lose() {
            event.prevent_default();
        }
    });
    on_cleanup(move || {
        hiding.remove();
        returning.remove();
        leaving.remove();
    });
    LockAsked::provide();
    ask_anew_after_lock();

    let on_paper = OnPaper::provide();
    let scope = Scope::open();
    let features = settings.features.clone();
    let page = memo(move || place.route.with(|route| routes::find(route, &features)));
    // Reads the scope first and always: a patient's work must end on closing, whatever page is shown.
    let with_patient = memo(move || {
        scope.read().is_some() && page.read().as_ref().is_some_and(|page| page.group != Group::Alone)
    });

    let banner = move || {
        let scope = scope.get().filter(|_| with_patient.get())?;
        let (part, patient) = (AROUND.here()?, scope.patient.clone());
        Some(scope.dress(move || view! { {(part.banner)(patient)} {Kept::above} }.into_any()))
    };
    let rail = move || {
        let scope = scope.get().filter(|_| with_patient.get())?;
        Some(scope.dress(AROUND.here()?.rail))
    };
    let standing = move || match page.get() {
        None => OnScreen { page: None, scope: None, times_left: 0 },
        // Does not read the scope: finding the next patient goes on while the last one closes.
        // Made afresh when the page is left, so that nothing half typed waits in it.
        Some(page) if page.group == Group::Alone => {
            OnScreen { page: Some(page), scope: None, times_left: times_left.get() }
        }
        Some(page) => OnScreen { page: Some(page), scope: scope.get(), times_left: 0 },
    };
    let access = settings.access.clone();
    let content = afresh(standing, move |on_screen: OnScreen| {
        let refusal = on_screen.page.and_then(|page| Some((page.title, routes::refusal(&page, &access)?)));
        match on_screen {
            OnScreen { page: None, .. } => view! { <NotFound /> }.into_any(),
            OnScreen { page: Some(page), .. } if page.group == Group::Alone => (page.view)(),
            // Whichever way they came, and before anything of the page exists.
            OnScreen { page: Some(page), scope, .. } => match (refusal, scope) {
                (Some((title, why)), _) => view! { <Refused title=title why=why /> }.into_any(),
                (None, Some(scope)) => scope.dress(page.view),
                (None, None) => view! { <NoPatient /> }.into_any(),
            },
        }
    });

    let main = NodeRef::<html::Main>::new();
    on_arrival(page, main, settings.service_name.clone());
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        focus_heading(main);
    };
    let (frame, top) = (NodeRef::<html::Div>::new(), NodeRef::<html::Div>::new());
    watch_stuck(frame, top);
    view! {
        <div class="app-frame" node_ref=frame>
            <a class="nhsuk-skip-link" href="#main" on:click=skip>"Skip to main content"</a>
            <div class="app-top" node_ref=top>
                <Header />
                <Notices />
                {banner}
                <PaperLines on_paper=on_paper />
            </div>
            <div class="app-body" class=("app-body--rail", with_patient)>
                {rail}
                <main
                    class="app-main"
                    class=("app-main--narrow", move || !with_patient.get())
                    id="main"
                    tabindex="-1"
                    node_ref=main
                >
                    {content}
                </main>
            </div>
        </div>
        <Keys />
        <LockQuestion />
        <IdleWatch />
    }
}

/// What the main part shows. Each change of it draws the page afresh: nothing of the last page or patient is inherited.
#[derive(Clone)]
struct OnScreen {
    page: Option<Page>,
    scope: Option<Scope>,
    times_left: u32,
}

impl PartialEq for OnScreen {
    fn eq(&self, other: &Self) -> bool {
        let patient = |one: &Self| one.scope.as_ref().map(|scope| Arc::as_ptr(&scope.patient));
        // The patient that is compared is held, so that no other can have the same address.
        self.page == other.page && self.times_left == other.times_left && patient(self) == patient(other)
    }
}

/// Sets the title of a page and, but for the first, moves the focus to its heading (SC 2.4.2, SC 2.4.3).
fn on_arrival(page: Memo<Option<Page>>, main: NodeRef<html::Main>, service: String) {
    Effect::new(move |arrived: Option<()>| {
        let title = page.get().map_or("Page not found", |page| page.title);
        document().set_title(&format!("{title} – {service}"));
        // The browser places the focus of a fresh page itself.
        if arrived.is_some() {
            request_animation_frame(move || focus_heading(main));
        }
    });
}

/// Puts the focus on the page's heading, so that the next thing heard and the next Tab are the page.
fn focus_heading(main: NodeRef<html::Main>) {
    let Some(main) = main.get_untracked() else { return };
    // The user is at work in the page around this one: it keeps the focus.
    if is_framed() && !document().has_focus().unwrap_or(true) {
        return;
    }
    let heading = main.query_selector("h1").ok().flatten();
    let target: HtmlElement = heading.unwrap_or_else(|| main.into()).unchecked_into();
    let _ = target.set_attribute("tabindex", "-1");
    // The router has already scrolled: to the top, or on "back" to where the user was.
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = target.focus_with_options(&options);
}
