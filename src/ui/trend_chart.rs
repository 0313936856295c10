//! A line of values over time with the reference range behind it. It is never shown without a table of the same values.

use leptos::prelude::*;

const WIDTH: f64 = 640.0;
const HEIGHT: f64 = 180.0;
const LEFT: f64 = 64.0;
const RIGHT: f64 = 12.0;
const TOP: f64 = 12.0;
const BOTTOM: f64 = 24.0;

/// One value.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartPoint {
    /// Days since any fixed day, with their fraction.
    pub day: f64,
    /// The value.
    pub value: f64,
    /// A second number of the same value, drawn as a line of its own.
    pub second: Option<f64>,
    /// Whether it is not a plain measurement, such as a bound (`<5`) or one that may still change: drawn hollow.
    pub is_hollow: bool,
    /// The value and its date, for the pointer.
    pub label: String,
}

/// The chart. `label` says in words what it shows, for those who do not see it.
#[component]
pub fn TrendChart(
    /// What it shows, in a sentence.
    #[prop(into)]
    label: String,
    /// The values, the oldest first.
    points: Vec<ChartPoint>,
    /// The ends of the reference range.
    #[prop(optional_no_strip)]
    band: Option<(Option<f64>, Option<f64>)>,
    /// The first and the last date, in words.
    dates: (String, String),
) -> impl IntoView {
    let ends = band.into_iter().flat_map(|(low, high)| [low, high]).flatten();
    let scale = Scale::of(&points, ends);
    let band = band.map(|(low, high)| {
        let top = high.map_or(TOP, |high| scale.y(high));
        let bottom = low.map_or(HEIGHT - BOTTOM, |low| scale.y(low));
        view! {
            <rect class="app-trend__band" x=LEFT y=top width=WIDTH - LEFT - RIGHT height=(bottom - top).max(0.0) />
        }
    });
    let at = |day: f64, value: f64| format!("{:.1},{:.1}", scale.x(day), scale.y(value));
    let line = points.iter().map(|point| at(point.day, point.value)).collect::<Vec<_>>().join(" ");
    let seconds: Vec<(&ChartPoint, f64)> =
        points.iter().filter_map(|point| Some((point, point.second?))).collect();
    let second = seconds.iter().map(|(point, value)| at(point.day, *value)).collect::<Vec<_>>().join(" ");
    let second = (!seconds.is_empty()).then(|| {
        view! { <polyline class="app-trend__line app-trend__line--second" points=second /> }
    });
    let dots = points
        .iter()
        .map(|point| (point, point.value))
        .chain(seconds.iter().copied())
        .map(|(point, value)| {
            let class =
                if point.is_hollow { "app-trend__dot app-trend__dot--bound" } else { "app-trend__dot" };
            view! {
                <circle class=class cx=scale.x(point.day) cy=scale.y(value) r="4">
                    <title>{point.label.clone()}</title>
                </circle>
            }
        })
        .collect_view();
    let (first, last) = dates;
    let last = (last != first).then_some(last);
    let base = HEIGHT - BOTTOM;
    view! {
        <svg class="app-trend" role="img" aria-label=label viewBox=format!("0 0 {WIDTH} {HEIGHT}")>
            {band}
            <line class="app-trend__axis" x1=LEFT y1=TOP x2=LEFT y2=base />
            <line class="app-trend__axis" x1=LEFT y1=base x2=WIDTH - RIGHT y2=base />
            <text class="app-trend__label app-trend__label--value" x=LEFT - 6.0 y=scale.y(scale.high) + 4.0>
                {digits(scale.high)}
            </text>
            <text class="app-trend__label app-trend__label--value" x=LEFT - 6.0 y=scale.y(scale.low) + 4.0>
                {digits(scale.low)}
            </text>
            <text class="app-trend__label" x=LEFT y=HEIGHT - 6.0>{first}</text>
            <text class="app-trend__label app-trend__label--value" x=WIDTH - RIGHT y=HEIGHT - 6.0>{last}</text>
            <polyline class="app-trend__line" points=line />
            {second}
            {dots}
        </svg>
    }
}

/// Where values and days lie.
struct Scale {
    low: f64,
    high: f64,
    first: f64,
    last: f64,
}

impl Scale {
    fn of(points: &[ChartPoint], ends: impl Iterator<Item = f64>) -> Self {
        let values: Vec<f64> =
            points.iter().flat_map(|point| [Some(point.value), point.second]).flatten().chain(ends).collect();
        let least = |all: &mut dyn Iterator<Item = f64>| all.fold(f64::INFINITY, f64::min);
        let most = |all: &mut dyn Iterator<Item = f64>| all.fold(f64::NEG_INFINITY, f64::max);
        Self {
            low: least(&mut values.iter().copied()),
            high: most(&mut values.iter().copied()),
            first: least(&mut points.iter().map(|point| point.day)),
            last: most(&mut points.iter().map(|point| point.day)),
        }
    }

    fn x(&self, day: f64) -> f64 {
        let share = if self.last > self.first { (day - self.first) / (self.last - self.first) } else { 0.5 };
        (LEFT + 8.0) + share * (WIDTH - LEFT - RIGHT - 16.0)
    }

    fn y(&self, value: f64) -> f64 {
        let share = if self.high > self.low { (value - self.low) / (self.high - self.low) } else { 0.5 };
        (HEIGHT - BOTTOM - 8.0) - share * (HEIGHT - TOP - BOTTOM - 16.0)
    }
}

/// An axis needs no more than three decimals.
fn digits(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
