//! `/permission`: where the site asks for it, the patient's permission before their record opens (ARH-08).

use leptos::prelude::*;

use super::in_hand::Opening;
use super::opening::Candidate;
use crate::clinical::Demographics;
use crate::format;
use crate::session::permission::{Asked, Field, read};
use crate::session::session;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::form::TextInput;
use crate::ui::link::{Link, Place};
use crate::ui::segmented::Segmented;

const WHO: &str = "permission-who";

/// The page; nobody to ask about where no patient was looked up.
#[component]
pub fn AskPermission() -> impl IntoView {
    let opening = Opening::here();
    let refused = RwSignal::new(false);
    move || {
        match opening.0.get() {
        Some(candidate) => view! { <AskFor candidate refused /> }.into_any(),
        None if refused.get() => view! {
            <div>
                <h1 tabindex="-1">"Not opened"</h1>
                <Callout kind=CalloutKind::Note heading="Permission refused">
                    "The record was not opened and nothing of it was asked for. The refusal is in the audit record of this session."
                </Callout>
                <p><Link to="/find">"Find a patient"</Link></p>
            </div>
        }
        .into_any(),
        None => view! {
            <div>
                <h1 tabindex="-1">"No patient to open"</h1>
                <p>"No patient has been looked up, or the page was reloaded. Nothing is open."</p>
                <p><Link to="/find">"Find a patient"</Link></p>
            </div>
        }
        .into_any(),
    }
    }
}

#[component]
fn AskFor(candidate: Candidate, refused: RwSignal<bool>) -> impl IntoView {
    let (session, opening, place) = (session(), Opening::here(), Place::here());
    let asked = RwSignal::new(Asked::Nobody);
    let [name, relation, reason] = [(); 3].map(|()| RwSignal::new(String::new()));
    let faults = RwSignal::new(Vec::<(Field, &'static str)>::new());
    let fault = move |of: Field| {
        Signal::derive(move || {
            faults
                .with(|all| all.iter().find(|(field, _)| *field == of).map(|(_, words)| (*words).to_owned()))
        })
    };
    // What was wrong with another choice says nothing of this one.
    Effect::new(move |_| {
        asked.track();
        faults.set(Vec::new());
    });
    let errors = Signal::derive(move || {
        let error = |(field, words): (Field, &'static str)| FieldError {
            field_id: id(field).to_owned(),
            message: words.to_owned(),
        };
        faults.get().into_iter().map(error).collect::<Vec<_>>()
    });
    let traced = &candidate.traced;
    let person = Demographics::of(traced.patient(), Some(traced.practice_ods()), traced.today());
    let who = person.full_name();
    let born = person.birth_date.as_ref().map_or_else(|| "not known".to_owned(), format::date);
    let number = traced.nhs_number().spaced();
    let practice = candidate.provider.name.clone();
    let asking = StoredValue::new(candidate);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let entered = read(
            asked.get_untracked(),
            &name.read_untracked(),
            &relation.read_untracked(),
            &reason.read_untracked(),
        );
        match entered {
            Err(wrong) => faults.set(wrong),
            Ok(by) => {
                let candidate = asking.get_value();
                let first = candidate.first_page(&session.settings());
                // Whoever came here past the check is sent back to it.
                let next = if opening.open_with(session, candidate, by) { first } else { "/check" };
                place.go(next);
            }
        }
    };
    let refuse = move || {
        opening.record_refusal(session, &asking.get_value());
        refused.set(true);
        opening.clear();
    };
    let options = vec![
        (Asked::Patient, "The patient".to_owned()),
        (Asked::ForPatient, "Somebody for the patient".to_owned()),
        (Asked::Emergency, "Nobody can be asked (emergency)".to_owned()),
    ];
    view! {
        <div>
            <ErrorSummary errors />
            <h1 tabindex="-1">"Permission to open the record"</h1>
            <p><strong>{who}</strong> ", born " {born} ", NHS number " {number}</p>
            <p>
                {format!("Ask: “May we look at the record that {practice} keeps about you, to treat you today?” Nothing of the record has been asked for yet.")}
            </p>
            <form novalidate=true on:submit=submit>
                <div class="nhsuk-form-group" id=WHO tabindex="-1">
                    <p class="nhsuk-label">"Who gave permission?"</p>
                    {move || fault(Field::Who).get().map(|words| view! { <p class="nhsuk-error-message">{words}</p> })}
                    <Segmented legend="Who gave permission" options=Signal::stored(options) value=asked />
                </div>
                {move || match asked.get() {
                    Asked::Nobody | Asked::Patient => ().into_any(),
                    Asked::ForPatient => view! {
                        <TextInput id=id(Field::Name) label="Their name" value=name error=fault(Field::Name) />
                        <TextInput id=id(Field::Relation) label="What they are to the patient" hint="Such as mother, attorney for health and welfare" value=relation error=fault(Field::Relation) />
                    }
                    .into_any(),
                    Asked::Emergency => view! {
                        <TextInput id=id(Field::Reason) label="Why nobody can be asked" hint="Such as unconscious and alone. Kept with this record and in the audit record" value=reason error=fault(Field::Reason) />
                    }
                    .into_any(),
                }}
                <div class="app-buttons">
                    <Button submit=true>"Record this and open the record"</Button>
                    <Button kind=ButtonKind::Secondary on_press=Callback::new(move |()| refuse())>"Permission refused"</Button>
                </div>
            </form>
            <p class="app-quiet app-small">
                "Who gave permission, to you and when, is shown with the record, printed with it, and kept in the audit record."
            </p>
        </div>
    }
}

fn id(field: Field) -> &'static str {
    match field {
        Field::Who => WHO,
        Field::Name => "permission-name",
        Field::Relation => "permission-relation",
        Field::Reason => "permission-reason",
    }
}
