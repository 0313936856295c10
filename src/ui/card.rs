//! Cards: white paper that holds one list or one form.

use leptos::prelude::*;

use super::unique_id;

/// A card with its heading, an optional quiet remark beside it and an optional link or button at the end.
#[component]
pub fn Card(
    /// The heading.
    #[prop(into)]
    heading: String,
    /// A remark beside the heading: `2 active`.
    #[prop(optional, into)]
    remark: Option<String>,
    /// What acts on the card as a whole.
    #[prop(optional, into)]
    end: Option<ViewFn>,
    /// Whether it holds what must be seen first (allergies).
    #[prop(optional, into)]
    alert: Signal<bool>,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let id = unique_id("card");
    view! {
        <section class="app-card" class=("app-card--alert", move || alert.get()) aria-labelledby=id.clone()>
            <div class="app-card__head">
                <h2 id=id.clone()>{heading}</h2>
                {remark.map(|remark| view! { <span class="app-quiet app-small">{remark}</span> })}
                {end.map(|end| view! { <span class="app-card__end">{end.run()}</span> })}
            </div>
            {children()}
        </section>
    }
}

/// A confirmed "nothing here", in the words of the digest, where the list would be.
#[component]
pub fn Nothing(
    /// What was asked and that the practice answered with nothing.
    #[prop(into)]
    words: String,
) -> impl IntoView {
    view! { <p class="app-nothing">{words}</p> }
}
