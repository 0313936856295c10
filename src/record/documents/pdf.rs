//! A PDF in the browser's own viewer, once it is known that it does nothing by itself.

use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;
use wasm_bindgen::prelude::*;

use super::save_only::save_only;
use crate::clinical::documents::{Showing, acting, pdf};
use crate::session::Embedded;
use crate::session::embedding::Documents;
use crate::ui::file_address::{file_address, has_pdf_viewer};
use crate::ui::progress::Progress;

#[wasm_bindgen(module = "/src/record/documents/inflate.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn objects(stream: Uint8Array) -> Result<JsValue, JsValue>;
}

/// The PDF, or why it is not opened here.
#[component]
pub fn Pdf(
    /// The file.
    bytes: Vec<u8>,
    /// The document's title.
    title: String,
) -> impl IntoView {
    if !has_pdf_viewer() {
        return save_only("This browser has no PDF viewer.").into_any();
    }
    // No frame with a sandbox around it shows a PDF, and the browser does not say so: the page around this one does.
    let how = Embedded::here().map(|embedded| embedded.documents).unwrap_or_default();
    if how == Documents::Download {
        return save_only("The page around this one lets no PDF be shown here.").into_any();
    }
    let address = file_address(&bytes, "application/pdf");
    let looked = RwSignal::new(None::<Result<(), String>>);
    spawn_local_scoped_with_cancellation(async move {
        looked.try_set(Some(look_through(&bytes).await));
    });
    let shown = move || {
        match looked.get() {
        None => view! { <Progress what="Checking the PDF" /> }.into_any(),
        Some(Err(why)) => save_only(&why),
        Some(Ok(())) if how == Documents::Window => view! {
            <p>
                <a class="nhsuk-button nhsuk-button--secondary" href=address.clone() target="_blank" rel="noopener">
                    "Open the PDF in a window"
                </a>
            </p>
        }
        .into_any(),
        Some(Ok(())) => view! {
            <iframe class="app-document__pdf" src=address.clone() title=format!("Document: {title}")></iframe>
        }
        .into_any(),
    }
    };
    shown.into_any()
}

/// Whether nothing in its compressed parts acts; why it is not opened, where that is so or cannot be known.
async fn look_through(bytes: &[u8]) -> Result<(), String> {
    let mut inflated = Vec::new();
    for stream in pdf::compressed(bytes) {
        if let Ok(objects) = objects(Uint8Array::from(stream)).await
            && let Ok(objects) = objects.dyn_into::<Uint8Array>()
        {
            inflated.push(objects.to_vec());
        }
    }
    if inflated.len() < pdf::object_streams(bytes) {
        return Err("Parts of this PDF are locked or damaged, so there is no way to know what it would do."
            .to_owned());
    }
    let parts: Vec<&[u8]> = std::iter::once(bytes).chain(inflated.iter().map(Vec::as_slice)).collect();
    match acting(&pdf::acts(&parts)) {
        Some(Showing::SaveOnly(why)) => Err(why),
        _ => Ok(()),
    }
}
