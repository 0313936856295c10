//! Callouts: a statement beside the data it concerns.

use leptos::prelude::*;
use maud::{Markup, html};

/// How grave a callout is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CalloutKind {
    /// Something is missing, withheld or degraded.
    #[default]
    Incomplete,
    /// A danger to the patient.
    Danger,
    /// Worth knowing.
    Note,
}

impl CalloutKind {
    fn class(self) -> &'static str {
        match self {
            CalloutKind::Incomplete => "app-callout",
            CalloutKind::Danger => "app-callout app-callout--danger",
            CalloutKind::Note => "app-callout app-callout--note",
        }
    }

    /// What a colour says to the eye, words say to a screen reader.
    fn spoken(self) -> &'static str {
        match self {
            CalloutKind::Incomplete => "Warning: ",
            CalloutKind::Danger => "Danger: ",
            CalloutKind::Note => "",
        }
    }
}

/// A callout: its heading says the matter in two or three words, its text the rest.
pub fn callout(kind: CalloutKind, heading: &str, rest: Markup) -> Markup {
    html! {
        div class=(kind.class()) role="note" {
            p {
                span.app-callout__heading {
                    span.nhsuk-u-visually-hidden { (kind.spoken()) }
                    (heading) "."
                }
                " "
                (rest)
            }
        }
    }
}

/// [`callout`], around a view.
#[component]
pub fn Callout(
    /// How grave it is.
    #[prop(optional)]
    kind: CalloutKind,
    /// The matter: `Items withheld`.
    #[prop(into)]
    heading: String,
    /// The rest.
    children: Children,
) -> impl IntoView {
    view! {
        <div class=kind.class() role="note">
            <p>
                <span class="app-callout__heading">
                    <span class="nhsuk-u-visually-hidden">{kind.spoken()}</span>
                    {heading}
                    "."
                </span>
                " "
                {children()}
            </p>
        </div>
    }
}
