//! A failed call as the fault panel shows it.

use leptos::prelude::*;

use super::Practice;
use crate::gpconnect::Error;
use crate::ui::fault::{Fault, FaultPanel};

/// A failed question: what happened, what to do, the practice's telephone number where that is what to do. It can be
/// asked again only where that may help.
#[component]
pub fn FailedCall(
    /// The failure.
    error: Error,
    /// Who was asked.
    practice: Practice,
    /// Asks again.
    on_retry: Callback<()>,
) -> impl IntoView {
    let explanation = error.explain();
    let number = practice.phone.filter(|_| explanation.next.to_ascii_lowercase().contains("telephone"));
    let number = number.map(|number| format!(" {}: {number}.", practice.name)).unwrap_or_default();
    let fault = Fault {
        what: explanation.what,
        saved: explanation.saved.map(str::to_owned),
        next: format!("{}{number}", explanation.next),
        trace_id: Some(error.trace_id),
        wait: explanation.wait,
        details: explanation.details,
    };
    if explanation.retry {
        view! { <FaultPanel fault=fault on_retry=on_retry /> }.into_any()
    } else {
        view! { <FaultPanel fault=fault /> }.into_any()
    }
}
