//! Wide tables scroll in their own box; the keyboard reaches a box that does scroll, and only such a one (ARH-43, SC 2.1.1).

use leptos::prelude::request_animation_frame;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Makes the boxes below `target` that scroll focusable, once the browser has laid them out.
pub(super) fn reach(target: &Element) {
    let Ok(boxes) = target.query_selector_all(".app-provider-html__scroll") else { return };
    request_animation_frame(move || {
        for index in 0..boxes.length() {
            let Some(scroll) = boxes.get(index).and_then(|node| node.dyn_into::<Element>().ok()) else {
                continue;
            };
            // Setting an attribute of a valid name cannot fail.
            if scroll.scroll_width() > scroll.client_width() {
                let _ = scroll.set_attribute("tabindex", "0");
                let _ = scroll.set_attribute("role", "region");
            } else {
                let _ = scroll.remove_attribute("tabindex");
                // Its name counts with a role only.
                let _ = scroll.set_attribute("role", "group");
            }
        }
    });
}
