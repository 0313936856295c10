//! `/immunisations`: given ones; apart from them, in another shape and in words, those NOT given; consent and dissent.

use std::sync::Arc;

use leptos::prelude::*;

use super::allergies::NotIncluded;
use super::area_panel::area_page;
use super::filter::{Filter, FilterBar, NEWEST_FIRST};
use super::notes::Notes;
use super::observed::{block_or, clinical_date, entered, marks, term, value};
use super::search::Search;
use super::structured::StructuredRecord;
use super::when::When;
use crate::clinical::immunisations::Immunisation;
use crate::clinical::observation::Observed;
use crate::clinical::{Area, Immunisations, Mark, State};
use crate::gpconnect::structured::Include;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::data_table::{Column, DataTable, Missing, Row};
use crate::ui::link::Link;
use crate::ui::tag::{Tag, TagKind};

/// The immunisations of the open patient.
#[component]
pub fn ImmunisationsPage() -> impl IntoView {
    let filter = Filter::off();
    let content = move |items| content(items, filter);
    // Where nothing is recorded as given, something may have been intended.
    let (record, search) = (StructuredRecord::here(), Search::here());
    let is_empty = Memo::new(move |_| {
        let state = record.map(|record| record.area(Area::Immunisations, |reading| &reading.immunisations));
        matches!(state, Some(State::Empty(_))) && !search.is_on()
    });
    view! {
        {area_page(Area::Immunisations, "Immunisations", |reading| &reading.immunisations, content)}
        {move || is_empty.get().then(|| view! { <AskForNotGiven /> })}
    }
}

fn content(items: Arc<Immunisations>, filter: Filter<()>) -> AnyView {
    let given = filter.over(&items, |items| &items.given);
    let not_given = filter.over(&items, |items| &items.not_given);
    let statements = filter.over(&items, |items| &items.status);
    let in_error = filter.over(&items, |items| &items.in_error);
    let tally = given.tally().and(&not_given.tally()).and(&statements.tally()).and(&in_error.tally());
    let none_given = items.given.is_empty().then(|| {
        view! {
            <p class="app-nothing">"No immunisation was sent as given (information not available)."</p>
        }
    });
    view! {
        <p>
            "Vaccines that were prescribed may be only under " <Link to="/medications">"medications"</Link>
            ", reactions only under " <Link to="/allergies">"allergies"</Link> "."
        </p>
        <FilterBar of="Immunisations" tally=tally order=NEWEST_FIRST />
        {none_given}
        {given.drawn(given_table)}
        {not_given.drawn(not_given_table)}
        <AskForNotGiven />
        {statements.drawn(statement_table)}
        {in_error.drawn(in_error_table)}
        <NotIncluded entries=items.not_included.clone() />
    }
    .into_any()
}

fn given_table(rows: &[&Immunisation]) -> Option<impl IntoView + use<>> {
    let table = (!rows.is_empty()).then(|| table(format!("Given ({})", rows.len()), "Given", rows))?;
    Some(view! { <div class="app-given">{table}</div> })
}

fn in_error_table(rows: &[&Immunisation]) -> Option<impl IntoView + use<>> {
    let caption =
        format!("Entered in error ({}): recorded by mistake, so they do not say what was given", rows.len());
    (!rows.is_empty()).then(|| table(caption, "Date", rows))
}

fn table(caption: String, date: &'static str, rows: &[&Immunisation]) -> impl IntoView + use<> {
    let columns = vec![
        Column::text("Immunisation"),
        Column::date(date),
        Column::text("Dose, site and route"),
        Column::text("Product and batch"),
        Column::text("By and where"),
        Column::text("Notes"),
    ];
    let rows = rows.iter().map(|one| given(one)).collect();
    view! { <DataTable caption=caption columns=columns rows=rows /> }
}

fn not_given_table(rows: &[&Immunisation]) -> Option<impl IntoView + use<>> {
    (!rows.is_empty()).then(|| {
        let columns = vec![
            Column::text("Not given"),
            Column::date("Intended on"),
            Column::text("Why not"),
            Column::text("By and where"),
            Column::text("Notes"),
        ];
        let caption = format!(
            "NOT GIVEN ({}): intended on that day but not done. It may have been given on another day",
            rows.len()
        );
        let rows = rows.iter().map(|one| not_given(one)).collect();
        view! { <div class="app-not-given"><DataTable caption=caption columns=columns rows=rows /></div> }
    })
}

fn statement_table(rows: &[&Observed]) -> Option<impl IntoView + use<>> {
    (!rows.is_empty()).then(|| {
        let columns = vec![
            Column::text("Consent, dissent and other statements"),
            Column::date("Date"),
            Column::text("Comment"),
            Column::text("Recorded by"),
        ];
        let caption = format!("Consent, dissent and other immunisation information ({})", rows.len());
        let rows = rows.iter().map(|one| statement(one)).collect();
        view! { <DataTable caption=caption columns=columns rows=rows /> }
    })
}

