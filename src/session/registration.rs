//! A temporary registration as it is offered, waited for and told of, wherever a practice does not have the patient
//! (FND-15, FND-17 to FND-19).

use leptos::prelude::*;

use super::Practice;
use super::registration_step::{may_ask_again, next_step};
use super::standing::{WHAT_IS_SENT, WHAT_IT_MEANS};
use crate::gpconnect::Error;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::live_region::announce;
use crate::ui::progress::Progress;

/// Unknown there: what a temporary registration means, and the button that asks for one (FND-15, FND-18).
#[component]
pub fn OfferRegistration(
    /// The practice without the patient.
    practice: Practice,
    /// Asks for the registration.
    on_register: Callback<()>,
) -> impl IntoView {
    let name = practice.name;
    view! {
        <Callout kind=CalloutKind::Note heading=format!("{name} has no record for this patient")>
            "To book there, the patient must be registered there temporarily."
        </Callout>
        <p>{WHAT_IT_MEANS}</p>
        <p>{WHAT_IS_SENT} " Tell the patient. Nothing has been sent yet."</p>
        <div class="app-buttons">
            <Button on_press=on_register>{format!("Register temporarily at {name}")}</Button>
        </div>
    }
}

/// Sent, and not answered yet.
#[component]
pub fn Registering(
    /// The practice that was asked.
    practice: Practice,
) -> impl IntoView {
    view! {
        <Progress what=format!("Asking {} to register the patient temporarily", practice.name) />
        <p>"Please wait. It is sent once and never repeated automatically."</p>
    }
}

/// Refused, or lost and not there: said, with what to do.
#[component]
pub fn NotRegistered(
    /// The practice that was asked.
    practice: Practice,
    /// Why.
    error: Error,
    /// Asks again.
    on_again: Callback<()>,
) -> impl IntoView {
    let may_ask = may_ask_again(&error);
    let explanation = error.explain();
    let fault = Fault {
        what: explanation.what,
        saved: Some(format!("The patient is not registered at {}. Nothing was booked.", practice.name)),
        next: next_step(&error, &practice),
        trace_id: Some(error.trace_id),
        wait: explanation.wait,
        details: explanation.details,
    };
    announce(&fault.what);
    let again = may_ask.then(|| {
        view! { <Button kind=ButtonKind::Secondary on_press=on_again>"Try again"</Button> }
    });
    view! {
        <FaultPanel fault=fault />
        {again}
    }
}

/// Sent, and not there yet: the practice may still be at work on it.
#[component]
pub fn NotSoFar(
    /// The practice that was asked.
    practice: Practice,
    /// How the answer was lost.
    error: Error,
    /// Looks for the patient again.
    on_look: Callback<()>,
) -> impl IntoView {
    let explanation = error.explain();
    let fault = Fault {
        what: explanation.what,
        saved: Some(format!(
            "The patient is not registered at {} yet: the practice may still do it. Nothing was booked.",
            practice.name
        )),
        next: format!("Check again before you do anything else. {}", practice.call()),
        trace_id: Some(error.trace_id),
        details: explanation.details,
        wait: explanation.wait,
    };
    announce(&fault.what);
    view! {
        <FaultPanel fault=fault />
        <Button on_press=on_look>"Check again"</Button>
    }
}

/// Sent, and nobody knows what came of it: looking again settles it, sending again would not.
#[component]
pub fn Unsure(
    /// The practice that was asked.
    practice: Practice,
    /// How the answer was lost.
    error: Error,
    /// Looks for the patient again.
    on_look: Callback<()>,
) -> impl IntoView {
    let explanation = error.explain();
    let fault = Fault {
        what: "The answer to the registration was lost, and the check for the patient failed too.".to_owned(),
        saved: Some(
            "It is not known whether the patient is registered there. Nothing was booked.".to_owned(),
        ),
        next: format!("Check again before you do anything else. {}", practice.call()),
        trace_id: Some(error.trace_id),
        wait: explanation.wait,
        details: explanation.details,
    };
    view! {
        <FaultPanel fault=fault />
        <Button on_press=on_look>"Check again"</Button>
    }
}
