//! Progress: what is being waited for, and for how long.

use std::time::Duration;

use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;

/// Seconds after which the wait is counted on screen: a shorter one needs no number.
const SECONDS_BEFORE_COUNTING: u32 = 3;

/// A wait: `Asking Millbrook Surgery for medications`, with the seconds passed after three.
#[component]
pub fn Progress(
    /// What is being waited for.
    #[prop(into)]
    what: String,
    /// Whether it is told to screen readers elsewhere, together with others.
    #[prop(optional)]
    quiet: bool,
) -> impl IntoView {
    let now = || window().performance().map_or(0.0, |stopwatch| stopwatch.now());
    let began = now();
    let seconds = RwSignal::new(0_u32);
    // The stopwatch decides, not the ticks: a page in the background ticks late.
    let tick = move || seconds.set(((now() - began) / 1000.0) as u32);
    if let Ok(ticking) = set_interval_with_handle(tick, Duration::from_secs(1)) {
        on_cleanup(move || ticking.clear());
    }
    let counted = move || {
        let passed = seconds.get();
        (passed >= SECONDS_BEFORE_COUNTING).then(|| format!("{passed} s"))
    };
    view! {
        <div class="app-progress">
            <span role=(!quiet).then_some("status")>{what.clone()}"…"</span>
            <progress class="app-progress__bar" aria-label=what></progress>
            <span class="app-progress__seconds" aria-hidden="true">{counted}</span>
        </div>
    }
}
