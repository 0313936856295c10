//! What every form that writes to a practice asks and says alike: the patient told, a text within its limit.

use leptos::prelude::*;

use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::error_summary::ErrorMessage;
use crate::ui::form::Checkbox;

/// What the patient must be told before a booking or a cancellation (APT-33).
#[component]
pub fn TellThePatient(
    /// Id of the box to tick.
    id: &'static str,
    /// Whether it is ticked.
    told: RwSignal<bool>,
    /// What is wrong with it.
    #[prop(into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    view! {
        <Callout kind=CalloutKind::Incomplete heading="Tell the patient">
            "Staff at both organisations will see limited details. The patient may refuse."
        </Callout>
        <div class=("nhsuk-form-group--error", move || error.read().is_some())>
            <ErrorMessage id=format!("{id}-error") message=error />
            <Checkbox id=id label="The patient has been told and agrees" checked=told />
        </div>
    }
}

/// A text past its limit, in words.
pub fn too_long(what: &str, limit: usize, over: usize) -> String {
    format!("{what} must be {limit} characters or fewer: {over} too many")
}
