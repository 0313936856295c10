//! The look-up itself, as both ways to a patient use it: an NHS number that was typed, and one that the page around this one gave.

use leptos::prelude::*;

use super::in_hand::Opening;
use super::opening::{Obstacle, Step, look_up};
use super::unknown::UnknownAtPractice;
use crate::format::NhsNumber;
use crate::gpconnect::Cancel;
use crate::session::embedding::HostPatient;
use crate::session::session;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::link::Place;
use crate::ui::live_region::announce;
use crate::ui::progress::Progress;

/// How far a look-up is.
#[derive(Clone, PartialEq)]
pub(super) enum Looking {
    Idle,
    At(Step),
    /// The user did not want to wait.
    GivenUp,
    Stopped(Obstacle),
}

/// A look-up; it ends with the screen that it was made for.
#[derive(Clone, Copy)]
pub(super) struct LookUp {
    looking: RwSignal<Looking>,
    cancel: StoredValue<Cancel>,
    start: Action<(NhsNumber, Option<HostPatient>), ()>,
}

impl LookUp {
    /// One for this screen.
    pub fn here() -> Self {
        let (session, opening, place) = (session(), Opening::here(), Place::here());
        let looking = RwSignal::new(Looking::Idle);
        let cancel = StoredValue::new(Cancel::new());
        on_cleanup(move || cancel.with_value(Cancel::fire));
        let start = Action::new_local(move |asked: &(NhsNumber, Option<HostPatient>)| {
            let (number, host) = asked.clone();
            // A second search ends the first, so that its late answer cannot take this one's place.
            cancel.with_value(Cancel::fire);
            let stop = Cancel::new();
            cancel.set_value(stop.clone());
            let (settings, connection) = (session.settings(), session.connection());
            opening.0.set(None);
            async move {
                let progress = |step| {
                    // Beside the search for the patient, so that it is known before anything else is asked for.
                    if let Step::Finding { ods, .. } = &step
                        && let Some(practice) = settings.provider(ods)
                    {
                        session.learn(&practice);
                    }
                    if !stop.is_fired() {
                        looking.set(Looking::At(step));
                    }
                };
                let ended = look_up(&connection, &settings, &number, &stop, progress).await;
                let ended = match ended {
                    Ok(_) if !opening.ready().await => Err(Obstacle::NotLoaded),
                    ended => ended,
                };
                if stop.is_fired() {
                    return;
                }
                match ended {
                    Ok(candidate) => {
                        let candidate = match &host {
                            Some(host) => candidate.asked_for_by(host),
                            None => candidate,
                        };
                        looking.set(Looking::Idle);
                        let plain = !candidate.needs_confirmation();
                        let next = plain.then(|| opening.go_on(session, candidate.clone(), false)).flatten();
                        if next.is_none() {
                            opening.0.set(Some(candidate));
                        }
                        place.go(next.unwrap_or("/check"));
                    }
                    Err(obstacle) => {
                        announce(obstacle.words().title);
                        looking.set(Looking::Stopped(obstacle));
                    }
                }
            }
        });
        Self { looking, cancel, start }
    }

    /// Looks for this number; a host's own details are compared too.
    pub fn start(&self, number: NhsNumber, host: Option<HostPatient>) {
        self.start.dispatch_local((number, host));
    }

    /// Gives up, and forgets what was found.
    pub fn stop(&self) {
        self.cancel.with_value(Cancel::fire);
        self.looking.set(Looking::Idle);
    }

    /// Gives up, because the user says so.
    pub fn give_up(&self) {
        self.stop();
        self.looking.set(Looking::GivenUp);
    }

    /// How far it is, tracked.
    pub fn at(&self) -> Looking {
        self.looking.get()
    }

    /// Whether nothing is looked for or told, tracked.
    pub fn is_idle(&self) -> bool {
        matches!(*self.looking.read(), Looking::Idle | Looking::GivenUp)
    }
}

/// The wait, or why nobody may be opened.
#[component]
pub(super) fn LookedUp(look_up: LookUp, on_again: Callback<()>) -> impl IntoView {
    move || match look_up.at() {
        Looking::Idle | Looking::GivenUp => ().into_any(),
        Looking::At(step) => {
            view! { <LookingPanel step on_stop=Callback::new(move |()| look_up.give_up()) /> }.into_any()
        }
        Looking::Stopped(obstacle) => view! { <ObstaclePanel obstacle on_again /> }.into_any(),
    }
}

#[component]
fn LookingPanel(step: Step, on_stop: Callback<()>) -> impl IntoView {
    let what = match step {
        Step::Tracing => "Asking the national demographics service (PDS)".to_owned(),
        Step::Finding { name, .. } => format!("Asking {name}"),
    };
    view! {
        <Progress what />
        <Button kind=ButtonKind::Link on_press=on_stop>"Stop"</Button>
    }
}

#[component]
fn ObstaclePanel(obstacle: Obstacle, on_again: Callback<()>) -> impl IntoView {
    let words = obstacle.words();
    let title = words.title;
    let fault = if let Obstacle::Failed { error, .. } = &obstacle {
        Fault { next: words.next, ..Fault::from(error) }
    } else {
        Fault { what: words.what, next: words.next, trace_id: words.trace_id, ..Fault::default() }
    };
    let panel = if obstacle.is_retryable() {
        view! { <FaultPanel fault on_retry=on_again /> }.into_any()
    } else {
        view! { <FaultPanel fault /> }.into_any()
    };
    // What the booking page offers where a practice does not have the patient (FND-15).
    let unknown = match obstacle {
        Obstacle::Nobody { practice, traced } if session().settings().offers_appointments() => {
            Some(view! { <UnknownAtPractice practice=practice traced=*traced on_settled=on_again /> })
        }
        Obstacle::Nobody { .. }
        | Obstacle::NotOnPds
        | Obstacle::Refused(_)
        | Obstacle::PracticeNotConfigured { .. }
        | Obstacle::NothingToOpen { .. }
        | Obstacle::Several { .. }
        | Obstacle::NumberMismatch { .. }
        | Obstacle::NotLoaded
        | Obstacle::Failed { .. } => None,
    };
    view! {
        <section class="app-obstacle" aria-label=title>
            <h2>{title}</h2>
            {panel}
            {unknown}
        </section>
    }
}
