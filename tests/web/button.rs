//! A blocked button can be reached, says why, and does nothing.

use gp_connect_viewer::ui::button::Button;
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settle};

#[wasm_bindgen_test]
async fn a_blocked_button_does_nothing_until_it_is_free() {
    let (blocked, pressed) = (RwSignal::new(true), RwSignal::new(0));
    let press = Callback::new(move |()| pressed.update(|pressed| *pressed += 1));
    let page = Page::of(move || {
        view! {
            <Button blocked=blocked described_by="why" on_press=press>"Open the record"</Button>
            <p id="why">"Tick the statement first"</p>
        }
    });
    page.press("Open the record").await;
    assert_eq!(pressed.get_untracked(), 0);
    let button = page.control("Open the record");
    assert_eq!(button.get_attribute("aria-disabled").as_deref(), Some("true"));
    assert_eq!(button.get_attribute("aria-describedby").as_deref(), Some("why"));
    button.focus().unwrap();
    assert!(document().active_element().unwrap().is_same_node(Some(&button)));

    blocked.set(false);
    settle().await;
    page.press("Open the record").await;
    assert_eq!(pressed.get_untracked(), 1);
}
