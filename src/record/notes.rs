//! Notes in full, with their line breaks (ARS-50).

use leptos::prelude::*;

use crate::clinical::Note;
use crate::format;
use crate::format::markup::Markup;
use crate::ui::data_table::write_missing;
use crate::ui::written::written;

/// Notes, each with its label and author.
#[component]
pub fn Notes(
    /// The notes.
    notes: Vec<Note>,
    /// What is shown in their place; nothing without it.
    #[prop(optional)]
    missing: Option<&'static str>,
) -> impl IntoView {
    written(|into| match missing {
        Some(words) if notes.is_empty() => write_missing(into, words),
        _ => write_notes(into, &notes),
    })
}

/// [`Notes`], as markup; nothing for none.
pub fn write_notes(into: &mut Markup, notes: &[Note]) {
    for note in notes {
        into.within("div", "app-note", |into| {
            if let Some(label) = &note.label {
                into.element("span", "app-quiet", &format!("{label}: "));
            }
            into.element("span", "app-text", &note.text);
            let about = note.author.iter().cloned().chain(note.time.as_ref().map(format::date));
            let about = about.collect::<Vec<_>>().join(", ");
            if !about.is_empty() {
                into.element("span", "app-quiet app-small", &format!(" – {about}"));
            }
        });
    }
}
