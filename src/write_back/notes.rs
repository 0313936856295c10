//! The clinical notes of the form: a field for each heading, and under it what was taken from the record.

use gp_connect_send_document::summary::Heading;
use leptos::prelude::*;

use super::desk::Desk;
use super::request::on_uk_clock;
use crate::session::drafts::Taken;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::form::TextArea;

/// The id of a heading's field.
pub fn id_of(heading: Heading) -> String {
    format!("write-note-{}", heading.words().split_whitespace().next().unwrap_or_default().to_lowercase())
}

/// A heading with its field.
#[component]
pub fn Note(
    /// The heading.
    heading: Heading,
    /// What is typed.
    value: RwSignal<String>,
) -> impl IntoView {
    let desk = Desk::here();
    let rows = Memo::new(move |_| {
        let under = |draft: &crate::session::drafts::Draft| {
            let of_heading = |(_, row): &(usize, &Taken)| row.heading == heading;
            draft
                .taken
                .iter()
                .enumerate()
                .filter(of_heading)
                .map(|(at, row)| (at, row.clone()))
                .collect::<Vec<_>>()
        };
        desk.of_draft(under).unwrap_or_default()
    });
    let list = move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| {
            view! {
                <ul class="app-write__taken">
                    {rows.into_iter().map(|(at, row)| view! { <Row at=at row=row /> }).collect_view()}
                </ul>
            }
        })
    };
    view! {
        <TextArea id=id_of(heading) label=heading.words() value=value rows=2 />
        {list}
    }
}

#[component]
fn Row(at: usize, row: Taken) -> impl IntoView {
    let desk = Desk::here();
    let source = format!(
        "From {}, {}, read {}",
        row.area,
        row.practice,
        on_uk_clock(row.read).format("%d-%b-%Y %H:%M")
    );
    let own = row.clone();
    let remove = Callback::new(move |()| {
        desk.change(|draft| {
            // By what it says and where it is: the list may have changed under the button.
            if draft.taken.get(at) == Some(&own) {
                draft.taken.remove(at);
            }
        });
        desk.patient.say("Removed");
    });
    view! {
        <li>
            <span class="app-write__text">{row.text.clone()}</span>
            <span class="app-quiet app-small">{source}</span>
            <Button kind=ButtonKind::Link small=true on_press=remove>
                "Remove"
                <span class="nhsuk-u-visually-hidden">{format!(" {}", row.text)}</span>
            </Button>
        </li>
    }
}
