//! What is wrong with a form: the summary at its top and the message beside each field.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// One fault of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Id of the field that it is about.
    pub field_id: String,
    /// What is wrong and what to enter; never quotes the entry.
    pub message: String,
}

const TITLE_PREFIX: &str = "Error: ";

/// What is wrong with one field, tracked: for the message beside it.
pub fn error_of(errors: Signal<Vec<FieldError>>, field_id: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        errors.read().iter().find(|error| error.field_id == field_id).map(|error| error.message.clone())
    })
}

/// The summary: appears with the first error, takes the focus, links to each field, marks the page's title.
#[component]
pub fn ErrorSummary(
    /// The faults; none hides the summary.
    #[prop(into)]
    errors: Signal<Vec<FieldError>>,
) -> impl IntoView {
    let panel = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        mark_title(!errors.read().is_empty());
        if let Some(panel) = panel.get().filter(|_| !errors.read_untracked().is_empty()) {
            // Nothing to do when the browser refuses focus: the summary is in sight anyway.
            let _ = panel.focus();
        }
    });
    on_cleanup(|| mark_title(false));

    let entries = move || {
        let entry = |error: FieldError| {
            let focus_field = {
                let field_id = error.field_id.clone();
                move |event: leptos::ev::MouseEvent| {
                    event.prevent_default();
                    focus(&field_id);
                }
            };
            view! {
                <li>
                    <a href=format!("#{}", error.field_id) on:click=focus_field>{error.message}</a>
                </li>
            }
        };
        errors.get().into_iter().map(entry).collect_view()
    };
    view! {
        <Show when=move || !errors.read().is_empty()>
            <div class="nhsuk-error-summary" tabindex="-1" node_ref=panel>
                <div role="alert">
                    <h2 class="nhsuk-error-summary__heading">"There is a problem"</h2>
                    <div class="nhsuk-error-summary__body">
                        <ul class="nhsuk-list nhsuk-error-summary__list">{entries}</ul>
                    </div>
                </div>
            </div>
        </Show>
    }
}

/// The message beside a field; the field names it in `aria-describedby`.
#[component]
pub fn ErrorMessage(
    /// Its id.
    #[prop(into)]
    id: String,
    /// What is wrong; nothing hides it.
    #[prop(into)]
    message: Signal<Option<String>>,
) -> impl IntoView {
    let id = StoredValue::new(id);
    move || {
        message.get().map(|message| {
            view! {
                <span class="nhsuk-error-message" id=id.get_value()>
                    <span class="nhsuk-u-visually-hidden">"Error: "</span>
                    {message}
                </span>
            }
        })
    }
}

fn focus(id: &str) {
    let field = document().get_element_by_id(id);
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

fn mark_title(faulty: bool) {
    let title = document().title();
    let bare = title.strip_prefix(TITLE_PREFIX).unwrap_or(&title);
    document().set_title(&if faulty { format!("{TITLE_PREFIX}{bare}") } else { bare.to_owned() });
}
