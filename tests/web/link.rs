//! Links lead to the right place whatever path the app is served at.

use gp_connect_viewer::ui::link::{BasePath, Link, Place};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test;

use crate::page::Page;

#[wasm_bindgen_test]
fn the_base_is_everything_before_the_last_slash() {
    for (pathname, href, route) in [
        ("/", "/find", ""),
        ("/medications", "/find", "medications"),
        ("/demo/app/", "/demo/app/find", ""),
        ("/demo/app/medications", "/demo/app/find", "medications"),
    ] {
        let base = BasePath::of_page(pathname);
        assert_eq!(base.href("/find"), href, "{pathname}");
        assert_eq!(base.href("find"), href, "{pathname}");
        assert_eq!(base.route(pathname), route, "{pathname}");
    }
}

#[wasm_bindgen_test]
fn a_link_keeps_the_base_and_marks_the_page_shown() {
    let page = Page::of(|| {
        provide_context(Place {
            base: StoredValue::new(BasePath::of_page("/demo/find")),
            route: Signal::stored("find".to_owned()),
            go: Callback::new(|_| ()),
            again: RwSignal::new(0),
        });
        view! {
            <Link to="/find">"Find a patient"</Link>
            <Link to="/book">"Book"</Link>
        }
    });
    let (here, there) = (page.control("Find a patient"), page.control("Book"));
    assert_eq!(here.get_attribute("href").as_deref(), Some("/demo/find"));
    assert_eq!(here.get_attribute("aria-current").as_deref(), Some("page"));
    assert_eq!(there.get_attribute("href").as_deref(), Some("/demo/book"));
    assert_eq!(there.get_attribute("aria-current"), None);
}
