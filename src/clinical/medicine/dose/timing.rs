//! When a dose is taken, in words.

use crate::fhir::{Code, Decimal, Timing, TimingRepeat, Value};
use crate::format::quantity::{medicine_quantity, medicine_range};
use crate::format::{self, decimal};

/// `twice a day, with meals, for 7 days`; empty when nothing was sent.
pub(super) fn words(sent: &Timing) -> String {
    let mut parts: Vec<String> = Vec::new();
    if let Some(repeat) = sent.repeat.as_deref() {
        parts.extend(rhythm(repeat));
        parts.extend(days(&repeat.day_of_week));
        if !repeat.time_of_day.is_empty() {
            parts.push(format!("at {}", repeat.time_of_day.join(", ")));
        }
        parts.extend(moments(repeat));
        parts.extend(
            span(repeat.duration.as_ref(), repeat.duration_max.as_ref())
                .map(|long| format!("over {long} {}", unit(repeat.duration_unit.as_ref(), &long))),
        );
        parts.extend(
            span(repeat.count.as_ref(), repeat.count_max.as_ref())
                .map(|count| format!("{count} times in all")),
        );
        parts.extend(repeat.bounds.as_ref().and_then(bounds));
    }
    if let Some(code) = &sent.code {
        parts.push(match code.first_code().and_then(known).filter(|_| code.text.is_none()) {
            Some(words) => words.to_owned(),
            None => format::concept(code).into_owned(),
        });
    }
    if !sent.event.is_empty() {
        let dates: Vec<String> = sent.event.iter().map(format::date_time).collect();
        parts.push(format!("on {}", dates.join(", ")));
    }
    parts.join(", ")
}

/// `3 times a day`, `every 8 hours`, `once every 2 weeks`.
fn rhythm(repeat: &TimingRepeat) -> Option<String> {
    let often = span(repeat.frequency.as_ref(), repeat.frequency_max.as_ref());
    let period = span(repeat.period.as_ref(), repeat.period_max.as_ref());
    let times = |often: &str| match often {
        "1" => "once".to_owned(),
        "2" => "twice".to_owned(),
        often => format!("{often} times"),
    };
    Some(match (often, period) {
        (Some(often), Some(period)) if period == "1" => {
            format!("{} {} {}", times(&often), article(repeat), unit(repeat.period_unit.as_ref(), "1"))
        }
        (Some(often), Some(period)) => {
            let every = format!("every {period} {}", unit(repeat.period_unit.as_ref(), &period));
            if often == "1" { format!("once {every}") } else { format!("{} {every}", times(&often)) }
        }
        (None, Some(period)) if period == "1" => format!("every {}", unit(repeat.period_unit.as_ref(), "1")),
        (None, Some(period)) => format!("every {period} {}", unit(repeat.period_unit.as_ref(), &period)),
        // How often, but not in which time.
        (Some(often), None) => times(&often),
        (None, None) => return None,
    })
}

fn article(repeat: &TimingRepeat) -> &'static str {
    if repeat.period_unit.as_deref() == Some("h") { "an" } else { "a" }
}

/// `2`, `2 to 4`, `up to 4`.
fn span(low: Option<&Decimal>, high: Option<&Decimal>) -> Option<String> {
    let shown = decimal::without_trailing_zeros;
    match (low, high) {
        (Some(low), Some(high)) => Some(format!("{} to {}", shown(low), shown(high))),
        (Some(low), None) => Some(shown(low)),
        (None, Some(high)) => Some(format!("up to {}", shown(high))),
        (None, None) => None,
    }
}

fn unit(code: Option<&Code>, number: &str) -> String {
    let one = match code.map(Code::as_str) {
        Some("s") => "second",
        Some("min") => "minute",
        Some("h") => "hour",
        Some("d") => "day",
        Some("wk") => "week",
        Some("mo") => "month",
        Some("a") => "year",
        Some(other) => return other.to_owned(),
        None => return "(unit not sent)".to_owned(),
    };
    if number == "1" { one.to_owned() } else { format!("{one}s") }
}

fn days(sent: &[Code]) -> Option<String> {
    let name = |day: &Code| match day.as_str() {
        "mon" => "Monday".to_owned(),
        "tue" => "Tuesday".to_owned(),
        "wed" => "Wednesday".to_owned(),
        "thu" => "Thursday".to_owned(),
        "fri" => "Friday".to_owned(),
        "sat" => "Saturday".to_owned(),
        "sun" => "Sunday".to_owned(),
        other => other.to_owned(),
    };
    let names: Vec<String> = sent.iter().map(name).collect();
    (!names.is_empty()).then(|| format!("on {}", names.join(", ")))
}

/// `30 minutes before meals`.
fn moments(repeat: &TimingRepeat) -> Option<String> {
    let names: Vec<&str> = repeat.when.iter().map(|code| known(code).unwrap_or(code)).collect();
    let offset = repeat.offset.as_ref().map(decimal::without_trailing_zeros);
    match (names.is_empty(), offset) {
        (true, None) => None,
        (true, Some(offset)) => Some(format!("{offset} minutes before or after")),
        (false, None) => Some(names.join(", ")),
        (false, Some(offset)) => Some(format!("{offset} minutes {}", names.join(", "))),
    }
}

/// The words for a code of an event or of a timing.
fn known(code: &str) -> Option<&'static str> {
    Some(match code {
        "MORN" | "AM" => "in the morning",
        "AFT" | "PM" => "in the afternoon",
        "EVE" => "in the evening",
        "NIGHT" => "at night",
        "HS" | "BED" => "at bedtime",
        "PHS" => "after sleep",
        "WAKE" => "on waking",
        "C" => "with meals",
        "CM" => "with breakfast",
        "CD" => "with lunch",
        "CV" => "with dinner",
        "AC" => "before meals",
        "ACM" => "before breakfast",
        "ACD" => "before lunch",
        "ACV" => "before dinner",
        "PC" => "after meals",
        "PCM" => "after breakfast",
        "PCD" => "after lunch",
        "PCV" => "after dinner",
        "QD" => "every day",
        "BID" => "twice a day",
        "TID" => "3 times a day",
        "QID" => "4 times a day",
        "QOD" => "every other day",
        "Q4H" => "every 4 hours",
        "Q6H" => "every 6 hours",
        "WK" => "every week",
        "MO" => "every month",
        _ => return None,
    })
}

fn bounds(sent: &Value) -> Option<String> {
    match sent {
        Value::Period(period) => Some(format::period(period)),
        Value::Quantity(length) => Some(format!("for {}", medicine_quantity(length))),
        Value::Range(range) => medicine_range(range).map(|range| format!("for {range}")),
        other => format::value(other),
    }
}
