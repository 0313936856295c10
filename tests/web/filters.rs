//! The bar above a list: what a reader chose stays when the record is asked again, and is counted for the new answer.

use std::sync::{Arc, Mutex};

use gp_connect_viewer::record::ProblemsPage;
use gp_connect_viewer::sandbox::{self, Provider, SandboxTransport};
use gp_connect_viewer::session::{Settings, Start, clock};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlInputElement};

use crate::page::Page;
use crate::site::{self, until};

const WORDS: &str = ".app-filter input[type=text]";

fn field(page: &Page) -> HtmlInputElement {
    page.one(WORDS).unchecked_into()
}

fn says(page: &Page) -> String {
    page.text_of(".app-filter__hidden")
}

// proves: ARS-68
#[wasm_bindgen_test]
async fn what_was_chosen_stays_when_the_record_is_asked_again() {
    let transport = SandboxTransport::new(Arc::new(Mutex::new(Provider::new())), clock::now);
    let settings = Settings::read(sandbox::config(sandbox::ORIGIN).as_bytes()).unwrap();
    let start = Start::new(settings, Arc::new(transport));
    let page = site::open(&start, "9990054320", |_| (), || view! { <ProblemsPage /> }).await;
    until("the problems stand", || page.count("tbody tr") == 7).await;
    assert_eq!(says(&page), "");

    let before = field(&page);
    before.set_value("urinary");
    before.dispatch_event(&Event::new("input").unwrap()).unwrap();
    // The words have not rested yet when the record is asked again.
    page.press("Refresh").await;
    until("the answer is drawn", || page.count(WORDS) == 1 && !page.one(WORDS).is_same_node(Some(&before)))
        .await;
    until("the words narrow it", || page.count("tbody tr") == 1).await;
    assert_eq!(says(&page), "6 rows hidden by this choice Show all");
    assert_eq!(field(&page).value(), "urinary");

    page.press("Show all").await;
    until("all of them are shown", || page.count("tbody tr") == 7).await;
    assert_eq!((says(&page), field(&page).value()), (String::new(), String::new()));
}
