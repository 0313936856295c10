//! One area in whatever state it is: drawn here and nowhere else, so that no two states can look alike.

use std::sync::Arc;

use leptos::prelude::*;

use super::differences::Differences;
use super::structured::StructuredRecord;
use crate::clinical::State;
use crate::clinical::area::Warning;
use crate::clinical::summary::AreaReading;
use crate::gpconnect::Error;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::Callout;
use crate::ui::card::Nothing;
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::progress::Progress;

/// The area's content, or what stands in its place. Warnings stand above what they concern.
///
/// `about` names the data: `Allergies`.
pub fn area_panel<T>(
    record: StructuredRecord,
    about: &'static str,
    state: AreaReading<T, Error>,
    content: impl FnOnce(Arc<T>) -> AnyView,
) -> AnyView {
    if let Some(check) = record.arrived().and_then(|arrived| arrived.differences.clone()) {
        let confirm = Callback::new(move |()| record.confirm());
        return view! { <Differences check=check on_confirm=confirm /> }.into_any();
    }
    let again = Callback::new(move |()| record.ask());
    match state {
        State::NotRequested => view! {
            <p>"Nobody has asked the practice yet."</p>
            <Button kind=ButtonKind::Secondary small=true on_press=again>"Ask the practice"</Button>
        }
        .into_any(),
        State::Loading => {
            let what = format!("Asking {} for allergies and medications", record.practice());
            view! { <Progress what=what /> }.into_any()
        }
        State::Failed(error) => {
            let fault = Fault::from(&error);
            if error.is_retryable() {
                view! { <FaultPanel fault=fault on_retry=again /> }.into_any()
            } else {
                view! { <FaultPanel fault=fault /> }.into_any()
            }
        }
        State::Withheld(warnings) => {
            let words = format!("{about}: nothing is shown. This does not mean that nothing is recorded.");
            view! {
                <Warnings warnings=warnings />
                <Nothing words=words />
            }
            .into_any()
        }
        State::NotSupported(words) => {
            view! { <Callout heading=format!("{about}: not supplied")>{words}</Callout> }.into_any()
        }
        State::Empty(words) => view! { <Nothing words=words /> }.into_any(),
        State::Present { items, warnings } => view! {
            <Warnings warnings=warnings />
            {content(items)}
        }
        .into_any(),
    }
}

/// Warnings in the order sent, each naming the data that it concerns (ARS-19).
#[component]
pub fn Warnings(
    /// The warnings.
    warnings: Vec<Warning>,
) -> impl IntoView {
    warnings
        .into_iter()
        .map(|warning| {
            let heading = warning.heading();
            view! { <Callout heading=heading>{warning.text}</Callout> }
        })
        .collect_view()
}
