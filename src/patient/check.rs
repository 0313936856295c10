//! The cross-check screen: two sources field by field, one clear decision, nothing opened before it (FND-12, ARH-23).

use leptos::prelude::*;

use super::by_host::declined;
use super::in_hand::Opening;
use super::opening::Candidate;
use crate::clinical::CrossCheck;
use crate::session::check_table::CheckTable;
use crate::session::embedding::patient::HOST;
use crate::session::{Embedded, session};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::copy::CopyButton;
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form::Checkbox;
use crate::ui::link::{Link, Place};

const CONFIRM: &str = "same-person";

/// `/check`: shows the candidate, or sends back to the start when there is none.
#[component]
pub fn Check() -> impl IntoView {
    let opening = Opening::here();
    move || match opening.0.get() {
        Some(candidate) => view! { <CheckCandidate candidate /> }.into_any(),
        None => view! {
            <div>
                <h1 tabindex="-1">"No patient to check"</h1>
                <p>"No patient has been looked up, or the page was reloaded. Nothing is open."</p>
                <p><Link to="/find">"Find a patient"</Link></p>
            </div>
        }
        .into_any(),
    }
}

#[component]
fn CheckCandidate(candidate: Candidate) -> impl IntoView {
    let session = session();
    let opening = Opening::here();
    let place = Place::here();
    let practice = candidate.provider.name.clone();
    let count = candidate.check.differences().count();
    let confirmed = RwSignal::new(false);
    let missed = RwSignal::new(false);
    let must_confirm = candidate.needs_confirmation();
    let superseded = candidate.superseded().map(|words| {
        view! {
            <Callout kind=CalloutKind::Incomplete heading="The NHS number has been replaced">{words}</Callout>
        }
    });
    let unread = candidate.practice_unread.as_ref().map(|error| error.explain().what).map(|why| {
        view! {
            <Callout kind=CalloutKind::Incomplete heading="The registered practice was not compared">
                {why}
            </Callout>
        }
    });
    let heading = match count {
        0 if candidate.found.is_none() => {
            format!("{practice} has no service that finds patients, so nothing has been compared yet")
        }
        0 if !candidate.check.is_corroborated() => "Only the NHS number could be compared".to_owned(),
        0 => "All details that both sources gave are the same".to_owned(),
        1 => format!("1 detail differs between the national record (PDS) and {practice}"),
        n => format!("{n} details differ between the national record (PDS) and {practice}"),
    };
    let kind = if candidate.found.is_none() || !candidate.check.needs_confirmation() {
        CalloutKind::Note
    } else {
        CalloutKind::Danger
    };
    let advice = match must_confirm {
        false => "Nothing has been opened yet.",
        true => "Check with the patient before you open the record. Nothing has been opened yet.",
    };
    let trace_id = candidate.trace_id.clone();
    let by_host = candidate.by_host.clone().filter(CrossCheck::needs_confirmation).map(|check| {
        let heading = match check.differences().count() {
            0 => "The page around this one gives nothing to compare but the NHS number".to_owned(),
            1 => "1 detail differs between the national record (PDS) and the page around this one".to_owned(),
            n => format!("{n} details differ between the national record (PDS) and the page around this one"),
        };
        view! {
            <Callout kind=CalloutKind::Danger heading>"Make sure that both are about the same person."</Callout>
            <CheckTable check practice=HOST other="the page around this one" />
        }
    });
    let errors = Signal::derive(move || {
        let error = FieldError {
            field_id: CONFIRM.to_owned(),
            message: "Tick the box once you have checked with the patient".to_owned(),
        };
        (missed.get() && !confirmed.get()).then_some(error).into_iter().collect::<Vec<_>>()
    });
    let check = candidate.check.clone();
    let open = move || {
        if must_confirm && !confirmed.get_untracked() {
            missed.set(true);
        } else if let Some(next) = opening.go_on(session, candidate.clone(), confirmed.get_untracked()) {
            place.go(next);
        }
    };
    let embedded = Embedded::here();
    let leave = move || {
        opening.clear();
        embedded.into_iter().for_each(declined);
        place.go("/find");
    };
    view! {
        <div>
            <ErrorSummary errors />
            <h1 tabindex="-1">"Is this the same person?"</h1>
            {superseded}
            {unread}
            {by_host}
            <Callout kind heading>{advice}</Callout>
            <CheckTable check practice />
            {must_confirm.then(|| view! {
                <Checkbox id=CONFIRM label="I have checked with the patient: this is the same person" checked=confirmed />
            })}
            <div class="app-buttons">
                <Button on_press=Callback::new(move |()| open())>"Open the record"</Button>
                <Button kind=ButtonKind::Secondary on_press=Callback::new(move |()| leave())>"Not this patient"</Button>
            </div>
            <p class="app-quiet app-small">
                "This check and your answer are kept in the audit record. "
                <span class="app-fault__trace">"Trace id " <code>{trace_id.clone()}</code></span>
                " "
                <CopyButton text=trace_id what="trace id" />
            </p>
        </div>
    }
}
