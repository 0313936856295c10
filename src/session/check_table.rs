//! The cross-check as a table: two sources field by field, at the registered practice and at any other (FND-12).

use leptos::prelude::*;

use crate::clinical::CrossCheck;
use crate::clinical::cross_check::{Comparison, Field, Verdict};
use crate::ui::data_table::{Column, DataTable, Missing, Row, RowMark};
use crate::ui::tag::{Tag, TagKind};

/// Every row of a check, what differs marked.
#[component]
pub fn CheckTable(
    /// The check.
    check: CrossCheck,
    /// Name of the practice.
    #[prop(into)]
    practice: String,
) -> impl IntoView {
    let columns = vec![
        Column::text("Detail"),
        Column::text("National record (PDS)"),
        Column::text(practice),
        Column::text("Comparison"),
    ];
    let rows = check.rows.iter().map(row).collect();
    view! {
        <DataTable caption="National record and practice, field by field" hide_caption=true labels=true columns rows />
    }
}

fn words(name: &Option<String>) -> usize {
    name.as_deref().unwrap_or_default().split_whitespace().count()
}

fn row(row: &Comparison) -> Row {
    let field = row.field;
    let value = move |value: &Option<String>, source: &'static str| match value {
        Some(value) => value.clone().into_any(),
        None if field == Field::Died => view! { <Missing words="Not recorded" /> }.into_any(),
        None => view! { <Missing words=format!("Not supplied by the {source}") /> }.into_any(),
    };
    let (verdict, mark) = match row.verdict {
        // A further given name that one source lacks is not a difference (ARH-26), but it is not hidden either.
        Verdict::Same if field == Field::GivenName && words(&row.national) != words(&row.practice) => {
            ("✓ first name same".into_any(), RowMark::Plain)
        }
        // Two silences are not an agreement.
        Verdict::Same if row.national.is_none() && row.practice.is_none() => {
            (view! { <Missing words="neither records one" /> }.into_any(), RowMark::Plain)
        }
        Verdict::Same => ("✓ same".into_any(), RowMark::Plain),
        Verdict::Differs => {
            (view! { <Tag kind=TagKind::Danger text="differs" /> }.into_any(), RowMark::Differs)
        }
        Verdict::NotSupplied => (view! { <Missing words="not compared" /> }.into_any(), RowMark::Plain),
    };
    let cells = vec![
        field.label().into_any(),
        value(&row.national, "national record"),
        value(&row.practice, "practice"),
        verdict,
    ];
    Row::new(cells).marked(mark)
}
