//! One report: what was asked, the specimens, the results by group, the conclusion, and what the practice wrote.

use leptos::prelude::*;
use maud::{Markup, html};

use crate::clinical::investigations::{Filing, Group, Outcome, Report, Request, Specimen};
use crate::clinical::observation::Observed;
use crate::clinical::{Mark, Marks};
use crate::fhir::DateTime;
use crate::format;
use crate::record::facts::{facts, more};
use crate::record::notes::notes;
use crate::record::observed::{block, interpretation, marks, parts, ranges, tags, term, value};
use crate::record::when::when;
use crate::ui::data_table::{Column, DataTable, Row, missing};
use crate::ui::row_actions::RowActions;
use crate::ui::tag::{TagKind, tag};
use crate::ui::unique_id;
use crate::ui::written::written;

/// A laboratory report with everything that belongs to it, on one card.
pub fn report_view(report: &Report, actions: Option<RowActions>) -> AnyView {
    let id = unique_id("report");
    let groups = report.groups.iter().map(|group| group_view(group, report)).collect_view();
    view! {
        <article class="app-card app-report" aria-labelledby=id.clone()>
            {written(above(report, &id))}
            {groups}
            {written(below(report, actions))}
        </article>
    }
    .into_any()
}

/// What is above the results: what and when, who asked for it, and of what.
fn above(report: &Report, id: &str) -> Markup {
    let (title, marks_of_report) = report.title.parts();
    html! {
        div.app-card__head {
            h2 id=(id) { (title) }
            span { (when(report.issued.as_ref())) }
            (tags(marks_of_report))
            @if report.is_abnormal() { strong.app-abnormal { "Marked by the laboratory" } }
            span.app-card__end { (filed(report)) }
        }
        div.app-report__line { (facts(&about(report))) }
        (marks(&Marks::default(), report.not_for_patient, &[]))
        @for one in &report.requests { (request(one)) }
        @for one in &report.specimens { (specimen(one)) }
    }
}

/// What is below the results.
fn below(report: &Report, actions: Option<RowActions>) -> Markup {
    html! {
        @if report.groups.is_empty() {
            p.app-report__line { (missing("The report has no separate results.")) }
        }
        @for words in &report.not_included {
            div.app-report__line { (tag(TagKind::Incomplete, words)) }
        }
        @if !report.diagnoses.is_empty() {
            p.app-report__line { strong { "Diagnoses: " } (report.diagnoses.join(", ")) }
        }
        @if let Some(words) = &report.conclusion {
            div.app-report__line { strong { "Conclusion of the laboratory" } (block(words)) }
        }
        div.app-report__line { (filings(&report.filings)) }
        @if let Some(actions) = actions {
            div.app-report__line { (actions.buttons(report.key, report.title.parts().0)) }
        }
    }
}

fn filed(report: &Report) -> Markup {
    match (&report.filed, report.is_filed) {
        (Some(date), _) => html! { span.app-quiet { "Filed by the practice " (format::date(date)) } },
        (None, true) => html! { span.app-quiet { "Filed by the practice, date not recorded" } },
        (None, false) => tag(TagKind::Incomplete, "Not yet filed by the practice"),
    }
}

