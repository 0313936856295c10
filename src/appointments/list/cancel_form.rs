//! The form of a cancellation: the reason, and the patient told (APT-29, APT-33).

use leptos::prelude::*;

use crate::appointments::desk::listing::Listing;
use crate::appointments::flow::change_form::ChangeFault;
use crate::appointments::told::TellThePatient;
use crate::clinical::appointments::Appointment;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::error_summary::{ErrorSummary, FieldError, error_of};
use crate::ui::focus::focus_soon;
use crate::ui::form::TextArea;

/// Id of the first field.
pub const CANCEL_REASON: &str = "cancel-reason";
const TOLD: &str = "cancel-told";

/// The form.
#[component]
pub fn CancelForm(
    /// The list that the appointment is in.
    listing: Listing,
    /// As the user sees it.
    appointment: Appointment,
) -> impl IntoView {
    let fields = listing.fields;
    let errors =
        Signal::derive(move || fields.faults.read().iter().filter_map(field_error).collect::<Vec<_>>());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        listing.review(appointment.clone());
    };
    let keep = Callback::new(move |()| {
        fields.clear();
        focus_soon(listing.heading());
    });
    view! {
        <form on:submit=submit novalidate>
            <h3>"Cancel this appointment"</h3>
            <ErrorSummary errors=errors />
            <TextArea
                id=CANCEL_REASON
                label="Reason"
                hint="Do not enter clinical information. Keep it short: some practices' systems cut it off"
                value=fields.reason
                error=error_of(errors, CANCEL_REASON)
            />
            <TellThePatient id=TOLD told=fields.told error=error_of(errors, TOLD) />
            <div class="app-buttons">
                <Button submit=true>"Check and cancel"</Button>
                <Button kind=ButtonKind::Link on_press=keep>"Keep the appointment"</Button>
            </div>
        </form>
    }
}

fn field_error(fault: &ChangeFault) -> Option<FieldError> {
    let (field_id, message) = match fault {
        ChangeFault::Reason(_) => (CANCEL_REASON, "Enter a reason: the practice needs one"),
        ChangeFault::NotTold => (TOLD, "Tell the patient, and tick the box when they agree"),
        // Of an amendment.
        ChangeFault::Description(_) | ChangeFault::Comment(_) | ChangeFault::Unchanged => return None,
    };
    Some(FieldError { field_id: field_id.to_owned(), message: message.to_owned() })
}
