//! The last look before a booking is sent: the practice's own values, and the wait for its answer (APT-08).

use leptos::prelude::*;

use super::chain_rows::ChainRows;
use super::ids::HEADING;
use crate::appointments::desk::Desk;
use crate::appointments::flow::booking::{Booking, Review, Step};
use crate::appointments::open_ends_bar::Unsettled;
use crate::clinical::Demographics;
use crate::format;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::memo::memo;
use crate::ui::progress::Progress;
use crate::ui::summary_list::{SummaryList, SummaryRow};

/// The last look.
#[component]
pub fn CheckAndBook() -> impl IntoView {
    let desk = Desk::here();
    let choosing = desk.choosing;
    let review = choosing.booking.with_untracked(|booking| booking.reviewed().cloned())?;
    let practice = desk.of(&review.choice.chain)?.practice().name;
    let patient = desk.patient_in_words();
    let rings = rings(desk, &review);
    let sending = memo(move || choosing.booking.with(Booking::is_sending));
    let intro = {
        let practice = practice.clone();
        move || match sending.get() {
            false => format!("Nothing has been sent yet. {practice} will save this appointment for"),
            true => {
                format!("Sent. Waiting for an answer. {practice} has been asked to save this appointment for")
            }
        }
    };
    let wait = {
        let practice = practice.clone();
        move || {
            match choosing.step.get() {
            Step::Looking => view! {
                <Progress what="Reading the patient's appointments first, because the outcome of an earlier booking is not known" />
            }
            .into_any(),
            Step::Sending => view! { <Progress what=format!("Asking {practice} to book") /> }.into_any(),
            Step::Checking => view! {
                <Progress what=format!(
                    "The answer was lost or incomplete. Reading the patient's appointments at {practice} to find out what is booked",
                ) />
            }
            .into_any(),
        }
        }
    };
    let actions = move || {
        if sending.get() {
            view! {
                <div>
                    {wait.clone()}
                    <p>"Please wait. It is sent once and never repeated automatically. It carries on even if you close the patient or lock the screen. The result will then appear at the top."</p>
                </div>
            }
            .into_any()
        } else {
            view! {
                <div class="app-buttons">
                    <Button on_press=Callback::new(move |()| desk.book())>"Book appointment"</Button>
                    <Button
                        kind=ButtonKind::Link
                        on_press=Callback::new(move |()| choosing.reopen())
                    >
                        "Change something"
                    </Button>
                </div>
            }
            .into_any()
        }
    };
    Some(view! {
        <div class="app-booking">
            <div class="app-page-head">
                <h1 id=HEADING tabindex="-1">"Check and book"</h1>
            </div>
            <p>{intro} " " <strong>{patient}</strong> ":"</p>
            {rings}
            <Unsettled />
            <Reviewed review=review />
            {actions}
        </div>
    })
}

/// Of an appointment by telephone: the numbers that the practice itself holds, for it rings one of these.
fn rings(desk: Desk, review: &Review) -> Option<impl IntoView + use<>> {
    let by_telephone = review.choice.chain.slots().first()?.shown_channel().contains("elephone");
    let at = desk.of(&review.choice.chain).filter(|_| by_telephone)?;
    let name = at.practice().name;
    let found = at.patient()?;
    let numbers = Demographics::of(found.patient(), None, found.traced().today()).telecoms;
    let numbers = numbers.into_iter().filter(|(label, _)| label != "Email");
    let said: Vec<String> = numbers.map(|(label, number)| format!("{label} {number}")).collect();
    let words = match said.is_empty() {
        true => format!("{name} sent no telephone number for this patient. Write one in the comment."),
        false => format!("{name} has: {}. Ask the patient whether it is right.", said.join(", ")),
    };
    Some(view! { <Callout kind=CalloutKind::Note heading="By telephone">{words}</Callout> })
}

/// What will be sent, or was, every item of it.
#[component]
pub fn Reviewed(review: Review) -> impl IntoView {
    let Review { choice, organisation, .. } = review;
    let phone = organisation.phone.as_deref().map(format::phone).unwrap_or_default();
    view! {
        <SummaryList>
            <ChainRows chain=choice.chain />
            <SummaryRow key="Description">
                <span class="app-booking__text">{choice.description}</span>
            </SummaryRow>
            <SummaryRow key="Comment">
                {match choice.comment {
                    Some(comment) => view! { <span class="app-booking__text">{comment}</span> }.into_any(),
                    None => view! { <span class="app-missing">"None"</span> }.into_any(),
                }}
            </SummaryRow>
            <SummaryRow key="Booked by">
                {format!("{} ({}), {phone}", organisation.name, organisation.ods)}
            </SummaryRow>
        </SummaryList>
    }
}
