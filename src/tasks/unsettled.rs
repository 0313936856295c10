//! Tasks of which nobody knows whether the practice has them: above every page of the patient, and beside every further task,
//! until somebody has asked.

use leptos::prelude::*;

use super::desk::{Desk, Task};
use super::report::clock;
use crate::session::under_way::Matter;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::link::Place;

/// One line for each, on every page of the patient.
#[component]
pub fn UnsettledBar() -> impl IntoView {
    let Some(desk) = use_context::<Desk>() else { return ().into_any() };
    let place = Place::here();
    let open = Memo::new(move |_| {
        desk.tasks().into_iter().filter(|task| task.is_open()).map(|task| task.key).collect::<Vec<_>>()
    });
    let line = move |task: Task| {
        let see = Callback::new(move |()| {
            desk.shown.set(Some(task.key));
            place.go("/tasks");
        });
        let ask = Callback::new(move |()| desk.note_asked(task));
        view! {
            <div class="app-notice app-notice--not-done" role="group" aria-label="Outcome of a task not known">
                <p>
                    <strong>"It is not known whether the practice has a task."</strong>
                    " "
                    {format!("Sent at {}. Do not send it again. {}", clock(task.at()), desk.practice().call())}
                </p>
                <div class="app-notice__actions">
                    <Button kind=ButtonKind::Secondary small=true on_press=ask>"I have asked the practice"</Button>
                    <Button kind=ButtonKind::Link small=true on_press=see>"See the task"</Button>
                </div>
            </div>
        }
    };
    // Its own page says it at length.
    let is_elsewhere = move || !place.is_at("tasks");
    view! {
        <section aria-label="Tasks whose outcome is not known" hidden=move || open.read().is_empty() || !is_elsewhere()>
            {move || {
                let keys = open.get();
                let tasks = untrack(|| desk.tasks());
                tasks.into_iter().filter(|task| keys.contains(&task.key)).map(line).collect_view()
            }}
        </section>
    }
    .into_any()
}

/// Beside a task: whoever sends another must know of one that may have arrived.
#[component]
pub fn Unsettled() -> impl IntoView {
    let desk = Desk::here();
    move || {
        let now = desk.tasks().into_iter().filter(|task| task.is_open());
        let now =
            now.map(|task| format!("The task sent at {} to {}", clock(task.at()), desk.practice().name));
        // Their own, when they were closed and opened again.
        let all: Vec<String> = now.chain(desk.patient.sent_before(Matter::Tasks)).collect();
        (!all.is_empty()).then(|| {
            view! {
                <Callout kind=CalloutKind::Danger heading="The outcome of an earlier task is not known">
                    {all.join(". ")} ". Ask the practice about it before you send another. " {desk.practice().call()}
                </Callout>
            }
        })
    }
}
