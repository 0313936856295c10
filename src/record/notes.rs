//! Notes in full, with their line breaks (ARS-50).

use maud::{Markup, html};

use crate::clinical::Note;
use crate::format;
use crate::ui::data_table::missing;

/// Notes, each with its label and author; nothing for none.
pub fn notes(notes: &[Note]) -> Markup {
    html! { @for note in notes { (one(note)) } }
}

/// [`notes`], or what is shown in their place.
pub fn notes_or(notes: &[Note], words: &str) -> Markup {
    if notes.is_empty() { missing(words) } else { self::notes(notes) }
}

fn one(note: &Note) -> Markup {
    let about = note.author.iter().cloned().chain(note.time.as_ref().map(format::date));
    let about = about.collect::<Vec<_>>().join(", ");
    html! {
        div.app-note {
            @if let Some(label) = &note.label {
                span.app-quiet { (label) ": " }
            }
            span.app-text { (note.text) }
            @if !about.is_empty() {
                span.app-quiet.app-small { " – " (about) }
            }
        }
    }
}
