//! What is on every sheet of paper above a page: practice, time of retrieval, warnings (ARH-47).

use leptos::prelude::*;

/// What the page shown wants on every sheet; the shell gives one as a context and prints it under the banner.
#[derive(Clone, Copy)]
pub struct OnPaper(RwSignal<Vec<Signal<Vec<String>>>>);

impl OnPaper {
    /// Puts an empty one into the context of the current owner.
    pub fn provide() -> Self {
        let on_paper = Self(RwSignal::default());
        provide_context(on_paper);
        on_paper
    }

    /// The lines now, tracked.
    pub fn lines(&self) -> Vec<String> {
        self.0.with(|named| named.iter().flat_map(|lines| lines.get()).collect())
    }
}

/// Names lines for the page that is being made, below those named before; they go when the page goes, and leave alone
/// those of the page that has taken its place by then.
pub fn print_on_every_sheet(lines: impl Into<Signal<Vec<String>>>) {
    let Some(on_paper) = use_context::<OnPaper>() else { return };
    let lines = lines.into();
    on_paper.0.update(|named| named.push(lines));
    on_cleanup(move || {
        on_paper.0.try_update(|named| named.retain(|one| *one != lines));
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
