//! What stands in the place of a document that is not shown here.

use leptos::prelude::*;

use crate::ui::callout::Callout;

/// Why it is not shown.
pub fn save_only(why: &str) -> AnyView {
    let words = format!("{why} It can be saved and opened with another program.");
    view! { <Callout heading="Not shown here">{words}</Callout> }.into_any()
}
