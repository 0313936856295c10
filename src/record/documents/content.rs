//! The content of a document: shown where nothing in it can act, else offered to be saved (ADOC-19, ADOC-24).

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::{Blob, BlobPropertyBag, Url};

use crate::clinical::documents::{Showing, showing};
use crate::gpconnect::documents::DocumentContent;
use crate::ui::callout::Callout;

/// The address of bytes within this page, which ends with the view.
fn address(bytes: &[u8], media_type: &str) -> Option<String> {
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(bytes));
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let ended = address.clone();
    on_cleanup(move || {
        let _ = Url::revoke_object_url(&ended);
    });
    Some(address)
}

/// Whether the browser has a PDF viewer of its own.
fn has_pdf_viewer() -> bool {
    let member = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("pdfViewerEnabled"));
    member.ok().and_then(|member| member.as_bool()).unwrap_or_default()
}

/// The content, in the way that it may be shown.
#[component]
pub fn Content(
    /// What was fetched.
    content: DocumentContent,
    /// The document's title.
    title: String,
) -> impl IntoView {
    let shown = match showing(&content.content_type, &content.bytes) {
        Showing::Pdf if has_pdf_viewer() => address(&content.bytes, "application/pdf").map(|address| {
            view! { <iframe class="app-document__pdf" src=address title=format!("Document: {title}")></iframe> }
                .into_any()
        }),
        Showing::Pdf => Some(save_only("This browser has no PDF viewer.")),
        Showing::Image(media_type) => address(&content.bytes, media_type).map(|address| {
            view! { <img class="app-document__image" src=address alt=format!("Image of the document: {title}") /> }
                .into_any()
        }),
        Showing::Text(words) => Some(
            view! { <div class="app-document__text" tabindex="0" role="region" aria-label="Text of the document">{words}</div> }
                .into_any(),
        ),
        Showing::SaveOnly(why) => Some(save_only(why)),
    };
    let name = file_name(&content.content_type, &content.bytes);
    // Whatever it is, the browser is told that it is bytes to be saved.
    let save = address(&content.bytes, "application/octet-stream").map(|address| {
        view! {
            <p class="app-document__save app-not-on-paper">
                <a href=address download=name>"Save the file on this computer"</a>
                <span class="app-quiet app-small">" It then lies outside this application, which cannot delete it."</span>
            </p>
        }
    });
    view! {
        {shown}
        {save}
    }
}

fn save_only(why: &'static str) -> AnyView {
    view! { <Callout heading="Not shown here">{why} " It can be saved and opened with another program."</Callout> }
        .into_any()
}

/// A name that says nothing about the patient.
fn file_name(claimed: &str, bytes: &[u8]) -> &'static str {
    match showing(claimed, bytes) {
        Showing::Pdf => "document.pdf",
        Showing::Image("image/png") => "document.png",
        Showing::Image("image/jpeg") => "document.jpg",
        Showing::Image("image/gif") => "document.gif",
        Showing::Image(_) => "document.bmp",
        Showing::Text(_) => "document.txt",
        Showing::SaveOnly(_) => match claimed.split(';').next().unwrap_or_default().trim() {
            "application/msword" => "document.doc",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "document.docx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "document.xlsx",
            "image/tiff" => "document.tif",
            "text/rtf" | "text/richtext" | "application/rtf" => "document.rtf",
            // Saved as text, so that a double click does not run what is in it.
            "text/html" | "application/xhtml+xml" | "application/xml" | "text/xml" => "document.txt",
            _ => "document.bin",
        },
    }
}
