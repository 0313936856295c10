//! Cancelling: reason, last look, and what came of it (APT-28, APT-29, APT-31, APT-33).

use leptos::prelude::*;

use super::booking::Step;
use super::changing::{ChangeEnding, ChangeReview, Changing};
use super::choice_panel::TellThePatient;
use super::desk::Desk;
use super::details::{AppointmentDetails, Differences};
use super::ending::ReportHead;
use super::focus::focus_soon;
use super::list::OPEN_HEADING;
use super::listing::{CancelFault, Listing};
use crate::clinical::appointments::{Action, Appointment};
use crate::gpconnect::appointments::Change;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form::TextArea;
use crate::ui::progress::Progress;

const REASON: &str = "cancel-reason";
const TOLD: &str = "cancel-told";

/// What stands below the open appointment: the action, its form, its last look, its ending.
#[component]
pub fn CancelPanel(#[prop(optional, into)] appointment: Option<Appointment>) -> impl IntoView {
    let desk = Desk::here();
    let listing = desk.listing;
    let kind = Memo::new(move |_| match &*listing.changing.read() {
        Changing::Open => 0_u8,
        Changing::Reviewing(_) | Changing::Sending(_) => 1,
        Changing::Ended(..) => 2,
    });
    move || match (kind.get(), appointment.clone()) {
        (0, Some(appointment)) => view! { <Offer appointment=appointment /> }.into_any(),
        (1, _) => view! { <CheckAndCancel /> }.into_any(),
        (2, _) => view! { <Ended /> }.into_any(),
        _ => ().into_any(),
    }
}

/// The button, or the reason why there is none.
#[component]
fn Offer(appointment: Appointment) -> impl IntoView {
    let desk = Desk::here();
    let listing = desk.listing;
    let one = appointment.clone();
    let refusal = Memo::new(move |_| one.permits(Action::Cancel, desk.now.get()).err());
    move || match refusal.get() {
        Some(why) => {
            view! { <p class="app-nothing">"Cannot be cancelled here. " {why.words()}</p> }.into_any()
        }
        None if listing.cancelling.get() => {
            view! { <CancelForm appointment=appointment.clone() /> }.into_any()
        }
        None => {
            let start = Callback::new(move |()| {
                listing.cancelling.set(true);
                focus_soon(REASON);
            });
            view! {
                <div class="app-buttons">
                    <Button kind=ButtonKind::Secondary on_press=start>"Cancel this appointment"</Button>
                </div>
            }
            .into_any()
        }
    }
}

#[component]
fn CancelForm(appointment: Appointment) -> impl IntoView {
    let listing = Desk::here().listing;
    let faults = listing.faults;
    let errors = Signal::derive(move || faults.get().iter().map(field_error).collect::<Vec<_>>());
    let error_of = move |field: &'static str| {
        Signal::derive(move || {
            errors.read().iter().find(|error| error.field_id == field).map(|error| error.message.clone())
        })
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        listing.review(appointment.clone());
    };
    let keep = Callback::new(move |()| {
        listing.cancelling.set(false);
        focus_soon(OPEN_HEADING);
    });
    view! {
        <form on:submit=submit novalidate>
            <h3>"Cancel this appointment"</h3>
            <ErrorSummary errors=errors />
            <TextArea
                id=REASON
                label="Reason"
                hint="No clinical information. Keep it short: some practices cut it"
                value=listing.reason
                error=error_of(REASON)
            />
            <TellThePatient id=TOLD told=listing.told error=error_of(TOLD) />
            <div class="app-buttons">
                <Button submit=true>"Check and cancel"</Button>
                <Button kind=ButtonKind::Link on_press=keep>"Keep the appointment"</Button>
            </div>
        </form>
    }
}

fn field_error(fault: &CancelFault) -> FieldError {
    let (field_id, message) = match fault {
        CancelFault::Reason(_) => (REASON, "Enter a reason: the practice needs one"),
        CancelFault::NotTold => (TOLD, "Tell the patient, and tick the box when they agree"),
    };
    FieldError { field_id: field_id.to_owned(), message: message.to_owned() }
}

