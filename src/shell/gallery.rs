//! The gallery: every component in every named state, for the eye, for axe and for screenshots.
//!
//! `gallery?only=fault-read` shows one example by itself.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::ui::button::{Button, ButtonKind};
use crate::ui::examples::{Example, examples};

/// The gallery page.
#[component]
pub fn Gallery() -> impl IntoView {
    let query = use_query_map();
    let shown = move || {
        let only = query.read().get("only");
        examples()
            .into_iter()
            .filter(|example| only.as_deref().is_none_or(|only| only == example.name))
            .map(example_view)
            .collect_view()
    };
    view! {
        <h1>"Gallery of components"</h1>
        {shown}
        <div class="app-buttons">
            <Button kind=ButtonKind::Warning on_press=Callback::new(|()| stop())>"Make this page stop working"</Button>
        </div>
    }
}

/// Lets tests and people see the crash page.
#[allow(clippy::panic, reason = "this is the panic that the crash page is tried with")]
fn stop() {
    panic!("stopped from the gallery");
}

fn example_view(example: Example) -> impl IntoView {
    view! {
        <div class="app-gallery__example" data-example=example.name>
            <p class="app-gallery__name">{example.name}</p>
            {(example.view)()}
        </div>
    }
}
