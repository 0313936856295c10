//! Buttons.

use leptos::prelude::*;

/// How a button looks, by what it does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    /// Green: the one thing this page is for.
    #[default]
    Primary,
    /// White: everything else.
    Secondary,
    /// Red: cannot be undone.
    Warning,
    /// An action within text.
    Link,
}

impl ButtonKind {
    fn class(self) -> &'static str {
        match self {
            ButtonKind::Primary => "nhsuk-button",
            ButtonKind::Secondary => "nhsuk-button nhsuk-button--secondary",
            ButtonKind::Warning => "nhsuk-button nhsuk-button--warning",
            ButtonKind::Link => "app-link-button",
        }
    }
}

/// A button. A blocked one stays in the tab order, so that its reason can be heard (`described_by`), and does nothing.
#[component]
pub fn Button(
    /// How it looks.
    #[prop(optional)]
    kind: ButtonKind,
    /// Whether it is small, for rows and strips.
    #[prop(optional)]
    small: bool,
    /// Whether it submits the form it is in.
    #[prop(optional)]
    submit: bool,
    /// Whether it must do nothing for now.
    #[prop(optional, into)]
    blocked: Signal<bool>,
    /// Id of the text that says why it is blocked, or more about what it does.
    #[prop(optional, into)]
    described_by: Option<String>,
    /// What it does; a submit button leaves that to its form.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let pressed = move |event: leptos::ev::MouseEvent| {
        if blocked.get_untracked() {
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=kind.class()
            class=("nhsuk-button--small", small)
            aria-disabled=move || blocked.get().then_some("true")
            aria-describedby=described_by
            on:click=pressed
        >
            {children()}
        </button>
    }
}
