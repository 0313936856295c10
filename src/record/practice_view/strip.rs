//! The list of sections with their states: the way to each, and the report of what is complete (ARH-36, ARH-45).

use leptos::prelude::*;

use super::sections::Sections;
use crate::clinical::State;
use crate::clinical::care_record::Section;
use crate::format::Severity;
use crate::record::asked::sections::in_list;
use crate::ui::live_region::announce;
use crate::ui::memo::memo;

/// All sections in catalogue order; a press shows one.
#[component]
pub fn SectionStrip(
    /// The sections.
    sections: Sections,
) -> impl IntoView {
    let entry = move |section: Section| {
        let state = memo(move || {
            let state = sections.state(section);
            // Every section in this list has a state; a missing one could only mean that nobody asked.
            state.map_or_else(|| in_list(&State::NotRequested), |state| state.with(in_list))
        });
        let choose = move |_| {
            sections.shown().set(section);
            announce(&format!("{}, {}", section.title(), state.get_untracked().words()));
        };
        let is_shown = move || sections.shown().get() == section;
        let class = move || match state.get().severity() {
            Severity::Plain | Severity::Quiet => "app-section-strip__state",
            Severity::Incomplete => "app-section-strip__state app-section-strip__state--incomplete",
            Severity::Failed => "app-section-strip__state app-section-strip__state--failed",
        };
        view! {
            <li class="app-section-strip__item">
                <button
                    type="button"
                    class="app-section-strip__button"
                    aria-current=move || is_shown().then_some("true")
                    on:click=choose
                >
                    <span class="app-section-strip__title">{section.label()}</span>
                    <span class="nhsuk-u-visually-hidden">", "</span>
                    <span class=class>{move || state.get().words()}</span>
                </button>
            </li>
        }
    };
    view! {
        <nav aria-label="Sections of the practice view" class="app-not-on-paper">
            <ul class="app-section-strip">{sections.offered().into_iter().map(entry).collect_view()}</ul>
        </nav>
    }
}
