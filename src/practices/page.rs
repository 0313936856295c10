//! `/practices`: every practice of this service, and what its system says when it is asked (FND-25, ARS-71).

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;

use super::offer::Offer;
use crate::gpconnect::foundations::ReadMetadata;
use crate::gpconnect::{Cancel, Error, Provider};
use crate::session::session;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::Callout;
use crate::ui::card::Card;
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::link::Link;
use crate::ui::progress::Progress;
use crate::ui::summary_list::{SummaryList, SummaryRow};

/// The state of the question to one practice.
#[derive(Clone)]
enum Asked {
    Not,
    Waiting,
    Failed(Error),
    Said { offer: Offer, trace_id: String },
}

/// The page. Nothing is asked before somebody presses a button: practices are many, and answers are for this look only.
#[component]
pub fn Practices() -> impl IntoView {
    let session = session();
    let back = session.patient_untracked().is_some().then(|| {
        view! {
            <p>
                <Link to="/book">"Back to booking for the open patient"</Link>
            </p>
        }
    });
    let practices = session
        .settings()
        .providers
        .iter()
        .map(|provider| view! { <PracticeCard provider=provider.clone() /> })
        .collect_view();
    view! {
        <div>
            <h1 tabindex="-1">"Practices"</h1>
            {back}
            <p>
                "The practices that this service can ask. A system may still refuse what it says it offers."
            </p>
            {practices}
            <p>
                <Link to="/find">"Find a patient"</Link>
            </p>
        </div>
    }
}

#[component]
fn PracticeCard(provider: Arc<Provider>) -> impl IntoView {
    let asked = RwSignal::new(Asked::Not);
    let cancel = StoredValue::new(Cancel::new());
    on_cleanup(move || cancel.with_value(Cancel::fire));
    let reached = StoredValue::new(provider.clone());
    let name = StoredValue::new(provider.name.clone());
    // The card's owner: that of the button that was pressed ends with the button.
    let owner = StoredValue::new(Owner::current());
    let ask = Callback::new(move |()| {
        asked.set(Asked::Waiting);
        let client = reached.with_value(|provider| session().client(provider));
        let cancel = cancel.get_value();
        let work = async move {
            asked.set(match client.send(&ReadMetadata, &cancel).await {
                Ok(received) => {
                    Asked::Said { offer: Offer::of(&received.value), trace_id: received.trace_id }
                }
                Err(error) => Asked::Failed(error),
            });
        };
        if let Some(owner) = owner.get_value() {
            owner.with(|| spawn_local_scoped_with_cancellation(work));
        }
    });
    let button = move |words: &'static str| {
        view! {
            <Button kind=ButtonKind::Secondary small=true on_press=ask>
                {words}
                <span class="nhsuk-u-visually-hidden">{format!(" {}", name.get_value())}</span>
            </Button>
        }
    };
    let has_foundations = provider.roots.foundations.is_some();
    let answer = move || match asked.get() {
        Asked::Not if has_foundations => button("Ask what it offers").into_any(),
        Asked::Not => {
            view! { <p>"Appointments are not set up for this practice: there is nothing to ask."</p> }
                .into_any()
        }
        Asked::Waiting => view! { <Progress what=format!("Asking {}", name.get_value()) /> }.into_any(),
        Asked::Failed(error) => {
            let fault = Fault::from(&error);
            if error.is_retryable() {
                view! { <FaultPanel fault=fault on_retry=ask /> }.into_any()
            } else {
                view! { <FaultPanel fault=fault /> }.into_any()
            }
        }
        Asked::Said { offer, trace_id } => view! {
            <Offered offer=offer trace_id=trace_id />
            {button("Refresh")}
        }
        .into_any(),
    };
    let phone = provider.phone.clone().unwrap_or_else(|| "No number in the settings".to_owned());
    let (ods, set_up) = (provider.ods.clone(), set_up(&provider));
    let version_check = match provider.sends_if_match {
        true => "On",
        false => "Off: an appointment is read again just before it is changed",
    };
    view! {
        <Card heading=provider.name.clone()>
            <div class="app-card__body">
                <SummaryList>
                    <SummaryRow key="ODS code">{ods}</SummaryRow>
                    <SummaryRow key="Telephone">{phone}</SummaryRow>
                    <SummaryRow key="Set up here">{set_up}</SummaryRow>
                    <SummaryRow key="Version check">{version_check}</SummaryRow>
                </SummaryList>
                <div aria-live="polite">{answer}</div>
            </div>
        </Card>
    }
}

/// The capabilities with an address in the settings.
fn set_up(provider: &Provider) -> String {
    let roots = &provider.roots;
    let parts: Vec<&str> = [
        (&roots.foundations, "appointments"),
        (&roots.html, "record as the practice shows it (HTML)"),
        (&roots.structured, "structured record"),
        (&roots.documents, "documents"),
    ]
    .into_iter()
    .filter_map(|(root, words)| root.is_some().then_some(words))
    .collect();
    if parts.is_empty() { "Nothing".to_owned() } else { parts.join(", ") }
}

#[component]
fn Offered(offer: Offer, trace_id: String) -> impl IntoView {
    let list = |named: bool| -> String {
        let words: Vec<&str> =
            offer.interactions.iter().filter(|(_, is)| *is == named).map(|(words, _)| *words).collect();
        if words.is_empty() { "None".to_owned() } else { words.join("; ") }
    };
    let (named, not_named) = (list(true), list(false));
    let not_stated = || "Not stated".to_owned();
    let note = offer.version_note.map(|note| view! { <Callout heading="Version">{note}</Callout> });
    let filtering = offer.service_filtering.map(|status| {
        view! { <SummaryRow key="Slots filtered by service">{status}</SummaryRow> }
    });
    view! {
        {note}
        <SummaryList>
            <SummaryRow key="GP Connect version">{offer.version.unwrap_or_else(not_stated)}</SummaryRow>
            <SummaryRow key="FHIR version">{offer.fhir_version.unwrap_or_else(not_stated)}</SummaryRow>
            <SummaryRow key="System">{offer.software.unwrap_or_else(not_stated)}</SummaryRow>
            <SummaryRow key="It says it offers">{named}</SummaryRow>
            <SummaryRow key="It does not list">{not_named}</SummaryRow>
            {filtering}
        </SummaryList>
        <p class="app-quiet app-small">"Trace id " <span class="app-trace">{trace_id}</span></p>
    }
}
