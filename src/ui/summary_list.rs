//! Summary list: names and values of one thing (an appointment, a person).

use leptos::prelude::*;

/// The list; its rows are [`SummaryRow`]s.
#[component]
pub fn SummaryList(
    /// The rows.
    children: Children,
) -> impl IntoView {
    view! { <dl class="nhsuk-summary-list">{children()}</dl> }
}

/// One row. A value that is not there is said in words: see [`super::data_table::Missing`].
#[component]
pub fn SummaryRow(
    /// The name: `When`.
    #[prop(into)]
    key: String,
    /// The value.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="nhsuk-summary-list__row">
            <dt class="nhsuk-summary-list__key">{key}</dt>
            <dd class="nhsuk-summary-list__value">{children()}</dd>
        </div>
    }
}
