//! Taking an area along: its rows as text, or as CSV. Only what is shown on screen may be taken.

use leptos::prelude::*;

use super::source::line;
use super::structured::StructuredRecord;
use crate::clinical::area::Warning;
use crate::clinical::export::{self, About};
use crate::clinical::{Area, Entry};
use crate::format;
use crate::ui::copy::CopyButton;
use crate::ui::download::DownloadButton;

/// The two buttons of an area; nothing where it has no entries.
#[component]
pub fn TakeAlong(
    /// The record.
    record: StructuredRecord,
    /// The area.
    of: Area,
    /// What is printed above the area on screen.
    warnings: Vec<Warning>,
) -> impl IntoView {
    let has_entries =
        move || record.entries().iter().any(|entries| entries.all().any(|entry| entry.area == of));
    let warnings: Vec<String> =
        warnings.iter().map(|warning| format!("{}. {}", warning.heading(), warning.text)).collect();
    let made = move |make: fn(&About, &[&Entry]) -> String| {
        untrack(|| {
            let all = record.entries();
            let rows: Vec<&Entry> = all
                .iter()
                .flat_map(|entries| entries.all())
                .map(AsRef::as_ref)
                .filter(|entry: &&Entry| entry.area == of)
                .collect();
            make(&about(record, of, &warnings), &rows)
        })
    };
    let as_text = {
        let made = made.clone();
        Signal::derive(move || made(export::text))
    };
    let as_csv = Callback::new(move |()| made(export::csv));
    move || {
        has_entries().then(|| {
            view! {
                <p class="app-take-along app-not-on-paper">
                    "All rows, including hidden ones: "
                    <CopyButton text=as_text what=format!("{} as text", of.title()) />
                    " "
                    <DownloadButton name=of.file_name() media_type="text/csv;charset=utf-8" content=as_csv>
                        "Save as CSV"
                    </DownloadButton>
                </p>
            }
        })
    }
}

fn about(record: StructuredRecord, of: Area, warnings: &[String]) -> About {
    // Whoever reads it elsewhere must know as much of the person as whoever took it (FND-12).
    let confirmed = record.patient().confirmed_untracked().sentences();
    let confirmed = confirmed.into_iter().map(|words| format!("Confirmed despite differences. {words}"));
    let person = record.demographics();
    let born = person.birth_date.as_ref().map_or_else(|| "not known".to_owned(), format::date);
    let number =
        person.nhs_number.as_deref().map_or_else(|| "not known".to_owned(), format::nhs_number::spaced);
    About {
        patient: format!("{}, born {born}, NHS No. {number}", person.full_name()),
        source: line(record, Some(of)),
        area: format!(
            "{}: {}. Asked for: {}",
            of.title(),
            record.outline(of).words(),
            record.asked(Some(of))
        ),
        warnings: confirmed.chain(warnings.iter().cloned()).collect(),
    }
}
