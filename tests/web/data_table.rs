//! The data table is a table to the eye, to a screen reader, and on a narrow screen.

use gp_connect_viewer::ui::data_table::{Column, DataTable, Row, RowMark, missing};
use leptos::prelude::*;
use maud::html;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::{Page, settle};

fn medications() -> Page {
    Page::of(|| {
        let text = |words: &str| html! { (words) };
        let columns = vec![Column::text("Medicine"), Column::date("Last issued"), Column::numeric("Issues")];
        let rows = vec![
            Row::new(vec![text("apixaban"), text("02-Nov-2026"), text("12")]),
            Row::new(vec![text("morphine"), text("2014"), missing("Not known")]).marked(RowMark::Chosen),
        ];
        view! { <DataTable caption="Current medication" columns=columns rows=rows /> }
    })
}

#[wasm_bindgen_test]
fn it_has_a_caption_headings_and_a_heading_in_each_row() {
    let page = medications();
    assert_eq!(page.text_of("caption"), "Current medication");
    assert_eq!(page.count("thead th[scope=col]"), 3);
    assert_eq!(page.count("tbody th[scope=row]"), 2);
    assert_eq!(page.count("tbody td"), 4);
}

#[wasm_bindgen_test]
fn it_stays_a_table_for_a_screen_reader_when_drawn_as_rows() {
    let page = medications();
    for (selector, role) in [
        ("table", "table"),
        ("thead tr", "row"),
        ("thead th", "columnheader"),
        ("tbody th", "rowheader"),
        ("td", "cell"),
    ] {
        assert_eq!(page.one(selector).get_attribute("role").as_deref(), Some(role), "{selector}");
    }
}

#[wasm_bindgen_test]
async fn the_style_sheet_knows_the_names_of_the_columns_for_narrow_screens() {
    let page = medications();
    settle().await;
    let frame = page.one(".app-data-table").get_attribute("style").unwrap();
    for name in
        ["--app-column-1: \"Medicine\"", "--app-column-2: \"Last issued\"", "--app-column-3: \"Issues\""]
    {
        assert!(frame.contains(name), "{name} in {frame}");
    }
    // The cells hold what was sent, and nothing else.
    assert_eq!(page.one("tbody tr:last-child").text_content().unwrap(), "morphine2014Not known");
}

#[wasm_bindgen_test]
fn no_cell_is_blank() {
    let page = medications();
    assert!(page.text_of("tbody tr:last-child td:last-child").contains("Not known"));
}

#[wasm_bindgen_test]
fn a_table_that_fits_is_no_stop_for_the_tab_key() {
    assert_eq!(medications().one(".app-data-table").get_attribute("tabindex"), None);
}
