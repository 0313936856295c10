//! One area in whatever state it is: drawn here and nowhere else, so that no two states can look alike.
//!
//! The page of an area is one call of [`area_page`].

use std::sync::Arc;

use leptos::prelude::*;

use super::ask_form::AskForm;
use super::asked::outline::Pick;
use super::differences::Differences;
use super::guidance::Guidance;
use super::search::{SearchBox, searchable};
use super::source::{Asked, Limited, Source, only};
use super::structured::StructuredRecord;
use super::take_along::TakeAlong;
use crate::clinical::area::Warning;
use crate::clinical::summary::AreaReading;
use crate::clinical::{Area, CrossCheck, State};
use crate::gpconnect::Error;
use crate::session::confirmed_mark::ConfirmedMark;
use crate::ui::callout::Callout;
use crate::ui::card::Nothing;
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::link::Link;
use crate::ui::on_paper::print_on_every_sheet;
use crate::ui::progress::Progress;

/// The page of an area: heading, source, and the area in whatever state it is; `content` draws what is there, again with
/// each answer, so what a reader chose is made outside of it.
///
/// `area_page(Area::Problems, "Problems", |reading| &reading.problems, content)`
pub fn area_page<T: PartialEq + Send + Sync + 'static>(
    of: Area,
    heading: &'static str,
    pick: Pick<T>,
    content: impl Fn(Arc<T>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let content = Arc::new(content);
    page(
        of,
        heading,
        Arc::new(move |record| {
            let content = content.clone();
            record.area(of, pick).map(|items| -> Content<'static> { Box::new(move || content(items)) })
        }),
    )
}

/// What draws an area that has arrived. Of which type it is, is known to nobody else, so that the code of a page is there once.
type Content<'a> = Box<dyn FnOnce() -> AnyView + 'a>;

/// An area in whatever state it is, with what draws it.
type Drawn<'a> = State<Content<'a>, Error, Warning>;

fn page(
    of: Area,
    heading: &'static str,
    read: Arc<dyn Fn(StructuredRecord) -> Drawn<'static> + Send + Sync>,
) -> AnyView {
    let record = StructuredRecord::here();
    let cautions = {
        let read = read.clone();
        move || record.map_or_else(Vec::new, |record| cautions(record, of, read(record).warnings()))
    };
    let body = move || match record {
        Some(record) => {
            let state = read(record);
            let warnings = state.warnings().to_vec();
            let is_empty = matches!(state, State::Empty(_));
            let state = state.map(|content| -> Content<'static> {
                Box::new(move || {
                    view! {
                        {content()}
                        <Asked record=record of=of />
                        <TakeAlong record=record of=of warnings=warnings />
                    }
                    .into_any()
                })
            });
            view! {
                {panel(record, Some(of), record.confirmed(Some(of)), state)}
                {is_empty.then(|| view! { <Asked record=record of=of /> })}
            }
            .into_any()
        }
        None => view! { <p>"No record is open."</p> }.into_any(),
    };
    let head = page_head(heading, record, Some(of));
    print_on_every_sheet(Signal::derive(cautions));
    view! {
        {head}
        {searchable(record, body)}
    }
    .into_any()
}

/// What must be known of an area before it is read, a line each: no sheet of it lies about without them.
fn cautions(record: StructuredRecord, of: Area, warnings: &[Warning]) -> Vec<String> {
    let limited = only(record, of).map(|only| format!("{}: not all of it. {only}", of.title()));
    let warnings = warnings.iter().map(|warning| format!("{}. {}", warning.heading(), warning.text));
    limited.into_iter().chain(warnings).collect()
}

/// Heading, find box and source of a page, how to read it and what to ask for.
pub fn page_head(heading: &'static str, record: Option<StructuredRecord>, of: Option<Area>) -> impl IntoView {
    let source = record.map(|record| match of {
        Some(of) => view! { <Source record=record of=of /> }.into_any(),
        None => view! { <Source record=record /> }.into_any(),
    });
    let ask_for = record.map(|record| match of {
        Some(of) => view! { <AskForm record=record of=of /> }.into_any(),
        None => view! { <AskForm record=record /> }.into_any(),
    });
    view! {
        <div class="app-page-head">
            <h1>{heading}</h1>
            {record.map(|record| view! { <SearchBox record=record /> })}
            {source}
        </div>
        <div class="app-folds app-not-on-paper">
            <Guidance of=of />
            {ask_for}
        </div>
    }
}

