//! How a booking ended: what happened, what is booked, what to do next (APT-07, APT-23, APT-31).

use leptos::prelude::*;

use super::ids::HEADING;
use super::review::Reviewed;
use crate::appointments::desk::Desk;
use crate::appointments::desk::at_practice::AtPractice;
use crate::appointments::details::{AppointmentDetails, Differences};
use crate::appointments::flow::booking::{Booking, Ending};
use crate::appointments::patient_copy::PatientCopy;
use crate::appointments::rebooking_bar::RebookingBar;
use crate::appointments::report_head::ReportHead;
use crate::clinical::appointments::Appointment;
use crate::format::{date, uk_time};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::link::Link;
use crate::ui::on_paper::print_on_every_sheet;

/// How a booking ended.
#[component]
pub fn BookingEnded() -> impl IntoView {
    let desk = Desk::here();
    let choosing = desk.choosing;
    let ended = choosing.booking.with_untracked(|booking| match booking {
        Booking::Ended(review, ending) => Some((review.clone(), ending.clone())),
        Booking::Open | Booking::Reviewing(_) | Booking::Sending(_) => None,
    });
    let Some((review, ending)) = ended else { return ().into_any() };
    choosing.seen.set(true);
    let Some(at) = desk.of(&review.choice.chain) else { return ().into_any() };
    let practice = at.practice();
    let report = ending.report(&practice);
    let printed = date::day_and_time(uk_time::wall_clock(desk.now.get_untracked()));
    print_on_every_sheet(vec![format!("{}: {}, {printed}", report.title, practice.name)]);
    let back = move |label: &'static str, kind| {
        view! {
            <Button kind=kind on_press=Callback::new(move |()| choosing.reopen())>{label}</Button>
        }
    };
    let chosen = review.choice.clone();
    let tried = move || {
        view! {
            <h2>"What you asked to book"</h2>
            <Reviewed review=review />
        }
        .into_any()
    };
    let list = || view! { <Link to="/appointments">"See the patient's appointments"</Link> };
    let (content, actions) = match ending {
        Ending::Booked { appointment, differences, .. } => (
            view! { <Confirmation at=at appointment=*appointment differences=differences /> }.into_any(),
            view! {
                <PrintButton />
                {list()}
                {back("Book another appointment", ButtonKind::Link)}
            }
            .into_any(),
        ),
        Ending::NotAsChosen { appointment, differences, .. } => (
            view! {
                <Differences before="As you chose" differences=differences />
                <AppointmentDetails appointment=*appointment />
            }
            .into_any(),
            view! { {list()} {back("Back to the slots", ButtonKind::Link)} }.into_any(),
        ),
        Ending::SlotGone(_) => {
            let first = chosen.chain.first();
            let with = first.map(|slot| format!(", with {}", slot.schedule.practitioner.shown()));
            (
                view! { <p>"The slot that was taken: " <strong>{chosen.when()}</strong> {with} "."</p> }
                    .into_any(),
                back("Choose another slot", ButtonKind::Primary).into_any(),
            )
        }
        Ending::Refused(_) | Ending::NotBooked { .. } | Ending::Held { .. } => {
            (().into_any(), view! { {back("Back to your booking", ButtonKind::Primary)} {list()} }.into_any())
        }
        Ending::NotKnown { .. } | Ending::NotSoFar { .. } => (
            tried(),
            view! {
                <Button on_press=Callback::new(move |()| desk.check_booking_again())>
                    "Check again"
                </Button>
                {list()}
                {back("Back to your booking", ButtonKind::Link)}
            }
            .into_any(),
        ),
    };
    view! {
        <div class="app-booking">
            <ReportHead report=report heading=HEADING />
            <RebookingBar />
            <div class="app-buttons">{actions}</div>
            {content}
        </div>
    }
    .into_any()
}

/// What to tell the patient, and every item as the practice holds it.
#[component]
fn Confirmation(
    at: AtPractice,
    appointment: Appointment,
    differences: Vec<crate::clinical::appointments::Difference>,
) -> impl IntoView {
    let differing = (!differences.is_empty()).then(|| {
        view! {
            <Callout kind=CalloutKind::Danger heading="Not exactly as you chose or wrote">
                "Some details are different at the practice. Tell the patient what the practice has."
            </Callout>
            <Differences before="As you chose or wrote" differences=differences />
        }
    });
    view! {
        {differing}
        <PatientCopy appointment=appointment.clone() at=at />
        <AppointmentDetails appointment=appointment />
    }
}

#[component]
fn PrintButton() -> impl IntoView {
    let print = Callback::new(|()| {
        // A browser that cannot print says so itself.
        let _ = window().print();
    });
    view! { <Button kind=ButtonKind::Secondary on_press=print>"Print"</Button> }
}
