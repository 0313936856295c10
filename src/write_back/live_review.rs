//! Beside the form: what is still missing, what the sender should know, and the text of the pages as far as it is written.

use leptos::prelude::*;
use maud::html;

use super::field::{Remarks, is_missing};
use super::maker::Review;
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::progress::Progress;
use crate::ui::written::written;

/// Where the program that makes documents stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loading {
    /// On its way.
    Waiting,
    /// There.
    Here,
    /// It did not come.
    Failed,
}

/// The review.
#[component]
pub fn LiveReview(
    loading: RwSignal<Loading>,
    review: RwSignal<Review>,
    remarks: Remarks,
    on_retry: Callback<()>,
) -> impl IntoView {
    let shown = move || match loading.get() {
        Loading::Waiting => view! { <Progress what="Loading what makes the document" /> }.into_any(),
        Loading::Failed => view! { <FaultPanel fault=not_loaded() on_retry=on_retry /> }.into_any(),
        Loading::Here => view! {
            <Gaps remarks=remarks />
            {move || notices(&review.read().notices)}
            {move || road(&review.read())}
            {move || pages_of(&review.read().pages)}
        }
        .into_any(),
    };
    view! {
        <section class="app-card app-write__review" aria-label="Review">
            <div class="app-card__head">
                <h2>"Review"</h2>
            </div>
            {shown}
        </section>
    }
}

/// How many things stand in the way, said once they change.
#[component]
fn Gaps(remarks: Remarks) -> impl IntoView {
    let words = Memo::new(move |_| {
        remarks.all.with(|all| {
            let missing = all.iter().filter(|one| is_missing(one)).count();
            let refused = all.len() - missing;
            match (missing, refused) {
                (0, 0) => "Ready to be checked and sent.".to_owned(),
                (missing, 0) => format!("Still to be entered: {missing}."),
                (0, refused) => format!("Refused as it is: {}.", reasons(refused)),
                (missing, refused) => {
                    format!("Refused as it is: {}. Still to be entered: {missing}.", reasons(refused))
                }
            }
        })
    });
    let list = move || {
        let lines = remarks.all.get();
        (!lines.is_empty()).then(|| {
            written(html! {
                ul.app-write__gaps {
                    @for line in &lines { li { (line.field) ": " (line.words.trim_start_matches("Missing: ")) } }
                }
            })
        })
    };
    view! {
        <p role="status"><strong>{words}</strong></p>
        {list}
    }
}

fn reasons(count: usize) -> String {
    if count == 1 { "1 reason".to_owned() } else { format!("{count} reasons") }
}

/// What the sender should know.
pub fn notices(all: &[String]) -> AnyView {
    let one = |words: &String| {
        let words = words.clone();
        view! { <Callout kind=CalloutKind::Note heading="Worth knowing">{words}</Callout> }
    };
    all.iter().map(one).collect_view().into_any()
}

fn road(review: &Review) -> AnyView {
    if review.address.is_empty() {
        return ().into_any();
    }
    written(html! {
        dl.app-write__road {
            dt { "In the practice's list" }
            dd { (review.subject) }
            dt { "Address in MESH" }
            dd { (review.address) }
        }
    })
}

/// The text of the pages, as the PDF shows it.
pub fn pages_of(pages: &[String]) -> AnyView {
    let count = pages.len();
    let page = |(at, text): (usize, &String)| {
        let name = format!("Text of page {} of {count}", at + 1);
        let text = text.clone();
        view! { <section class="app-write__page" tabindex="0" aria-label=name>{text}</section> }
    };
    pages.iter().enumerate().map(page).collect_view().into_any()
}

fn not_loaded() -> Fault {
    Fault {
        what: "What makes the document could not be loaded. Nothing was sent, and what you typed is kept."
            .to_owned(),
        next: "The network may be down. Go on writing, and try again.".to_owned(),
        ..Fault::default()
    }
}
