//! What stands on every sheet of paper above a page: practice, time of retrieval, warnings (ARH-47).

use leptos::prelude::*;

/// The lines of the page shown; the shell gives one as a context and prints them under the banner.
#[derive(Clone, Copy)]
pub struct OnPaper(RwSignal<Option<Signal<Vec<String>>>>);

impl OnPaper {
    /// Puts an empty one into the context of the current owner.
    pub fn provide() -> Self {
        let on_paper = Self(RwSignal::new(None));
        provide_context(on_paper);
        on_paper
    }

    /// The lines now, tracked.
    pub fn lines(&self) -> Vec<String> {
        self.0.get().map(|lines| lines.get()).unwrap_or_default()
    }
}

/// Names the lines for the page that is being made; they go when the page goes.
pub fn print_on_every_sheet(lines: impl Into<Signal<Vec<String>>>) {
    let Some(on_paper) = use_context::<OnPaper>() else { return };
    on_paper.0.set(Some(lines.into()));
    on_cleanup(move || {
        on_paper.0.try_set(None);
    });
}

/// The lines, seen on paper only.
#[component]
pub fn PaperLines(
    /// Where the pages name theirs.
    on_paper: OnPaper,
) -> impl IntoView {
    let lines = move || on_paper.lines().into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
    view! { <div class="app-only-on-paper">{lines}</div> }
}
