//! What every screen of a task says: that no live practice offers it, and what it is not for.

use leptos::prelude::*;

use super::desk::Desk;
use super::sending::State;
use super::unsettled::Unsettled;
use crate::ui::callout::{Callout, CalloutKind};

/// Id of the page's heading.
pub const HEADING: &str = "tasks-heading";

/// On every screen of it.
#[component]
pub fn NotLive() -> impl IntoView {
    view! {
        <Callout heading="No live practice offers this">
            "GP Connect withdrew its specification of tasks in 2018. They reach the sandbox and test systems only."
        </Callout>
    }
}

/// What a task is not for, and what else must be read before one is written or sent.
#[component]
pub fn Warnings() -> impl IntoView {
    let practice = Desk::here().practice();
    view! {
        <Callout kind=CalloutKind::Danger heading="Not for urgent requests, not for referrals">
            "Nobody is told when a task is read. For anything that cannot wait: " {practice.call()}
        </Callout>
        <Unsettled />
    }
}

/// The words of a state, with the weight that it has.
pub fn is_bad(state: State) -> bool {
    match state {
        State::Rejected | State::NotKnown => true,
        State::Draft | State::Sending | State::Sent => false,
    }
}
