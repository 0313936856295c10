//! Moves the focus to the next thing to read or to fill in (SC 2.4.3).

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// Puts the focus on an element once the page has been redrawn.
pub fn focus_soon(id: impl Into<String>) {
    let id = id.into();
    request_animation_frame(move || focus(&id));
}

/// Puts the focus on an element.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok()) {
        // Nothing to do when the browser refuses: the page is in sight anyway.
        let _ = element.focus();
    }
}
