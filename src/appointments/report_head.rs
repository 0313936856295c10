//! How a booking or a change ended, in words at the head of it: what happened, what is booked, what to do next (APT-31).

use leptos::prelude::*;

use super::desk::Desk;
use super::flow::report::{Outcome, Report};
use crate::ui::fault::{Fault, FaultPanel};

/// The heading and the words of an ending.
#[component]
pub fn ReportHead(
    /// What to say.
    report: Report,
    /// Id of the heading.
    #[prop(into)]
    heading: String,
    /// Level of the heading: 1 for a page, 2 beside a list.
    #[prop(default = 1)]
    level: u8,
) -> impl IntoView {
    let desk = Desk::here();
    desk.patient.say(&format!("{}. {}", report.title, report.saved));
    let title = report.title;
    let body = match report.outcome {
        Outcome::Done | Outcome::DoneOtherwise => view! {
            <div class="app-done">
                <p>
                    <strong>{report.saved}</strong>
                    " "
                    {report.what}
                </p>
                <p>{report.next}</p>
            </div>
        }
        .into_any(),
        Outcome::NotDone | Outcome::NotKnown => {
            let fault = Fault {
                what: report.what,
                saved: Some(report.saved),
                next: report.next,
                trace_id: report.trace_id,
                wait: None,
                details: report.details,
            };
            view! { <FaultPanel fault=fault /> }.into_any()
        }
    };
    let head = match level {
        1 => view! { <h1 id=heading tabindex="-1">{title}</h1> }.into_any(),
        _ => view! { <h2 id=heading tabindex="-1">{title}</h2> }.into_any(),
    };
    view! {
        <div class="app-page-head">{head}</div>
        {body}
    }
}
