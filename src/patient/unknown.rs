//! Known to PDS, unknown at the practice: registered there temporarily before anything can be booked (FND-15 to FND-19).

use std::sync::Arc;

use leptos::prelude::*;

use crate::gpconnect::{Cancel, Provider, TracedPatient};
use crate::session::registration::{NotRegistered, NotSoFar, OfferRegistration, Registering, Unsure};
use crate::session::standing::{Standing, register};
use crate::session::under_way::{HalfDone, Matter};
use crate::session::{Practice, session};

/// The offer, the wait and what came of it. Whoever is registered is looked up again, with the whole cross-check.
#[component]
pub fn UnknownAtPractice(
    /// The practice that returned no record.
    practice: Arc<Provider>,
    /// The patient as PDS has them.
    traced: TracedPatient,
    /// The practice has the patient now, or may have: look again.
    on_settled: Callback<()>,
) -> impl IntoView {
    let session = session();
    let words = Practice::from(&*practice);
    let standing = RwSignal::new(Standing::Nobody);
    // Who leaves before the answer is told of it outside the patient's pages.
    on_cleanup(move || session.leave());
    let asked = StoredValue::new((practice, traced));
    let ask = {
        let words = words.clone();
        Callback::new(move |()| {
            if standing.with_untracked(Standing::is_waiting) {
                return;
            }
            standing.set(Standing::Registering);
            let (practice, traced) = asked.get_value();
            let client = session.client(&practice);
            let (words, about) = (words.clone(), traced.clone());
            let what = format!("A temporary registration at {}", words.name);
            let (told, held) = (what.clone(), about.clone());
            let work = async move { register(&client, &traced, &Cancel::new()).await };
            session.see_through_for(&about, Matter::Appointments, what, work, move |ended, is_here| {
                let outside = (!is_here).then(|| ended.outside(&words));
                if is_here {
                    // Whoever goes on before its end is known is told of it outside the patient's pages, until it is settled.
                    let half_done = || HalfDone { what: told.clone(), end: ended.outside(&words) };
                    session.hold_for(
                        &held,
                        Matter::Appointments,
                        ended.open_registration().map(|_| half_done()).into_iter().collect(),
                    );
                    standing.set(ended);
                }
                outside
            });
        })
    };
    // What the practice answered decides nothing here: the patient is found and compared as anybody is.
    Effect::new(move |_| {
        let is_settled = match &*standing.read() {
            Standing::Found(_)
            | Standing::Differs(_)
            | Standing::Several(_)
            | Standing::Mismatch { .. }
            | Standing::Failed(_) => true,
            Standing::NotLooked
            | Standing::Looking
            | Standing::Registering
            | Standing::Nobody
            | Standing::NotRegistered(_)
            | Standing::NotSoFar(_)
            | Standing::NotKnown(_) => false,
        };
        if is_settled {
            on_settled.run(());
        }
    });
    move || match standing.get() {
        Standing::Nobody => view! { <OfferRegistration practice=words.clone() on_register=ask /> }.into_any(),
        Standing::Looking | Standing::Registering => {
            view! { <Registering practice=words.clone() /> }.into_any()
        }
        Standing::NotRegistered(error) => {
            view! { <NotRegistered practice=words.clone() error=error on_again=ask /> }.into_any()
        }
        Standing::NotSoFar(error) => {
            view! { <NotSoFar practice=words.clone() error=error on_look=on_settled /> }.into_any()
        }
        Standing::NotKnown(error) => {
            view! { <Unsure practice=words.clone() error=error on_look=on_settled /> }.into_any()
        }
        Standing::NotLooked
        | Standing::Found(_)
        | Standing::Differs(_)
        | Standing::Several(_)
        | Standing::Mismatch { .. }
        | Standing::Failed(_) => ().into_any(),
    }
}
