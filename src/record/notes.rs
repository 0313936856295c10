//! Notes in full, with their line breaks (ARS-50).

use leptos::prelude::*;

use crate::clinical::Note;
use crate::format;
use crate::ui::data_table::Missing;

/// Notes, each with its label and author.
#[component]
pub fn Notes(
    /// The notes.
    notes: Vec<Note>,
    /// What stands in their place; nothing without it.
    #[prop(optional)]
    missing: Option<&'static str>,
) -> impl IntoView {
    if notes.is_empty() {
        return missing.map(|words| view! { <Missing words=words /> }).into_any();
    }
    notes
        .into_iter()
        .map(|note| {
            let label = note.label.map(|label| view! { <span class="app-quiet">{label}": "</span> });
            let about =
                [note.author, note.time.as_ref().map(format::date)].into_iter().flatten().collect::<Vec<_>>();
            let about = (!about.is_empty())
                .then(|| view! { <span class="app-quiet app-small">" – " {about.join(", ")}</span> });
            view! { <div class="app-note">{label}<span class="app-text">{note.text}</span>{about}</div> }
        })
        .collect_view()
        .into_any()
}
