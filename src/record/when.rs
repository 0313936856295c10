//! Dates in a record: the short clinical form, words when there is none.

use leptos::prelude::*;

use crate::fhir::DateTime;
use crate::format;
use crate::format::markup::Markup;
use crate::ui::data_table::{Missing, write_missing};

/// A date keeps on one line; words in its place do not.
const DATE: &str = "app-date";
const WORDS: &str = "app-date app-date--words";

/// A date with its time of day where one was sent, or the words that none was recorded (CUI D+Ta, ARS-66).
#[component]
pub fn When(
    /// The date as sent.
    date: Option<DateTime>,
    /// What is shown in its place.
    #[prop(optional)]
    missing: Option<&'static str>,
) -> impl IntoView {
    match date {
        Some(date) => {
            let machine = format::date::machine_readable(&date).map(str::to_owned);
            let time = format::date::time_of_day(&date)
                .map(|time| view! { " " <span class="app-date__time">{time}</span> });
            let class = if machine.is_some() { DATE } else { WORDS };
            view! { <time class=class datetime=machine>{format::date(&date)}{time}</time> }.into_any()
        }
        None => view! { <Missing words=missing.unwrap_or(format::date::DATE_NOT_RECORDED) /> }.into_any(),
    }
}

/// [`When`], as markup.
pub fn write_when(into: &mut Markup, date: Option<&DateTime>) {
    write_when_or(into, date, format::date::DATE_NOT_RECORDED);
}

/// [`write_when`] with words of its own for a date that is missing.
pub fn write_when_or(into: &mut Markup, date: Option<&DateTime>, missing: &str) {
    match date {
        Some(date) => {
            let machine = format::date::machine_readable(date).map(|machine| ("datetime", machine));
            let class = if machine.is_some() { DATE } else { WORDS };
            let attributes: Vec<_> = std::iter::once(("class", class)).chain(machine).collect();
            into.start("time", &attributes);
            into.text(&format::date(date));
            if let Some(time) = format::date::time_of_day(date) {
                into.text(" ");
                into.element("span", "app-date__time", &time);
            }
            into.end("time");
        }
        None => write_missing(into, missing),
    }
}
