//! Before a booking at a practice where the patient is not registered: found there and compared, or registered for a while
//! (FND-12, FND-15 to FND-19). What was chosen and written is kept.

use leptos::prelude::*;

use super::ids::HEADING;
use crate::appointments::desk::Desk;
use crate::appointments::desk::at_practice::AtPractice;
use crate::session::check_table::CheckTable;
use crate::session::failed_call::FailedCall;
use crate::session::registration::{NotRegistered, NotSoFar, OfferRegistration, Registering, Unsure};
use crate::session::standing::{Met, Standing};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::form::Checkbox;
use crate::ui::progress::Progress;

const SAME: &str = "same-person-there";

/// The step between the form and the last look; it goes on by itself once the practice has the patient.
#[component]
pub fn MeetPatient() -> impl IntoView {
    let desk = Desk::here();
    let choosing = desk.choosing;
    let at = choosing.meeting.get_untracked()?;
    Effect::new(move |_| {
        if at.standing.with(|standing| standing.patient().is_some()) {
            desk.review_booking();
        }
    });
    let name = at.practice().name;
    let heading = format!("Is the patient known at {name}?");
    let look = Callback::new(move |()| desk.look(at));
    let register = Callback::new(move |()| desk.register(at));
    let content = move || match at.standing.get() {
        Standing::NotLooked | Standing::Found(_) => ().into_any(),
        Standing::Looking => view! { <Progress what=format!("Asking {name} for the patient") /> }.into_any(),
        Standing::Registering => view! { <Registering practice=at.practice() /> }.into_any(),
        Standing::Differs(met) => view! { <Compare at=at met=*met /> }.into_any(),
        Standing::Nobody => {
            view! { <OfferRegistration practice=at.practice() on_register=register /> }.into_any()
        }
        Standing::NotRegistered(error) => {
            view! { <NotRegistered practice=at.practice() error=error on_again=register /> }.into_any()
        }
        Standing::NotSoFar(error) => {
            view! { <NotSoFar practice=at.practice() error=error on_look=look /> }.into_any()
        }
        Standing::NotKnown(error) => {
            view! { <Unsure practice=at.practice() error=error on_look=look /> }.into_any()
        }
        Standing::Failed(error) => {
            view! { <FailedCall error=error practice=at.practice() on_retry=look /> }.into_any()
        }
        stopped @ (Standing::Several(_) | Standing::Mismatch { .. }) => stopped
            .obstacle(&at.practice())
            .map(|obstacle| {
                let fault = Fault {
                    what: obstacle.what,
                    saved: Some("Nothing was booked.".to_owned()),
                    next: obstacle.next,
                    trace_id: obstacle.trace_id,
                    wait: None,
                    details: Vec::new(),
                };
                view! { <FaultPanel fault=fault /> }
            })
            .into_any(),
    };
    Some(view! {
        <div class="app-booking">
            <div class="app-page-head">
                <h1 id=HEADING tabindex="-1">{heading}</h1>
            </div>
            <p>"For " <strong>{desk.patient_in_words()}</strong> ". What you chose and wrote is kept."</p>
            {content}
            <p>
                <Button kind=ButtonKind::Link on_press=Callback::new(move |()| choosing.reopen())>
                    "Back to the slots"
                </Button>
            </p>
        </div>
    })
}

/// Both sources field by field, and one decision before the booking goes on (FND-12).
#[component]
fn Compare(at: AtPractice, met: Met) -> impl IntoView {
    let desk = Desk::here();
    let name = at.practice().name;
    let (same, missed) = (RwSignal::new(false), RwSignal::new(false));
    let heading = match met.check().differences().count() {
        0 => "Only the NHS number could be compared".to_owned(),
        1 => format!("1 detail differs between the national record (PDS) and {name}"),
        count => format!("{count} details differ between the national record (PDS) and {name}"),
    };
    let errors = Signal::derive(move || {
        let error = FieldError {
            field_id: SAME.to_owned(),
            message: "Tick the box once you have checked with the patient".to_owned(),
        };
        (missed.get() && !same.get()).then_some(error).into_iter().collect::<Vec<_>>()
    });
    let go_on = Callback::new(move |()| match same.get_untracked() {
        true => desk.confirm(at),
        false => missed.set(true),
    });
    view! {
        <ErrorSummary errors />
        <Callout kind=CalloutKind::Danger heading=heading>
            "Check with the patient before you book. Nothing has been booked yet."
        </Callout>
        <CheckTable check=met.check().clone() practice=name />
        <Checkbox id=SAME label="I have checked with the patient: this is the same person" checked=same />
        <div class="app-buttons">
            <Button on_press=go_on>"Go on to check and book"</Button>
        </div>
        <p class="app-quiet app-small">
            "Trace id " <span class="app-trace">{met.trace_id().to_owned()}</span>
        </p>
    }
}
