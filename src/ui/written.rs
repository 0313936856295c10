//! The one door for markup: what does not react once it is drawn is written with [`maud::html!`], which escapes whatever is
//! put into it, and drawn here (docs/decisions/0006-two-ways-of-drawing.md).

use leptos::prelude::*;
use maud::Markup;

/// What was written, as a view; nothing where nothing was. Its frame is not a box.
pub fn written(markup: Markup) -> AnyView {
    let markup = markup.into_string();
    (!markup.is_empty()).then(|| view! { <div class="app-written" inner_html=markup></div> }).into_any()
}
