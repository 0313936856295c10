//! The frame of a table, which scrolls where the table is wider than the page.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::ResizeObserver;

use super::Column;

/// A table in its frame.
pub(super) fn frame(caption: String, labels: bool, columns: &[Column], table: AnyView) -> AnyView {
    let frame = NodeRef::<html::Div>::new();
    let scrolls = scrolls(frame);
    tell_columns(frame, columns);
    let is_fixed = columns.iter().any(|column| column.wide.is_some());
    view! {
        <div
            class="app-data-table"
            class=("app-data-table--labels", labels)
            class=("app-data-table--fixed", is_fixed)
            node_ref=frame
            tabindex=move || scrolls.get().then_some("0")
            role=move || scrolls.get().then_some("region")
            aria-label=move || scrolls.get().then(|| caption.clone())
        >
            {table}
        </div>
    }
    .into_any()
}

/// Whether a frame scrolls, which must then be reachable by keyboard (SC 2.1.1); one that does not would be a needless
/// stop. Told by the browser, which says nothing of what it leaves out as long as that is out of sight: to ask would make
/// it lay out every table of a long list.
fn scrolls(frame: NodeRef<html::Div>) -> RwSignal<bool> {
    let scrolls = RwSignal::new(false);
    let look = Closure::<dyn Fn()>::new(move || {
        if let Some(frame) = frame.try_get_untracked().flatten() {
            let is_cut = frame.scroll_width() > frame.client_width()
                || frame.scroll_height() > frame.client_height() + 1;
            scrolls.try_set(is_cut);
        }
    });
    let Ok(observer) = ResizeObserver::new(look.as_ref().unchecked_ref()) else { return scrolls };
    // Both are kept until the frame goes: the browser calls back into them.
    let kept = StoredValue::new_local((observer, look));
    frame.on_load(move |frame| {
        kept.try_with_value(|(observer, _)| observer.observe(&frame));
    });
    on_cleanup(move || {
        kept.try_with_value(|(observer, _)| observer.disconnect());
    });
    scrolls
}

/// Tells the style sheet how wide the columns are, and what they are called, for the labels in front of the values of a
/// narrow screen: a label in each cell would be a third of a long list. The headings serve screen readers.
fn tell_columns(frame: NodeRef<html::Div>, columns: &[Column]) {
    // As a string of CSS is written.
    let quoted = |label: &str| format!("\"{}\"", label.replace('\\', "\\\\").replace('"', "\\\""));
    let mut told = Vec::new();
    for (index, column) in columns.iter().enumerate() {
        let number = index + 1;
        told.push((format!("--app-column-{number}"), quoted(&column.label)));
        let widths = [("--app-wide", column.wide), ("--app-on-paper", column.on_paper)];
        told.extend(
            widths
                .into_iter()
                .filter_map(|(name, width)| Some((format!("{name}-{number}"), width?.to_owned()))),
        );
    }
    frame.on_load(move |frame| {
        let style = frame.unchecked_ref::<web_sys::HtmlElement>().style();
        for (name, value) in &told {
            let _ = style.set_property(name, value);
        }
    });
}
