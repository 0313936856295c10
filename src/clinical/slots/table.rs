//! A search as a table to take away (CSV): every slot with every item of APT-05, and every practice that sent none, with the
//! reason. Nothing about the patient is in it.

use chrono::{DateTime, Utc};

use super::{Filters, Slots, clock};
use crate::clinical::csv::Csv;
use crate::format::{date, uk_time};

const HEAD: [&str; 15] = [
    "Practice",
    "ODS code",
    "State",
    "Date",
    "Start",
    "End",
    "Minutes",
    "Clinician",
    "Role",
    "Gender",
    "How",
    "Slot type",
    "Session",
    "Location",
    "Address",
];

/// What one practice of a search came to.
pub enum Practice<'a> {
    /// It sent an answer with slots.
    Slots(&'a Slots),
    /// It has none to show, for a reason.
    None {
        /// Its name.
        name: &'a str,
        /// Its ODS code.
        ods: &'a str,
        /// The reason in words.
        why: String,
    },
}

/// The slots that are shown, practice by practice, as text for a spreadsheet.
pub fn csv<'a>(
    practices: impl IntoIterator<Item = Practice<'a>>,
    filters: &Filters,
    now: DateTime<Utc>,
) -> String {
    let mut csv = Csv::new();
    csv.row(HEAD);
    for practice in practices {
        match practice {
            Practice::None { name, ods, why } => {
                let cells = [name, ods, &why].into_iter().chain(std::iter::repeat_n("", HEAD.len() - 3));
                csv.row(cells);
            }
            Practice::Slots(slots) => {
                for slot in slots.shown(filters, now) {
                    let schedule = &slot.schedule;
                    let day = slot.start.date().map(date::day).unwrap_or_default();
                    let (start, end, minutes) =
                        (clock(&slot.start), clock(&slot.end), slot.minutes.to_string());
                    csv.row([
                        slots.search.practice.as_str(),
                        &slots.search.practice_ods,
                        "free",
                        &day,
                        &start,
                        &end,
                        &minutes,
                        schedule.practitioner.shown(),
                        schedule.shown_role(),
                        schedule.shown_gender(),
                        slot.shown_channel(),
                        slot.shown_slot_type(),
                        schedule.shown_session(),
                        schedule.location.shown(),
                        schedule.location.shown_address(),
                    ]);
                }
            }
        }
    }
    let made = date::day_and_time(uk_time::wall_clock(now));
    let hidden = if filters.any() { format!("; only {}", filters.words()) } else { String::new() };
    csv.row([format!("Made at {made}, UK time{hidden}")]);
    csv.into_text()
}
