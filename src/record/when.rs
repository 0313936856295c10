//! Dates in a record: the short clinical form, words when there is none.

use maud::{Markup, html};

use crate::fhir::DateTime;
use crate::format;
use crate::ui::data_table::missing;

/// A date with its time of day where one was sent, or the words that none was recorded (CUI D+Ta, ARS-66).
pub fn when(date: Option<&DateTime>) -> Markup {
    when_or(date, format::date::DATE_NOT_RECORDED)
}

/// [`when`] with words of its own for a date that is missing.
pub fn when_or(date: Option<&DateTime>, words: &str) -> Markup {
    let Some(date) = date else { return missing(words) };
    let (words, time, machine) = format::date::parts_to_draw(date);
    // A date keeps on one line; words in its place do not.
    let class = if machine.is_some() { "app-date" } else { "app-date app-date--words" };
    html! {
        time class=(class) datetime=[machine] {
            (words)
            @if let Some(time) = time {
                " " span.app-date__time { (time) }
            }
        }
    }
}
