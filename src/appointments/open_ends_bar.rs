//! What has no known end, above every page of the patient and beside every further booking, until it is settled.

use leptos::prelude::*;

use super::desk::Desk;
use super::flow::booking::Booking;
use super::flow::open_ends::{Attempt, Came, OpenEnd};
use crate::session::under_way::Matter;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::link::Place;
use crate::ui::memo::memo;

/// One line for each, on every page of the patient.
#[component]
pub fn OpenEndsBar() -> impl IntoView {
    let Some(desk) = use_context::<Desk>() else { return ().into_any() };
    let all = memo(move || desk.open_ends.with(|open| open.all().to_vec()));
    // Redrawn only where something has come: the time of the last look changes in place.
    let key = |one: &OpenEnd| (one.key, one.came.is_some());
    view! {
        <section aria-label="Outcome not known" hidden=move || all.read().is_empty()>
            <For each=move || all.get() key=key let:one>
                <OpenEndLine one=one />
            </For>
        </section>
    }
    .into_any()
}

#[component]
fn OpenEndLine(one: OpenEnd) -> impl IntoView {
    let (desk, place) = (Desk::here(), Place::here());
    let key = one.key;
    let is_settled = matches!(one.came, Some(Came::Stands(_)));
    let heading = one.words().0;
    let words = move || desk.open_ends.with(|open| open.get(key).map(|one| one.words().1));
    let look = (!is_settled).then(|| {
        let press = Callback::new(move |()| desk.look_now(key));
        view! {
            <Button kind=ButtonKind::Secondary small=true on_press=press>
                "Check now"
            </Button>
        }
    });
    let see = (one.attempt != Attempt::Registration).then(|| {
        let press = Callback::new(move |()| place.go("/appointments"));
        view! {
            <Button kind=ButtonKind::Link small=true on_press=press>
                "See the appointments"
            </Button>
        }
    });
    let put_away = Callback::new(move |()| desk.put_away(key));
    let label = if is_settled { "I have read this" } else { "Sorted out with the practice" };
    view! {
        <div class="app-notice app-notice--not-done" role="group" aria-label=heading>
            <p>
                <strong>{heading} "."</strong>
                " "
                {words}
            </p>
            <div class="app-notice__actions">
                {look} {see}
                <Button kind=ButtonKind::Link small=true on_press=put_away>
                    {label}
                </Button>
            </div>
        </div>
    }
}

/// Beside a booking: whoever books again must have looked first.
#[component]
pub fn Unsettled() -> impl IntoView {
    let desk = Desk::here();
    let is_sending = move || desk.choosing.booking.with(Booking::is_sending);
    let earlier = move || {
        let open: Vec<String> =
            desk.open_ends.with(|open| open.bookings().map(|(one, _)| one.words().1).collect());
        (!open.is_empty()).then(|| {
            view! {
                <Callout kind=CalloutKind::Danger heading="The outcome of an earlier booking is not known">
                    {open.join(" ")}
                    " The patient's appointments will be read again before another is sent."
                </Callout>
            }
        })
    };
    // Their own, when they were closed and opened again; what was sent since is above.
    let before = move || {
        let sent = if is_sending() { Vec::new() } else { desk.patient.sent_before(Matter::Appointments) };
        (!sent.is_empty()).then(|| {
            view! {
                <Callout kind=CalloutKind::Danger heading="Sent earlier for this patient, outcome not known">
                    {sent.join(". ")}
                    ". Wait for the result, or check the patient's appointments, before you book."
                </Callout>
            }
        })
    };
    move || view! { {earlier} {before} }
}
