//! The content of a document: shown where nothing in it can act, else offered to be saved (ADOC-19, ADOC-24).

use leptos::prelude::*;
use web_sys::TextDecoder;

use super::pdf::Pdf;
use super::save_only::save_only;
use crate::clinical::documents::{Recognised, Showing};
use crate::fhir::{SIGN, SIGN_MEANS};
use crate::format::narrative::{ProviderNarrative, Unmarked};
use crate::gpconnect::documents::DocumentContent;
use crate::ui::file_address::file_address;
use crate::ui::provider_html::ProviderHtml;
use crate::ui::row_actions::{FileActionButtons, FileInHand};
use crate::ui::scanned_pages::ScannedPages;

/// The encodings that the web knows, without their tables in the app.
fn by_browser(name: &str, bytes: &[u8]) -> Option<String> {
    TextDecoder::new_with_label(name).ok()?.decode_with_u8_array(bytes).ok()
}

/// The content, in the way that it may be shown.
#[component]
pub fn Content(
    /// What was fetched.
    content: DocumentContent,
    /// The document's title.
    title: String,
) -> impl IntoView {
    let Recognised { kind, showing } =
        Recognised::read(&content.content_type, &title, &content.bytes, &by_browser);
    // Whatever it is, the browser is told that it is bytes to be saved.
    let save = file_address(&content.bytes, "application/octet-stream").map(|address| {
        view! {
            <p class="app-document__save app-not-on-paper">
                <a href=address download=kind.file_name()>"Save the file on this computer"</a>
                <span class="app-quiet app-small">" It will then be outside this application, which cannot delete it."</span>
            </p>
        }
    });
    let file = FileInHand {
        title: title.clone(),
        media_type: content.content_type.clone(),
        bytes: content.bytes.clone(),
    };
    let shown = match showing {
        Showing::Pdf => view! { <Pdf bytes=content.bytes title=title /> }.into_any(),
        Showing::Image(media_type) => image(&content.bytes, media_type, &title),
        Showing::Pages(scan) => {
            view! { <ScannedPages file=scan.file pages=scan.pages title=title /> }.into_any()
        }
        Showing::Text(words) => view! {
            {words.contains(SIGN).then(|| view! { <p class="app-quiet">{SIGN_MEANS}</p> })}
            <section class="app-document__text" tabindex="0" aria-label="Text of the document">{words}</section>
        }
        .into_any(),
        Showing::Html(page) => {
            let narrative = ProviderNarrative::read(&page, "document", &Unmarked);
            view! { <div class="app-document__html"><ProviderHtml narrative=narrative is_page=true /></div> }.into_any()
        }
        Showing::SaveOnly(why) => save_only(&why),
    };
    let actions = view! { <FileActionButtons file=file /> };
    view! {
        {shown}
        {save}
        {actions}
    }
}

/// An image; words where the browser cannot draw it.
fn image(bytes: &[u8], media_type: &'static str, title: &str) -> AnyView {
    let address = file_address(bytes, media_type);
    let alt = format!("Image of the document: {title}");
    let is_broken = RwSignal::new(address.is_none());
    let shown = move || {
        if is_broken.get() {
            return save_only("The browser cannot draw this image; the file may be damaged.");
        }
        view! {
            <img
                class="app-document__image"
                src=address.clone()
                alt=alt.clone()
                on:error=move |_| is_broken.set(true)
            />
        }
        .into_any()
    };
    shown.into_any()
}
