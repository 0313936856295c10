//! A dialog over the page: nothing else can be used until it is closed.

use leptos::html;
use leptos::prelude::*;

/// A dialog with its heading, shown for as long as it is open. `Esc` closes it, as its buttons do.
#[component]
pub fn Dialog(
    /// Id of the heading, which names the dialog.
    id: &'static str,
    /// The heading.
    title: &'static str,
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// What closing it means. Also heard when the page takes the dialog away: what it would set may be gone by then.
    on_close: impl Fn() + 'static,
    /// What it says, and its buttons.
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        let is_wanted = open.get();
        if is_wanted && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !is_wanted && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog class="app-dialog" aria-labelledby=id node_ref=dialog on:close=move |_| on_close()>
            <h2 id=id>{title}</h2>
            {children()}
        </dialog>
    }
}
