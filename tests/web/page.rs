//! A view in a page of its own, seen as a user sees it.

use leptos::mount::mount_to;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement};

/// A mounted view; it is taken away when this is dropped.
pub struct Page {
    root: HtmlElement,
    _mounted: Box<dyn std::any::Any>,
}

impl Page {
    /// Mounts a view into an element of its own.
    pub fn of<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> Self {
        let root: HtmlElement = document().create_element("div").unwrap().unchecked_into();
        document().body().unwrap().append_child(&root).unwrap();
        let mounted = mount_to(root.clone(), view);
        Self { root, _mounted: Box::new(mounted) }
    }

    /// What can be read, folds and hidden parts left out, blanks squeezed.
    pub fn text(&self) -> String {
        squeeze(&self.root.inner_text())
    }

    /// What a part of it reads.
    pub fn text_of(&self, selector: &str) -> String {
        squeeze(&self.one(selector).unchecked_into::<HtmlElement>().inner_text())
    }

    /// The one element of a kind.
    pub fn one(&self, selector: &str) -> Element {
        self.root.query_selector(selector).unwrap().unwrap_or_else(|| panic!("no {selector} in the page"))
    }

    /// How many there are of a kind.
    pub fn count(&self, selector: &str) -> u32 {
        self.root.query_selector_all(selector).unwrap().length()
    }

    /// All elements of a kind, in order.
    pub fn all(&self, selector: &str) -> Vec<HtmlElement> {
        let all = self.root.query_selector_all(selector).unwrap();
        (0..all.length()).filter_map(|index| all.get(index)?.dyn_into().ok()).collect()
    }

    /// The button or link that says so.
    pub fn control(&self, says: &str) -> HtmlElement {
        let all = self.root.query_selector_all("button, a").unwrap();
        (0..all.length())
            .filter_map(|index| all.get(index)?.dyn_into::<HtmlElement>().ok())
            .find(|element| squeeze(&element.inner_text()).contains(says))
            .unwrap_or_else(|| panic!("nothing to press says {says}"))
    }

    /// Presses it, and lets the page settle.
    pub async fn press(&self, says: &str) {
        self.control(says).click();
        settle().await;
    }

    /// Types into the one field and leaves it.
    pub async fn enter(&self, text: &str) {
        let field: HtmlInputElement = self.one("input").unchecked_into();
        field.set_value(text);
        field.dispatch_event(&Event::new("input").unwrap()).unwrap();
        field.dispatch_event(&Event::new("change").unwrap()).unwrap();
        settle().await;
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.root.remove();
    }
}

/// Lets effects and renders happen.
pub async fn settle() {
    leptos::task::tick().await;
    leptos::task::tick().await;
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
