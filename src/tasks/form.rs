//! The form: a type that nobody takes for granted, and a text.

use leptos::prelude::*;

use super::desk::{Desk, Task};
use super::draft::Fault;
use super::notes::{HEADING, NotLive, Warnings};
use super::parties::PartiesPanel;
use crate::gpconnect::tasks::TaskType;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::error_summary::{ErrorSummary, FieldError, error_of};
use crate::ui::form::TextArea;
use crate::ui::segmented::Segmented;

const TYPE: &str = "task-type";
const TEXT: &str = "task-text";

/// The form.
#[component]
pub fn TaskForm(task: Task) -> impl IntoView {
    let desk = Desk::here();
    let errors = Signal::derive(move || {
        task.faults.read().iter().map(|fault| field_error(*fault)).collect::<Vec<_>>()
    });
    let type_error = error_of(errors, TYPE);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        desk.review(task);
    };
    let kinds = [TaskType::InformationOnly, TaskType::ActionNeeded];
    let options = kinds.map(|kind| (Some(kind), kind.words().to_owned())).to_vec();
    let discard = Callback::new(move |()| desk.discard(task));
    view! {
        <div class="app-page-head"><h1 id=HEADING tabindex="-1">"Write a task for the practice"</h1></div>
        <NotLive />
        <ErrorSummary errors=errors />
        <Warnings />
        <PartiesPanel />
        <form on:submit=submit novalidate>
            <div class="nhsuk-form-group" class=("nhsuk-form-group--error", move || type_error.read().is_some()) id=TYPE tabindex="-1">
                <p class="nhsuk-label">"Type of task"</p>
                {move || type_error.get().map(|words| view! { <p class="nhsuk-error-message">{words}</p> })}
                <Segmented legend="Type of task" options=Signal::stored(options) value=task.kind />
            </div>
            <TextArea
                id=TEXT
                label="Text"
                hint="There is no due date and no priority. The practice reads it as it is here"
                value=task.text
                error=error_of(errors, TEXT)
                limit=desk.room()
                rows=5
            />
            <p class="app-quiet app-small">"The text ends with: " {desk.signature()}</p>
            <div class="app-buttons">
                <Button submit=true>"Check and send"</Button>
                <Button kind=ButtonKind::Link on_press=discard>"Discard this draft"</Button>
            </div>
        </form>
    }
}

fn field_error(fault: Fault) -> FieldError {
    let (field_id, message) = match fault {
        Fault::NoType => (TYPE, "Choose whether it is for information only, or needs action".to_owned()),
        Fault::NoText => (TEXT, "Enter what the practice should know or do".to_owned()),
        Fault::TooLong(1) => (TEXT, "The text is 1 character too long".to_owned()),
        Fault::TooLong(over) => (TEXT, format!("The text is {over} characters too long")),
    };
    FieldError { field_id: field_id.to_owned(), message }
}
