//! The practice's own view of the record: ten sections as its system writes them (Access Record HTML).

mod panel;
mod period_form;
mod provenance;
mod sections;
mod strip;

pub use sections::Sections;

use leptos::prelude::*;

use crate::session::{Part, session};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::parts::part;
use panel::SectionPanel;
use strip::SectionStrip;

part!(
    /// The page, in the part of the documents: what reads a provider's HTML is for those who open either.
    PRACTICE_VIEW: fn() -> AnyView = documents, load_practice_view, || view! { <PracticeViewPage /> }.into_any()
);

/// `/practice-view`: the list of sections with their states, and the section shown.
#[component]
pub fn PracticeViewPage() -> impl IntoView {
    let Some(sections) = Sections::here() else {
        return view! {
            <h1>"Practice view"</h1>
            <p>"No patient is open, so nothing was asked for."</p>
        }
        .into_any();
    };
    sections.ask_for_missing();
    let refresh = Callback::new(move |()| sections.ask_for_all());
    let print = Callback::new(move |()| sections.print());
    let closed = sections.closed();
    let not_open = (!closed.is_empty()).then(|| {
        let names = closed.iter().map(|section| section.title()).collect::<Vec<_>>().join(", ");
        let parts: Vec<Part> = closed.iter().copied().map(Part::Section).collect();
        let why = session().settings().access.why(&parts);
        view! {
            <p class="app-quiet app-small">
                {format!("{why} Not asked for: {names}. This does not say whether they have entries.")}
            </p>
        }
    });
    let practice = session().patient_untracked().map(|open| open.provider().name.clone()).unwrap_or_default();
    view! {
        <div class="app-page-head">
            <h1>"Practice view"</h1>
            <span class="app-quiet app-small">{format!("as {practice} sends it")}</span>
            <span class="app-page-head__end app-not-on-paper">
                <Button kind=ButtonKind::Secondary small=true on_press=refresh>"Refresh all"</Button>
                " "
                <Button kind=ButtonKind::Secondary small=true on_press=print>"Print section"</Button>
            </span>
        </div>
        // ARH-41, ARH-42: what kind of document this is.
        <p class="app-practice-view__nature app-quiet app-small">
            "Made by the practice's computer system, not signed off by one clinician. Changes from a consultation that is still open may be missing. Systems differ: use it alongside other sources."
        </p>
        {not_open}
        <SectionStrip sections=sections />
        {move || {
            let section = sections.shown().get();
            view! { <SectionPanel sections=sections section=section /> }
        }}
    }
    .into_any()
}
