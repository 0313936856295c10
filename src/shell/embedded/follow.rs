//! Does what the host asks, and tells it how far things are.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, ResizeObserver};

use super::port;
use crate::patient::Opening;
use crate::session::embedded::{Embedded, Stage, Trouble, Wanted};
use crate::session::embedding::patient::ContextFault;
use crate::session::embedding::{Appearance, Asked};
use crate::session::host_token::{HostToken, Reason};
use crate::session::{clock, session};
use crate::shell::routes::{self, Group, HOME};
use crate::ui::link::Place;
use crate::ui::memo::memo;

/// How often the end of the token is looked at, in milliseconds: a timer of minutes rests while the machine sleeps.
const EVERY: u32 = 5_000;

/// The page of the lock.
const LOCKED: &str = "locked";

/// Follows the page around this one for as long as the app is there. Ask for it below session, router and opening.
pub fn follow() {
    let Some(embedded) = Embedded::here() else { return };
    let owner = Owner::current().map(|owner| owner.downgrade());
    let place = Place::here();
    show_whom_it_asks_for(embedded, place);
    tell_how_far_it_is(embedded, place);
    look_as_it_says(embedded, place);
    tell_the_height(embedded);
    hand_on_escape(embedded);
    let first_token = use_context::<HostToken>();
    let follows = Callback::new(move |asked| {
        let act = || match asked {
            Asked::Open(Ok(patient)) => embedded.ask_for(Wanted::Patient(*patient)),
            Asked::Open(Err(ContextFault(message))) => {
                embedded.ask_for(Wanted::Faulty(message.clone()));
                let trouble = Trouble { code: "context", message, trace_id: None, is_retryable: false };
                embedded.trouble(&trouble);
            }
            Asked::Close => embedded.ask_for(Wanted::Nobody),
            Asked::Settings(look) => embedded.look.set(look),
            Asked::Focus => focus(),
            Asked::Print => {
                let _ = window().print();
            }
            Asked::Token(_) => {}
        };
        if let Some(owner) = owner.as_ref().and_then(|owner| owner.upgrade()) {
            owner.with(act);
        }
    });
    port::follow(follows);
    if let Some(token) = first_token {
        spawn_local_scoped_with_cancellation(keep_signed_in(token));
    }
}

/// Whoever is on screen goes first; the host is told once they have; then comes the next (ARH-29).
fn show_whom_it_asks_for(embedded: Embedded, place: Place) {
    let (session, opening) = (session(), Opening::here());
    Effect::new(move |_| {
        let (count, wanted) = embedded.asked.get();
        if count == 0 {
            return;
        }
        untrack(|| {
            session.close();
            opening.clear();
            embedded.wanted.set(Wanted::Nobody);
            embedded.finding.set(Stage::Ready);
        });
        spawn_local_scoped_with_cancellation(async move {
            // What was drawn goes in the turn after.
            while document().query_selector(".app-patient-banner").is_ok_and(|found| found.is_some()) {
                TimeoutFuture::new(10).await;
            }
            TimeoutFuture::new(0).await;
            if embedded.asked.with_untracked(|(latest, _)| *latest) != count {
                return;
            }
            embedded.cleared();
            embedded.wanted.set(wanted);
            // A locked screen waits for its user, whomever the host turns to.
            if !untrack(|| place.is_at(LOCKED) || place.is_at(HOME) || place.is_at("")) {
                place.go(HOME);
            }
        });
    });
}

fn tell_how_far_it_is(embedded: Embedded, place: Place) {
    let (session, opening) = (session(), Opening::here());
    let stage = memo(move || match session.patient() {
        _ if place.is_at(LOCKED) => Stage::Locked,
        Some(_) => Stage::Open,
        None if opening.0.with(Option::is_some) => Stage::Checking,
        None => embedded.finding.get(),
    });
    Effect::new(move |_| embedded.at(stage.get()));
}

fn look_as_it_says(embedded: Embedded, place: Place) {
    let session = session();
    let features = session.settings().features.clone();
    let appearance = memo(move || embedded.look.with(|look| look.appearance.clone()));
    Effect::new(move |_| match Appearance::read(&appearance.read()) {
        Ok(appearance) => {
            let Some(root) = document().document_element() else { return };
            let style = root.unchecked_into::<HtmlElement>().style();
            for (property, colour) in appearance.properties() {
                let _ = match colour {
                    Some(colour) => style.set_property(property, colour),
                    None => style.remove_property(property).map(|_| ()),
                };
            }
        }
        Err(message) => {
            embedded.trouble(&Trouble { code: "appearance", message, trace_id: None, is_retryable: false });
        }
    });
    let view = memo(move || embedded.look.with(|look| look.view.clone()));
    let is_open = memo(move || session.patient().is_some());
    Effect::new(move |_| {
        let view = view.get();
        let page =
            routes::find(&view, &features).filter(|page| page.group != Group::Alone && !view.is_empty());
        if let Some(page) = page.filter(|_| is_open.get()) {
            place.go(page.route);
        }
    });
    let grows = memo(move || embedded.look.with(|look| look.grows()));
    Effect::new(move |_| {
        if let Some(root) = document().document_element() {
            let _ = root.class_list().toggle_with_force("app-grows", grows.get());
        }
    });
}

/// The height of what is on the page, each time that it changes; the host uses it where its frame grows.
fn tell_the_height(embedded: Embedded) {
    let Some(body) = document().body() else { return };
    let observed = body.clone();
    let on_resize = Closure::<dyn Fn()>::new(move || embedded.size(f64::from(body.offset_height())));
    let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else { return };
    observer.observe(&observed);
    let kept = StoredValue::new_local((observer, on_resize));
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}

/// A key that nothing here has a use for may close something of the host's.
fn hand_on_escape(embedded: Embedded) {
    let pressed = window_event_listener(leptos::ev::keydown, move |event| {
        let in_dialog = document().query_selector("dialog[open]").is_ok_and(|found| found.is_some());
        if event.key() == "Escape" && !event.default_prevented() && !in_dialog {
            embedded.escape();
        }
    });
    on_cleanup(move || pressed.remove());
}

fn focus() {
    let heading = document().query_selector("main h1").ok().flatten();
    let target = heading.or_else(|| document().query_selector("main").ok().flatten());
    if let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        let _ = target.set_attribute("tabindex", "-1");
        let _ = target.focus();
    }
}

/// The first token, and each next one a minute before the last ends.
async fn keep_signed_in(token: HostToken) {
    token.renew(None, Reason::Start).await;
    loop {
        TimeoutFuture::new(EVERY).await;
        if let Some(held) = token.held().await.filter(|held| held.is_due(clock::now().timestamp())) {
            token.renew(Some(&held), Reason::Expiring).await;
        }
    }
}
