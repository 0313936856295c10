//! What happened last: the latest consultations, what each was about and the beginning of what was written.

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use crate::clinical::consultations::Consultation;
use crate::clinical::{Area, Consultations};
use crate::record::area_panel::card_panel;
use crate::record::observed::tags;
use crate::record::structured::StructuredRecord;
use crate::record::when::when;
use crate::ui::card::Card;
use crate::ui::link::Link;
use crate::ui::written::written;

/// How many are shown.
const LATEST: usize = 4;
/// How much of a note is shown, in characters.
const EXCERPT: usize = 180;

/// The latest consultations.
#[component]
pub fn ConsultationsCard(
    /// The record.
    record: StructuredRecord,
) -> impl IntoView {
    let state = move || record.area(Area::Consultations, |reading| &reading.consultations);
    let body = move || card_panel(record, Area::Consultations, state(), consultations);
    let end = move || view! { <Link to="/consultations">"All consultations"</Link> };
    view! {
        <Card heading="Last consultations" end=ViewFn::from(end)>
            <div class="app-card__list">{body}</div>
        </Card>
    }
}

fn consultations(consultations: Arc<Consultations>) -> AnyView {
    // Without the practice's list, what came.
    let all = if consultations.has_list { &consultations.items } else { &consultations.apart };
    let more = all.len().saturating_sub(LATEST);
    written(html! {
        @if !consultations.has_list {
            p.app-card__body.app-small {
                "The practice sent no list of consultations. These came with other items, and there may be more:"
            }
        }
        ul.app-list { @for one in all.iter().take(LATEST) { (row(one)) } }
        @if more > 0 {
            p.app-card__body.app-quiet.app-small { (more) " earlier ones are not shown here." }
        }
    })
}

fn row(consultation: &Consultation) -> Markup {
    let about = consultation.about();
    let (about, marks) = about.parts();
    let (kind, _) = consultation.kind.parts();
    let clinician = consultation.participants.first().map(|one| one.person.name.clone());
    let kind = (kind != about).then(|| kind.clone());
    let under = [kind, clinician].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let note = consultation.first_note().map(|note| excerpt(&note.words()));
    html! {
        li.app-list__row.app-list__row--consultation {
            div { (when(consultation.start.as_ref())) }
            div {
                strong { (about) }
                (tags(marks))
                div.app-quiet.app-small { (under) }
                @if let Some(note) = note { div.app-small { (note) } }
            }
        }
    }
}

/// The beginning of a text up to the end of a word, with a sign that there is more.
fn excerpt(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = line.char_indices().nth(EXCERPT) else { return line };
    let start = line.get(..end).unwrap_or_default();
    let whole = start.rsplit_once(' ').map_or(start, |(words, _)| words);
    format!("{whole} … (more)")
}
