//! The fault panel says what happened, whether anything was saved, and what to do next.

use gp_connect_viewer::ui::fault::{Fault, FaultPanel};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::Page;

fn fault() -> Fault {
    Fault {
        what: "The answer to the booking was cut off part-way.".to_owned(),
        saved: Some("It is not known whether it was saved.".to_owned()),
        next: "Check the patient's appointments before booking again.".to_owned(),
        trace_id: Some("09a01679-2564-4fb4-9129-aecc81ea2706".to_owned()),
        details: vec!["500 <b>Bad</b> <img src=x> request".to_owned()],
        wait: None,
    }
}

#[wasm_bindgen_test]
fn it_says_all_three_and_the_trace_id() {
    let text = Page::of(|| view! { <FaultPanel fault=fault() /> }).text();
    for words in [
        "Failed: The answer to the booking was cut off part-way.",
        "It is not known whether it was saved.",
        "Check the patient's appointments before booking again.",
        "Trace id 09a01679-2564-4fb4-9129-aecc81ea2706 Copy",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
}

// proves: ARH-55
#[wasm_bindgen_test]
fn it_is_no_list_and_no_table() {
    let page = Page::of(|| view! { <FaultPanel fault=fault() /> });
    assert_eq!(page.count("table, ul, ol, .app-nothing"), 0);
    assert_eq!(page.one(".app-fault").get_attribute("role").as_deref(), Some("group"));
}

#[wasm_bindgen_test]
async fn details_are_folded_and_markup_in_them_stays_text() {
    let page = Page::of(|| view! { <FaultPanel fault=fault() /> });
    assert!(!page.text().contains("500"), "technical details are folded at first");
    page.one("summary").set_attribute("data-pressed", "").unwrap();
    page.one("details").set_attribute("open", "").unwrap();
    assert!(page.text().contains("500 <b>Bad</b> <img src=x> request"), "{}", page.text());
    assert_eq!(page.count("img, b"), 0);
}

#[wasm_bindgen_test]
async fn trying_again_is_offered_only_where_it_is_safe() {
    assert_eq!(Page::of(|| view! { <FaultPanel fault=fault() /> }).count(".nhsuk-button"), 0);

    let tried = RwSignal::new(0);
    let retry = Callback::new(move |()| tried.update(|tried| *tried += 1));
    let page = Page::of(move || view! { <FaultPanel fault=fault() on_retry=retry /> });
    page.press("Try again").await;
    assert_eq!(tried.get_untracked(), 1);
}