fn about(report: &Report) -> [(&'static str, Option<String>); 6] {
    let performers: Vec<String> = report.performers.iter().map(ToString::to_string).collect();
    [
        ("Issued", report.issued.as_ref().map(format::date_time)),
        ("By", (!performers.is_empty()).then(|| performers.join("; "))),
        ("Kind", report.kind.clone()),
        ("Category", report.category.clone()),
        ("Linked problem", (!report.problems.is_empty()).then(|| report.problems.join(", "))),
        ("Report number", (!report.numbers.is_empty()).then(|| report.numbers.join(", "))),
    ]
}

fn request(request: &Request) -> Markup {
    html! {
        div.app-report__line {
            strong { "Asked for: " }
            (request.term)
            @if !request.reasons.is_empty() { " – why: " (request.reasons.join(", ")) }
            span.app-quiet {
                @if let Some(who) = &request.requester { ", asked by " (who.to_string()) }
                @if let Some(who) = &request.performer { ", of " (who.to_string()) }
                @if let Some(date) = &request.authored { ", " (format::date(date)) }
            }
            (marks(&request.marks.iter().cloned().chain(request.degraded.map(|_| Mark::Uncoded)).collect(), false, &[]))
            (notes(&request.notes))
        }
    }
}

fn specimen(specimen: &Specimen) -> Markup {
    html! {
        div.app-report__line {
            strong { "Specimen: " }
            (specimen.kind.as_deref().unwrap_or("kind not recorded"))
            @if let Some(words) = &specimen.fasting { ", " strong { (words) } }
            span.app-quiet {
                @if let Some(when) = &specimen.collected { ", taken " (when) }
                @if let Some(who) = &specimen.collector { " by " (who.to_string()) }
                @if let Some(date) = &specimen.received { ", received " (format::date_time(date)) }
                @if let Some(number) = &specimen.accession { ", number " (number) }
                @for (label, words) in &specimen.facts { ", " (label.to_lowercase()) ": " (words) }
            }
            (notes(&specimen.notes))
        }
    }
}

/// The results of a group as one table; its heading's own value and note are beneath.
fn group_view(group: &Group, of: &Report) -> AnyView {
    // Of a report of several specimens each result names its own.
    let specimens = if of.specimens.len() > 1 { of.specimens.as_slice() } else { &[] };
    let issued = of.issued.as_ref();
    let columns = vec![
        Column::text("Test").wide("22%"),
        Column::text("Result").wide("15%"),
        Column::text("Reference range").wide("15%"),
        Column::text("Laboratory's comment"),
    ];
    let (caption, hide) = match &group.header {
        Some(header) => (format!("{} ({})", header.term.parts().0, group.results.len()), false),
        None => (format!("Results ({})", group.results.len()), true),
    };
    let rows: Vec<Row> = group.results.iter().map(|outcome| result(outcome, issued, specimens)).collect();
    let table = (!rows.is_empty()).then(|| {
        view! { <DataTable caption=caption hide_caption=hide columns=columns rows=rows /> }
    });
    view! {
        {table}
        {written(beneath(group, issued))}
    }
    .into_any()
}

fn beneath(group: &Group, issued: Option<&DateTime>) -> Markup {
    // Below a table of results it must be plain that they speak of the group as a whole.
    let speaks = !group.filings.is_empty() || group.header.as_ref().is_some_and(says_more_than_its_name);
    let is_named = speaks || group.results.is_empty();
    html! {
        div.app-report__line {
            @if let Some(header) = &group.header {
                @if is_named { strong { (header.term.parts().0) } " " }
                (heading(header, issued))
            }
            (filings(&group.filings))
        }
    }
}

fn heading(header: &Observed, issued: Option<&DateTime>) -> Markup {
    let (_, said) = header.term.parts();
    html! {
        @if let Some((label, date)) = header.date_beside(issued) { (label) (when(Some(date))) " " }
        (marks(said, header.not_for_patient, &[]))
        @if header.has_value() {
            div {
                (value(&header.measured, said))
                " "
                (header.ranges.iter().map(|range| range.text()).collect::<Vec<_>>().join("; "))
            }
        }
        (interpretation(header.interpretation.as_ref()))
        (parts(&header.parts, said))
        @if let Some(words) = &header.comment { (block(words)) }
    }
}

fn says_more_than_its_name(header: &Observed) -> bool {
    header.has_value()
        || header.interpretation.is_some()
        || header.comment.is_some()
        || !header.term.parts().1.is_empty()
        || header.not_for_patient
        || !header.parts.is_empty()
}

fn specimen_name(outcome: &Outcome, specimens: &[Specimen]) -> Option<String> {
    let of = specimens.iter().find(|specimen| Some(specimen.key) == outcome.specimen)?;
    let number = of.accession.as_ref().map(|number| format!(" {number}")).unwrap_or_default();
    Some(format!("{}{number}", of.kind.as_deref().unwrap_or("Specimen")))
}

fn result(outcome: &Outcome, issued: Option<&DateTime>, specimens: &[Specimen]) -> Row {
    let one = &outcome.observed;
    let (_, said) = one.term.parts();
    let measured = html! {
        @if one.parts.is_empty() || one.has_value() { (value(&one.measured, said)) }
        (parts(&one.parts, said))
        (interpretation(one.interpretation.as_ref()))
    };
    let comment = match (&one.comment, outcome.filings.is_empty()) {
        (None, true) => missing("None"),
        (comment, _) => html! {
            @if let Some(words) = comment { (block(words)) }
            (filings(&outcome.filings))
        },
    };
    let name = html! {
        (term(one, None))
        @if let Some((label, date)) = one.date_beside(issued) {
            div.app-term__about { (label) (when(Some(date))) }
        }
        @if let Some(words) = specimen_name(outcome, specimens) {
            div.app-term__about { "Specimen: " (words) }
        }
        (more("Linked problem", &outcome.problems))
    };
    Row::new(vec![name, measured, ranges(&one.ranges), comment])
}

/// What the practice wrote on filing.
fn filings(filings: &[Filing]) -> Markup {
    html! {
        @for filing in filings {
            div.app-filing {
                span.app-quiet.app-small {
                    "Practice's filing comment"
                    @if let Some(about) = &filing.about { " (" (about.words()) ")" }
                    @if let Some(date) = &filing.filed { ", " (format::date_time(date)) }
                    @if let Some(date) = &filing.recorded { ", recorded " (format::date_time(date)) }
                    @if let Some(who) = &filing.by { ", " (who.to_string()) }
                    ": "
                }
                @match &filing.comment {
                    Some(words) => (block(words)),
                    None => (missing("No comment")),
                }
                (marks(&Marks::default(), filing.not_for_patient, &[]))
            }
        }
    }
}
