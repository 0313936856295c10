//! The app in a frame of another page (docs/embedding.md): whom it answers, and what it shows until then. Only such a page
//! loads this part.

mod follow;
mod port;

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{HtmlAnchorElement, MessageEvent, MouseEvent};

use crate::session::embedding::Hosts;
use crate::session::embedding::message::{Greeting, Message};
use crate::session::host_token::{HostToken, WithHostToken};
use crate::session::settings::Reach;
use crate::session::{Embedded, Session, Start};
use crate::ui::parts::part;

/// The door of the part.
#[derive(Clone, Copy)]
pub struct Embedding {
    /// What a framed page shows of an app, from its settings and connection.
    pub framed: fn(Start, fn() -> AnyView) -> AnyView,
    /// Follows the page around this one; asked for below session, router and opening.
    pub follow: fn(),
    /// Tells the page around this one that this one has stopped.
    pub crashed: fn(&str),
}

part!(
/// The part.
EMBEDDING: Embedding = embedding, load_embedding, Embedding {
    framed: |start, app| view! { <Framed start=start app=app /> }.into_any(),
    follow: follow::follow,
    crashed: port::tell_crashed,
});

/// In place of an app whose part for frames did not come.
pub fn not_loaded() -> AnyView {
    not_shown("A part of this service could not be loaded. Nothing was opened. Load the page around this one again.").into_any()
}

/// Whether another page shows this one.
pub fn is_framed() -> bool {
    // A parent of another origin cannot be read, but it can be told apart from oneself.
    match window().parent() {
        Ok(Some(parent)) => !js_sys::Object::is(&parent, &window()),
        Ok(None) | Err(_) => true,
    }
}

/// Who has spoken to this page so far.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Met {
    Nobody,
    /// A page whose origin is not on the list.
    Stranger(String),
    /// A host of a version that this app does not speak.
    Another,
    Host(Greeting),
}

/// What a framed page shows: nothing of the app before a page that may show it has greeted it.
#[component]
fn Framed(
    /// Settings and connection.
    start: Start,
    /// The app.
    app: fn() -> AnyView,
) -> impl IntoView {
    let Some(hosts) = start.settings.embedding.clone() else { return not_shown(NOT_SHOWN).into_any() };
    let met = RwSignal::new(Met::Nobody);
    listen(hosts, met);
    // Once met, a host stays: a stranger cannot take its place.
    let met = Memo::new(move |before: Option<&Met>| match before {
        Some(host @ Met::Host(_)) => host.clone(),
        _ => met.get(),
    });
    let start = StoredValue::new_local(start);
    let shown = move || match met.get() {
        Met::Nobody => view! {
            <main class="app-main app-main--narrow" id="main">
                <p role="status">"Waiting for the page around this one."</p>
            </main>
        }
        .into_any(),
        Met::Stranger(origin) => not_shown(&format!("{NOT_LISTED} {origin}")).into_any(),
        Met::Another => not_shown(OTHER_VERSION).into_any(),
        Met::Host(greeting) => {
            begin(start.get_value(), greeting);
            app()
        }
    };
    shown.into_any()
}

/// Session and host, for everything below.
fn begin(mut start: Start, greeting: Greeting) {
    keep_the_hosts_history();
    let embedded = Embedded::new(
        greeting.look,
        greeting.documents,
        Callback::new(|(kind, payload)| {
            port::send(kind, &payload);
        }),
    );
    provide_context(embedded);
    if start.settings.reach == Reach::Gateway {
        let token = HostToken::new(Arc::new(port::ask_token));
        start.connection.transport =
            Arc::new(WithHostToken::new(start.connection.transport.clone(), token.clone()));
        provide_context(token);
    }
    Session::provide(start);
}

const NOT_SHOWN: &str = "This service is set up to be opened in a window of its own, and not inside another page. Nothing was opened.";
const NOT_LISTED: &str = "This service may not be shown inside this page, because the page is not on its list of hosts. Nothing was opened. The page is of";
const OTHER_VERSION: &str = "The page around this one uses a version of the embedding script that this service does not understand. Nothing was opened.";

fn not_shown(why: &str) -> impl IntoView + use<> {
    document().set_title("Not shown here");
    let why = why.to_owned();
    view! {
        <main class="app-main app-main--narrow" id="main">
            <h1>"Not shown here"</h1>
            <p role="alert">{why}</p>
            <p>"Tell whoever looks after the page around this one."</p>
        </main>
    }
}

/// Answers a greeting of the parent, from an origin on the list and with a port; nobody and nothing else.
fn listen(hosts: Hosts, met: RwSignal<Met>) {
    let heard = move |event: MessageEvent| {
        let (Some(source), Ok(Some(parent))) = (event.source(), window().parent()) else { return };
        if !js_sys::Object::is(&source, &parent) {
            return;
        }
        let Some(message) = port::text(&event.data()).and_then(|text| Message::read(&text)) else { return };
        let Some(greeting) = message.greeting() else { return };
        let own = location().origin().unwrap_or_default();
        if !hosts.allow(&event.origin(), &own) {
            met.set(Met::Stranger(event.origin()));
            return;
        }
        let Ok(port) = event.ports().get(0).dyn_into::<web_sys::MessagePort>() else { return };
        if !port::accept(port, &message, greeting.protocol) {
            return;
        }
        met.set(match greeting.protocol {
            Some(_) => Met::Host(greeting),
            None => Met::Another,
        });
    };
    let heard = Closure::<dyn Fn(MessageEvent)>::new(heard);
    let _ = window().add_event_listener_with_callback("message", heard.as_ref().unchecked_ref());
    // For as long as the page is there.
    heard.forget();
}

/// Moves inside the frame would be steps of the host's "back": each takes the place of the one before instead. The router,
/// its links and everything else come through here.
fn keep_the_hosts_history() {
    let Ok(history) = window().history() else { return };
    if let Ok(replace) = js_sys::Reflect::get(&history, &"replaceState".into()) {
        let _ = js_sys::Reflect::set(&history, &"pushState".into(), &replace);
    }
    // Links that load the page anew.
    let pressed = |event: MouseEvent| {
        let link = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let link = link.and_then(|target| target.closest("a[rel=external]").ok().flatten());
        if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
            event.prevent_default();
            let _ = location().replace(&link.href());
        }
    };
    let pressed = Closure::<dyn Fn(MouseEvent)>::new(pressed);
    let _ = window().add_event_listener_with_callback("click", pressed.as_ref().unchecked_ref());
    pressed.forget();
}

/// Undefined members of a JavaScript object are nothing.
fn is_nothing(value: &JsValue) -> bool {
    value.is_undefined() || value.is_null()
}
