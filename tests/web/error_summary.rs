//! The error summary takes the focus, marks the title and leads to the field.

use gp_connect_viewer::ui::error_summary::{ErrorSummary, FieldError};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settle};

#[wasm_bindgen_test]
async fn it_takes_the_focus_and_leads_to_the_field() {
    document().set_title("Find a patient");
    let errors = RwSignal::new(Vec::new());
    let page = Page::of(move || {
        view! {
            <ErrorSummary errors=errors />
            <input id="reason" />
        }
    });
    assert_eq!(page.count(".nhsuk-error-summary"), 0);

    errors.set(vec![FieldError { field_id: "reason".to_owned(), message: "Enter a reason".to_owned() }]);
    settle().await;
    settle().await;
    assert!(page.text().contains("There is a problem Enter a reason"), "{}", page.text());
    assert!(document().active_element().unwrap().class_list().contains("nhsuk-error-summary"));
    assert_eq!(document().title(), "Error: Find a patient");

    page.press("Enter a reason").await;
    assert_eq!(document().active_element().unwrap().id(), "reason");

    errors.set(Vec::new());
    settle().await;
    assert_eq!(page.count(".nhsuk-error-summary"), 0);
    assert_eq!(document().title(), "Find a patient");
}
