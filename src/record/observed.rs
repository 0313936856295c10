//! Cells that show an observation: its term with what must be known before it is relied on, its value with range and
//! interpretation, and its words with their line breaks (ARS-48, ARS-50).

use leptos::prelude::*;

use super::when::When;
use crate::clinical::Person;
use crate::clinical::observation::{Interpretation, Measured, Observed, Part, ReferenceRange};
use crate::fhir::DateTime;
use crate::format;
use crate::format::concept::Degraded;
use crate::ui::data_table::Missing;
use crate::ui::tag::{Tag, TagKind};

/// What a code that was lost in transfer means for the reader (ARS-26).
const UNCODED: &str = "Uncoded: its code was lost in transfer";

/// The marks of an item: degraded, not for the patient, and remarks of its own.
pub fn marks(degraded: Option<Degraded>, not_for_patient: bool, remarks: Vec<String>) -> impl IntoView {
    let nopat = not_for_patient.then(|| "Not to be disclosed to the patient".to_owned());
    degraded
        .map(|_| UNCODED.to_owned())
        .into_iter()
        .chain(nopat)
        .chain(remarks)
        .map(|text| view! { <div><Tag kind=TagKind::Incomplete text=text /></div> })
        .collect_view()
}

/// The term, what it is a part of, and its marks.
pub fn term(observed: &Observed, part_of: Option<String>) -> impl IntoView + use<> {
    let place = [("Site", &observed.site), ("Method", &observed.method)]
        .into_iter()
        .filter_map(|(label, words)| Some(format!("{label}: {}", words.as_ref()?)))
        .collect::<Vec<_>>()
        .join(", ");
    let about = part_of.map(|parent| format!("Part of {parent}")).into_iter();
    let about = about.chain((!place.is_empty()).then_some(place));
    view! {
        <div class="app-term">{observed.term.clone()}</div>
        {about.map(|words| view! { <div class="app-term__about">{words}</div> }).collect_view()}
        {marks(observed.degraded, observed.not_for_patient, observed.status.clone().into_iter().collect())}
    }
}

/// The value, or why there is none.
pub fn value(measured: &Measured) -> AnyView {
    match measured {
        Measured::Nothing => view! { <Missing words="No value" /> }.into_any(),
        Measured::Absent(words) => view! { <Missing words=words.clone() /> }.into_any(),
        Measured::Value { words, amount } => {
            let no_unit = amount.as_ref().is_some_and(|amount| amount.unit.is_none());
            let no_unit =
                no_unit.then(|| view! { " "<span class="app-quiet app-small">"(no unit sent)"</span> });
            view! {
                <span class=if words.contains('\n') { "app-block" } else { "app-value" }>{words.clone()}</span>
                {no_unit}
            }
            .into_any()
        }
    }
}

/// What the sender made of the value, in its own words; in bold when it is other than normal.
pub fn interpretation(sent: Option<&Interpretation>) -> Option<AnyView> {
    let sent = sent?.clone();
    Some(if sent.is_abnormal {
        view! { <div><strong class="app-abnormal">{sent.words}</strong></div> }.into_any()
    } else {
        view! { <div class="app-small">{sent.words}</div> }.into_any()
    })
}

/// Reference ranges, one a line.
pub fn ranges(ranges: &[ReferenceRange]) -> AnyView {
    if ranges.is_empty() {
        return view! { <Missing words="Not sent" /> }.into_any();
    }
    ranges.iter().map(|range| view! { <div>{range.text()}</div> }).collect_view().into_any()
}

/// Parts as label and value, each with its range and interpretation.
pub fn parts(parts: &[Part]) -> impl IntoView + use<> {
    parts
        .iter()
        .map(|part| {
            let range = part.ranges.iter().map(ReferenceRange::text).collect::<Vec<_>>().join("; ");
            let range = (!range.is_empty()).then(|| format!(" (range {range})"));
            view! {
                <div>
                    <span class="app-quiet">{part.term.clone()}": "</span>
                    {value(&part.measured)}
                    {range}
                    {interpretation(part.interpretation.as_ref())}
                </div>
            }
        })
        .collect_view()
}

/// Words with their line breaks and columns.
pub fn block(words: &str) -> AnyView {
    let class = if words.contains('\n') || words.contains("  ") { "app-block" } else { "app-text" };
    view! { <div class=class>{words.to_owned()}</div> }.into_any()
}

/// [`block`], or the words that there are none.
pub fn block_or(words: Option<&str>, missing: &'static str) -> AnyView {
    words.map_or_else(|| view! { <Missing words=missing /> }.into_any(), block)
}

/// The clinical date or period; the audit date where no other was sent, named as such (ARS-66).
pub fn clinical_date(observed: &Observed) -> impl IntoView + use<> {
    let until = observed.until.clone().filter(|until| {
        observed.date.as_ref().is_none_or(|start| format::date(start) != format::date(until))
    });
    let until = until.map(|until| view! { <div class="app-small">"to " <When date=Some(until) /></div> });
    let recorded = observed.recorded.clone().filter(|_| observed.date.is_none());
    view! {
        <When date=observed.date.clone() />
        {until}
        {recorded.map(entered)}
    }
}

/// Who, one a line, each with the role quietly.
pub fn performers(observed: &Observed) -> AnyView {
    if observed.performers.is_empty() {
        return view! { <Missing words="Not recorded" /> }.into_any();
    }
    let person = |who: &Person| {
        let role = who.role.clone().map(|role| view! { <div class="app-quiet app-small">{role}</div> });
        view! {
            <div>{who.name.clone()}</div>
            {role}
        }
    };
    observed.performers.iter().map(person).collect_view().into_any()
}

/// When an item was entered, quietly.
pub fn entered(date: DateTime) -> impl IntoView {
    view! { <div class="app-quiet app-small">"entered " <When date=Some(date) /></div> }
}