/// The last look, and the wait.
#[component]
fn CheckAndCancel() -> impl IntoView {
    let desk = Desk::here();
    let listing = desk.listing;
    let review = reviewed(listing);
    let practice = listing.at.practice().name;
    let sending = Memo::new(move |_| listing.changing.with(Changing::is_sending));
    let unguarded = (!listing.at.client().checks_version()).then(|| {
        view! {
            <Callout heading="The version check is off for this practice">
                "It is read again just before it is cancelled, but a change that somebody else makes in that moment cannot be noticed."
            </Callout>
        }
    });
    let wait = move || {
        let what = match listing.step.get() {
            Step::Sending => format!("Asking {practice} to cancel"),
            Step::Checking => {
                format!("The answer was lost or incomplete. Reading the appointment at {practice} again")
            }
        };
        view! { <Progress what=what /> }
    };
    let intro = move || match sending.get() {
        false => "Nothing has been sent yet. This appointment will be cancelled:",
        true => "Sent, and not answered yet. This appointment is to be cancelled:",
    };
    let actions = move || {
        if sending.get() {
            wait.clone().into_any()
        } else {
            view! {
                <div class="app-buttons">
                    <Button kind=ButtonKind::Warning on_press=Callback::new(move |()| listing.send(desk))>
                        "Cancel appointment"
                    </Button>
                    <Button
                        kind=ButtonKind::Link
                        on_press=Callback::new(move |()| listing.changing.update(Changing::reopen))
                    >
                        "Change something"
                    </Button>
                </div>
            }
            .into_any()
        }
    };
    let content = review.map(|ChangeReview { seen, change }| {
        let reason = match change {
            Change::Cancel { reason } => reason,
            Change::Amend { description, .. } => description,
        };
        view! {
            <p>
                "Reason for the practice: "
                <strong class="app-booking__text">{reason}</strong>
            </p>
            <AppointmentDetails appointment=seen />
        }
    });
    view! {
        <h2 id=OPEN_HEADING tabindex="-1">"Check and cancel"</h2>
        <p>{intro}</p>
        {content}
        {unguarded}
        {actions}
    }
}

fn reviewed(listing: Listing) -> Option<ChangeReview> {
    listing.changing.with_untracked(|changing| changing.reviewed().cloned())
}

/// What came of it.
#[component]
fn Ended() -> impl IntoView {
    let desk = Desk::here();
    let listing = desk.listing;
    let ended = listing.changing.with_untracked(|changing| match changing {
        Changing::Ended(review, ending) => Some((review.clone(), ending.clone())),
        Changing::Open | Changing::Reviewing(_) | Changing::Sending(_) => None,
    });
    let Some((review, ending)) = ended else { return ().into_any() };
    let report = ending.report(&review.change, &listing.at.practice());
    let close = Callback::new(move |()| {
        listing.changing.update(Changing::reopen);
        focus_soon(OPEN_HEADING);
    });
    let label = match &ending {
        ChangeEnding::Done { .. } => "Close",
        ChangeEnding::Stale { .. }
        | ChangeEnding::NotPermitted { .. }
        | ChangeEnding::Refused(_)
        | ChangeEnding::NotChanged { .. }
        | ChangeEnding::NotKnown { .. } => "Back to the appointment",
    };
    let content = match ending {
        ChangeEnding::Done { appointment, differences, .. } => {
            let differing = (!differences.is_empty()).then(|| {
                view! {
                    <Callout kind=CalloutKind::Danger heading="Not wholly as you wrote">
                        "The practice holds some details differently."
                    </Callout>
                    <Differences before="As you wrote" differences=differences />
                }
            });
            view! { {differing} <AppointmentDetails appointment=*appointment /> }.into_any()
        }
        ChangeEnding::Stale { now, differences } => {
            let differing = (!differences.is_empty())
                .then(|| view! { <Differences before="As you saw it" differences=differences /> });
            view! { {differing} <AppointmentDetails appointment=*now /> }.into_any()
        }
        ChangeEnding::NotPermitted { now, .. } | ChangeEnding::NotChanged { now, .. } => {
            view! { <AppointmentDetails appointment=*now /> }.into_any()
        }
        ChangeEnding::Refused(_) | ChangeEnding::NotKnown { .. } => ().into_any(),
    };
    view! {
        <ReportHead report=report heading=OPEN_HEADING level=2 />
        {content}
        <div class="app-buttons">
            <Button kind=ButtonKind::Secondary on_press=close>{label}</Button>
        </div>
    }
    .into_any()
}
