//! One line about the whole: what was asked, what is complete, what is missing and why (screens, principle 3).

use leptos::prelude::*;

use super::structured::StructuredRecord;
use crate::clinical::Area;
use crate::clinical::State;
use crate::clinical::summary::Gravity;
use crate::ui::callout::Callout;
use crate::ui::link::Link;
use crate::ui::tag::{Tag, TagKind};

/// The strip, and what the practice's system said beyond the areas.
#[component]
pub fn Strip(
    /// The record.
    record: StructuredRecord,
) -> impl IntoView {
    let asked: Vec<Area> = Area::ALL.into_iter().filter(|area| area.is_asked_for()).collect();
    let not_asked = Area::ALL.len() - asked.len();
    let words = {
        let asked = asked.clone();
        move || {
            let outlines: Vec<_> = asked.iter().map(|area| (*area, record.outline(*area))).collect();
            let complete = outlines.iter().filter(|(_, outline)| outline.gravity == Gravity::Plain).count();
            let tags = outlines
                .into_iter()
                .filter_map(|(area, outline)| {
                    let kind = match outline.gravity {
                        Gravity::Plain => return None,
                        Gravity::Quiet => TagKind::Plain,
                        Gravity::Incomplete => TagKind::Incomplete,
                        Gravity::Failed => TagKind::Danger,
                    };
                    Some(view! { <Tag kind=kind text=format!("{}: {}", area.title(), outline.words) /> })
                })
                .collect_view();
            view! {
                <span>{format!("{complete} complete")}</span>
                {tags}
            }
        }
    };
    let counts = move || {
        let arrived = record.arrived()?;
        let reading = &arrived.reading;
        let (received, other) = (reading.received, reading.listed_as_other());
        let shown = received - other;
        Some(view! {
            <span class="app-strip__end">
                {format!("{received} entries received, {shown} shown, ")}
                <Link to="/other-items">{format!("{other} listed as other items")}</Link>
            </span>
        })
    };
    let notices = move || {
        let arrived = record.arrived()?;
        let said = arrived
            .reading
            .notices
            .clone()
            .into_iter()
            .map(|notice| {
                let heading = notice.area.map_or("The practice's system", Area::title);
                view! { <Callout heading=format!("{heading}: not supplied")>{notice.words()}</Callout> }
            })
            .collect_view();
        let partly = (arrived.reading.partly_read > 0).then(|| {
            view! {
                <Callout heading="Some information could not be displayed">
                    {format!("In {} entries a part had the wrong form and was left out.", arrived.reading.partly_read)}
                </Callout>
            }
        });
        Some(view! {
            {said}
            {partly}
        })
    };
    // Before an answer there is nothing to report but what is being waited for, which the cards say.
    let has_answer = move || !matches!(record.answer(), State::NotRequested | State::Loading);
    view! {
        {move || has_answer().then(|| view! {
            <div class="app-strip">
                <strong>{format!("{} areas asked", asked.len())}</strong>
                {words.clone()}
                <Tag text=format!("{not_asked} not asked in this version") />
                {counts}
            </div>
        })}
        {notices}
    }
}
