//! The parts of the form: where a refusal belongs, and how it is said there.

use leptos::prelude::*;

use super::request::Remark;
use crate::ui::error_summary::FieldError;

/// What is said of the form, and whether what is only missing is said beside its field yet.
#[derive(Clone, Copy)]
pub struct Remarks {
    /// Everything that keeps the summary from being sent.
    pub all: RwSignal<Vec<Remark>>,
    /// Whether somebody wanted to go on: from then on what is missing is said in its place too.
    pub is_pressed: RwSignal<bool>,
}

impl Remarks {
    /// Nothing said yet.
    pub fn new() -> Self {
        Self { all: RwSignal::new(Vec::new()), is_pressed: RwSignal::new(false) }
    }

    /// What is said beside a part of the form; tracked.
    pub fn at(&self, field: &str) -> Vec<String> {
        let is_pressed = self.is_pressed.get();
        let shown = |remark: &&Remark| remark.field == field && (is_pressed || !is_missing(remark));
        self.all.with(|all| all.iter().filter(shown).map(|remark| remark.words.clone()).collect())
    }

    /// What the summary of errors says, after somebody wanted to go on.
    pub fn summed(self) -> Signal<Vec<FieldError>> {
        Signal::derive(move || {
            if !self.is_pressed.get() {
                return Vec::new();
            }
            let error = |remark: &Remark| FieldError {
                field_id: first_field(&remark.field).to_owned(),
                message: remark.words.clone(),
            };
            self.all.with(|all| all.iter().map(error).collect())
        })
    }
}

/// Something that was not entered yet, and is no mistake before somebody wants to go on.
pub fn is_missing(remark: &Remark) -> bool {
    remark.words.starts_with("Missing: ")
}

/// The field that a refusal leads to.
fn first_field(field: &str) -> &'static str {
    match field {
        "Encounter" => "write-day",
        "Clinician" => "write-family",
        "Reason" => "write-reason",
        "Clinical notes" => "write-note-reason",
        "Attachments" => "write-file",
        // Nothing of these is typed: the part that shows them.
        _ => "write-between",
    }
}

/// A part of the form, with what is said of it.
#[component]
pub fn Part(
    /// What the part is called.
    legend: &'static str,
    /// The part in the words of a refusal.
    field: &'static str,
    /// What is said of the form.
    remarks: Remarks,
    /// Its fields.
    children: Children,
) -> impl IntoView {
    let id = format!("write-{}-said", field.to_lowercase().replace(' ', "-"));
    let said = Memo::new(move |_| remarks.at(field));
    let described_by = {
        let id = id.clone();
        move || said.with(|said| (!said.is_empty()).then(|| id.clone()))
    };
    let lines = move || {
        let line = |words: String| {
            view! {
                <span class="nhsuk-error-message">
                    <span class="nhsuk-u-visually-hidden">"Error: "</span>
                    {words}
                </span>
            }
        };
        said.get().into_iter().map(line).collect_view()
    };
    view! {
        <fieldset
            class="app-card app-write__part"
            class=("app-write__part--refused", move || !said.read().is_empty())
            aria-describedby=described_by
        >
            <legend class="app-write__legend">{legend}</legend>
            <div id=id class="app-write__said">{lines}</div>
            {children()}
        </fieldset>
    }
}

/// A date or a time.
#[component]
pub fn When(
    /// Its id.
    id: &'static str,
    /// What it is called.
    label: &'static str,
    /// `date` or `time`.
    kind: &'static str,
    /// The entry.
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <div class="nhsuk-form-group">
            <label class="nhsuk-label" for=id>{label}</label>
            <input
                class="nhsuk-input"
                id=id
                type=kind
                autocomplete="off"
                spellcheck="false"
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
        </div>
    }
}
