//! What may be done with the open appointment, its last look, and what came of it (APT-28, APT-31).

use leptos::prelude::*;

use super::amend_form::{AMEND_DESCRIPTION, AmendForm};
use super::cancel_form::{CANCEL_REASON, CancelForm};
use crate::appointments::desk::Desk;
use crate::appointments::desk::listing::Listing;
use crate::appointments::details::{AppointmentDetails, Differences};
use crate::appointments::flow::booking::Step;
use crate::appointments::flow::changing::{ChangeEnding, ChangeReview, Changing, change_in_words};
use crate::appointments::report_head::ReportHead;
use crate::clinical::appointments::{Action, Appointment};
use crate::gpconnect::appointments::Change;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::focus::focus_soon;
use crate::ui::link::Place;
use crate::ui::memo::memo;
use crate::ui::progress::Progress;

/// What is shown below the open appointment: the actions, a form, its last look, its ending.
#[component]
pub fn ChangePanel(
    /// The list that it is in.
    listing: Listing,
    /// As the user sees it; none while a change is on its way or has ended.
    #[prop(optional, into)]
    appointment: Option<Appointment>,
) -> impl IntoView {
    let kind = memo(move || match &*listing.changing.read() {
        Changing::Open => 0_u8,
        Changing::Reviewing(_) | Changing::Sending(_) => 1,
        // One that was open may end after all.
        Changing::Ended(_, ending) if ending.is_open() => 2,
        Changing::Ended(..) => 3,
    });
    move || match (kind.get(), appointment.clone()) {
        (0, Some(appointment)) => view! { <Offer listing=listing appointment=appointment /> }.into_any(),
        (1, _) => view! { <LastLook listing=listing /> }.into_any(),
        (2 | 3, _) => view! { <Ended listing=listing /> }.into_any(),
        _ => ().into_any(),
    }
}

/// The buttons, or the reasons why there are none.
#[component]
fn Offer(listing: Listing, appointment: Appointment) -> impl IntoView {
    let (desk, place) = (Desk::here(), Place::here());
    let stored = StoredValue::new(appointment);
    let refusal = |action| memo(move || stored.with_value(|one| one.permits(action, desk.now.get()).err()));
    let (amend, cancel) = (refusal(Action::Amend), refusal(Action::Cancel));
    let start = move |action, field: &'static str| {
        Callback::new(move |()| {
            stored.with_value(|one| listing.fields.start(action, one));
            focus_soon(field);
        })
    };
    let offer = move || match (amend.get(), cancel.get()) {
        (Some(why), Some(_)) => {
            view! { <p class="app-nothing">"Cannot be amended or cancelled here. " {why.words()}</p> }
                .into_any()
        }
        (no_amending, no_cancelling) => {
            let refused = |what, why: Option<_>| {
                why.map(|why: crate::clinical::appointments::NotPermitted| {
                    view! { <p class="app-nothing">{what} {why.words()}</p> }
                })
            };
            let amend = no_amending.is_none().then(|| {
                view! {
                    <Button
                        kind=ButtonKind::Secondary
                        on_press=start(Action::Amend, AMEND_DESCRIPTION)
                    >
                        "Amend the texts"
                    </Button>
                }
            });
            // Rebooking ends with a cancellation, so it needs what a cancellation needs.
            let rebook = no_cancelling.is_none().then(|| {
                let press = Callback::new(move |()| {
                    stored.with_value(|one| desk.rebook(listing, one));
                    place.go("/book");
                });
                view! { <Button kind=ButtonKind::Secondary on_press=press>"Rebook"</Button> }
            });
            let cancel = no_cancelling.is_none().then(|| {
                view! {
                    <Button kind=ButtonKind::Secondary on_press=start(Action::Cancel, CANCEL_REASON)>
                        "Cancel this appointment"
                    </Button>
                }
            });
            view! {
                <div class="app-buttons">{amend} {rebook} {cancel}</div>
                {refused("Cannot be amended here. ", no_amending)}
                {refused("Cannot be cancelled here. ", no_cancelling)}
            }
            .into_any()
        }
    };
    move || match listing.fields.action.get() {
        Some(Action::Amend) if amend.with(Option::is_none) => {
            view! { <AmendForm listing=listing appointment=stored.get_value() /> }.into_any()
        }
        Some(Action::Cancel) if cancel.with(Option::is_none) => {
            view! { <CancelForm listing=listing appointment=stored.get_value() /> }.into_any()
        }
        Some(Action::Amend | Action::Cancel) | None => offer().into_any(),
    }
}

