//! The practice's own view of the record: ten sections as its system writes them (Access Record HTML).

mod panel;
mod period_form;
mod provenance;
mod sections;
mod strip;

pub use sections::Sections;

use leptos::prelude::*;

use crate::session::session;
use crate::ui::button::{Button, ButtonKind};
use panel::SectionPanel;
use strip::SectionStrip;

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
    let hidden = sections.hidden_by_role();
    let by_role = (hidden > 0).then(|| {
        let shown = sections.offered().len();
        view! {
            <p class="app-quiet app-small">
                {format!("Your role may see {shown} of the 10 sections; the others are not asked for.")}
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
        {by_role}
        <SectionStrip sections=sections />
        {move || {
            let section = sections.shown().get();
            view! { <SectionPanel sections=sections section=section /> }
        }}
    }
    .into_any()
}
