//! The last look before a task is sent, and the wait for the answer.

use leptos::prelude::*;

use super::desk::{Desk, Task};
use super::draft::Review;
use super::notes::{HEADING, NotLive, Warnings};
use super::parties::{LookedUp, PartyRows};
use super::report::clock;
use super::sending::State;
use crate::format::{date, uk_time};
use crate::session::clock as now;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::progress::Progress;
use crate::ui::summary_list::{SummaryList, SummaryRow};

/// The last look.
#[component]
pub fn CheckAndSend(task: Task) -> impl IntoView {
    let desk = Desk::here();
    let review = untrack(|| task.reviewed())?;
    let practice = desk.practice().name;
    let sending = Memo::new(move |_| task.state() == State::Sending);
    let intro = {
        let practice = practice.clone();
        move || match sending.get() {
            false => format!("Nothing has been sent yet. {practice} will get this task:"),
            true => format!("Sent. Waiting for an answer from {practice}:"),
        }
    };
    let left_out = review.left_out.then(|| {
        view! {
            <Callout heading="Some characters are not sent">
                "The text held characters that cannot be seen. Check that it reads as you mean it."
            </Callout>
        }
    });
    let when = format!("The day on which you send it, now {}", date::day(uk_time::today(now::now())));
    let same = same_before(desk, task, &review);
    let is_known = move || desk.parties().is_some();
    let actions = move || {
        if sending.get() {
            view! {
                <Progress what=format!("Asking {practice} to take the task") />
                <p>"Please wait. It is sent once and never repeated automatically. It carries on even if you close the patient or lock the screen. The result will then appear at the top."</p>
            }
            .into_any()
        } else {
            let send = is_known().then(|| {
                view! { <Button on_press=Callback::new(move |()| desk.send(task))>"Send task"</Button> }
            });
            let change = Callback::new(move |()| task.sending.update(|sending| sending.reopen()));
            view! {
                <div class="app-buttons">
                    {send}
                    <Button kind=ButtonKind::Link on_press=change>"Change something"</Button>
                </div>
            }
            .into_any()
        }
    };
    Some(view! {
        <div class="app-page-head"><h1 id=HEADING tabindex="-1">"Check and send"</h1></div>
        <NotLive />
        {move || (!sending.get()).then(|| view! { <Warnings /> })}
        {same}
        {left_out}
        <p>{intro}</p>
        <Reviewed review=review date=when />
        {move || (!sending.get()).then(|| view! { <LookedUp /> })}
        {actions}
    })
}

/// What will be sent, or was, every item of it.
#[component]
pub fn Reviewed(
    /// The task.
    review: Review,
    /// The day that it carries, in words.
    date: String,
) -> impl IntoView {
    view! {
        <SummaryList>
            <PartyRows />
            <SummaryRow key="Date">{date}</SummaryRow>
            <SummaryRow key="Type">{review.kind.words()}</SummaryRow>
            <SummaryRow key="Text">
                <span class="app-booking__text">{review.text}</span>
            </SummaryRow>
        </SummaryList>
    }
}

/// The same text sent before in this session: a second one would be a duplicate.
fn same_before(desk: Desk, task: Task, review: &Review) -> Option<impl IntoView + use<>> {
    let same = untrack(|| {
        let is_same = |other: &Task| {
            let was_sent = matches!(other.state(), State::Sent | State::NotKnown | State::Sending);
            was_sent
                && other.key != task.key
                && other.reviewed().is_some_and(|other| other.text == review.text)
        };
        desk.tasks().into_iter().find(is_same).map(|other| (other.state(), clock(other.at())))
    });
    same.map(|(state, at)| {
        view! {
            <Callout kind=CalloutKind::Danger heading="The same text was sent before">
                {format!("At {at}: {}. The practice would get it a second time.", state.words().to_lowercase())}
            </Callout>
        }
    })
}
