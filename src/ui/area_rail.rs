//! The rail of areas with their state: the map of the record and the report of what is complete.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::link::{Link, Place};
use super::memo::memo;
use super::unique_id;
pub use crate::format::Severity;

/// The state of one area: a number when complete, words when not, never a blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaState {
    /// `11`, `4 of 11`, `failed`, `withheld`, `not supported`, `loading`, `not asked`.
    pub words: String,
    /// How grave it is.
    pub severity: Severity,
}

impl AreaState {
    /// A state in words or as a number.
    pub fn new(words: impl Into<String>, severity: Severity) -> Self {
        Self { words: words.into(), severity }
    }
}

/// The states of the areas by route; screens report theirs, the rail shows them. One for each open patient.
#[derive(Clone, Copy)]
pub struct AreaStates(RwSignal<BTreeMap<String, AreaState>>);

impl AreaStates {
    /// Puts an empty one into the context of the current owner.
    pub fn provide() {
        provide_context(Self(RwSignal::default()));
    }

    /// The one of the open patient; outside a patient one that nobody shows.
    pub fn here() -> Self {
        use_context().unwrap_or_else(|| Self(RwSignal::default()))
    }

    /// Reports the state of an area: `set("medications", AreaState::new("11", Severity::Plain))`.
    pub fn set(&self, route: &str, state: AreaState) {
        self.0.update(|states| {
            states.insert(route.trim_matches('/').to_owned(), state);
        });
    }

    /// Takes back what was reported: the area has no state any longer.
    pub fn clear(&self, route: &str) {
        self.0.update(|states| {
            states.remove(route.trim_matches('/'));
        });
    }

    /// The state of an area as last reported, tracked.
    pub fn of(&self, route: &str) -> Option<AreaState> {
        self.0.with(|states| states.get(route.trim_matches('/')).cloned())
    }
}

/// One area of the rail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// Its name.
    pub label: String,
    /// Its route, such as `/medications`.
    pub to: String,
    /// Its state; an area that is only a page (summary) has none.
    pub state: Option<AreaState>,
}

/// Areas under one heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AreaGroup {
    /// The heading, such as `Record`; the first group has none.
    pub heading: Option<String>,
    /// The areas in order.
    pub areas: Vec<Area>,
}

/// The rail. Narrow screens get a menu button with the worst state on it.
#[component]
pub fn AreaRail(
    /// Groups of areas in order.
    #[prop(into)]
    groups: Signal<Vec<AreaGroup>>,
) -> impl IntoView {
    let place = Place::here();
    let open = RwSignal::new(false);
    let list_id = unique_id("areas");
    // Arriving somewhere closes the menu.
    Effect::new(move |_| {
        place.route.track();
        open.set(false);
    });
    let worst = memo(move || worst(&groups.read()));
    let worst_view = move || {
        worst.get().map(|(label, state, others)| {
            let others = (others > 0).then(|| format!(", and {others} more"));
            view! { <span class=state_class(state.severity)>{format!("{label}: {}", state.words)} {others}</span> }
        })
    };
    let group_views = move || groups.get().into_iter().map(group_view).collect_view();
    view! {
        <nav class="app-area-rail" aria-label="Areas of the record">
            <button
                type="button"
                class="app-area-rail__menu"
                aria-expanded=move || open.get().to_string()
                aria-controls=list_id.clone()
                on:click=move |_| open.update(|open| *open = !*open)
            >
                "Areas"
                {worst_view}
            </button>
            <div id=list_id class=("app-area-rail__groups--closed", move || !open.get())>{group_views}</div>
        </nav>
    }
}

fn group_view(group: AreaGroup) -> impl IntoView {
    let id = group.heading.is_some().then(|| unique_id("area-group"));
    let heading = group.heading.map(|heading| {
        view! { <h2 class="app-area-rail__heading" id=id.clone()>{heading}</h2> }
    });
    let areas = group
        .areas
        .into_iter()
        .map(|area| {
            let state = area.state.map(|state| {
                view! {
                    <span class=state_class(state.severity)>
                        <span class="nhsuk-u-visually-hidden">", "</span>
                        {state.words}
                    </span>
                }
            });
            view! {
                <li class="app-area-rail__item">
                    <Link to=area.to class="app-area-rail__link">{area.label}{state}</Link>
                </li>
            }
        })
        .collect_view();
    view! {
        {heading}
        <ul class="app-area-rail__list" aria-labelledby=id>{areas}</ul>
    }
}

fn state_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Plain | Severity::Quiet => "app-area-rail__state",
        Severity::Incomplete => "app-area-rail__state app-area-rail__state--incomplete",
        Severity::Failed => "app-area-rail__state app-area-rail__state--failed",
    }
}

/// The first area of the gravest kind, when there is anything to report, and how many others have something too.
fn worst(groups: &[AreaGroup]) -> Option<(String, AreaState, usize)> {
    let areas = groups.iter().flat_map(|group| &group.areas);
    let told: Vec<(&str, &AreaState)> = areas
        .filter_map(|area| Some((area.label.as_str(), area.state.as_ref()?)))
        .filter(|(_, state)| state.severity >= Severity::Incomplete)
        .collect();
    let gravest = told.iter().map(|(_, state)| state.severity).max()?;
    let (label, state) = told.iter().find(|(_, state)| state.severity == gravest)?;
    Some((label.to_string(), (*state).clone(), told.len() - 1))
}
