//! Where the content of a page comes from, when it was retrieved and what was asked for (ARS-57, ARS-58; 3.13).

use std::time::Duration;

use chrono::{DateTime, Utc};
use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;

use super::strip::not_open;
use super::structured::StructuredRecord;
use crate::clinical::Area;
use crate::format::Severity;
use crate::format::date::day_and_time;
use crate::format::uk_time::wall_clock;
use crate::gpconnect::structured::Include;
use crate::session::clock;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::Callout;
use crate::ui::on_paper::print_on_every_sheet;

/// Past this age the line asks to be refreshed: the record is meant to be read near real time (HAZ 46).
const OLD_MINUTES: i64 = 15;

/// `From the GP practice record, Millbrook Surgery, retrieved 21-Nov-2026 14:02 · Refresh`; nothing before an answer.
#[component]
pub fn Source(
    /// The record.
    record: StructuredRecord,
    /// The area; without one, the record as a whole.
    #[prop(optional)]
    of: Option<Area>,
) -> impl IntoView {
    let now = RwSignal::new(clock::now());
    if let Ok(ticking) = set_interval_with_handle(move || now.set(clock::now()), Duration::from_secs(20)) {
        on_cleanup(move || ticking.clear());
    }
    print_on_every_sheet(Signal::derive(move || {
        let missing = of.is_none().then(|| missing(record)).flatten();
        let closed = record.closed().filter(|_| of.is_none());
        let closed = closed.map(|(areas, why)| format!("Not open to you. {}", not_open(&areas, &why)));
        record.arrived(of).map(|_| line(record, of)).into_iter().chain(missing).chain(closed).collect()
    }));
    let again = Callback::new(move |()| record.ask());
    move || {
        let at = record.arrived_at(of)?;
        let is_old = move || is_old(at, now.get());
        Some(view! {
            <p class="app-source app-quiet app-small">
                <span>{move || line(record, of)}</span>
                " "
                <span class=("app-source__old", is_old)>{move || age(at, now.get())}</span>
                " "
                <span class="app-not-on-paper">
                    <Button kind=ButtonKind::Link on_press=again>"Refresh"</Button>
                </span>
            </p>
        })
    }
}

/// What was asked for, in words.
#[component]
pub fn Asked(
    /// The record.
    record: StructuredRecord,
    /// The area; without one, the record as a whole.
    #[prop(optional)]
    of: Option<Area>,
) -> impl IntoView {
    view! { <p class="app-quiet app-small">"Asked for: " {move || record.asked(of)} "."</p> }
}

/// That less than all of an area was asked for, so that the answer is never read as the whole (HAZ 99).
#[component]
pub fn Limited(
    /// The record.
    record: StructuredRecord,
    /// The area.
    of: Area,
) -> impl IntoView {
    let whole = Include::everything().into_iter().find(|one| one.parameter_name() == of.parameter());
    move || {
        let only = only(record, of)?;
        let whole = whole.clone().map(|whole| {
            let ask = Callback::new(move |()| record.ask_for(vec![whole.clone()]));
            view! {
                <span class="app-not-on-paper">
                    <Button kind=ButtonKind::Link on_press=ask>"Ask for all " {of.title().to_lowercase()}</Button>
                </span>
            }
        });
        Some(view! {
            <Callout heading=format!("{}: not all of it", of.title())>
                {only} " Anything else may be on record but is not shown, or is shown only where other items link to it. "
                {whole}
            </Callout>
        })
    }
}

/// `Asked for were only active problems.`; nothing where the whole area was asked for, tracked.
pub(super) fn only(record: StructuredRecord, of: Area) -> Option<String> {
    record.limit(of).map(|asked| format!("Only this was asked for: {asked}."))
}

/// The practice and the time of retrieval, tracked.
pub(super) fn line(record: StructuredRecord, of: Option<Area>) -> String {
    let Some(arrived) = record.arrived(of) else { return String::new() };
    let practice = arrived.reading.practice.clone().unwrap_or_else(|| record.practice());
    format!("From the GP practice record, {practice}, retrieved {}", day_and_time(wall_clock(arrived.at)))
}

/// `Not complete: Consultations 38, not all; Referrals failed.`; nothing where no area is known to be incomplete, tracked.
fn missing(record: StructuredRecord) -> Option<String> {
    let areas = Area::ALL.into_iter().filter_map(|area| {
        let outline = record.outline(area);
        (outline.severity() >= Severity::Incomplete).then(|| format!("{} {}", area.title(), outline.words()))
    });
    let areas: Vec<String> = areas.collect();
    (!areas.is_empty()).then(|| format!("Not complete: {}.", areas.join("; ")))
}

/// Whether an answer is old, or nobody can tell because the clock was set back since.
pub(super) fn is_old(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    !(-1..OLD_MINUTES).contains(&(now - at).num_minutes())
}

/// `(just now)`, `(3 minutes ago)`, `(2 hours ago)`.
pub(super) fn age(at: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let counted = |count: i64, unit: &str| match count {
        1 => format!("(1 {unit} ago)"),
        count => format!("({count} {unit}s ago)"),
    };
    match (now - at).num_minutes() {
        ..-1 => "(how long ago is not known: this computer's clock was set back)".to_owned(),
        -1..1 => "(just now)".to_owned(),
        minutes @ 1..60 => counted(minutes, "minute"),
        minutes => counted(minutes / 60, "hour"),
    }
}
