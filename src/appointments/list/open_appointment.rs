//! The appointment that is open beside the lists: its details, what may be done, what its patient is told.

use leptos::prelude::*;

use super::change_panel::ChangePanel;
use crate::appointments::desk::listing::Listing;
use crate::appointments::details::AppointmentDetails;
use crate::appointments::flow::changing::Changing;
use crate::appointments::patient_copy::PatientCopy;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::focus::{focus, focus_soon};
use crate::ui::memo::memo;

/// The open appointment with what may be done.
#[component]
pub fn OpenAppointment(
    /// The list it is in.
    listing: Listing,
) -> impl IntoView {
    let open = memo(move || {
        let id = listing.open.get()?;
        listing.items().into_iter().find(|one| one.id.as_deref() == Some(id.as_str()))
    });
    let step = memo(move || match &*listing.changing.read() {
        Changing::Open => 0_u8,
        Changing::Reviewing(_) | Changing::Sending(_) => 1,
        Changing::Ended(..) => 2,
    });
    Effect::new(move |before: Option<u8>| {
        let now = step.get();
        if before.is_some_and(|before| before != now) {
            focus_soon(listing.heading());
        }
        now
    });
    let busy = memo(move || listing.changing.with(|changing| !matches!(changing, Changing::Open)));
    let is_form = memo(move || listing.fields.action.read().is_some());
    let close = move || {
        listing.close();
        focus(&listing.opened_from.get_value());
    };
    let leave = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && !event.default_prevented() {
            event.prevent_default();
            // One step back: first from the form, then from the appointment.
            if listing.fields.action.get_untracked().is_some() {
                listing.fields.clear();
                focus_soon(listing.heading());
            } else {
                close();
            }
        }
    };
    move || {
        // A change under way, and its ending, stand on their own: the list is read again below them.
        let panel = if busy.get() {
            view! { <ChangePanel listing=listing /> }.into_any()
        } else {
            let one = open.get()?;
            // A form comes first, so that its fields and its button are in sight; what it is about is below.
            let details = view! { <AppointmentDetails appointment=one.clone() /> };
            let (before, after) = match is_form.get() {
                true => (None, Some(details)),
                false => (Some(details), None),
            };
            view! {
                <div class="app-page-head">
                    <h2 id=listing.heading() tabindex="-1">{one.when()}</h2>
                    <span class="app-page-head__end">
                        <Button kind=ButtonKind::Link on_press=Callback::new(move |()| close())>
                            "Close"
                        </Button>
                    </span>
                </div>
                {before}
                <ChangePanel listing=listing appointment=one.clone() />
                {after}
                <PatientCopy appointment=one at=listing.at />
            }
            .into_any()
        };
        Some(view! {
            <section class="app-choice" aria-labelledby=listing.heading() on:keydown=leave>
                {panel}
            </section>
        })
    }
}
