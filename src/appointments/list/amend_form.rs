//! The form of an amendment: description and comment, nothing else (APT-17, APT-27, APT-33).

use leptos::prelude::*;

use crate::appointments::desk::listing::Listing;
use crate::appointments::flow::change_form::ChangeFault;
use crate::appointments::told::{TellThePatient, too_long};
use crate::clinical::appointments::Appointment;
use crate::clinical::appointments::text::{
    COMMENT_LIMIT, DESCRIPTION_LIMIT, NO_CLINICAL_INFORMATION, TextFault,
};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::error_summary::{ErrorSummary, FieldError, error_of};
use crate::ui::focus::focus_soon;
use crate::ui::form::TextArea;

/// Id of the first field.
pub const AMEND_DESCRIPTION: &str = "amend-description";
const COMMENT: &str = "amend-comment";
const TOLD: &str = "amend-told";

/// The form.
#[component]
pub fn AmendForm(
    /// The list that the appointment is in.
    listing: Listing,
    /// As the user sees it.
    appointment: Appointment,
) -> impl IntoView {
    let fields = listing.fields;
    let errors =
        Signal::derive(move || fields.faults.read().iter().filter_map(field_error).collect::<Vec<_>>());
    let seen = appointment.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        listing.review(seen.clone());
    };
    let leave = Callback::new(move |()| {
        fields.clear();
        focus_soon(listing.heading());
    });
    view! {
        <form on:submit=submit novalidate>
            <h3>"Amend this appointment"</h3>
            <ErrorSummary errors=errors />
            <TextArea
                id=AMEND_DESCRIPTION
                label="Description"
                hint=NO_CLINICAL_INFORMATION
                value=fields.description
                error=error_of(errors, AMEND_DESCRIPTION)
                limit=DESCRIPTION_LIMIT
                held=appointment.description.clone().unwrap_or_default()
            />
            <TextArea
                id=COMMENT
                label="Comment for the practice (optional)"
                value=fields.comment
                error=error_of(errors, COMMENT)
                limit=COMMENT_LIMIT
                held=appointment.comment.clone().unwrap_or_default()
            />
            <p class="app-quiet">
                "Only these two texts can be amended. To change the time, place or person, rebook the appointment."
            </p>
            <TellThePatient id=TOLD told=fields.told error=error_of(errors, TOLD) />
            <div class="app-buttons">
                <Button submit=true>"Check and amend"</Button>
                <Button kind=ButtonKind::Link on_press=leave>"Leave as it is"</Button>
            </div>
        </form>
    }
}

fn field_error(fault: &ChangeFault) -> Option<FieldError> {
    let (field_id, message) = match fault {
        ChangeFault::Description(TextFault::Missing) => {
            (AMEND_DESCRIPTION, "Enter a description: one line for the practice's diary".to_owned())
        }
        ChangeFault::Description(TextFault::TooLong { limit, over }) => {
            (AMEND_DESCRIPTION, too_long("Description", *limit, *over))
        }
        ChangeFault::Comment(TextFault::TooLong { limit, over }) => {
            (COMMENT, too_long("Comment", *limit, *over))
        }
        ChangeFault::Comment(TextFault::Missing) => (COMMENT, "Enter a comment".to_owned()),
        ChangeFault::Unchanged => (
            AMEND_DESCRIPTION,
            "Change the description or the comment: both are the same as at the practice".to_owned(),
        ),
        ChangeFault::NotTold => (TOLD, "Tell the patient, and tick the box when they agree".to_owned()),
        // Of a cancellation.
        ChangeFault::Reason(_) => return None,
    };
    Some(FieldError { field_id: field_id.to_owned(), message })
}
