//! Tags: an adjective beside the thing it is about. Never a link, never colour alone.

use leptos::prelude::*;
use maud::{Markup, html};

/// What a tag means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TagKind {
    /// A plain fact.
    #[default]
    Plain,
    /// Dangerous or failed.
    Danger,
    /// Incomplete, degraded or withheld.
    Incomplete,
    /// As it should be.
    Good,
    /// Where the user is, what is chosen.
    Here,
}

impl TagKind {
    fn class(self) -> &'static str {
        match self {
            TagKind::Plain => "nhsuk-tag nhsuk-tag--grey",
            TagKind::Danger => "nhsuk-tag nhsuk-tag--red",
            TagKind::Incomplete => "nhsuk-tag nhsuk-tag--orange",
            TagKind::Good => "nhsuk-tag nhsuk-tag--green",
            TagKind::Here => "nhsuk-tag nhsuk-tag--blue",
        }
    }
}

/// A tag with its word or few.
pub fn tag(kind: TagKind, text: &str) -> Markup {
    html! { strong class=(kind.class()) { (text) } }
}

/// [`tag`], as a view.
#[component]
pub fn Tag(
    /// What it means.
    #[prop(optional)]
    kind: TagKind,
    /// What it says.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! { <strong class=kind.class()>{text}</strong> }
}
