//! One report: what was asked, the specimens, the results by group, the conclusion, and what the practice wrote.

use leptos::prelude::*;

use crate::clinical::investigations::{Filing, Group, Outcome, Report, Request, Specimen};
use crate::clinical::observation::Observed;
use crate::clinical::{Mark, Marks};
use crate::fhir::DateTime;
use crate::format;
use crate::record::notes::Notes;
use crate::record::observed::{block, interpretation, marks, parts, ranges, tags, term, value};
use crate::record::referrals::facts as row_facts;
use crate::record::when::When;
use crate::ui::data_table::{Column, DataTable, Missing, Row};
use crate::ui::tag::{Tag, TagKind};
use crate::ui::unique_id;

/// A laboratory report with everything that belongs to it, on one card.
#[component]
pub fn ReportView(
    /// The report.
    report: Report,
) -> impl IntoView {
    let id = unique_id("report");
    let several = report.specimens.len() > 1;
    let filed = match (&report.filed, report.is_filed) {
        (Some(date), _) => {
            view! { <span class="app-quiet">{format!("Filed by the practice {}", format::date(date))}</span> }
                .into_any()
        }
        (None, true) => {
            view! { <span class="app-quiet">"Filed by the practice, date not recorded"</span> }.into_any()
        }
        (None, false) => {
            view! { <Tag kind=TagKind::Incomplete text="Not yet filed by the practice" /> }.into_any()
        }
    };
    let (title, marks_of_report) = report.title.parts();
    let abnormal = report
        .is_abnormal()
        .then(|| view! { <strong class="app-abnormal">"Marked by the laboratory"</strong> });
    let groups = report
        .groups
        .iter()
        .map(|group| view! { <GroupView group=group.clone() several=several specimens=report.specimens.clone() issued=report.issued.clone() /> })
        .collect_view();
    let no_results = report.groups.is_empty().then(|| {
        view! { <p class="app-report__line"><Missing words="The report has no separate results." /></p> }
    });
    let diagnoses = (!report.diagnoses.is_empty()).then(|| {
        view! { <p class="app-report__line"><strong>"Diagnoses: "</strong>{report.diagnoses.join(", ")}</p> }
    });
    let conclusion = report.conclusion.as_deref().map(|words| {
        view! { <div class="app-report__line"><strong>"Conclusion of the laboratory"</strong>{block(words)}</div> }
    });
    let missing = report.not_included.iter().map(|words| {
        view! { <div class="app-report__line"><Tag kind=TagKind::Incomplete text=words.clone() /></div> }
    });
    view! {
        <article class="app-card app-report" aria-labelledby=id.clone()>
            <div class="app-card__head">
                <h2 id=id.clone()>{title.clone()}</h2>
                <span><When date=report.issued.clone() /></span>
                {tags(marks_of_report)}
                {abnormal}
                <span class="app-card__end">{filed}</span>
            </div>
            <div class="app-report__line">{facts(&report)}</div>
            {marks(&Marks::default(), report.not_for_patient, &[])}
            {report.requests.iter().map(request).collect_view()}
            {report.specimens.iter().map(specimen).collect_view()}
            {groups}
            {no_results}
            {missing.collect_view()}
            {diagnoses}
            {conclusion}
            <div class="app-report__line">{filings(&report.filings)}</div>
        </article>
    }
}

fn facts(report: &Report) -> impl IntoView + use<> {
    let performers: Vec<String> = report.performers.iter().map(ToString::to_string).collect();
    let facts = [
        ("Issued", report.issued.as_ref().map(format::date_time)),
        ("By", (!performers.is_empty()).then(|| performers.join("; "))),
        ("Kind", report.kind.clone()),
        ("Category", report.category.clone()),
        ("Linked problem", (!report.problems.is_empty()).then(|| report.problems.join(", "))),
        ("Report number", (!report.numbers.is_empty()).then(|| report.numbers.join(", "))),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(name, words)| {
            words.map(|words| view! { <div><dt>{name}</dt>" "<dd>{words}</dd></div> })
        })
        .collect_view();
    view! { <dl class="app-facts">{facts}</dl> }
}

fn request(request: &Request) -> impl IntoView + use<> {
    let reasons = (!request.reasons.is_empty()).then(|| format!(" – why: {}", request.reasons.join(", ")));
    let by = request.requester.as_ref().map(|who| format!(", asked by {who}"));
    let to = request.performer.as_ref().map(|who| format!(", of {who}"));
    let on = request.authored.as_ref().map(|date| format!(", {}", format::date(date)));
    view! {
        <div class="app-report__line">
            <strong>"Asked for: "</strong>
            {request.term.clone()}
            {reasons}
            <span class="app-quiet">{by}{to}{on}</span>
            {marks(&request.degraded.map(|_| Mark::Uncoded).into_iter().collect(), false, &[])}
            <Notes notes=request.notes.clone() />
        </div>
    }
}

