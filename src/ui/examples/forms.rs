//! Form fields, buttons, choices, the find box.

use leptos::prelude::*;

use super::{Example, example};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::copy::CopyButton;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::find_box::FindBox;
use crate::ui::form::{Checkbox, TextArea, TextInput};
use crate::ui::link::Link;
use crate::ui::nhs_number::NhsNumberInput;
use crate::ui::segmented::Segmented;

pub(super) const EXAMPLES: &[Example] = &[
    example("buttons", || {
        let blocked = Signal::stored(true);
        view! {
            <div class="app-buttons">
                <Button>"Open the record"</Button>
                <Button kind=ButtonKind::Secondary>"Not this patient"</Button>
                <Button kind=ButtonKind::Warning>"Cancel the appointment"</Button>
                <Button blocked=blocked described_by="example-why">"Check and book"</Button>
                <span id="example-why" class="app-quiet app-small">"Tick the statement first"</span>
                <Button kind=ButtonKind::Secondary small=true>"Copy"</Button>
                <Button kind=ButtonKind::Link>"Show all"</Button>
                <Link to="/find">"Find a patient"</Link>
                <CopyButton text="09a01679" what="trace id" />
            </div>
        }
        .into_any()
    }),
    example("nhs-number-input", || {
        view! { <NhsNumberInput value=RwSignal::new(String::new()) /> }.into_any()
    }),
    example("error-summary", || {
        let message = "An NHS number has 10 digits. This entry has 9".to_owned();
        let errors = RwSignal::new(vec![FieldError {
            field_id: "example-reason".to_owned(),
            message: message.clone(),
        }]);
        let value = RwSignal::new("999 005 432".to_owned());
        view! {
            <ErrorSummary errors=errors />
            <TextInput id="example-reason" label="NHS number" value=value error=Signal::stored(Some(message)) />
        }
        .into_any()
    }),
    example("text-area", || {
        let value = RwSignal::new("Urgent care referral, call 4412".to_owned());
        let hint = "Do not enter clinical information: the practice sees this in its diary";
        view! { <TextArea id="example-description" label="Description" hint=hint value=value limit=100 /> }
            .into_any()
    }),
    example("text-area-too-long", || {
        let value = RwSignal::new("Urgent care referral".to_owned());
        view! { <TextArea id="example-too-long" label="Comment for the practice" value=value limit=10 /> }
            .into_any()
    }),
    example("checkbox", || {
        let label = "I have checked with the patient: this is the same person";
        view! { <Checkbox id="example-checked" label=label checked=RwSignal::new(true) /> }.into_any()
    }),
    example("segmented", || {
        let options =
            ["Current 11", "Past 46", "All issues 212"].map(|label| (label, label.to_owned())).to_vec();
        let value = RwSignal::new("Current 11");
        view! { <Segmented legend="Which medication" options=Signal::stored(options) value=value /> }
            .into_any()
    }),
    example("find-box", || {
        let found = Signal::stored(Some("15 found in 5 areas".to_owned()));
        let value = RwSignal::new("morph".to_owned());
        view! { <FindBox label="Find in the whole record" value=value found=found /> }.into_any()
    }),
];
