//! Views that are made afresh: nothing that the browser keeps in an element lives on in the next view.

use std::sync::Arc;

use leptos::prelude::*;

/// Draws what a key stands for, and draws afresh when the key changes.
///
/// A plain `move || match …` may reuse elements of the view before where both have the same shape: a fold that was open
/// stays open, and what had the focus keeps it under another name. Pages and steps must not inherit that. `key` is tracked,
/// `draw` is not.
pub fn afresh<K>(
    key: impl Fn() -> K + Send + Sync + 'static,
    draw: impl Fn(K) -> AnyView + Send + Sync + 'static,
) -> AnyView
where
    K: Clone + PartialEq + Send + Sync + 'static,
{
    let counted = Memo::new(move |before: Option<&(K, u64)>| {
        let now = key();
        match before {
            Some((key, count)) if *key == now => (now, *count),
            Some((_, count)) => (now, count + 1),
            None => (now, 0),
        }
    });
    counted_views(
        Box::new(move || counted.with(|(_, count)| *count)),
        Arc::new(move || draw(counted.with_untracked(|(key, _)| key.clone()))),
    )
}

/// Draws afresh with each count.
fn counted_views(
    count: Box<dyn Fn() -> u64 + Send + Sync>,
    draw: Arc<dyn Fn() -> AnyView + Send + Sync>,
) -> AnyView {
    let children = move |_: u64| untrack(|| draw());
    view! { <For each=move || [count()] key=|count| *count children=children /> }.into_any()
}