/// Those not given may not be asked for beside problems and consultations, so they are asked for apart (ARS-12).
#[component]
fn AskForNotGiven() -> impl IntoView {
    let record = StructuredRecord::here()?;
    let wanted = Include::Immunisations { not_given: true };
    let is_asked = {
        let wanted = wanted.clone();
        move || record.include(Area::Immunisations).as_ref() == Some(&wanted)
    };
    let ask = Callback::new(move |()| record.ask_for(vec![wanted.clone()]));
    Some(move || {
        (!is_asked()).then(|| {
            view! {
                <div class="app-nothing">
                    <p>
                        "Immunisations that were intended but not given have not been asked for: they cannot be asked for together with problems and consultations."
                    </p>
                    <span class="app-not-on-paper">
                        <Button kind=ButtonKind::Secondary small=true on_press=ask>
                            "Ask for those not given too"
                        </Button>
                    </span>
                </div>
            }
        })
    })
}

fn given(one: &Immunisation) -> Row {
    Row::new(vec![
        name(one).into_any(),
        view! {
            <When date=one.date.clone() />
            {one.recorded.clone().map(entered)}
        }
        .into_any(),
        lines([one.dose.clone(), one.site.clone(), one.route.clone()], "Not sent"),
        product(one),
        people(one).into_any(),
        notes(one).into_any(),
    ])
}

fn not_given(one: &Immunisation) -> Row {
    let name = view! {
        <Tag kind=TagKind::Danger text="NOT GIVEN" />
        " "
        {name(one)}
    };
    // None of these is to be expected here; if one was sent, it is shown.
    let unexpected = [
        one.dose.as_ref().map(|dose| format!("Dose: {dose}")),
        one.site.clone(),
        one.route.clone(),
        one.product.as_ref().map(|product| format!("Product: {product}")),
        one.manufacturer.as_ref().map(|maker| format!("Made by {maker}")),
        one.batch.as_ref().map(|batch| format!("Batch {batch}")),
        one.expiry.as_ref().map(|date| format!("Expires {}", crate::format::date(date))),
    ];
    Row::new(vec![
        name.into_any(),
        view! {
            <When date=one.date.clone() />
            {one.recorded.clone().map(entered)}
        }
        .into_any(),
        lines(one.reasons_not_given.iter().cloned().map(Some).chain(unexpected), "Reason not sent"),
        people(one).into_any(),
        notes(one).into_any(),
    ])
}

fn name(one: &Immunisation) -> impl IntoView + use<> {
    let reported =
        one.reported.clone().map(|words| view! { <div><Tag kind=TagKind::Incomplete text=words /></div> });
    let course = one.course.iter().map(|words| view! { <div class="app-term__about">{words.clone()}</div> });
    let course = course.collect_view();
    view! {
        <span class="app-term">{one.name.clone()}</span>
        {course}
        {reported}
        {marks(&one.degraded.map(|_| Mark::Uncoded).into_iter().collect(), one.not_for_patient, &one.remarks)}
    }
}

fn product(one: &Immunisation) -> AnyView {
    let batch = one.batch.as_ref().map(|batch| format!("Batch {batch}"));
    let expiry = one.expiry.as_ref().map(|date| format!("expires {}", crate::format::date(date)));
    lines([one.product.clone(), one.manufacturer.clone(), batch, expiry], "Not sent")
}

fn people(one: &Immunisation) -> impl IntoView + use<> {
    let lines = one.people.iter().map(|(role, who)| match role {
        Some(role) => format!("{role} {who}"),
        None => who.to_string(),
    });
    let parent = one.parent_present.map(|present| match present {
        true => "Parent present".to_owned(),
        false => "Parent not present".to_owned(),
    });
    let place = one.location.as_ref().map(|place| format!("at {place}"));
    self::lines(lines.map(Some).chain([place, parent]), "Not sent")
}

fn notes(one: &Immunisation) -> impl IntoView + use<> {
    let reasons = (!one.reasons.is_empty()).then(|| {
        view! { <div><span class="app-quiet">"Reason: "</span>{one.reasons.join(", ")}</div> }
    });
    let missing = reasons.is_none().then_some("None sent");
    view! {
        {reasons}
        {match missing {
            Some(missing) => view! { <Notes notes=one.notes.clone() missing=missing /> }.into_any(),
            None => view! { <Notes notes=one.notes.clone() /> }.into_any(),
        }}
    }
}

fn statement(one: &Observed) -> Row {
    let (_, said) = one.term.parts();
    let value = one.has_value().then(|| view! { <div>{value(&one.measured, said)}</div> });
    Row::new(vec![
        view! {
            {term(one, None)}
            {value}
            {super::observed::parts(&one.parts, said)}
        }
        .into_any(),
        clinical_date(one).into_any(),
        block_or(one.comment.as_deref(), "None sent"),
        lines([one.performed_by()], "Not sent"),
    ])
}

/// What was sent, one a line.
fn lines(sent: impl IntoIterator<Item = Option<String>>, missing: &'static str) -> AnyView {
    let lines: Vec<_> = sent.into_iter().flatten().map(|words| view! { <div>{words}</div> }).collect();
    if lines.is_empty() { view! { <Missing words=missing /> }.into_any() } else { lines.into_any() }
}
