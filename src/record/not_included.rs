//! Entries of a list that cannot be shown, in place (structured digest 2.10).

use leptos::prelude::*;
use maud::html;

use crate::ui::written::written;

/// Their words; nothing where all can be shown.
pub fn not_included(entries: &[String]) -> AnyView {
    written(html! {
        @if !entries.is_empty() {
            div.app-nothing {
                p { "Listed by the practice, without details in this response:" }
                ul.nhsuk-list.nhsuk-list--bullet {
                    @for words in entries { li { (words) } }
                }
            }
        }
    })
}
