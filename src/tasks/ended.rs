//! How a task ended: what happened, whether the practice has it, what to do next.

use leptos::prelude::*;

use super::desk::{Desk, Task};
use super::notes::{HEADING, NotLive};
use super::report::{Report, clock};
use super::review::Reviewed;
use super::sending::{Ending, Sending};
use crate::format::{date, uk_time};
use crate::session::under_way::Certainty;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::fault::{Fault, FaultPanel};

/// How a task ended.
#[component]
pub fn TaskEnded(task: Task) -> impl IntoView {
    let desk = Desk::here();
    let ended = task.sending.with_untracked(|sending| match sending {
        Sending::Ended(review, ending) => Some((review.clone(), ending.clone())),
        Sending::Open | Sending::Reviewing(_) | Sending::Sending(_) => None,
    });
    let (review, ending) = ended?;
    let report = ending.report(&desk.practice());
    let when = date::day(uk_time::today(ending.at()));
    desk.patient.say(&format!("{}. {}", report.title, report.saved));
    let title = report.title;
    let another = move |kind| {
        view! {
            <Button kind=kind on_press=Callback::new(move |()| desk.show_draft())>"Write another task"</Button>
        }
    };
    let actions = match &ending {
        Ending::Sent { .. } => another(ButtonKind::Secondary).into_any(),
        Ending::Rejected { .. } => {
            let change = Callback::new(move |()| {
                desk.look();
                task.sending.update(|sending| sending.reopen());
            });
            view! { <Button on_press=change>"Back to what you wrote"</Button> }.into_any()
        }
        // Nothing that could send it a second time.
        Ending::NotKnown { .. } | Ending::Otherwise { .. } => view! {
            <Asked task=task />
            {another(ButtonKind::Link)}
        }
        .into_any(),
    };
    Some(view! {
        <div class="app-page-head"><h1 id=HEADING tabindex="-1">{title}</h1></div>
        <NotLive />
        {outcome(report)}
        <div class="app-buttons">{actions}</div>
        <h2>"The task"</h2>
        <Reviewed review=review date=when />
    })
}

fn outcome(report: Report) -> AnyView {
    match report.certainty {
        Certainty::Done => view! {
            <div class="app-done">
                <p><strong>{report.saved}</strong> " " {report.what}</p>
                <p>{report.next}</p>
            </div>
        }
        .into_any(),
        Certainty::NotDone | Certainty::NotKnown => {
            let fault = Fault {
                what: report.what,
                saved: Some(report.saved),
                next: report.next,
                trace_id: Some(report.trace_id),
                wait: report.wait,
                details: report.details,
            };
            view! { <FaultPanel fault=fault /> }.into_any()
        }
    }
}

/// Notes that the practice was asked; from then on it is not held against closing the patient.
#[component]
fn Asked(task: Task) -> impl IntoView {
    let desk = Desk::here();
    move || match task.asked.get() {
        Some(at) => {
            view! { <p>{format!("You asked the practice about it at {}.", clock(at))}</p> }.into_any()
        }
        None => {
            let ask = Callback::new(move |()| desk.note_asked(task));
            view! {
                <Button kind=ButtonKind::Secondary on_press=ask>"I have asked the practice"</Button>
            }
            .into_any()
        }
    }
}
