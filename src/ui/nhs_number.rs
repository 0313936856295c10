//! The NHS number field (service manual: NHS number; NUM-0010 to NUM-0018).

use leptos::prelude::*;

use super::error_summary::ErrorMessage;
use crate::format::nhs_number::spaced;

/// Id of the field, for the error summary.
pub const NHS_NUMBER_FIELD: &str = "nhs-number";

/// A field for one NHS number. Takes digits, spaces and dashes; ten digits are grouped three, three, four on leaving.
/// The form reads it with `format::NhsNumber::parse` and hands the fault's words back in `error`.
#[component]
pub fn NhsNumberInput(
    /// The entry as it stands.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// What the field is called.
    #[prop(default = "NHS number".into(), into)]
    label: String,
) -> impl IntoView {
    let error_id = format!("{NHS_NUMBER_FIELD}-error");
    let hint_id = format!("{NHS_NUMBER_FIELD}-hint");
    let described_by = {
        let (error_id, hint_id) = (error_id.clone(), hint_id.clone());
        move || match error.read().is_some() {
            true => format!("{hint_id} {error_id}"),
            false => hint_id.clone(),
        }
    };
    let group = move |_| {
        // The browser says "changed" of a half-typed field also while its page goes, when nobody keeps the entry any more.
        let Some(entry) = value.try_get_untracked() else { return };
        let digits: String = entry.chars().filter(char::is_ascii_digit).collect();
        let rest_is_separators = entry.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == '-');
        if digits.len() == 10 && rest_is_separators {
            value.try_set(spaced(&digits));
        }
    };
    view! {
        <div class="nhsuk-form-group" class=("nhsuk-form-group--error", move || error.read().is_some())>
            <label class="nhsuk-label nhsuk-label--m" for=NHS_NUMBER_FIELD>{label}</label>
            <div class="nhsuk-hint" id=hint_id>
                "10 digits, such as " <span class="nhsuk-u-nowrap">"999 123 4567"</span>
                ". Spaces and dashes are fine."
            </div>
            <ErrorMessage id=error_id message=error />
            <input
                class="nhsuk-input app-nhs-number-input"
                class=("nhsuk-input--error", move || error.read().is_some())
                id=NHS_NUMBER_FIELD
                type="text"
                inputmode="numeric"
                autocomplete="off"
                spellcheck="false"
                aria-describedby=described_by
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
                on:change=group
            />
        </div>
    }
}
