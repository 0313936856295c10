//! `/immunisations`: given ones; apart from them, in another shape and in words, those NOT given; consent and dissent.

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::area_panel::area_page;
use super::filter::{Filter, FilterBar, NEWEST_FIRST};
use super::not_included::not_included;
use super::notes;
use super::observed::{block_or, clinical_date, entered, marks, parts, term, value};
use super::search::Search;
use super::structured::StructuredRecord;
use super::when::when;
use crate::clinical::immunisations::Immunisation;
use crate::clinical::observation::Observed;
use crate::clinical::{Area, Immunisations, Mark, State};
use crate::gpconnect::structured::Include;
use crate::ui::button::{Button, ButtonKind};
use crate::ui::data_table::{Column, DataTable, Row, missing};
use crate::ui::link::Link;
use crate::ui::memo::memo;
use crate::ui::tag::{TagKind, tag};

/// The immunisations of the open patient.
#[component]
pub fn ImmunisationsPage() -> impl IntoView {
    let filter = Filter::off();
    let content = move |items| content(items, filter);
    // Where nothing is recorded as given, something may have been intended.
    let (record, search) = (StructuredRecord::here(), Search::here());
    let is_empty = memo(move || {
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
        {not_included(&items.not_included)}
    }
    .into_any()
}

fn given_table(rows: &[&Immunisation]) -> AnyView {
    (!rows.is_empty()).then(|| table(format!("Given ({})", rows.len()), "Given", rows)).into_any()
}

fn in_error_table(rows: &[&Immunisation]) -> AnyView {
    let caption =
        format!("Entered in error ({}): recorded by mistake, so they do not say what was given", rows.len());
    (!rows.is_empty()).then(|| table(caption, "Date", rows)).into_any()
}

fn table(caption: String, date: &'static str, rows: &[&Immunisation]) -> AnyView {
    let columns = vec![
        Column::text("Immunisation").wide("20%"),
        Column::date(date).wide("7.25rem"),
        Column::text("Dose, site and route").wide("11%"),
        Column::text("Product and batch").wide("20%"),
        Column::text("By and where").wide("15%"),
        Column::text("Notes"),
    ];
    let rows = rows.iter().map(|one| given(one)).collect();
    view! { <DataTable caption=caption columns=columns rows=rows /> }.into_any()
}

fn not_given_table(rows: &[&Immunisation]) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
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
        .into_any()
}

fn statement_table(rows: &[&Observed]) -> AnyView {
    if rows.is_empty() {
        return ().into_any();
    }
    let columns = vec![
        Column::text("Consent, dissent and other statements"),
        Column::date("Date"),
        Column::text("Comment"),
        Column::text("Recorded by"),
    ];
    let caption = format!("Consent, dissent and other immunisation information ({})", rows.len());
    let rows = rows.iter().map(|one| statement(one)).collect();
    view! { <DataTable caption=caption columns=columns rows=rows /> }.into_any()
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
        name(one),
        date(one),
        lines([one.dose.clone(), one.site.clone(), one.route.clone()], "Not sent"),
        product(one),
        people(one),
        notes_and_reasons(one),
    ])
}

fn not_given(one: &Immunisation) -> Row {
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
        html! { (tag(TagKind::Danger, "NOT GIVEN")) " " (name(one)) },
        date(one),
        lines(one.reasons_not_given.iter().cloned().map(Some).chain(unexpected), "Reason not sent"),
        people(one),
        notes_and_reasons(one),
    ])
}

fn name(one: &Immunisation) -> Markup {
    html! {
        span.app-term { (one.name) }
        @for words in &one.course { div.app-term__about { (words) } }
        @if let Some(words) = &one.reported { div { (tag(TagKind::Incomplete, words)) } }
        (marks(&one.degraded.map(|_| Mark::Uncoded).into_iter().collect(), one.not_for_patient, &one.remarks))
    }
}

fn date(one: &Immunisation) -> Markup {
    html! {
        (when(one.date.as_ref()))
        @if let Some(recorded) = &one.recorded { (entered(recorded)) }
    }
}

fn product(one: &Immunisation) -> Markup {
    let batch = one.batch.as_ref().map(|batch| format!("Batch {batch}"));
    let expiry = one.expiry.as_ref().map(|date| format!("expires {}", crate::format::date(date)));
    lines([one.product.clone(), one.manufacturer.clone(), batch, expiry], "Not sent")
}

fn people(one: &Immunisation) -> Markup {
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

fn notes_and_reasons(one: &Immunisation) -> Markup {
    if one.reasons.is_empty() {
        return notes::notes_or(&one.notes, "None sent");
    }
    html! {
        div { span.app-quiet { "Reason: " } (one.reasons.join(", ")) }
        (notes::notes(&one.notes))
    }
}

fn statement(one: &Observed) -> Row {
    let (_, said) = one.term.parts();
    Row::new(vec![
        html! {
            (term(one, None))
            @if one.has_value() { div { (value(&one.measured, said)) } }
            (parts(&one.parts, said))
        },
        clinical_date(one),
        block_or(one.comment.as_deref(), "None sent"),
        lines([one.performed_by()], "Not sent"),
    ])
}

/// What was sent, one a line.
fn lines(sent: impl IntoIterator<Item = Option<String>>, none: &str) -> Markup {
    let lines: Vec<String> = sent.into_iter().flatten().collect();
    if lines.is_empty() {
        return missing(none);
    }
    html! { @for words in lines { div { (words) } } }
}
