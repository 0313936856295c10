//! A small file made in the page. Nothing is stored and nothing leaves the page: the browser saves it where the user says.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlElement, Url};

/// How long the file is kept for the browser to take.
const READY: Duration = Duration::from_secs(20);

/// A button that gives a file to the browser.
#[component]
pub fn DownloadButton(
    /// The file's name; never anything about a patient.
    name: &'static str,
    /// Its media type.
    media_type: &'static str,
    /// What is in it, made when it is asked for.
    content: Callback<(), String>,
    /// What the button says.
    children: Children,
) -> impl IntoView {
    let press = move |_| {
        // A browser that refuses says so itself.
        let _ = give(name, media_type, &content.run(()));
    };
    view! {
        <button type="button" class="nhsuk-button nhsuk-button--secondary app-not-on-paper" on:click=press>
            {children()}
        </button>
    }
}

fn give(name: &str, media_type: &str, content: &str) -> Result<(), JsValue> {
    let properties = BlobPropertyBag::new();
    properties.set_type(media_type);
    let parts = js_sys::Array::of1(&content.into());
    let file = Blob::new_with_str_sequence_and_options(&parts, &properties)?;
    let address = Url::create_object_url_with_blob(&file)?;
    let link: HtmlElement = document().create_element("a")?.unchecked_into();
    link.set_attribute("href", &address)?;
    link.set_attribute("download", name)?;
    link.click();
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        READY,
    );
    Ok(())
}
