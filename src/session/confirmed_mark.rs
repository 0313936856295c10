//! The lasting mark of a person who was confirmed despite differences: beside the banner, and beside what each answer
//! brought; the differences one press away, and in words on paper (FND-12, ARS-59).

use leptos::prelude::*;
use maud::html;

use super::ForPatient;
use crate::clinical::CrossCheck;
use crate::clinical::cross_check::Comparison;
use crate::ui::data_table::{Column, DataTable, Row, RowMark, missing};

/// Under the banner, on every page of the patient and on every sheet.
#[component]
pub fn ConfirmedStrip() -> impl IntoView {
    let patient = ForPatient::here();
    move || {
        let so_far = patient?.confirmed();
        if so_far.is_empty() {
            return None;
        }
        let rows =
            so_far.differences().into_iter().map(|(source, row)| (source.to_owned(), row.clone())).collect();
        let differences = so_far.differences().len();
        let rest: Vec<String> = so_far.sentences().into_iter().skip(differences).collect();
        let rest = rest.into_iter().map(|words| view! { <p>{words}</p> }).collect_view();
        Some(view! {
            <div class="app-confirmed app-confirmed--strip" role="group" aria-label="Confirmed despite differences">
                <details>
                    <summary>
                        <strong>"Confirmed despite differences: "</strong>
                        {so_far.words()}
                        <span class="app-not-on-paper app-confirmed__see">"See the differences"</span>
                    </summary>
                    <div class="app-confirmed__differences app-not-on-paper">
                        {table("Details that differ from the national record", rows)}
                        {rest}
                    </div>
                </details>
                {on_paper(so_far.sentences())}
            </div>
        })
    }
}

/// Above the content of an answer that named other details, once somebody has confirmed the person.
#[component]
pub fn ConfirmedMark(
    /// The check of the answer.
    check: CrossCheck,
    /// Who answered.
    #[prop(into)]
    source: String,
) -> impl IntoView {
    let rows: Vec<(String, Comparison)> =
        check.differences().map(|row| (source.clone(), row.clone())).collect();
    let sentences = rows.iter().map(|(source, row)| row.sentence(source)).collect();
    let fields: Vec<&str> = rows.iter().map(|(_, row)| row.field.label()).collect();
    let (what, fields) = match fields.is_empty() {
        true => ("This answer has nothing else to compare: ", "only the NHS number is the same".to_owned()),
        false => ("This answer has different details from the national record: ", fields.join(", ")),
    };
    view! {
        <div class="app-confirmed" role="note">
            <details>
                <summary>
                    <strong>{what}</strong>
                    {fields}
                    ". Confirmed as the same person. "
                    <span class="app-not-on-paper app-confirmed__see">"See the differences"</span>
                </summary>
                <div class="app-confirmed__differences app-not-on-paper">{table("Details that differ", rows)}</div>
            </details>
            {on_paper(sentences)}
        </div>
    }
}

/// A closed fold prints its first line only.
fn on_paper(sentences: Vec<String>) -> impl IntoView {
    view! { <p class="app-only-on-paper">{sentences.join(" ")}</p> }
}

fn table(caption: &'static str, rows: Vec<(String, Comparison)>) -> Option<AnyView> {
    let columns = vec![
        Column::text("Detail"),
        Column::text("National record (PDS)"),
        Column::text("Sent by the practice"),
    ];
    let value = |value: Option<String>| match value {
        Some(value) => html! { (value) },
        None => missing("Not recorded"),
    };
    let rows: Vec<Row> = rows
        .into_iter()
        .map(|(source, row)| {
            let there = html! { (value(row.practice)) span.app-quiet.app-small { " at " (source) } };
            let cells = vec![html! { (row.field.label()) }, value(row.national), there];
            Row::new(cells).marked(RowMark::Differs)
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! { <DataTable caption=caption hide_caption=true labels=true columns=columns rows=rows /> }
            .into_any()
    })
}
