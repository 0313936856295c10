//! What writes markup, as a view: one source for long lists and for views.

use leptos::prelude::*;

use crate::format::markup::Markup;

/// What `write` writes as a view; nothing where it writes nothing. Its frame is not a box.
pub fn written(write: impl FnOnce(&mut Markup)) -> Option<AnyView> {
    let mut markup = Markup::default();
    write(&mut markup);
    (!markup.is_empty())
        .then(|| view! { <div class="app-written" inner_html=markup.into_html()></div> }.into_any())
}
