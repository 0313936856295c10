//! The NHS number field takes what people type and says what is wrong beside it.

use gp_connect_viewer::ui::nhs_number::NhsNumberInput;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlInputElement;

use crate::page::{Page, settle};

fn shown(page: &Page) -> String {
    page.one("input").unchecked_into::<HtmlInputElement>().value()
}

#[wasm_bindgen_test]
async fn num_0015_ten_digits_are_grouped_on_leaving() {
    let value = RwSignal::new(String::new());
    let page = Page::of(move || view! { <NhsNumberInput value=value /> });
    for typed in ["9990053200", "999-005-3200", "999 005 3200"] {
        page.enter(typed).await;
        assert_eq!(shown(&page), "999 005 3200", "{typed}");
        assert_eq!(value.get_untracked(), "999 005 3200");
    }
}

#[wasm_bindgen_test]
async fn what_is_no_number_stays_as_typed() {
    let value = RwSignal::new(String::new());
    let page = Page::of(move || view! { <NhsNumberInput value=value /> });
    for typed in ["999 005 32", "QQ123456C", "99900532001", "999005320O0"] {
        page.enter(typed).await;
        assert_eq!(shown(&page), typed);
    }
}

#[wasm_bindgen_test]
async fn a_fault_stands_beside_the_field_and_is_read_with_it() {
    let (value, error) = (RwSignal::new(String::new()), RwSignal::new(None));
    let page = Page::of(move || view! { <NhsNumberInput value=value error=error /> });
    let field = page.one("input");
    assert_eq!(field.get_attribute("aria-invalid"), None);

    error.set(Some("An NHS number has 10 digits. This entry has 9".to_owned()));
    settle().await;
    assert!(page.text().contains("An NHS number has 10 digits. This entry has 9"), "{}", page.text());
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    let read_with_it: String = field
        .get_attribute("aria-describedby")
        .unwrap()
        .split(' ')
        .map(|id| document().get_element_by_id(id).unwrap().text_content().unwrap())
        .collect();
    assert!(
        read_with_it.contains("This entry has 9") && read_with_it.contains("999 123 4567"),
        "{read_with_it}"
    );
}

#[wasm_bindgen_test]
fn the_field_asks_for_digits_and_keeps_no_history() {
    let page = Page::of(|| view! { <NhsNumberInput value=RwSignal::new(String::new()) /> });
    let field = page.one("input");
    assert_eq!(field.get_attribute("inputmode").as_deref(), Some("numeric"));
    assert_eq!(field.get_attribute("autocomplete").as_deref(), Some("off"));
    assert!(page.text_of("label").contains("NHS number"));
}