fn specimen(specimen: &Specimen) -> impl IntoView + use<> {
    let collected = specimen.collected.as_ref().map(|when| format!(", taken {when}"));
    let by = specimen.collector.as_ref().map(|who| format!(" by {who}"));
    let received = specimen.received.as_ref().map(|date| format!(", received {}", format::date_time(date)));
    let number = specimen.accession.as_ref().map(|number| format!(", number {number}"));
    let more = specimen.facts.iter().map(|(label, words)| format!(", {}: {words}", label.to_lowercase()));
    let more = more.collect::<String>();
    let fasting = specimen.fasting.clone().map(|words| view! { ", "<strong>{words}</strong> });
    view! {
        <div class="app-report__line">
            <strong>"Specimen: "</strong>
            {specimen.kind.clone().unwrap_or_else(|| "kind not recorded".to_owned())}
            {fasting}
            <span class="app-quiet">{collected}{by}{received}{number}{more}</span>
            <Notes notes=specimen.notes.clone() />
        </div>
    }
}

/// The results of a group as one table; its heading's own value and note are above them.
#[component]
fn GroupView(
    /// The group.
    group: Group,
    /// Whether the report is of several specimens, so that each result names its own.
    several: bool,
    /// The report's specimens.
    specimens: Vec<Specimen>,
    /// When the report was issued.
    issued: Option<DateTime>,
) -> impl IntoView {
    let columns = vec![
        Column::text("Test"),
        Column::text("Result"),
        Column::text("Reference range"),
        Column::text("Laboratory's comment"),
    ];
    let (caption, hide) = match &group.header {
        Some(header) => (format!("{} ({})", header.term.parts().0, group.results.len()), false),
        None => (format!("Results ({})", group.results.len()), true),
    };
    let header = group.header.as_ref().map(|header| {
        let (_, said) = header.term.parts();
        let own = header.has_value().then(|| {
            view! { <div>{value(&header.measured, said)} " " {header.ranges.iter().map(|range| range.text()).collect::<Vec<_>>().join("; ")}</div> }
        });
        view! {
            {header.date_beside(issued.as_ref()).map(|(label, date)| view! { {label} <When date=Some(date.clone()) /> " " })}
            {marks(said, header.not_for_patient, &[])}
            {own}
            {interpretation(header.interpretation.as_ref())}
            {parts(&header.parts, said)}
            {header.comment.as_deref().map(block)}
        }
    });
    let rows = group
        .results
        .iter()
        .map(|outcome| {
            let of = several.then(|| specimen_name(outcome, &specimens)).flatten();
            result(outcome, outcome.observed.date_beside(issued.as_ref()), of)
        })
        .collect::<Vec<_>>();
    let table = (!rows.is_empty()).then(|| {
        view! { <div class="app-results"><DataTable caption=caption hide_caption=hide columns=columns rows=rows /></div> }
    });
    // Below a table of results it must be plain that they speak of the group as a whole.
    let speaks = !group.filings.is_empty() || group.header.as_ref().is_some_and(says_more_than_its_name);
    let name = (speaks || group.results.is_empty()).then(|| {
        group.header.as_ref().map(|header| view! { <strong>{header.term.parts().0.clone()}</strong> " " })
    });
    view! {
        {table}
        <div class="app-report__line">
            {name}
            {header}
            {filings(&group.filings)}
        </div>
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

fn result(outcome: &Outcome, own_date: Option<(&'static str, &DateTime)>, specimen: Option<String>) -> Row {
    let one = &outcome.observed;
    let (_, said) = one.term.parts();
    let measured = view! {
        {(one.parts.is_empty() || one.has_value()).then(|| value(&one.measured, said))}
        {parts(&one.parts, said)}
        {interpretation(one.interpretation.as_ref())}
    };
    let comment = match (&one.comment, outcome.filings.is_empty()) {
        (None, true) => view! { <Missing words="None" /> }.into_any(),
        (comment, _) => view! {
            {comment.as_deref().map(block)}
            {filings(&outcome.filings)}
        }
        .into_any(),
    };
    let name = view! {
        {term(one, None)}
        {own_date.map(|(label, date)| view! { <div class="app-term__about">{label} <When date=Some(date.clone()) /></div> })}
        {specimen.map(|words| view! { <div class="app-term__about">"Specimen: " {words}</div> })}
        {row_facts("Linked problem", &outcome.problems)}
    };
    Row::new(vec![name.into_any(), measured.into_any(), ranges(&one.ranges), comment])
}

/// What the practice wrote on filing.
fn filings(filings: &[Filing]) -> impl IntoView + use<> {
    filings
        .iter()
        .map(|filing| {
            let about = filing.about.as_ref().map(|about| format!(" ({})", about.words()));
            let when = filing.filed.as_ref().map(|date| format!(", {}", format::date_time(date)));
            let recorded = filing.recorded.as_ref().map(|date| format!(", recorded {}", format::date_time(date)));
            let by = filing.by.as_ref().map(|who| format!(", {who}"));
            let words = match &filing.comment {
                Some(words) => block(words),
                None => view! { <Missing words="No comment" /> }.into_any(),
            };
            view! {
                <div class="app-filing">
                    <span class="app-quiet app-small">"Practice's filing comment" {about} {when} {recorded} {by} ": "</span>
                    {words}
                    {marks(&Marks::default(), filing.not_for_patient, &[])}
                </div>
            }
        })
        .collect_view()
}
