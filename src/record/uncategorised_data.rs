//! `/uncategorised-data`: by year, each row with value, range, interpretation and comment together (ARS-47, ARS-48).

use std::sync::Arc;

use leptos::prelude::*;
use maud::{Markup, html};

use super::area_panel::area_page;
use super::by_year::by_year;
use super::facts::more;
use super::filter::{Filter, FilterBar, NEWEST_FIRST};
use super::not_included::not_included;
use super::observed;
use super::trends::Trends;
use super::when::when;
use crate::clinical::findable::Choice;
use crate::clinical::trend::Trend;
use crate::clinical::uncategorised_data::{Template, UncategorisedEntry};
use crate::clinical::{Area, UncategorisedData};
use crate::ui::callout::Callout;
use crate::ui::data_table::{Column, DataTable, Row, missing};

/// The uncategorised data of the open patient.
#[component]
pub fn UncategorisedDataPage() -> impl IntoView {
    let filter = Filter::off();
    area_page(
        Area::UncategorisedData,
        "Uncategorised data",
        |reading| &reading.uncategorised_data,
        move |items| content(items, filter),
    )
}

/// Which entries are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Show {
    #[default]
    All,
    Measured,
    Marked,
}

impl Choice<Arc<UncategorisedEntry>> for Show {
    const KINDS: &'static [(Self, &'static str)] =
        &[(Show::All, "All"), (Show::Measured, "With a value"), (Show::Marked, "Marked out of range")];

    fn shows(self, entry: &Arc<UncategorisedEntry>) -> bool {
        match self {
            Show::All => true,
            Show::Measured => entry.has_value(),
            Show::Marked => entry.is_abnormal(),
        }
    }
}

fn content(items: Arc<UncategorisedData>, filter: Filter<Show>) -> AnyView {
    let list = filter.over(&items, |items| &items.items);
    let apart = (!items.apart.is_empty()).then(|| {
        view! {
            <Callout heading="Not on the practice's list">
                "These came only because consultations, problems or other items contain or link to them. There may be gaps between them."
            </Callout>
            {tables("linked from other items", &items.apart.iter().collect::<Vec<_>>())}
        }
    });
    let templates = (!items.templates.is_empty()).then(|| {
        let columns =
            vec![Column::text("Template"), Column::date("Filled in"), Column::text("Groups these entries")];
        let rows = items.templates.iter().map(template).collect();
        view! { <DataTable caption=format!("Templates ({})", items.templates.len()) columns=columns rows=rows /> }
    });
    view! {
        <p class="app-quiet">
            "Anything recorded that belongs to no other area: measurements, findings, history, referrals received."
        </p>
        <Trends trends=trends(&items) />
        <FilterBar of="Entries" tally=list.tally() order=NEWEST_FIRST />
        {list.drawn(|rows| tables("entries", rows))}
        {not_included(&items.not_included)}
        {apart}
        {templates}
    }
    .into_any()
}

/// The blood pressures, then every test with a number.
fn trends(items: &UncategorisedData) -> Vec<Trend> {
    let pressures = items.items.iter().filter_map(|row| Some((&row.observed, row.blood_pressure.as_ref()?)));
    let mut trends = Trend::of_pressures(pressures);
    trends.extend(Trend::all(items.items.iter().map(|row| (&row.observed, None))));
    trends
}

fn tables(what: &str, rows: &[&Arc<UncategorisedEntry>]) -> AnyView {
    let columns = [
        Column::text("Entry").wide("25%").on_paper("22%"),
        Column::text("Value").wide("13%"),
        Column::date("Date").wide("7.25rem").on_paper("12%"),
        Column::text("Reference range").wide("9%"),
        Column::text("Comment"),
        Column::text("Recorded by").wide("18%").on_paper("16%"),
    ];
    view! { <div class="app-observed">{by_year(what, rows, |row| row.observed.date.as_ref(), &columns, row)}</div> }
        .into_any()
}

fn row(entry: &UncategorisedEntry) -> Row {
    Row::new(vec![
        html! {
            (observed::term(&entry.observed, entry.part_of.as_deref()))
            (more("Linked problem", &entry.problems))
        },
        values(entry),
        observed::clinical_date(&entry.observed),
        ranges(entry),
        comments(entry),
        observed::performers(&entry.observed.performers),
    ])
}

fn values(entry: &UncategorisedEntry) -> Markup {
    let one = &entry.observed;
    let (_, said) = one.term.parts();
    html! {
        @match &entry.blood_pressure {
            Some(pressure) => (observed::value_in_words(&pressure.words(), said)),
            // A statement in words has no value to miss.
            None if one.parts.is_empty() && one.is_words_alone() && one.interpretation.is_none() => (missing("No value")),
            None if one.parts.is_empty() => (observed::value(&one.measured, said)),
            None => {
                @if one.has_value() { (observed::value(&one.measured, said)) }
                (observed::parts(&one.parts, said))
            }
        }
        (observed::interpretation(one.interpretation.as_ref()))
        // The parts of a pressure are in its value; what was made of each is not.
        @for part in one.parts.iter().filter(|_| entry.blood_pressure.is_some()) {
            (observed::interpretation(part.interpretation.as_ref()))
        }
        @for half in &entry.halves {
            (observed::interpretation(half.interpretation.as_ref()))
        }
    }
}

fn ranges(entry: &UncategorisedEntry) -> Markup {
    let halves =
        entry.halves.iter().flat_map(|half| half.ranges.iter().map(|range| (half.term.parts().0, range)));
    let parts = entry.observed.parts.iter().filter(|_| entry.blood_pressure.is_some());
    let parts = parts.flat_map(|part| part.ranges.iter().map(|range| (&part.term, range)));
    let named: Vec<String> =
        halves.chain(parts).map(|(term, range)| format!("{term}: {}", range.text())).collect();
    if named.is_empty() {
        return observed::ranges(&entry.observed.ranges);
    }
    html! { @for words in named { div { (words) } } }
}

fn comments(entry: &UncategorisedEntry) -> Markup {
    let own = entry.observed.comment.iter().cloned();
    let halves = entry
        .halves
        .iter()
        .filter_map(|half| Some(format!("{}: {}", half.term.words(), half.comment.as_ref()?)));
    let all: Vec<String> = own.chain(halves).collect();
    if all.is_empty() {
        return missing("None");
    }
    html! { @for words in all { (observed::block(&words)) } }
}

fn template(one: &Template) -> Row {
    let name = match &one.term {
        Some(term) => html! { (term) },
        None => missing("Not named"),
    };
    let answers = html! {
        @for (question, answer) in &one.answers {
            div {
                @if let Some(question) = question { (question) ": " }
                (answer)
            }
        }
    };
    Row::new(vec![name, when(one.date.as_ref()), answers])
}
