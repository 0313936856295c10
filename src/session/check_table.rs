//! The cross-check as a table: two sources field by field, at the registered practice and at any other (FND-12).

use leptos::prelude::*;
use maud::html;

use crate::clinical::CrossCheck;
use crate::clinical::cross_check::{Comparison, Field, Verdict};
use crate::ui::data_table::{Column, DataTable, Row, RowMark, missing};
use crate::ui::tag::{TagKind, tag};

/// Every row of a check, what differs marked.
#[component]
pub fn CheckTable(
    /// The check.
    check: CrossCheck,
    /// Name of the practice.
    #[prop(into)]
    practice: String,
    /// The same within a sentence.
    #[prop(default = "the practice")]
    other: &'static str,
) -> impl IntoView {
    let columns = vec![
        Column::text("Detail"),
        Column::text("National record (PDS)"),
        Column::text(practice),
        Column::text("Comparison"),
    ];
    let rows = check.rows.iter().map(|one| row(one, other)).collect();
    view! {
        <DataTable caption="National record and practice, field by field" hide_caption=true labels=true columns rows />
    }
}

fn words(name: &Option<String>) -> usize {
    name.as_deref().unwrap_or_default().split_whitespace().count()
}

fn row(row: &Comparison, other: &'static str) -> Row {
    let field = row.field;
    let value = move |value: &Option<String>, source: &str| match value {
        Some(value) => html! { (value) },
        None if field == Field::Died => missing("Not recorded"),
        None => missing(&format!("Not supplied by {source}")),
    };
    let (verdict, mark) = match row.verdict {
        // A further given name that one source lacks is not a difference (ARH-26), but it is not hidden either.
        Verdict::Same if field == Field::GivenName && words(&row.national) != words(&row.practice) => {
            (html! { "✓ first name same" }, RowMark::Plain)
        }
        // Two silences are not an agreement.
        Verdict::Same if row.national.is_none() && row.practice.is_none() => {
            (missing("neither records one"), RowMark::Plain)
        }
        Verdict::Same => (html! { "✓ same" }, RowMark::Plain),
        Verdict::Differs => (tag(TagKind::Danger, "differs"), RowMark::Differs),
        Verdict::NotSupplied => (missing("not compared"), RowMark::Plain),
    };
    let cells = vec![
        html! { (field.label()) },
        value(&row.national, "the national record"),
        value(&row.practice, other),
        verdict,
    ];
    Row::new(cells).marked(mark)
}
