//! Provider HTML on screen: the one place of the app where markup from elsewhere enters the page (ARH-49).
//!
//! Text that is XML is tidied as XML; text that is not is made XML first, and said to be repaired; what cannot be read
//! without losing a word is shown as it was received, with a warning (ARH-52). The tidied HTML then passes an audited
//! sanitiser, and what comes out is compared with what went in: when one word or cell is missing, the plain text is
//! shown instead. So a word can be moved to another form, but not lost.

mod gate;
mod reach;
mod slices;

pub use gate::{DOMPURIFY, Gate};

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local_scoped_with_cancellation;
use web_sys::Element;

use crate::format::SIGN_MEANS;
use crate::format::narrative::{Form, ProviderNarrative, Reading, Removed, same_text};

impl ProviderNarrative {
    /// Fills `target` with the narrative; `None` for the gate, or a gate that loses a word, gives plain text.
    pub fn fill(&self, target: &Element, gate: Option<&Gate>) -> Shown {
        if let (Some(reading), Some(gate)) = (self.reading(), gate)
            && gate.fill(target, &reading.html)
            && is_whole(target, reading)
        {
            slices::draw_in_slices(target);
            return match self.form() {
                Form::Repaired(..) => Shown::Repaired(reading.removed),
                Form::AsSent(_) | Form::Unreadable => Shown::Whole(reading.removed),
            };
        }
        slices::write_in_slices(target, &self.as_text());
        Shown::PlainText
    }
}

/// Whether every word and every table cell came through the sanitiser.
fn is_whole(target: &Element, reading: &Reading) -> bool {
    let cells = target.query_selector_all("td, th").map_or(0, |cells| cells.length() as usize);
    cells == reading.cells && same_text(&target.text_content().unwrap_or_default(), &reading.text)
}

/// How a narrative reached the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Shown {
    /// Formatted, every word there.
    Whole(Removed),
    /// The same, after its markup was repaired.
    Repaired(Removed),
    /// As text without formatting.
    PlainText,
}

impl Shown {
    /// What is above the content: things that a reader must know before reading.
    pub fn warning(&self) -> Option<String> {
        match self {
            Shown::Whole(removed) => removed.sentence().filter(|_| removed.is_notable()),
            Shown::Repaired(removed) => Some(
                [
                    Some("The practice's system sent faulty markup. It was repaired to be shown here; rows, columns or emphasis may look different from the practice's own screen.".to_owned()),
                    Some(removed.sentences().join(" ")).filter(|_| removed.is_notable()),
                ]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" "),
            ),
            Shown::PlainText => Some(
                "This section cannot be shown with its formatting. Its text is shown as it was received; columns may not line up.".to_owned(),
            ),
        }
    }

    /// The same above a document that is a web page: nobody promised that one is well-formed XML.
    fn warning_of_page(&self) -> Option<String> {
        match self {
            Shown::Repaired(removed) => Some(removed.sentences().join(" ")).filter(|_| removed.is_notable()),
            Shown::PlainText => Some(
                "This page cannot be shown with its formatting. Its text is shown as it was received; columns may not line up."
                    .to_owned(),
            ),
            Shown::Whole(_) => self.warning(),
        }
    }

    /// What is below the content: formatting that was left out, when nothing else was.
    pub fn note(&self) -> Option<String> {
        match self {
            Shown::Whole(removed) => removed.sentence().filter(|_| !removed.is_notable()),
            Shown::Repaired(removed) => {
                Some(removed.sentences().join(" ")).filter(|words| !removed.is_notable() && !words.is_empty())
            }
            Shown::PlainText => None,
        }
    }
}

/// A narrative with what must be said about it.
#[component]
pub fn ProviderHtml(
    /// What to show.
    narrative: ProviderNarrative,
    /// Whether it is a web page, not a section that the specification wants well-formed.
    #[prop(optional)]
    is_page: bool,
) -> impl IntoView {
    let target = NodeRef::<Div>::new();
    let has_signs = narrative.has_signs();
    let shown = RwSignal::new(None::<Shown>);
    Effect::new(move |_| {
        let Some(target) = target.get() else { return };
        if let Some(gate) = Gate::of_browser() {
            shown.set(Some(narrative.fill(&target, Some(&gate))));
            reach::reach(&target);
            return;
        }
        let narrative = narrative.clone();
        spawn_local_scoped_with_cancellation(async move {
            let gate = Gate::dompurify(DOMPURIFY).await;
            shown.set(Some(narrative.fill(&target, gate.as_ref())));
            reach::reach(&target);
        });
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        if let Some(target) = target.get_untracked() {
            reach::reach(&target);
        }
    });
    on_cleanup(move || resized.remove());
    let class = move || match shown.get() {
        Some(Shown::PlainText) => "app-provider-html app-provider-html--plain-text",
        Some(Shown::Whole(_) | Shown::Repaired(_)) | None => "app-provider-html",
    };
    let warning = move || {
        let shown = shown.get()?;
        if is_page { shown.warning_of_page() } else { shown.warning() }
    };
    let note = move || shown.get().and_then(|shown| shown.note());
    view! {
        {move || warning().map(|words| view! { <p class="app-provider-html-warning" role="status">{words}</p> })}
        {has_signs.then(|| view! { <p class="app-provider-html-warning">{SIGN_MEANS}</p> })}
        <Show when=move || shown.get().is_none()>
            <p class="app-provider-html-note">"Preparing the section for display"</p>
        </Show>
        <div class=class node_ref=target></div>
        {move || note().map(|words| view! { <p class="app-provider-html-note">{words}</p> })}
    }
}
