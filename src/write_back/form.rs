//! The form: everything that is typed or chosen. Patient, practice and sender are shown and cannot be typed.

use gp_connect_send_document::summary::{DocumentType, Heading};
use leptos::prelude::*;

use super::attachments::Attachments;
use super::field::{Part, Remarks, When};
use super::notes::Note;
use super::request::Between;
use crate::format::nhs_number::spaced;
use crate::session::drafts::{Asks, Fields};
use crate::ui::form::{Checkbox, TextArea, TextInput};
use crate::ui::summary_list::{SummaryList, SummaryRow};

/// The entries, each a signal of its own so that typing in one redraws no other.
#[derive(Clone, Copy)]
pub struct Entries {
    document_type: RwSignal<DocumentType>,
    asks: RwSignal<Asks>,
    reason: RwSignal<String>,
    day: RwSignal<String>,
    start: RwSignal<String>,
    end: RwSignal<String>,
    notes: StoredValue<Vec<(Heading, RwSignal<String>)>>,
    prefix: RwSignal<String>,
    given: RwSignal<String>,
    family: RwSignal<String>,
    role: RwSignal<String>,
    sds_user_id: RwSignal<String>,
    telephone: RwSignal<String>,
    is_administrative: RwSignal<bool>,
    is_confidential: RwSignal<bool>,
    is_sensitive: RwSignal<bool>,
}

impl Entries {
    /// The entries of a draft.
    pub fn of(fields: &Fields) -> Self {
        let text = |text: &String| RwSignal::new(text.clone());
        let noted = |heading: Heading| {
            let own = fields.notes.iter().find(|(own, _)| *own == heading);
            (heading, RwSignal::new(own.map(|(_, text)| text.clone()).unwrap_or_default()))
        };
        Self {
            document_type: RwSignal::new(fields.document_type),
            asks: RwSignal::new(fields.asks),
            reason: text(&fields.reason),
            day: text(&fields.day),
            start: text(&fields.start),
            end: text(&fields.end),
            notes: StoredValue::new(Heading::ALL.into_iter().map(noted).collect()),
            prefix: text(&fields.prefix),
            given: text(&fields.given),
            family: text(&fields.family),
            role: text(&fields.role),
            sds_user_id: text(&fields.sds_user_id),
            telephone: text(&fields.telephone),
            is_administrative: RwSignal::new(fields.is_administrative),
            is_confidential: RwSignal::new(fields.is_confidential),
            is_sensitive: RwSignal::new(fields.is_sensitive),
        }
    }

    /// What is entered; tracked.
    pub fn fields(&self) -> Fields {
        let noted = |(heading, text): &(Heading, RwSignal<String>)| (*heading, text.get());
        Fields {
            document_type: self.document_type.get(),
            asks: self.asks.get(),
            reason: self.reason.get(),
            day: self.day.get(),
            start: self.start.get(),
            end: self.end.get(),
            notes: self
                .notes
                .with_value(|notes| notes.iter().map(noted).filter(|(_, text)| !text.is_empty()).collect()),
            prefix: self.prefix.get(),
            given: self.given.get(),
            family: self.family.get(),
            role: self.role.get(),
            sds_user_id: self.sds_user_id.get(),
            telephone: self.telephone.get(),
            is_administrative: self.is_administrative.get(),
            is_confidential: self.is_confidential.get(),
            is_sensitive: self.is_sensitive.get(),
        }
    }
}

