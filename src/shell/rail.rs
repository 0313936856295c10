//! The rail of the open patient: the pages of the list with the states that screens report.

use leptos::prelude::*;

use super::routes::{self, Group, PAGES};
use crate::clinical::summary::Outline;
use crate::session::session;
use crate::ui::area_rail::{Area, AreaGroup, AreaRail, AreaState, AreaStates};

/// The rail of the open patient.
#[component]
pub fn OpenRail() -> impl IntoView {
    let states = AreaStates::here();
    let settings = session().settings();
    let groups = Signal::derive(move || {
        [(None, Group::Patient), (Some("Record"), Group::Record), (Some("Act"), Group::Act)]
            .into_iter()
            .map(|(heading, group)| AreaGroup {
                heading: heading.map(str::to_owned),
                areas: PAGES
                    .iter()
                    .filter(|page| page.group == group && (page.is_on)(&settings.features))
                    .map(|page| Area {
                        label: page.title.to_owned(),
                        to: page.route.to_owned(),
                        // Closed is not empty: it is listed, and says so.
                        state: match routes::refusal(page, &settings.access) {
                            Some(_) => Some(AreaState::from(Outline::NotOpen)),
                            None => states.of(page.route),
                        },
                    })
                    .collect(),
            })
            .filter(|group: &AreaGroup| !group.areas.is_empty())
            .collect()
    });
    view! { <AreaRail groups=groups /> }
}
