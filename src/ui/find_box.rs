//! The find box: narrows what is shown while typing. `/` goes to it, `Esc` empties and leaves it.

use leptos::html;
use leptos::prelude::*;

/// Id of the box, for the `/` key.
pub const FIND_BOX: &str = "find-in-record";

/// A find box. What it hides is said by the list it narrows, never by the box alone.
#[component]
pub fn FindBox(
    /// What is searched: `Find in the whole record`.
    #[prop(into)]
    label: String,
    /// The words looked for.
    value: RwSignal<String>,
    /// How much was found: `15 found in 5 areas`.
    #[prop(optional, into)]
    found: Signal<Option<String>>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let leave = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            value.set(String::new());
            if let Some(input) = input.get_untracked() {
                let _ = input.blur();
            }
        }
    };
    view! {
        <search class="app-find-box">
            <input
                class="app-find-box__input"
                id=FIND_BOX
                type="text"
                autocomplete="off"
                spellcheck="false"
                aria-label=label.clone()
                placeholder=label
                node_ref=input
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                on:keydown=leave
            />
            <span class="app-find-box__found" role="status">{move || found.get()}</span>
            <kbd class="app-find-box__key" aria-hidden="true">
                {move || if value.read().is_empty() { "/" } else { "Esc" }}
            </kbd>
        </search>
    }
}