/// The form's parts.
#[component]
pub fn Form(entries: Entries, remarks: Remarks) -> impl IntoView {
    let types =
        DocumentType::ALL.map(|one| (one, one.term().to_owned(), format!("SNOMED CT {}", one.code())));
    let asks = [
        (Asks::Action, "For action".to_owned(), "Somebody at the practice has to do something.".to_owned()),
        (
            Asks::Information,
            "For information".to_owned(),
            "To be filed and known. It is sent as for action, because what is for information may be deleted unread; its first page says that nothing is asked."
                .to_owned(),
        ),
        (
            Asks::Copy,
            "Copy, for information".to_owned(),
            "The practice has it from elsewhere. A practice's system may delete a copy unread.".to_owned(),
        ),
    ];
    let notes = entries.notes.get_value();
    view! {
        <Part legend="What it is" field="Reason" remarks=remarks>
            <Choice name="write-type" legend="Type of document" options=types.to_vec() value=entries.document_type />
            <Choice name="write-asks" legend="The practice gets it" options=asks.to_vec() value=entries.asks />
            <TextArea
                id="write-reason"
                label="Reason"
                hint="What the practice is asked to do, and by when; or why it should know."
                value=entries.reason
                rows=2
            />
        </Part>
        <Part legend="Encounter" field="Encounter" remarks=remarks>
            <div class="app-write__row">
                <When id="write-day" label="Date" kind="date" value=entries.day />
                <When id="write-start" label="Began at" kind="time" value=entries.start />
                <When id="write-end" label="Ended at (optional)" kind="time" value=entries.end />
            </div>
            <p class="app-quiet app-small">"UK time."</p>
            <Checkbox id="write-administrative" label="Administrative only: nothing clinical happened" checked=entries.is_administrative />
            <Checkbox id="write-confidential" label="Confidential: the patient asked that the practice is not told" checked=entries.is_confidential />
            <Checkbox id="write-sensitive" label="Marked as sensitive" checked=entries.is_sensitive />
        </Part>
        <Part legend="Clinical notes" field="Clinical notes" remarks=remarks>
            <p class="app-quiet app-small">"Headings left empty are not printed."</p>
            {notes
                .into_iter()
                .map(|(heading, value)| view! { <Note heading=heading value=value /> })
                .collect_view()}
        </Part>
        <Part legend="Attachments" field="Attachments" remarks=remarks>
            <Attachments />
        </Part>
        <Part legend="Clinician" field="Clinician" remarks=remarks>
            <div class="app-write__row">
                <TextInput id="write-prefix" label="Title" value=entries.prefix />
                <TextInput id="write-given" label="Given name" value=entries.given />
                <TextInput id="write-family" label="Family name" value=entries.family />
            </div>
            <div class="app-write__row">
                <TextInput id="write-role" label="Role" value=entries.role />
                <TextInput id="write-sds" label="SDS user id" value=entries.sds_user_id />
                <TextInput id="write-telephone" label="Telephone (optional)" value=entries.telephone />
            </div>
        </Part>
    }
}

/// Between whom it goes.
#[component]
pub fn BetweenWhom(between: Between, remarks: Remarks) -> impl IntoView {
    let said = move || {
        let words: Vec<String> = ["Patient", "The practice", "Your organisation"]
            .into_iter()
            .flat_map(|field| remarks.at(field))
            .collect();
        let line = |words: String| {
            view! {
                <span class="nhsuk-error-message">
                    <span class="nhsuk-u-visually-hidden">"Error: "</span>
                    {words}
                </span>
            }
        };
        words.into_iter().map(line).collect_view()
    };
    let Between { patient, practice, sender } = between;
    view! {
        <section class="app-card app-write__part" id="write-between" tabindex="-1" aria-label="From whom to whom">
            <div class="app-write__said">{said}</div>
            <SummaryList>
                <SummaryRow key="About">
                    {patient.name_for_clinicians()} ", NHS number " {spaced(&patient.nhs_number)}
                </SummaryRow>
                <SummaryRow key="To">
                    {format!("{} ({})", practice.name, practice.ods)} ", where PDS says that the patient is registered"
                </SummaryRow>
                <SummaryRow key="From">{format!("{} ({})", sender.name, sender.ods)}</SummaryRow>
            </SummaryList>
        </section>
    }
}

/// One of a few, each with what it means.
#[component]
fn Choice<T>(
    name: &'static str,
    legend: &'static str,
    options: Vec<(T, String, String)>,
    value: RwSignal<T>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let radio = move |(at, (option, label, hint)): (usize, (T, String, String))| {
        let (id, hint_id) = (format!("{name}-{at}"), format!("{name}-{at}-hint"));
        view! {
            <div class="nhsuk-radios__item">
                <input
                    autocomplete="off"
                    class="nhsuk-radios__input"
                    type="radio"
                    id=id.clone()
                    name=name
                    aria-describedby=hint_id.clone()
                    prop:checked=move || *value.read() == option
                    on:change=move |_| {
                        value.try_set(option);
                    }
                />
                <label class="nhsuk-label nhsuk-radios__label" for=id>{label}</label>
                <div class="nhsuk-hint nhsuk-radios__hint" id=hint_id>{hint}</div>
            </div>
        }
    };
    view! {
        <fieldset class="nhsuk-fieldset app-write__choice">
            <legend class="nhsuk-fieldset__legend">{legend}</legend>
            <div class="nhsuk-radios nhsuk-radios--small">
                {options.into_iter().enumerate().map(radio).collect_view()}
            </div>
        </fieldset>
    }
}