/// The last look, and the wait.
#[component]
fn LastLook(listing: Listing) -> impl IntoView {
    let desk = Desk::here();
    let reviewed = listing.changing.with_untracked(|changing| changing.reviewed().cloned());
    let Some(ChangeReview { seen, change }) = reviewed else { return ().into_any() };
    let practice = listing.at.practice().name;
    let sending = memo(move || listing.changing.with(Changing::is_sending));
    let unguarded = (!listing.at.client().checks_version()).then(|| {
        view! {
            <Callout heading="The version check is off for this practice">
                "The appointment is read again just before it is changed, but a change that somebody else makes at that moment would not be noticed."
            </Callout>
        }
    });
    let words = match &change {
        Change::Cancel { .. } => Words {
            title: "Check and cancel",
            before: "Nothing has been sent yet. This appointment will be cancelled:",
            after: "Sent. Waiting for an answer. This appointment is to be cancelled:",
            verb: "cancel",
            button: "Cancel appointment",
            kind: ButtonKind::Warning,
        },
        Change::Amend { .. } => Words {
            title: "Check and amend",
            before: "Nothing has been sent yet. These texts will be amended:",
            after: "Sent. Waiting for an answer. These texts are to be amended:",
            verb: "amend",
            button: "Amend appointment",
            kind: ButtonKind::Primary,
        },
    };
    let wait = move || {
        let what = match listing.step.get() {
            Step::Sending => format!("Asking {practice} to {}", words.verb),
            // Of a further booking only.
            Step::Looking => format!("Reading the patient's appointments at {practice} first"),
            Step::Checking => {
                format!("The answer was lost or incomplete. Reading the appointment at {practice} again")
            }
        };
        view! {
            <Progress what=what />
            <p>
                "It carries on even if you close the patient or lock the screen. The result will then appear at the top."
            </p>
        }
    };
    let actions = move || {
        if sending.get() {
            return wait.clone().into_any();
        }
        view! {
            <div class="app-buttons">
                <Button kind=words.kind on_press=Callback::new(move |()| desk.send(listing))>
                    {words.button}
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
    };
    let asked = match &change {
        Change::Cancel { reason } => view! {
            <p>
                "Reason for the practice: "
                <strong class="app-booking__text">{reason.clone()}</strong>
            </p>
        }
        .into_any(),
        Change::Amend { .. } => view! {
            <Differences
                before="At the practice now"
                now="Will be"
                caption="What will change"
                differences=change_in_words(&seen, &change)
            />
        }
        .into_any(),
    };
    view! {
        <h2 id=listing.heading() tabindex="-1">{words.title}</h2>
        <p>{move || if sending.get() { words.after } else { words.before }}</p>
        {asked}
        {unguarded}
        {actions}
        <AppointmentDetails appointment=seen />
    }
    .into_any()
}

#[derive(Clone, Copy)]
struct Words {
    title: &'static str,
    before: &'static str,
    after: &'static str,
    verb: &'static str,
    button: &'static str,
    kind: ButtonKind,
}

/// What came of it.
#[component]
fn Ended(listing: Listing) -> impl IntoView {
    let desk = Desk::here();
    let ended = listing.changing.with_untracked(|changing| match changing {
        Changing::Ended(review, ending) => Some((review.clone(), ending.clone())),
        Changing::Open | Changing::Reviewing(_) | Changing::Sending(_) => None,
    });
    let Some((review, ending)) = ended else { return ().into_any() };
    let report = ending.report(&review.change, &listing.at.practice());
    let close = Callback::new(move |()| {
        listing.changing.update(Changing::reopen);
        focus_soon(listing.heading());
    });
    let label = match &ending {
        ChangeEnding::Done { .. } => "Close",
        ChangeEnding::Stale { .. } => "Decide again",
        ChangeEnding::NotPermitted { .. }
        | ChangeEnding::Refused(_)
        | ChangeEnding::NotChanged { .. }
        | ChangeEnding::NotSoFar { .. }
        | ChangeEnding::NotKnown { .. } => "Back to the appointment",
    };
    let look = ending.is_open().then(|| {
        let look = Callback::new(move |()| desk.check_change_again(listing));
        view! { <Button on_press=look>"Check again"</Button> }
    });
    let content = match ending {
        ChangeEnding::Done { appointment, differences, .. } => {
            let differing = (!differences.is_empty()).then(|| {
                view! {
                    <Callout kind=CalloutKind::Danger heading="Not exactly as you wrote">
                        "Some details are different at the practice."
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
        ChangeEnding::NotPermitted { now, .. }
        | ChangeEnding::NotChanged { now, .. }
        | ChangeEnding::NotSoFar { now, .. } => view! { <AppointmentDetails appointment=*now /> }.into_any(),
        ChangeEnding::Refused(_) | ChangeEnding::NotKnown { .. } => ().into_any(),
    };
    view! {
        <ReportHead report=report heading=listing.heading() level=2 />
        {content}
        <div class="app-buttons">
            {look} <Button kind=ButtonKind::Secondary on_press=close>{label}</Button>
        </div>
    }
    .into_any()
}
