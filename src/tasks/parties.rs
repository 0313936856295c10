//! Whom a task names: the patient, who sends it and who receives it, as the receiver knows them.

use leptos::prelude::*;

use super::desk::Desk;
use crate::clinical::State;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::progress::Progress;
use crate::ui::summary_list::{SummaryList, SummaryRow};

/// The three, and whether the receiver knows them.
#[component]
pub fn PartiesPanel() -> impl IntoView {
    view! {
        <SummaryList>
            <PartyRows />
        </SummaryList>
        <LookedUp />
    }
}

/// The three as rows.
#[component]
pub fn PartyRows() -> impl IntoView {
    let desk = Desk::here();
    let (own, practice) = (desk.organisation(), desk.patient.practice());
    view! {
        <SummaryRow key="About">{desk.patient_in_words()}</SummaryRow>
        <SummaryRow key="From">{format!("{} ({})", own.name, own.ods)}</SummaryRow>
        <SummaryRow key="To">{format!("{} ({})", practice.name, practice.ods)}</SummaryRow>
    }
}

/// What the receiver answered; nothing where it knows all three.
#[component]
pub fn LookedUp() -> impl IntoView {
    let desk = Desk::here();
    let state = desk.receiver.state();
    let again = Callback::new(move |()| desk.look());
    move || {
        let practice = desk.practice();
        match &*state.read() {
            State::NotRequested | State::Loading => view! {
                <Progress what=format!("Asking {} whether it knows the patient and both organisations", practice.name) />
            }
            .into_any(),
            State::Failed(error) => {
                let explanation = error.explain();
                let fault = Fault {
                    what: explanation.what,
                    saved: Some("It is not known whether the practice can take tasks, so none can be sent yet. What you write is kept.".to_owned()),
                    next: explanation.next.to_owned(),
                    trace_id: Some(error.trace_id.clone()),
                    wait: explanation.wait,
                    details: explanation.details,
                };
                match explanation.retry {
                    true => view! { <FaultPanel fault=fault on_retry=again /> }.into_any(),
                    false => view! { <FaultPanel fault=fault /> }.into_any(),
                }
            }
            State::Present { items, .. } => match items.parties() {
                Ok(_) => ().into_any(),
                Err(missing) => {
                    let own = desk.organisation().name;
                    let words: Vec<String> =
                        missing.into_iter().map(|one| one.words(&practice, &own)).collect();
                    view! {
                        <Callout kind=CalloutKind::Danger heading="No task can be sent">
                            {words.join(" ")} " " {practice.call()}
                        </Callout>
                        <div class="app-buttons">
                            <Button kind=ButtonKind::Secondary small=true on_press=again>"Look them up again"</Button>
                        </div>
                    }
                    .into_any()
                }
            },
            State::Withheld(_) | State::NotSupported(_) | State::Empty(_) => ().into_any(),
        }
    }
}
