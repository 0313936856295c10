//! Trends: one test at a time as a line with its range, and the same values in a table beside it.

use std::sync::Arc;

use chrono::{Datelike, Timelike};
use leptos::prelude::*;
use maud::html;

use super::observed::{interpretation, ranges, tags};
use super::when::when;
use crate::clinical::trend::{Plotted, Point, Trend};
use crate::format;
use crate::ui::data_table::{Column, DataTable, Row, missing};
use crate::ui::trend_chart::{ChartPoint, TrendChart};

/// The tests that have a trend, and the chosen one; nothing where there is none.
#[component]
pub fn Trends(
    /// The trends.
    trends: Vec<Trend>,
) -> impl IntoView {
    if trends.is_empty() {
        return ().into_any();
    }
    let chosen = RwSignal::new(None::<usize>);
    let trends = Arc::new(trends);
    let buttons = trends
        .iter()
        .enumerate()
        .map(|(at, trend)| {
            let is_open = move || chosen.get() == Some(at);
            let words = format!("{} ({})", name(trend), trend.points.len());
            view! {
                <li>
                    <button
                        type="button"
                        class="app-link-button"
                        aria-expanded=move || is_open().to_string()
                        aria-controls="trend-open"
                        on:click=move |_| chosen.update(|chosen| *chosen = (*chosen != Some(at)).then_some(at))
                    >
                        {words}
                    </button>
                </li>
            }
        })
        .collect_view();
    let open = move || {
        let trend = trends.get(chosen.get()?)?.clone();
        Some(view! { <TrendView trend=trend /> })
    };
    view! {
        <section class="app-trends" aria-label="Trends">
            <div class="app-trends__list app-not-on-paper">
                <strong>"Trends: "</strong>
                <ul>{buttons}</ul>
            </div>
            <div id="trend-open">{open}</div>
        </section>
    }
    .into_any()
}

fn name(trend: &Trend) -> String {
    match &trend.unit {
        Some(unit) => format!("{}, {unit}", trend.term),
        None => format!("{}, no unit sent", trend.term),
    }
}

/// The line, and the table beside it.
#[component]
fn TrendView(
    /// The trend.
    trend: Trend,
) -> impl IntoView {
    let date = |point: Option<&Point>| point.map(|point| format::date_time(&point.date)).unwrap_or_default();
    let dates = (date(trend.points.first()), date(trend.points.last()));
    let values = |better: fn(f64, f64) -> bool| {
        let best = trend.points.iter().fold(None::<&Point>, |best, point| match best {
            Some(best) if !better(number(point), number(best)) => Some(best),
            _ => Some(point),
        });
        best.map(|point| point.value.words()).unwrap_or_default()
    };
    let latest = trend.points.last().map(|point| point.value.words()).unwrap_or_default();
    let lines = if trend.points.iter().any(|point| point.value.parts().0.second.is_some()) {
        " Two lines, systolic above diastolic; lowest and highest are systolic."
    } else {
        ""
    };
    let label = format!(
        "{}: {} values from {} to {}, lowest {}, highest {}, latest {latest}.{lines} The table has every value.",
        name(&trend),
        trend.points.len(),
        dates.0,
        dates.1,
        values(|one, other| one < other),
        values(|one, other| one > other),
    );
    let points = trend
        .points
        .iter()
        .map(|point| {
            let (drawn, marks) = point.value.parts();
            ChartPoint {
                day: days(point),
                value: drawn.number,
                second: drawn.second,
                is_hollow: drawn.is_bound || !marks.is_empty(),
                label: format!("{}: {}", format::date_time(&point.date), point.value.words()),
            }
        })
        .collect();
    let left_out = (trend.left_out > 0).then(|| {
        format!(
            " {} more values of this test have another unit or no date, were cancelled or are in error, and are not drawn.",
            trend.left_out
        )
    });
    let band = trend
        .band()
        .is_some()
        .then_some(" The band is the reference range of the latest value that has one.");
    let unordered = trend.is_unordered.then_some(
        " Several values are from one day, without a time: it is not known which was first, and the line between them means nothing.",
    );
    let columns = vec![
        Column::date("Date"),
        Column::text("Value"),
        Column::text("Reference range"),
        Column::text("Interpretation"),
    ];
    let rows = trend.points.iter().rev().map(row).collect();
    view! {
        <div class="app-trends__open">
            <div>
                <TrendChart label=label points=points band=trend.band() dates=dates />
                <p class="app-quiet app-small">
                    "Same code and same unit only. Laboratories and methods may differ."
                    {lines}
                    {band}
                    {unordered}
                    {left_out}
                </p>
            </div>
            <DataTable caption=name(&trend) columns=columns rows=rows />
        </div>
    }
}

fn number(point: &Point) -> f64 {
    point.value.parts().0.number
}

/// Days with their fraction: several values of a day are beside each other.
fn days(point: &Point) -> f64 {
    let seconds = f64::from(point.at.time().num_seconds_from_midnight());
    f64::from(point.at.date().num_days_from_ce()) + seconds / 86_400.0
}

fn row(point: &Point) -> Row {
    let made_of = match &point.interpretation {
        Some(sent) => interpretation(Some(sent)),
        None => missing("None sent"),
    };
    let (Plotted { words, .. }, marks) = point.value.parts();
    Row::new(vec![
        when(Some(&point.date)),
        html! { span.app-value { (words) } (tags(marks)) },
        ranges(&point.ranges),
        made_of,
    ])
}
