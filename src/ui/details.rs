//! Details: text that most people do not need, one press away.

use leptos::prelude::*;

/// A fold with its summary; works without the app's help, also on paper once opened.
#[component]
pub fn Details(
    /// What the fold holds: `Technical details`.
    #[prop(into)]
    summary: Signal<String>,
    /// What is inside.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="nhsuk-details">
            <summary class="nhsuk-details__summary">
                <span class="nhsuk-details__summary-text">{summary}</span>
            </summary>
            <div class="nhsuk-details__text">{children()}</div>
        </details>
    }
}
