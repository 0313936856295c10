//! Plain form fields: one line, several lines with a count, a choice to tick.

use leptos::prelude::*;

use super::error_summary::ErrorMessage;
use super::memo::memo;

/// One line of text.
#[component]
pub fn TextInput(
    /// Id of the field, for the error summary.
    #[prop(into)]
    id: String,
    /// What the field is called.
    #[prop(into)]
    label: String,
    /// What to enter, in quiet words.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The entry.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
) -> impl IntoView {
    let ids = Ids::new(&id, hint.is_some());
    view! {
        <div class="nhsuk-form-group" class=("nhsuk-form-group--error", move || error.read().is_some())>
            <label class="nhsuk-label" for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <div class="nhsuk-hint" id=ids.hint.clone()>{hint}</div> })}
            <ErrorMessage id=ids.error.clone() message=error />
            <input
                spellcheck="false"
                class="nhsuk-input"
                class=("nhsuk-input--error", move || error.read().is_some())
                id=id
                type="text"
                autocomplete="off"
                aria-describedby=move || ids.described_by(error.read().is_some())
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
        </div>
    }
}

/// Several lines of text; with a limit the characters left are counted, and an entry past it is never cut.
#[component]
pub fn TextArea(
    /// Id of the field, for the error summary.
    #[prop(into)]
    id: String,
    /// What the field is called.
    #[prop(into)]
    label: String,
    /// What to enter, in quiet words.
    #[prop(optional, into)]
    hint: Option<String>,
    /// The entry.
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// The most characters allowed.
    #[prop(optional)]
    limit: Option<usize>,
    /// A text that the limit does not bind, because somebody else has it already.
    #[prop(optional, into)]
    held: Option<String>,
    /// Lines in sight.
    #[prop(default = 2)]
    rows: u32,
) -> impl IntoView {
    let ids = Ids::new(&id, hint.is_some());
    let count = limit.map(|limit| {
        let is_held = memo(move || held.as_ref().is_some_and(|held| *held == *value.read()));
        let over = move || !is_held.get() && value.read().chars().count() > limit;
        let says = move || {
            if is_held.get() {
                return "Same as at the practice".to_owned();
            }
            let entered = value.read().chars().count();
            match limit.checked_sub(entered) {
                Some(1) => "1 character left".to_owned(),
                Some(left) => format!("{left} characters left"),
                None if entered - limit == 1 => "1 character too many".to_owned(),
                None => format!("{} characters too many", entered - limit),
            }
        };
        view! { <span class="app-count" class=("app-count--over", over) id=ids.count.clone()>{says}</span> }
    });
    let described_by = {
        let (ids, counted) = (ids.clone(), limit.is_some());
        move || {
            let mut described_by = ids.described_by(error.read().is_some()).unwrap_or_default();
            if counted {
                described_by.push(' ');
                described_by.push_str(&ids.count);
            }
            Some(described_by).filter(|ids| !ids.is_empty())
        }
    };
    view! {
        <div class="nhsuk-form-group" class=("nhsuk-form-group--error", move || error.read().is_some())>
            <label class="nhsuk-label" for=id.clone()>{label}</label>
            {hint.map(|hint| view! { <div class="nhsuk-hint" id=ids.hint.clone()>{hint}</div> })}
            <ErrorMessage id=ids.error.clone() message=error />
            <textarea
                autocomplete="off"
                spellcheck="false"
                class="nhsuk-textarea"
                class=("nhsuk-textarea--error", move || error.read().is_some())
                id=id
                rows=rows.to_string()
                aria-describedby=described_by
                aria-invalid=move || error.read().is_some().then_some("true")
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            ></textarea>
            {count}
        </div>
    }
}

/// One statement to tick: `I have checked with the patient: this is the same person`.
#[component]
pub fn Checkbox(
    /// Id of the field, for the error summary.
    #[prop(into)]
    id: String,
    /// The statement.
    #[prop(into)]
    label: String,
    /// Whether it is ticked.
    checked: RwSignal<bool>,
) -> impl IntoView {
    view! {
        <div class="nhsuk-checkboxes nhsuk-checkboxes--small">
            <div class="nhsuk-checkboxes__item">
                <input
                    autocomplete="off"
                    class="nhsuk-checkboxes__input"
                    id=id.clone()
                    type="checkbox"
                    prop:checked=checked
                    on:change:target=move |event| checked.set(event.target().checked())
                />
                <label class="nhsuk-label nhsuk-checkboxes__label" for=id>{label}</label>
            </div>
        </div>
    }
}

/// Ids of the texts that describe a field.
#[derive(Clone)]
struct Ids {
    hint: String,
    error: String,
    count: String,
    has_hint: bool,
}

impl Ids {
    fn new(field: &str, has_hint: bool) -> Self {
        Self {
            hint: format!("{field}-hint"),
            error: format!("{field}-error"),
            count: format!("{field}-count"),
            has_hint,
        }
    }

    fn described_by(&self, faulty: bool) -> Option<String> {
        let ids: Vec<&str> = [(self.has_hint, &self.hint), (faulty, &self.error)]
            .into_iter()
            .filter_map(|(present, id)| present.then_some(id.as_str()))
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}
