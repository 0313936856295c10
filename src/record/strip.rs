//! One line about the whole: what was asked, what is complete, what is missing and why.

use leptos::prelude::*;

use super::asked::answers::{Answered, each};
use super::structured::StructuredRecord;
use crate::clinical::summary::Outline;
use crate::clinical::{Area, Reading, State};
use crate::format::Severity;
use crate::ui::callout::Callout;
use crate::ui::link::Link;
use crate::ui::tag::{Tag, TagKind};

/// The strip, and what the practice's system said beyond the areas.
#[component]
pub fn Strip(
    /// The record.
    record: StructuredRecord,
) -> impl IntoView {
    let words = move || {
        let outlines: Vec<_> = Area::ALL.into_iter().map(|area| (area, record.outline(area))).collect();
        let is_asked = |outline: &Outline| !matches!(outline, Outline::NotAsked | Outline::NotOpen);
        let asked = outlines.iter().filter(|(_, outline)| is_asked(outline)).count();
        let complete = outlines.iter().filter(|(_, outline)| outline.severity() == Severity::Plain).count();
        // Several at once come in a moment, or are in the rail: names that go again at once would only unsettle the eye.
        let loading = outlines.iter().filter(|(_, outline)| *outline == Outline::Loading).count();
        let several = (loading > 1).then(|| {
            view! { <Tag text=format!("{loading} areas: loading") /> }
        });
        let tags = outlines
            .into_iter()
            .filter(|(_, outline)| loading < 2 || *outline != Outline::Loading)
            // Said in a sentence below, all of them at once.
            .filter(|(_, outline)| *outline != Outline::NotOpen)
            .filter_map(|(area, outline)| {
                let kind = match outline.severity() {
                    Severity::Plain => return None,
                    Severity::Quiet => TagKind::Plain,
                    Severity::Incomplete => TagKind::Incomplete,
                    Severity::Failed => TagKind::Danger,
                };
                Some(view! { <Tag kind=kind text=format!("{}: {}", area.title(), outline.words()) /> })
            })
            .collect_view();
        view! {
            <strong>{format!("{asked} areas asked")}</strong>
            <span>{format!("{complete} complete")}</span>
            {several}
            {tags}
        }
    };
    let counts = move || {
        let answers = record.answers();
        let received = each(&answers, |reading| Some(reading.received))?;
        let shown = each(&answers, |reading| Some(reading.received - reading.listed_as_other()?))?;
        let other = each(&answers, Reading::listed_as_other)?;
        let within = if answers.len() > 1 { " in several answers" } else { "" };
        // What is in an area that is not open came with something that is, and only there it may be shown.
        let shown = if record.closed().is_some() { String::new() } else { format!("{shown} shown, ") };
        Some(view! {
            <span class="app-strip__end">
                {format!("{received} entries received{within}, {shown}")}
                <Link to="/other-items">{format!("{other} listed as other items")}</Link>
            </span>
        })
    };
    let notices = move || {
        let answers = record.answers();
        let arrived: Vec<_> = answers.iter().filter_map(Answered::arrived).collect();
        let said = arrived
            .iter()
            .flat_map(|arrived| arrived.reading.notices.clone())
            .map(|notice| {
                let heading = notice.area.map_or("The practice's system", Area::title);
                view! { <Callout heading=format!("{heading}: not supplied")>{notice.words()}</Callout> }
            })
            .collect_view();
        let partly: Vec<&str> = arrived
            .iter()
            .flat_map(|arrived| arrived.reading.partly_read.iter().map(String::as_str))
            .collect();
        let partly = (!partly.is_empty()).then(|| {
            let entries = partly.join("; ");
            view! {
                <Callout heading="Some information could not be displayed">
                    {format!("In {} entries a part had the wrong form and was left out: {entries}.", partly.len())}
                </Callout>
            }
        });
        let others = arrived
            .iter()
            .filter_map(|arrived| arrived.reading.about_others.clone())
            .map(|words| view! { <Callout heading="Not all of the answer is about this patient">{words}</Callout> })
            .collect_view();
        view! {
            {others}
            {said}
            {partly}
        }
    };
    let not_open = record.closed().map(|(areas, why)| {
        let outside = move || {
            let open: Vec<Area> = Area::ALL.into_iter().filter(|area| record.is_open(*area)).collect();
            let count: usize = record.entries().iter().map(|entries| entries.outside(&open)).sum();
            (count > 0).then(|| format!(" Entries of these that came with others are left out of the timeline and the search: {count}."))
        };
        view! {
            <Callout heading="Not open to you">{not_open(&areas, &why)} {outside}</Callout>
        }
    });
    // Before an answer there is nothing to report but what is being waited for, which the cards say.
    let has_answer = move || !matches!(record.answer(None), State::NotRequested | State::Loading);
    view! {
        {move || has_answer().then(|| view! {
            <div class="app-strip">
                {words}
                {counts}
            </div>
        })}
        {not_open}
        {notices}
    }
}

/// `Allergies, Problems. Not asked for …`: what is missing from every page of the record, and why.
pub(super) fn not_open(areas: &[Area], why: &str) -> String {
    let names = areas.iter().map(|area| area.title()).collect::<Vec<_>>().join(", ");
    format!("{names}: not asked for, which does not say whether anything is recorded. {why}")
}
