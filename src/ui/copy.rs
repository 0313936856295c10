//! Copies a short text, such as a trace id or an NHS number, to the clipboard (NUM-0003).

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;
use wasm_bindgen_futures::JsFuture;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Copied {
    NotYet,
    Done,
    Refused,
}

/// A page in a frame may have none although it came over https.
fn has_clipboard() -> bool {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into());
    window().is_secure_context() && clipboard.is_ok_and(|clipboard| clipboard.is_object())
}

/// A link-like button that copies; says whether it did.
#[component]
pub fn CopyButton(
    /// What is copied; read when it is asked for.
    #[prop(into)]
    text: Signal<String>,
    /// What it is, for a screen reader: `trace id`.
    #[prop(into)]
    what: String,
) -> impl IntoView {
    let copied = RwSignal::new(Copied::NotYet);
    let press = move |_| {
        let text = text.get_untracked();
        spawn_local_scoped_with_cancellation(async move {
            // Browsers give pages a clipboard only over https or on this machine.
            let done = has_clipboard()
                && JsFuture::from(window().navigator().clipboard().write_text(&text)).await.is_ok();
            copied.set(if done { Copied::Done } else { Copied::Refused });
        });
    };
    let says = move || match copied.get() {
        Copied::NotYet => "Copy",
        Copied::Done => "Copied",
        Copied::Refused => "Could not copy: select the text instead",
    };
    view! {
        <button type="button" class="app-link-button app-not-on-paper" on:click=press>
            <span aria-live="polite">{says}</span>
            <span class="nhsuk-u-visually-hidden">" "{what}</span>
        </button>
    }
}
