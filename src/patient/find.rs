//! The first screen: an NHS number, then what was found, or why nothing may be opened.

use leptos::prelude::*;

use super::by_details::ByDetails;
use super::by_host::AskedByHost;
use super::in_hand::Opening;
use super::looking::{LookUp, LookedUp};
use crate::format::NhsNumber;
use crate::format::nhs_number::spaced;
use crate::session::{Embedded, session};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::error_summary::{ErrorSummary, FieldError};
use crate::ui::link::{Link, Place};
use crate::ui::nhs_number::{NHS_NUMBER_FIELD, NhsNumberInput};
use crate::ui::progress::Progress;

/// This page's route.
const FIND: &str = "find";

/// `/find`: NHS number entry and the look-up.
#[component]
pub fn Find() -> impl IntoView {
    if let Some(embedded) = Embedded::here() {
        return view! { <AskedByHost embedded /> }.into_any();
    }
    let session = session();
    let opening = Opening::here();
    let place = Place::here();
    let entry = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<String>);
    // Looking for someone closes the patient before: nothing of one may be beside the other (ARH-29), nor in memory.
    if session.close() && session.may_load_anew() {
        let _ = location().replace(&place.href(FIND));
        return view! { <Progress what="Clearing the record" /> }.into_any();
    }
    let by_details = RwSignal::new(false);
    let look_up = LookUp::here();
    // Idleness is watched while anything of a person is here.
    Effect::new(move |_| {
        let shows = !entry.read().is_empty() || !look_up.is_idle() || by_details.get();
        opening.shows(shows);
    });
    on_cleanup(move || {
        opening.shows(false);
    });

    let again = move || {
        if let Ok(number) = NhsNumber::parse(&entry.read_untracked()) {
            look_up.start(number, None);
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        look_up.stop();
        match NhsNumber::parse(&entry.read_untracked()) {
            Ok(number) => {
                fault.set(None);
                look_up.start(number, None);
            }
            Err(why) => fault.set(Some(why.to_string())),
        }
    };
    let choose = move |number: String| {
        entry.set(spaced(&number));
        fault.set(None);
        again();
    };
    let errors = Signal::derive(move || {
        let error = |message| FieldError { field_id: NHS_NUMBER_FIELD.to_owned(), message };
        fault.get().map(error).into_iter().collect::<Vec<_>>()
    });

    view! {
        <div>
            <ErrorSummary errors />
            <h1 tabindex="-1">"Find a patient"</h1>
            <form novalidate=true on:submit=submit>
                <NhsNumberInput value=entry error=fault />
                <Button submit=true>"Find patient"</Button>
            </form>
            <LookedUp look_up on_again=Callback::new(move |()| again()) />
            <ByDetails on_choose=Callback::new(choose) shows=by_details />
            <Demonstration on_choose=Callback::new(choose) />
            <p>
                <Link to="/practices">"Practices in this service and what their systems offer"</Link>
            </p>
        </div>
    }
    .into_any()
}

/// The invented patients of a demonstration; nothing on a live site, whose settings name none.
#[component]
fn Demonstration(on_choose: Callback<String>) -> impl IntoView {
    let patients = session().settings().demonstration.clone();
    (!patients.is_empty()).then(|| {
        let rows = patients
            .into_iter()
            .map(|patient| {
                let shown = spaced(&patient.nhs_number);
                let press = Callback::new(move |()| on_choose.run(patient.nhs_number.clone()));
                view! {
                    <tr>
                        <th scope="row"><Button kind=ButtonKind::Link on_press=press>{shown}</Button></th>
                        <td>{patient.purpose}</td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            <section class="app-demonstration" aria-labelledby="demonstration">
                <h2 id="demonstration">"Invented patients to try"</h2>
                <table>
                    <thead>
                        <tr><th scope="col">"NHS number"</th><th scope="col">"What to look for"</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
    })
}
