//! Facts under their names.

use maud::{Markup, html};

/// Names and values as a list; one without a value is left out.
pub fn facts(facts: &[(&str, Option<String>)]) -> Markup {
    html! {
        dl.app-facts {
            @for (name, value) in facts {
                @if let Some(value) = value {
                    div { dt { (name) } " " dd { (value) } }
                }
            }
        }
    }
}

/// Further facts of a row under their name; nothing when there are none.
pub fn more(name: &str, values: &[String]) -> Markup {
    html! {
        @if !values.is_empty() {
            div.app-row__more { (name) ": " (values.join(", ")) }
        }
    }
}
