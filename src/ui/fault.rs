//! The fault panel: what happened, whether anything was saved, what to do next (ARH-53).

use std::time::Duration;

use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;

use super::button::{Button, ButtonKind};
use super::copy::CopyButton;
use super::details::Details;
use super::live_region::announce;
use super::unique_id;

/// A failure in plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// What happened, one or two sentences.
    pub what: String,
    /// Whether anything was saved; only for something that would have changed something.
    pub saved: Option<String>,
    /// What to do next.
    pub next: String,
    /// The trace id to quote to support.
    pub trace_id: Option<String>,
    /// Seconds before trying again makes sense.
    pub wait: Option<u32>,
    /// The provider's own words and other matters for support. Text, never markup.
    pub details: Vec<String>,
}

/// Seconds that are left of a wait, counted down.
fn time_left(seconds: u32) -> RwSignal<u32> {
    let left = RwSignal::new(seconds);
    if seconds > 0 {
        let now = || window().performance().map_or(0.0, |stopwatch| stopwatch.now());
        let began = now();
        // The stopwatch decides, not the ticks: a page in the background ticks late.
        let tick = move || left.set(seconds.saturating_sub(((now() - began) / 1000.0) as u32));
        if let Ok(ticking) = set_interval_with_handle(tick, Duration::from_secs(1)) {
            on_cleanup(move || ticking.clear());
        }
    }
    left
}

/// A failure on screen. Never looks like an empty list.
#[component]
pub fn FaultPanel(
    /// What to say.
    fault: Fault,
    /// Asks again; without it there is no button, because asking again cannot help or is not safe.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let id = unique_id("fault");
    announce(&[fault.what.as_str(), fault.saved.as_deref().unwrap_or_default()].join(" "));
    let trace = fault.trace_id.map(|trace_id| {
        view! {
            <span class="app-fault__trace">
                "Trace id " <code>{trace_id.clone()}</code> " " <CopyButton text=trace_id what="trace id" />
            </span>
        }
    });
    let left = time_left(fault.wait.unwrap_or_default());
    let described_by = id.clone();
    let retry = on_retry.map(|on_retry| {
        move || match left.get() {
            0 => view! {
                <Button kind=ButtonKind::Secondary small=true on_press=on_retry described_by=described_by.clone()>
                    "Try again"
                </Button>
            }
            .into_any(),
            seconds => view! { <span class="app-quiet">{format!("Try again in {seconds} s")}</span> }.into_any(),
        }
    });
    let has_actions = trace.is_some() || retry.is_some();
    let details = (!fault.details.is_empty()).then(|| {
        let lines = fault.details.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
        view! { <Details summary="Technical details">{lines}</Details> }
    });
    view! {
        <div class="app-fault" role="group" aria-labelledby=id.clone()>
            <p class="app-fault__what" id=id.clone()>
                <span class="nhsuk-u-visually-hidden">"Failed: "</span>
                {fault.what}
            </p>
            {fault.saved.map(|saved| view! { <p>{saved}</p> })}
            <p>{fault.next}</p>
            {has_actions.then(|| view! { <div class="app-fault__actions">{retry} {trace}</div> })}
            {details}
        </div>
    }
}
