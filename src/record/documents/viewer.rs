//! One document, open in the place of the lists. Its content is fetched for this view and let go with it (ADOC-24).

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlElement;

use super::content::Content;
use super::list::{Chosen, Opened, Source};
use super::search::DocumentSearch;
use crate::clinical::State;
use crate::gpconnect::documents::{DocumentContent, ReadDocument};
use crate::gpconnect::{Error, Failure};
use crate::session::{Embedded, Question};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::progress::Progress;

/// The open document; nothing while none is. `Esc`, "Back to the documents" and the browser's own "back" lead back to its row.
#[component]
pub fn Viewer() -> impl IntoView {
    let opened = use_context::<Opened>();
    let panel = move || {
        let Opened(opened) = opened?;
        let chosen = opened.get()?;
        Some(view! { <OpenDocument chosen=chosen opened=opened /> })
    };
    view! { <div id="document-open">{panel}</div> }
}

#[component]
fn OpenDocument(chosen: Chosen, opened: RwSignal<Option<Chosen>>) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    heading.on_load(|heading| {
        request_animation_frame(move || {
            let _ = heading.focus();
            window().scroll_to_with_x_and_y(0.0, 0.0);
        });
    });
    let button = chosen.button.clone();
    // The browser's "back" leads to the list and not past it: an entry of the history with the same address.
    // In a frame that "back" is the host's.
    let has_entry = Embedded::here().is_none()
        && window()
            .history()
            .and_then(|history| history.push_state_with_url(&JsValue::NULL, "", None))
            .is_ok();
    let show_list = move || {
        opened.set(None);
        let button = document().get_element_by_id(&button);
        if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
            request_animation_frame(move || {
                // Brings its row into view too.
                let _ = button.focus();
            });
        }
    };
    let returning = {
        let show_list = show_list.clone();
        window_event_listener(leptos::ev::popstate, move |_| show_list())
    };
    on_cleanup(move || returning.remove());
    let close = move || match has_entry {
        true => {
            let _ = window().history().and_then(|history| history.back());
        }
        false => show_list(),
    };
    let fetched = fetch(&chosen.source);
    let title = StoredValue::new(chosen.title.clone());
    let body = move || {
        match fetched.get() {
        Fetched::Waiting => view! { <Progress what="Fetching the document" /> }.into_any(),
        Fetched::Come(content) => view! { <Content content=content title=title.get_value() /> }.into_any(),
        Fetched::Failed(error) if is_not_found(&error) => view! {
            <Callout heading="The practice's system did not supply this document">
                "Either it is larger than 5 MB, which may not be sent, or it is no longer there. The system does not say which. Ask the practice for it."
            </Callout>
        }
        .into_any(),
        Fetched::Unreadable => view! {
            <Callout heading="The document arrived damaged">
                "What the practice's system sent is not a file. Ask the practice for it."
            </Callout>
        }
        .into_any(),
        Fetched::Failed(error) => view! { <FaultPanel fault=Fault::from(&error) /> }.into_any(),
    }
    };
    let shield = chosen.not_for_patient.then(|| {
        view! {
            <Callout kind=CalloutKind::Danger heading="Not to be disclosed to the patient">
                "This is the practice's own marking. Make sure that nobody else can see the screen."
            </Callout>
        }
    });
    let (close, esc) = (close.clone(), close);
    view! {
        <section
            class="app-card app-document"
            aria-labelledby="document-open-heading"
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    event.prevent_default();
                    esc();
                }
            }
        >
            <div class="app-card__head">
                <h1 id="document-open-heading" tabindex="-1" node_ref=heading>{chosen.title}</h1>
                <span class="app-card__end app-not-on-paper">
                    <Button kind=ButtonKind::Link on_press=Callback::new(move |()| close())>
                        "Back to the documents"
                    </Button>
                </span>
            </div>
            {shield}
            {body}
        </section>
    }
}

/// What became of the content.
#[derive(Clone)]
enum Fetched {
    Waiting,
    Come(DocumentContent),
    Failed(Error),
    /// It came along with the list, and is not a file.
    Unreadable,
}

/// Fetches for this view only: closing it ends the call, and nothing else holds what it brought.
fn fetch(source: &Source) -> Signal<Fetched> {
    let id = match source {
        Source::Here(inline) => {
            let content = |bytes| DocumentContent { content_type: inline.media_type.clone(), bytes };
            return Signal::stored(
                inline.bytes().map_or(Fetched::Unreadable, |bytes| Fetched::Come(content(bytes))),
            );
        }
        Source::Service(id) => id.clone(),
    };
    let Some(search) = DocumentSearch::here() else { return Signal::stored(Fetched::Waiting) };
    let question = Question::new();
    let (open, client) = (search.patient().open(), search.patient().client());
    question.ask(
        async move |stop| client.send(&ReadDocument { patient: open.traced(), id: &id }, stop).await,
        |answer| match answer {
            Ok(received) => State::Present { items: received.value, warnings: Vec::new() },
            Err(error) => State::Failed(error),
        },
    );
    Signal::derive(move || match question.state().get() {
        State::Present { items, .. } => Fetched::Come(items),
        State::Failed(error) => Fetched::Failed(error),
        State::NotRequested | State::Loading => Fetched::Waiting,
        State::Withheld(_) | State::NotSupported(_) | State::Empty(_) => Fetched::Unreadable,
    })
}

/// Unknown and too large have one answer (ADOC-14).
fn is_not_found(error: &Error) -> bool {
    match &error.failure {
        Failure::Outcome { outcome, .. } => outcome.code() == "NO_RECORD_FOUND",
        Failure::Status { status, .. } => *status == 404,
        Failure::Network
        | Failure::Interrupted
        | Failure::Timeout
        | Failure::Cancelled
        | Failure::SignIn
        | Failure::Busy { .. }
        | Failure::TooLarge { .. }
        | Failure::Decode { .. }
        | Failure::PatientMismatch
        | Failure::TraceTooOld
        | Failure::NotSent { .. }
        | Failure::NotSupported { .. } => false,
    }
}
