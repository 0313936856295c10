//! `/referrals`: what was asked of whom; never as current involvement (ARS-53).

use std::sync::Arc;

use leptos::prelude::*;

use super::allergies::NotIncluded;
use super::area_panel::area_page;
use super::filter::{Filter, FilterBar, NEWEST_FIRST};
use super::notes::Notes;
use super::when::When;
use crate::clinical::referrals::Referral;
use crate::clinical::{Area, Referrals};
use crate::format::markup::Markup;
use crate::ui::callout::Callout;
use crate::ui::data_table::{Column, DataTable, Missing, Row};
use crate::ui::tag::{Tag, TagKind};

/// The referrals of the open patient.
#[component]
pub fn ReferralsPage() -> impl IntoView {
    let filter = Filter::off();
    area_page(
        Area::Referrals,
        "Outbound referrals",
        |reading| &reading.referrals,
        move |items| content(items, filter),
    )
}

fn content(referrals: Arc<Referrals>, filter: Filter<()>) -> AnyView {
    let list = filter.over(&referrals, |referrals| &referrals.items);
    let apart = (!referrals.apart.is_empty()).then(|| {
        view! {
            <Callout heading="Not on the practice's list of referrals">
                "These came only because consultations or problems contain or link to them. There may be gaps between them."
            </Callout>
            {table("Linked from other items", &referrals.apart.iter().collect::<Vec<_>>())}
        }
    });
    view! {
        <p class="app-quiet app-small">
            "A referral says that the practice asked. It does not say whether the patient was seen, or is in anyone's care now."
        </p>
        <FilterBar of="Referrals" tally=list.tally() order=NEWEST_FIRST />
        <div class="app-referrals">
            {list.drawn(|rows| (!rows.is_empty()).then(|| table("Referrals", rows)))}
            {apart}
        </div>
        <NotIncluded entries=referrals.not_included.clone() />
    }
    .into_any()
}

fn table(title: &str, referrals: &[&Referral]) -> impl IntoView + use<> {
    let columns = vec![
        Column::text("Referral or reason"),
        Column::date("Referred"),
        Column::text("To"),
        Column::text("By"),
        Column::text("Text and notes"),
    ];
    let rows = referrals.iter().map(|referral| row(referral)).collect();
    view! { <DataTable caption=format!("{title} ({})", referrals.len()) columns=columns rows=rows /> }
}

fn row(referral: &Referral) -> Row {
    Row::new(vec![
        term(referral).into_any(),
        view! { <When date=referral.date.clone() /> }.into_any(),
        to(referral).into_any(),
        by(referral).into_any(),
        text(referral).into_any(),
    ])
}

fn term(referral: &Referral) -> impl IntoView + use<> {
    let marks = [
        (referral.is_cancelled, TagKind::Plain, "Cancelled"),
        (referral.is_degraded, TagKind::Incomplete, "Uncoded: original text shown"),
        (referral.not_for_patient, TagKind::Incomplete, "Not to be disclosed to the patient"),
    ];
    let marks = marks.into_iter().filter(|(is_on, ..)| *is_on).map(|(_, kind, text)| {
        view! { " " <Tag kind=kind text=text /> }
    });
    let urgent = referral.priority.clone().map(|priority| view! { " " <Tag text=priority /> });
    let more = referral.more.iter().map(|more| view! { <div class="app-row__more">{more.clone()}</div> });
    view! {
        <span class="app-row__term app-text">{referral.term.clone()}</span>
        {urgent}
        {marks.collect_view()}
        {more.collect_view()}
        {facts("Linked problem", &referral.problems)}
    }
}

fn to(referral: &Referral) -> impl IntoView + use<> {
    let nobody = referral.recipients.is_empty().then(|| view! { <Missing words="Recipient not recorded" /> });
    let recipients = referral.recipients.iter().map(|who| view! { <div>{who.clone()}</div> }).collect_view();
    view! {
        {recipients}
        {nobody}
        {facts("Service or specialty", &referral.services)}
        {facts("e-RS UBRN", referral.ubrn.as_slice())}
    }
}

fn by(referral: &Referral) -> impl IntoView + use<> {
    let who = match &referral.requester {
        Some(who) => who.to_string().into_any(),
        None => view! { <Missing words="Not recorded" /> }.into_any(),
    };
    let behalf = referral.on_behalf_of.as_ref().map(ToString::to_string);
    view! {
        {who}
        {facts("For", behalf.as_slice())}
    }
}

fn text(referral: &Referral) -> impl IntoView + use<> {
    let is_nothing =
        referral.description.is_none() && referral.notes.is_empty() && referral.documents.is_empty();
    view! {
        {referral.description.clone().map(|words| view! { <div class="app-text">{words}</div> })}
        <Notes notes=referral.notes.clone() />
        {facts("Document", &referral.documents)}
        {facts("Follows", &referral.based_on)}
        {is_nothing.then(|| view! { <Missing words="None" /> })}
    }
}

/// Further facts of a row under their name; nothing when there are none.
pub fn facts(name: &'static str, values: &[String]) -> impl IntoView + use<> {
    (!values.is_empty()).then(|| view! { <div class="app-row__more">{name} ": " {values.join(", ")}</div> })
}

/// [`facts`], as markup.
pub fn write_facts(into: &mut Markup, name: &'static str, values: &[String]) {
    if !values.is_empty() {
        into.element("div", "app-row__more", &format!("{name}: {}", values.join(", ")));
    }
}
