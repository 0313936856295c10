//! Where a section comes from and how old it is (ARH-40).

use std::time::Duration;

use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;

use super::sections::Sections;
use crate::clinical::care_record::{Caveat, Section};
use crate::format::date::day_and_time;
use crate::format::uk_time::wall_clock;
use crate::record::asked::sections::SectionView;
use crate::record::source::{age, is_old};
use crate::session::{clock, session};
use crate::ui::button::{Button, ButtonKind};
use crate::ui::on_paper::print_on_every_sheet;

/// `From Millbrook Surgery (Y90001) · EMIS Web 9.1 · retrieved 21-Nov-2026 14:02 (3 minutes ago)`
#[component]
pub fn Provenance(
    /// What arrived.
    arrived: std::sync::Arc<SectionView>,
    /// The section.
    section: Section,
    /// All sections, to ask again.
    sections: Sections,
) -> impl IntoView {
    let asked = session().patient_untracked().map(|open| open.provider().clone());
    let practice =
        arrived.answer.practice.name.clone().or_else(|| asked.as_ref().map(|asked| asked.name.clone()));
    let ods = arrived.answer.practice.ods.clone().or_else(|| asked.map(|asked| asked.ods.clone()));
    let practice = match (practice, ods) {
        (Some(name), Some(ods)) => format!("{name} ({ods})"),
        (Some(name), None) => name,
        (None, Some(ods)) => ods,
        (None, None) => "practice not named".to_owned(),
    };
    let system = arrived.answer.system.words().unwrap_or_else(|| "system not named".to_owned());
    let at = arrived.at;
    let now = RwSignal::new(clock::now());
    if let Ok(ticking) = set_interval_with_handle(move || now.set(clock::now()), Duration::from_secs(20)) {
        on_cleanup(move || ticking.clear());
    }
    let is_old = move || is_old(at, now.get());
    let again = Callback::new(move |()| sections.ask(section));
    let sheet = {
        let (practice, system) = (practice.clone(), system.clone());
        let user = session().settings().identity.user.clone();
        let gaps: Vec<String> = arrived.review.caveats.iter().map(Caveat::sentence).collect();
        Signal::derive(move || {
            let (got, printed) = (day_and_time(wall_clock(at)), day_and_time(wall_clock(now.get())));
            let by = format!("Printed {printed} by {} {}, {}.", user.given, user.family, user.role);
            let from = format!("{} of {practice}, {system}, retrieved {got}. {by}", section.title());
            std::iter::once(from).chain(gaps.iter().cloned()).collect::<Vec<_>>()
        })
    };
    print_on_every_sheet(sheet);
    view! {
        <div class="app-provenance app-not-on-paper">
            <span>{practice}</span>
            <span>{system}</span>
            <span class=("app-provenance__old", is_old)>
                {format!("retrieved {} ", day_and_time(wall_clock(at)))}
                {move || age(at, now.get())}
                {move || is_old().then_some(": refresh it before relying on it")}
            </span>
            <span class="app-provenance__end">
                <Button kind=ButtonKind::Link on_press=again>"Refresh"</Button>
            </span>
        </div>
    }
}
