//! Moves the focus to the next thing to read or to fill in (SC 2.4.3), and says where it is.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Puts the focus on an element once the page has been redrawn.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || focus(&id));
}

/// Whether the pointer or the focus is on or in something that a selector names.
pub fn is_in_use(selector: &str) -> bool {
    let selector = format!(":is({selector}):is(:hover, :focus-within)");
    document().query_selector(&selector).is_ok_and(|found| found.is_some())
}

/// Puts the focus on an element.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Nothing to do when the browser refuses: the page is in sight anyway.
        let _ = element.focus();
    }
}
