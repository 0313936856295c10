//! The practices of the federation that have not (yet) the patient: the state of each, and the question to all of them.

use leptos::prelude::*;

use crate::appointments::desk::Desk;
use crate::appointments::desk::at_practice::AtPractice;
use crate::session::failed_call::FailedCall;
use crate::session::standing::Standing;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::memo::memo;
use crate::ui::progress::Progress;

/// Every practice that cannot be listed, with the reason. Nothing where there is one practice only.
#[component]
pub fn OtherPractices() -> impl IntoView {
    let desk = Desk::here();
    let others: Vec<AtPractice> = desk.practices().into_iter().skip(1).collect();
    if others.is_empty() {
        return ().into_any();
    }
    let others = StoredValue::new(others);
    let not_asked = memo(move || {
        others.with_value(|others| {
            let names = others.iter().filter(|one| matches!(&*one.standing.read(), Standing::NotLooked));
            names.map(|one| one.practice().name).collect::<Vec<_>>()
        })
    });
    let ask = Callback::new(move |()| {
        for at in others.get_value() {
            if at.standing.with_untracked(|standing| matches!(standing, Standing::NotLooked)) {
                desk.look(at);
            }
        }
    });
    let question = move || {
        let names = not_asked.get();
        (!names.is_empty()).then(|| {
            view! {
                <p>
                    "Not asked for this patient: " {names.join(", ")}
                    ". Appointments there are not shown. Asking tells each practice who the patient is."
                </p>
                <div class="app-buttons">
                    <Button kind=ButtonKind::Secondary on_press=ask>"Ask these practices too"</Button>
                </div>
            }
        })
    };
    let rows = others.get_value().into_iter().map(|at| view! { <OtherPractice at=at /> }).collect_view();
    let is_hidden = move || {
        others.with_value(|others| {
            others.iter().all(|one| one.standing.with(|standing| standing.patient().is_some()))
        })
    };
    view! {
        <section class="app-appointments__practice" aria-labelledby="other-practices" hidden=is_hidden>
            <h2 id="other-practices">"Other practices"</h2>
            {question}
            {rows}
        </section>
    }
    .into_any()
}

#[component]
fn OtherPractice(at: AtPractice) -> impl IntoView {
    let desk = Desk::here();
    let name = at.practice().name;
    move || {
        let said = match at.standing.get() {
            Standing::NotLooked | Standing::Found(_) => return None,
            Standing::Looking => {
                return Some(view! { <Progress what=format!("Asking {name} for the patient") /> }.into_any());
            }
            Standing::Registering => {
                return Some(
                    view! { <Progress what=format!("Asking {name} to register the patient temporarily") /> }
                        .into_any(),
                );
            }
            Standing::NotRegistered(_) => {
                "did not register the patient, so there are no appointments to show."
            }
            Standing::NotSoFar(_) => {
                "was asked to register the patient, and has not done so yet. Choose a slot there to check again."
            }
            Standing::NotKnown(_) => {
                "was asked to register the patient, and it is not known whether it did. Choose a slot there to find out."
            }
            Standing::Failed(error) => {
                let again = Callback::new(move |()| desk.look(at));
                return Some(
                    view! { <FailedCall error=error practice=at.practice() on_retry=again /> }.into_any(),
                );
            }
            Standing::Nobody => "returned no record of this patient, so there are no appointments to show.",
            Standing::Differs(_) => {
                "has a record whose details differ. None of it is shown until somebody has compared them: choose a slot there to do so."
            }
            Standing::Several(_) => {
                "has more than one record for this NHS number. None is used: telephone the practice."
            }
            Standing::Mismatch { .. } => {
                "answered about another NHS number. None of it is used: telephone the practice."
            }
        };
        Some(view! { <p><strong>{name.clone()}</strong> " " {said}</p> }.into_any())
    }
}
