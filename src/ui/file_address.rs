//! An address for the bytes of a file, so that the browser can show or save them.

use leptos::prelude::*;
use web_sys::{Blob, BlobPropertyBag, Url};

/// The address of bytes within this page, which ends with the view.
pub fn file_address(bytes: &[u8], media_type: &str) -> Option<String> {
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
pub fn has_pdf_viewer() -> bool {
    let member =
        js_sys::Reflect::get(&window().navigator(), &wasm_bindgen::JsValue::from_str("pdfViewerEnabled"));
    member.ok().and_then(|member| member.as_bool()).unwrap_or_default()
}
