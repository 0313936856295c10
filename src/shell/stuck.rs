//! Measures what sticks to the top of the window, for scroll padding (SC 2.4.11) and for the rail.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{HtmlElement, ResizeObserver, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Keeps the style sheet's `--app-stuck` at the height of what sticks, whenever anything changes its size.
pub fn watch_stuck(frame: NodeRef<html::Div>, top: NodeRef<html::Div>) {
    let on_resize = Closure::<dyn Fn()>::new(move || measure(top));
    let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) else { return };
    // Both are kept until the frame goes: the browser calls back into them.
    let kept = StoredValue::new_local((observer, on_resize));
    Effect::new(move |_| {
        if let (Some(frame), Some(top)) = (frame.get(), top.get()) {
            kept.with_value(|(observer, _)| {
                // The frame too: where the header lets go, `top` is not a box and reports nothing.
                observer.observe(&frame);
                observer.observe(&top);
            });
        }
    });
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
}

fn measure(top: NodeRef<html::Div>) {
    let Some(top) = top.get_untracked() else { return };
    let height = match top.offset_height() {
        // Narrow or low windows: the banner sticks alone.
        0 => {
            let banner = top.query_selector(".app-patient-banner").ok().flatten();
            banner.map_or(0, |banner| banner.unchecked_into::<HtmlElement>().offset_height())
        }
        whole => whole,
    };
    if let Some(root) = document().document_element() {
        let root: HtmlElement = root.unchecked_into();
        let _ = root.style().set_property("--app-stuck", &format!("{height}px"));
    }
    uncover_focus(f64::from(height));
}

/// Scrolls what has the focus out from under the banner, which grows when the allergies arrive (SC 2.4.11).
fn uncover_focus(stuck: f64) {
    let Some(focus) = document().active_element() else { return };
    let place = focus.get_bounding_client_rect();
    let within_main = focus.closest("main").ok().flatten().is_some_and(|main| main != focus);
    if within_main && place.bottom() > 0.0 && place.top() < stuck {
        let nearest = ScrollIntoViewOptions::new();
        nearest.set_block(ScrollLogicalPosition::Nearest);
        focus.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}
