//! The state of a rebooking, above the board and above the lists, until it is finished or put away (APT-32).

use leptos::prelude::*;

use super::desk::Desk;
use super::flow::rebooking::{Leg, Next, Rebooking};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::link::Place;

/// The two steps, what is booked, and the way on.
#[component]
pub fn RebookingBar() -> impl IntoView {
    let desk = Desk::here();
    let place = Place::here();
    let rebooking = desk.rebooking;
    move || {
        let now = rebooking.get()?;
        let (heading, what) = now.words();
        let kind = match now.next() {
            Next::Book | Next::Rebooked | Next::Undone => CalloutKind::Note,
            Next::CancelOld | Next::Neither | Next::Look => CalloutKind::Danger,
        };
        let cancel = move |leg: Leg, reason: String, label: &'static str, kind| {
            let press = Callback::new(move |()| {
                place.go("/appointments");
                desk.open_to_cancel(&leg, &reason);
            });
            view! { <Button kind=kind on_press=press>{label}</Button> }
        };
        let go = move |to: &'static str, label: &'static str| {
            let press = Callback::new(move |()| place.go(to));
            view! { <Button kind=ButtonKind::Secondary on_press=press>{label}</Button> }
        };
        let put_away = move |label: &'static str| {
            let press = Callback::new(move |()| rebooking.set(None));
            view! { <Button kind=ButtonKind::Link on_press=press>{label}</Button> }
        };
        let Rebooking { old, new } = now.clone();
        let actions = match (now.next(), new) {
            (Next::Book, _) => view! {
                {(!place.is_at("book")).then(|| go("/book", "Choose the new appointment"))}
                {put_away("Stop rebooking, keep the appointment")}
            }
            .into_any(),
            (Next::CancelOld, Some(new)) => view! {
                {cancel(old, format!("Rebooked for {}", new.when), "Cancel the old appointment", ButtonKind::Primary)}
                {cancel(new, "Rebooking undone".to_owned(), "Undo: cancel the new one instead", ButtonKind::Secondary)}
                {put_away("Keep both appointments")}
            }
            .into_any(),
            (Next::CancelOld | Next::Look, _) => view! {
                {(!place.is_at("appointments")).then(|| go("/appointments", "See the patient's appointments"))}
                {put_away("Stop rebooking")}
            }
            .into_any(),
            (Next::Rebooked | Next::Undone | Next::Neither, _) => put_away("I have read this").into_any(),
        };
        Some(view! {
            <Callout kind=kind heading=heading>{what}</Callout>
            <div class="app-buttons">{actions}</div>
        })
    }
}
