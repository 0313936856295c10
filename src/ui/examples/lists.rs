//! Tables, summary lists, cards, the rail.

use leptos::prelude::*;
use maud::{Markup, html};

use super::{Example, example};
use crate::ui::area_rail::{Area, AreaGroup, AreaRail, AreaState, Severity};
use crate::ui::card::Card;
use crate::ui::data_table::{Column, DataTable, Missing, Row, RowMark, missing};
use crate::ui::summary_list::{SummaryList, SummaryRow};
use crate::ui::tag::{TagKind, tag};

pub(super) const EXAMPLES: &[Example] = &[
    example("data-table", medications),
    example("data-table-differs", cross_check),
    example("card-with-table", || {
        view! {
            <Card heading="Issues under this repeat" remark="2 issues" end=|| view! { <a href="#">"Close"</a> }>
                <p class="app-card__body">"56 tablets on 02-Nov-2026"</p>
            </Card>
        }
        .into_any()
    }),
    example("summary-list", || {
        view! {
            <SummaryList>
                <SummaryRow key="When">"Sat 21-Nov-2026, 15:00 to 15:20"</SummaryRow>
                <SummaryRow key="With">"ADEYEMI, Paul (Dr)"</SummaryRow>
                <SummaryRow key="Where">"Millbrook Surgery, 4 Weir Street, Northvale, NV1 4QX"</SummaryRow>
                <SummaryRow key="Comment">
                    <Missing words="None" />
                </SummaryRow>
            </SummaryList>
        }
        .into_any()
    }),
    example("area-rail", || {
        let area = |label: &str, to: &str, state: Option<(&str, Severity)>| Area {
            label: label.to_owned(),
            to: to.to_owned(),
            state: state.map(|(words, severity)| AreaState::new(words, severity)),
        };
        let record = vec![
            area("Allergies", "allergies", Some(("2", Severity::Plain))),
            area("Medications", "medications", Some(("4 of 11", Severity::Plain))),
            area("Problems", "problems", Some(("7, some withheld", Severity::Incomplete))),
            area("Referrals", "referrals", Some(("failed", Severity::Failed))),
            area("Diary", "diary", Some(("not supported", Severity::Quiet))),
            area("Documents", "documents", Some(("loading", Severity::Quiet))),
        ];
        let groups = vec![
            AreaGroup { heading: None, areas: vec![area("Gallery", "gallery", None)] },
            AreaGroup { heading: Some("Record".to_owned()), areas: record },
        ];
        view! { <AreaRail groups=Signal::stored(groups) /> }.into_any()
    }),
];

fn text(words: &str) -> Markup {
    html! { (words) }
}

fn medications() -> AnyView {
    let columns = vec![
        Column::text("Medicine and dose"),
        Column::text("Type"),
        Column::date("Last issued"),
        Column::numeric("Issues"),
        Column::text("Prescribed by"),
    ];
    let rows = vec![
        Row::new(vec![
            text("morphine sulfate MR — tablet — 10 mg"),
            text("Repeat"),
            text("02-Nov-2026"),
            text("3 of 6"),
            text("Hospital"),
        ]),
        Row::new(vec![
            text("apixaban — tablet — 5 mg"),
            text("Repeat"),
            text("02-Nov-2026"),
            text("12"),
            text("GP practice"),
        ])
        .marked(RowMark::Chosen),
        Row::new(vec![
            text("Morphgesic SR 10mg tabs (imported)"),
            text("Repeat"),
            text("2014"),
            missing("Not known"),
            missing("Not recorded"),
        ]),
    ];
    view! { <DataTable caption="Current medication" columns=columns rows=rows /> }.into_any()
}

fn cross_check() -> AnyView {
    let columns = vec![
        Column::text("Detail"),
        Column::text("National record (PDS)"),
        Column::text("Millbrook Surgery"),
        Column::text("Result"),
    ];
    let differs = tag(TagKind::Danger, "differs");
    let rows = vec![
        Row::new(vec![text("Family name"), text("HARTLEY"), text("HARTLEY"), text("✓ same")]),
        Row::new(vec![text("Given name"), text("Imogen Rose"), text("Emily"), differs])
            .marked(RowMark::Differs),
        Row::new(vec![text("Died"), missing("Not recorded"), missing("Not recorded"), text("✓ same")]),
    ];
    view! { <DataTable caption="Is this the same person?" hide_caption=true labels=true columns=columns rows=rows /> }
        .into_any()
}
