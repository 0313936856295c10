//! The rail shows each area's state, and the worst one where there is no room for the rail.

use gp_connect_viewer::ui::area_rail::{Area, AreaGroup, AreaRail, AreaState, Severity};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settle};

fn groups(referrals: AreaState) -> Vec<AreaGroup> {
    let area =
        |label: &str, state| Area { label: label.to_owned(), to: label.to_lowercase(), state: Some(state) };
    vec![AreaGroup {
        heading: Some("Record".to_owned()),
        areas: vec![
            area("Medications", AreaState::new("7, some withheld", Severity::Incomplete)),
            area("Referrals", referrals),
            area("Diary", AreaState::new("not supported", Severity::Quiet)),
        ],
    }]
}

// proves: ARH-55
#[wasm_bindgen_test]
async fn a_failure_is_in_words_and_stands_on_the_menu_button() {
    let shown = RwSignal::new(groups(AreaState::new("loading", Severity::Quiet)));
    let page = Page::of(move || view! { <AreaRail groups=shown /> });
    let menu = |page: &Page| page.one(".app-area-rail__menu").text_content().unwrap();
    assert_eq!(menu(&page), "AreasMedications: 7, some withheld");

    shown.set(groups(AreaState::new("failed", Severity::Failed)));
    settle().await;
    assert_eq!(menu(&page), "AreasReferrals: failed, and 1 more");
    let all = page.one(".app-area-rail").text_content().unwrap();
    for words in ["Medications, 7, some withheld", "Referrals, failed", "Diary, not supported"] {
        assert!(all.contains(words), "{words} in {all}");
    }
}

#[wasm_bindgen_test]
async fn the_menu_opens_and_closes() {
    let page = Page::of(
        || view! { <AreaRail groups=Signal::stored(groups(AreaState::new("2", Severity::Plain))) /> },
    );
    settle().await;
    let menu = page.one(".app-area-rail__menu");
    assert_eq!(menu.get_attribute("aria-expanded").as_deref(), Some("false"));
    page.press("Areas").await;
    assert_eq!(menu.get_attribute("aria-expanded").as_deref(), Some("true"));
    assert_eq!(page.count(".app-area-rail__groups--closed"), 0);
}
