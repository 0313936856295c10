//! `/other-items`: what the response holds and no area shows (ARS-15, ARS-69).

use leptos::prelude::*;
use maud::html;

use super::area_panel::{area_panel, page_head};
use super::asked::answers::Answered;
use super::differences::Differences;
use super::search::searchable;
use super::structured::StructuredRecord;
use super::when::when_or;
use crate::clinical::cross_check::Likeness;
use crate::clinical::summary::{Outline, Rest};
use crate::clinical::{OtherItem, OtherItems, OtherKind, Reading, State};
use crate::gpconnect::Error;
use crate::session::confirmed_mark::ConfirmedMark;
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::card::Nothing;
use crate::ui::data_table::{Column, DataTable, Row};

/// Everything of the response that no area shows, with its type, date and text.
#[component]
pub fn OtherItemsPage() -> impl IntoView {
    let record = StructuredRecord::here();
    let body = move || {
        let Some(record) = record else { return view! { <p>"No record is open."</p> }.into_any() };
        let answers = record.answers();
        let count = answers.len();
        if count < 2 {
            return area_panel(record, None, record.read_through(), |arrived| answer(&arrived.reading));
        }
        let one = |(at, answered)| one_of_several(record, &format!("Answer {} of {count}", at + 1), answered);
        answers.iter().enumerate().map(one).collect_view().into_any()
    };
    view! {
        {page_head("Other items in this response", record, None)}
        {searchable(record, body)}
    }
}

/// One answer under its number, with what was asked for: an entry that came with several is in each.
fn one_of_several(record: StructuredRecord, title: &str, answered: &Answered) -> AnyView {
    let replaced: Vec<String> = answered.replaced.iter().map(|area| area.title().to_lowercase()).collect();
    let replaced = (!replaced.is_empty()).then(|| {
        format!(" The areas now show a later answer instead of this one for {}.", replaced.join(", "))
    });
    let missing = answered.missing().map(|missing| missing.words());
    let content = match &answered.state {
        State::Present { items, .. } => match items.likeness.clone() {
            Likeness::Asks(check) => {
                let seen = check.clone();
                let confirm = Callback::new(move |()| record.confirm(seen.clone()));
                view! { <Differences check=check on_confirm=confirm /> }.into_any()
            }
            Likeness::Confirmed(check) => view! {
                <ConfirmedMark check=check source=record.practice() />
                {answer(&items.reading)}
            }
            .into_any(),
            Likeness::Alike => answer(&items.reading),
        },
        State::Loading | State::NotRequested => view! { <p>{missing}</p> }.into_any(),
        State::Failed(_) | State::Withheld(_) | State::NotSupported(_) | State::Empty(_) => {
            let heading = format!("No answer: {}", missing.unwrap_or_default());
            view! { <Callout heading=heading>"It is not known what this request would have returned."</Callout> }
                .into_any()
        }
    };
    view! {
        <h2>{title.to_owned()}</h2>
        <p class="app-quiet app-small">{format!("Asked for: {}.", answered.asked)} {replaced}</p>
        {content}
    }
    .into_any()
}

fn answer(reading: &Reading<Error>) -> AnyView {
    let Some(Rest { others, .. }) = &reading.rest else {
        return view! { <p>{Outline::Loading.words()}</p> }.into_any();
    };
    let (received, listed) = (reading.received, others.items.len());
    let shown = received - listed;
    let counts = format!(
        "{received} entries received: {shown} shown in the areas and the patient’s details, {listed} listed here."
    );
    let partly = (!reading.partly_read.is_empty()).then(|| {
        let (count, entries) = (reading.partly_read.len(), reading.partly_read.join("; "));
        let words = format!("In {count} entries a part had the wrong form and was left out: {entries}.");
        view! { <Callout heading="Not fully read">{words}</Callout> }
    });
    let unwrapped = (!reading.unwrapped.is_empty()).then(|| {
        let (count, entries) = (reading.unwrapped.len(), reading.unwrapped.join("; "));
        view! { <p>{format!("{count} came without the usual wrapper, but were read: {entries}.")}</p> }
    });
    view! {
        <p>{counts}</p>
        {unwrapped}
        {partly}
        {list(others)}
    }
    .into_any()
}

fn list(others: &OtherItems) -> AnyView {
    if others.items.is_empty() {
        return view! { <Nothing words="Every entry of the response is shown in an area or in the patient’s details." /> }.into_any();
    }
    [
        OtherKind::SomebodyElses,
        OtherKind::Unreadable,
        OtherKind::Unknown,
        OtherKind::Clinical,
        OtherKind::Supporting,
    ]
    .into_iter()
    .filter_map(|kind| {
        let items: Vec<&OtherItem> = others.items.iter().filter(|item| item.kind == kind).collect();
        (!items.is_empty()).then(|| group(kind, &items))
    })
    .collect_view()
    .into_any()
}

fn group(kind: OtherKind, items: &[&OtherItem]) -> AnyView {
    let (title, danger) = match kind {
        OtherKind::SomebodyElses => ("About somebody else", true),
        OtherKind::Unreadable => ("Could not be read", true),
        OtherKind::Unknown => ("Of a type that this application does not know", true),
        OtherKind::Clinical => ("Clinical entries that no area shows", false),
        OtherKind::Supporting => ("People, places and lists that nothing shown refers to", false),
    };
    let callout = danger.then(|| {
        view! {
            <Callout kind=CalloutKind::Incomplete heading=title>
                {match kind {
                    OtherKind::SomebodyElses => {
                        "The practice sent these with this record, but they give another person as their patient. They \
                         are not this patient’s. Tell the practice."
                    }
                    OtherKind::Unreadable | OtherKind::Unknown | OtherKind::Clinical | OtherKind::Supporting => {
                        "Some information could not be displayed. Ask the practice if it matters."
                    }
                }}
            </Callout>
        }
    });
    view! {
        {callout}
        {table(title, items.iter().copied())}
    }
    .into_any()
}

/// Entries by type, date and text.
pub fn table<'a>(title: &str, items: impl Iterator<Item = &'a OtherItem>) -> AnyView {
    let rows: Vec<Row> = items
        .map(|item| {
            Row::new(vec![
                html! { (item.resource_type) },
                when_or(item.date.as_ref(), "No date"),
                html! { span.app-text { (item.text) } },
            ])
        })
        .collect();
    let columns = vec![Column::text("Type"), Column::date("Date"), Column::text("Text")];
    view! { <DataTable caption=format!("{title} ({})", rows.len()) columns=columns rows=rows /> }.into_any()
}