/// The area's content, or what is shown in its place. Warnings are above what they concern.
///
/// `of` is the area; without one, the record as a whole.
pub fn area_panel<T>(
    record: StructuredRecord,
    of: Option<Area>,
    state: AreaReading<T, Error>,
    content: impl FnOnce(Arc<T>) -> AnyView,
) -> AnyView {
    panel(record, of, record.confirmed(of), drawn(state, content))
}

/// An area on a card, below the mark of every answer that the page has said already.
pub fn card_panel<T>(
    record: StructuredRecord,
    of: Area,
    state: AreaReading<T, Error>,
    content: impl FnOnce(Arc<T>) -> AnyView,
) -> AnyView {
    panel(record, Some(of), Vec::new(), drawn(state, content))
}

fn drawn<'a, T: 'a>(state: AreaReading<T, Error>, content: impl FnOnce(Arc<T>) -> AnyView + 'a) -> Drawn<'a> {
    state.map(|items| -> Content<'a> { Box::new(move || content(items)) })
}

fn panel(
    record: StructuredRecord,
    of: Option<Area>,
    confirmed: Vec<CrossCheck>,
    state: Drawn<'_>,
) -> AnyView {
    let about = of.map_or("GP record", Area::title);
    if let Some(of) = of.filter(|of| !record.is_open(*of)) {
        return view! { <Nothing words=not_open(of) /> }.into_any();
    }
    if let Some(check) = record.differences(of) {
        let seen = check.clone();
        let confirm = Callback::new(move |()| record.confirm(seen.clone()));
        return view! { <Differences check=check on_confirm=confirm /> }.into_any();
    }
    let again = Callback::new(move |()| record.ask());
    let limited = of.map(|of| view! { <Limited record=record of=of /> });
    let marked = confirmed
        .into_iter()
        .map(|check| view! { <ConfirmedMark check=check source=record.practice() /> })
        .collect_view();
    match state {
        // Documents are searched for apart from the record, below.
        State::NotRequested if of == Some(Area::Documents) => {
            view! { <Nothing words="No entry of the record that was received refers to a document." /> }
                .into_any()
        }
        State::NotRequested => view! {
            <Nothing words="Not asked for. This does not say whether the practice has anything." />
            <p>"Look in the " <Link to="/practice-view">"practice view (HTML)"</Link> "."</p>
        }
        .into_any(),
        State::Loading => {
            let what = format!("Asking {} for the record", record.practice());
            view! { <Progress what=what /> }.into_any()
        }
        State::Failed(error) => {
            let fault = Fault::from(&error);
            if error.is_retryable() {
                view! { <FaultPanel fault=fault on_retry=again /> }.into_any()
            } else {
                view! { <FaultPanel fault=fault /> }.into_any()
            }
        }
        State::Withheld(warnings) => {
            let words = format!("{about}: nothing is shown. This does not mean that nothing is recorded.");
            view! {
                {marked}
                <Warnings warnings=warnings />
                <Nothing words=words />
            }
            .into_any()
        }
        State::NotSupported(words) => {
            view! { <Callout heading=format!("{about}: not supplied")>{words}</Callout> }.into_any()
        }
        State::Empty(words) => {
            let asked = of.and_then(|of| record.limit(of));
            let words = match asked {
                Some(_) => {
                    "Within what was asked for, nothing is recorded (information not available).".to_owned()
                }
                None => words,
            };
            view! {
                {marked}
                {limited}
                <Nothing words=words />
            }
            .into_any()
        }
        State::Present { items, warnings } => view! {
            {marked}
            {limited}
            <Warnings warnings=warnings />
            {items()}
        }
        .into_any(),
    }
}

/// In the place of an area that the user may not ask for.
fn not_open(of: Area) -> String {
    format!(
        "Not open to you, so not asked for: {}. This does not say whether anything is recorded.",
        of.title().to_lowercase()
    )
}

/// Warnings in the order sent, each naming the data that it concerns (ARS-19).
#[component]
pub fn Warnings(
    /// The warnings.
    warnings: Vec<Warning>,
) -> impl IntoView {
    // What is said of several lists in the same words is said once.
    let mut said: Vec<(Warning, Vec<String>)> = Vec::new();
    for warning in warnings {
        let same = |(known, _): &&mut (Warning, Vec<String>)| {
            known.kind == warning.kind && known.text == warning.text
        };
        match said.iter_mut().find(same) {
            Some((_, also)) => also.push(warning.about),
            None => said.push((warning, Vec::new())),
        }
    }
    said.into_iter()
        .map(|(warning, also)| {
            let heading = warning.heading();
            let also = (!also.is_empty()).then(|| format!(" Also: {}.", also.join(", ").to_lowercase()));
            view! { <Callout heading=heading>{warning.text} {also}</Callout> }
        })
        .collect_view()
}
