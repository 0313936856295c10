//! Callouts: a statement beside the data it concerns.

use leptos::prelude::*;

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

/// A callout: its heading says the matter in two or three words, its text the rest.
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
    let class = match kind {
        CalloutKind::Incomplete => "app-callout",
        CalloutKind::Danger => "app-callout app-callout--danger",
        CalloutKind::Note => "app-callout app-callout--note",
    };
    // What a colour says to the eye, words say to a screen reader.
    let spoken = match kind {
        CalloutKind::Incomplete => "Warning: ",
        CalloutKind::Danger => "Danger: ",
        CalloutKind::Note => "",
    };
    view! {
        <div class=class role="note">
            <p>
                <span class="app-callout__heading">
                    <span class="nhsuk-u-visually-hidden">{spoken}</span>
                    {heading}
                    "."
                </span>
                " "
                {children()}
            </p>
        </div>
    }
}
