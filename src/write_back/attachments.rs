//! The files of a summary: taken from this computer here, and from the documents of the record where those are shown.

use chrono::{DateTime, Utc};
use gp_connect_send_document::summary::Attachment;
use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

use super::desk::Desk;
use super::request::on_uk_clock;
use super::work::Work;
use crate::ui::button::{Button, ButtonKind};

/// Larger files are not even read: no message could carry them.
const MOST_BYTES: f64 = 10_000_000.0;

/// The list, and where to add to it.
#[component]
pub fn Attachments() -> impl IntoView {
    let desk = Desk::here();
    let refused = RwSignal::new(None::<String>);
    let titles = Memo::new(move |_| {
        let titles = |draft: &crate::session::drafts::Draft| {
            draft.attachments.iter().map(|one| (one.title.clone(), one.content.len())).collect::<Vec<_>>()
        };
        desk.of_draft(titles).unwrap_or_default()
    });
    let screen = Work::here();
    let chosen = move |input: HtmlInputElement| {
        refused.set(None);
        let files: Vec<File> = input
            .files()
            .into_iter()
            .flat_map(|files| (0..files.length()).filter_map(|at| files.item(at)).collect::<Vec<_>>())
            .collect();
        input.set_value("");
        let work = async move {
            for file in files {
                match read(&file).await {
                    Ok(attachment) => {
                        desk.change(|draft| draft.attachments.push(attachment));
                        desk.patient.say("Attached");
                    }
                    Err(why) => {
                        refused.try_set(Some(why));
                    }
                }
            }
        };
        screen.start(work);
    };
    let list = move || {
        let row = |(at, (title, bytes)): (usize, (String, usize))| {
            let own = title.clone();
            let remove = Callback::new(move |()| {
                desk.change(|draft| {
                    if draft.attachments.get(at).is_some_and(|one| one.title == own) {
                        draft.attachments.remove(at);
                    }
                });
                desk.patient.say("Removed");
            });
            view! {
                <li>
                    <span class="app-write__text">{title.clone()}</span>
                    <span class="app-quiet app-small">{format!("{} kB", bytes.div_ceil(1000))}</span>
                    <Button kind=ButtonKind::Link small=true on_press=remove>
                        "Remove"
                        <span class="nhsuk-u-visually-hidden">{format!(" {title}")}</span>
                    </Button>
                </li>
            }
        };
        let titles = titles.get();
        (!titles.is_empty()).then(|| {
            view! { <ul class="app-write__taken">{titles.into_iter().enumerate().map(row).collect_view()}</ul> }
        })
    };
    let said = move || {
        refused.get().map(|why| {
            view! {
                <span class="nhsuk-error-message" role="alert">
                    <span class="nhsuk-u-visually-hidden">"Error: "</span>
                    {why}
                </span>
            }
        })
    };
    view! {
        {said}
        {list}
        <div class="nhsuk-form-group">
            <label class="nhsuk-label" for="write-file">"Attach a file"</label>
            <div class="nhsuk-hint" id="write-file-hint">
                "PDF, Word, rich text, HTML, text, XML, JPEG, PNG or TIFF, 3.4 MB together. A document of the record is attached where it is shown."
            </div>
            <input
                id="write-file"
                type="file"
                autocomplete="off"
                spellcheck="false"
                multiple
                aria-describedby="write-file-hint"
                on:change:target=move |event| chosen(event.target())
            />
        </div>
    }
}

async fn read(file: &File) -> Result<Attachment, String> {
    let title = file.name();
    if file.size() > MOST_BYTES {
        return Err(format!("“{title}” is larger than 10 MB and cannot be sent. Offer it by other means."));
    }
    let bytes = JsFuture::from(file.array_buffer()).await;
    let bytes = bytes.map_err(|_| format!("“{title}” could not be read. Choose it again."))?;
    let made = DateTime::<Utc>::from_timestamp_millis(file.last_modified() as i64);
    Ok(Attachment {
        title,
        created: on_uk_clock(made.unwrap_or_else(crate::session::clock::now)),
        content_type: file.type_(),
        content: js_sys::Uint8Array::new(&bytes).to_vec(),
    })
}
