//! One section: where it comes from, what is missing, then the provider's own content.

use std::sync::Arc;

use leptos::prelude::*;

use super::period_form::PeriodForm;
use super::provenance::Provenance;
use super::sections::Sections;
use crate::clinical::State;
use crate::clinical::care_record::{Caveat, Completeness, Section};
use crate::record::asked::sections::SectionView;
use crate::record::differences::Differences;
use crate::session::confirmed_mark::ConfirmedMark;
use crate::session::session;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::card::Nothing;
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::progress::Progress;
use crate::ui::provider_html::ProviderHtml;

/// A section in whatever state it is.
#[component]
pub fn SectionPanel(
    /// All sections.
    sections: Sections,
    /// The one to show.
    section: Section,
) -> impl IntoView {
    let Some(state) = sections.state(section) else { return ().into_any() };
    let again = Callback::new(move |()| sections.ask(section));
    let practice = session().patient_untracked().map(|open| open.provider().name.clone()).unwrap_or_default();
    let body = move || match state.get() {
        State::NotRequested => view! {
            <p>"This section has not been asked for yet."</p>
            <Button kind=ButtonKind::Secondary small=true on_press=again>"Ask for it"</Button>
        }
        .into_any(),
        State::Loading => {
            view! { <Progress what=format!("Asking {practice} for {}", section.title()) /> }.into_any()
        }
        State::Failed(error) => {
            let fault = Fault::from(&error);
            if error.is_retryable() {
                view! { <FaultPanel fault=fault on_retry=again /> }.into_any()
            } else {
                view! { <FaultPanel fault=fault /> }.into_any()
            }
        }
        State::Withheld(words) => {
            view! { <Callout heading="Not shared">{words.join(" ")}</Callout> }.into_any()
        }
        State::NotSupported(words) => view! { <Callout heading="Not supported">{words}</Callout> }.into_any(),
        State::Empty(words) => view! { <Nothing words=words /> }.into_any(),
        State::Present { items, warnings } => {
            view! { <Arrived arrived=items warnings=warnings sections=sections section=section /> }.into_any()
        }
    };
    let dates = section.takes_period().then(|| view! { <PeriodForm sections=sections section=section /> });
    view! {
        <section class="app-practice-view__section" aria-label=section.title()>
    {dates}
            {body}
        </section>
    }
    .into_any()
}

#[component]
fn Arrived(
    arrived: Arc<SectionView>,
    warnings: Vec<String>,
    sections: Sections,
    section: Section,
) -> impl IntoView {
    let provenance = view! { <Provenance arrived=arrived.clone() section=section sections=sections /> };
    if let Some(check) = arrived.likeness.asks().cloned() {
        return view! {
            {provenance}
            <Differences check=check on_confirm=Callback::new(move |()| sections.confirm(section)) />
        }
        .into_any();
    }
    let practice = session().patient_untracked().map(|open| open.provider().name.clone()).unwrap_or_default();
    let marked = arrived.likeness.confirmed().cloned();
    let marked = marked.map(|check| view! { <ConfirmedMark check=check source=practice /> });
    view! {
        {provenance}
        {marked}
        {caveats(&arrived, sections, section)}
        {warnings.into_iter().map(|words| view! { <Callout heading="Unusual answer">{words}</Callout> }).collect_view()}
        {habits(&arrived, section)}
        {jumps(&arrived)}
        <ProviderHtml narrative=arrived.narrative.clone() />
    }
    .into_any()
}

/// Missing is louder than present: what the section itself says that it lacks, above its content (ARH-39, ARH-54).
fn caveats(arrived: &SectionView, sections: Sections, section: Section) -> impl IntoView + use<> {
    let all = Callback::new(move |()| sections.narrow(section, None));
    let gaps: Vec<String> =
        arrived.review.caveats.iter().filter(|caveat| caveat.is_gap()).map(Caveat::sentence).collect();
    let heading = match arrived.review.completeness() {
        Completeness::Denied => "Access denied",
        Completeness::NotSupported => "Not supported",
        Completeness::Unread => "Completeness not known",
        Completeness::Complete { .. }
        | Completeness::NothingRecorded
        | Completeness::Narrowed { .. }
        | Completeness::Incomplete { .. } => "Not complete",
    };
    let gaps = (!gaps.is_empty()).then(|| view! { <Callout heading=heading>{gaps.join(" ")}</Callout> });
    let narrowed = arrived.asked.map(|asked| {
        view! {
            <Callout heading="Some dates only">
                {format!("Asked for entries {}. Others are not shown. ", asked.words())}
                <Button kind=ButtonKind::Link on_press=all>"Show all dates"</Button>
            </Callout>
        }
    });
    let older = arrived.review.caveats.contains(&Caveat::OlderLayout).then(|| {
        view! { <p class="app-quiet app-small">{Caveat::OlderLayout.sentence()}</p> }
    });
    view! {
        {gaps}
        {narrowed}
        {older}
    }
}

/// What is known about how this system fills the section (HTML digest 2.6).
fn habits(arrived: &SectionView, section: Section) -> impl IntoView + use<> {
    let notes = arrived.answer.system.brand().map_or(&[] as &[&str], |brand| brand.notes(section));
    (!notes.is_empty()).then(|| {
        view! {
            <Callout kind=CalloutKind::Note heading="How this system is known to behave">{notes.join(" ")}</Callout>
        }
    })
}

/// Ways to the parts of a long section (ARH-45).
fn jumps(arrived: &SectionView) -> impl IntoView + use<> {
    let parts: Vec<_> =
        arrived.narrative.headings().iter().filter(|heading| heading.level > 1).cloned().collect();
    let button = |heading: crate::format::narrative::Heading| {
        let id = heading.id;
        let jump = Callback::new(move |()| {
            if let Some(target) = document().get_element_by_id(&id) {
                target.scroll_into_view();
                let target: web_sys::HtmlElement = wasm_bindgen::JsCast::unchecked_into(target);
                // A heading with tabindex takes the focus.
                let _ = target.focus();
            }
        });
        view! {
            <li>
                <Button kind=ButtonKind::Link on_press=jump>{heading.words}</Button>
            </li>
        }
    };
    (parts.len() > 1).then(|| {
        view! {
            <nav aria-label="Parts of this section" class="app-not-on-paper">
                <ul class="app-jumps">{parts.into_iter().map(button).collect_view()}</ul>
            </nav>
        }
    })
}
