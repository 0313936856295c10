//! Faults, callouts, tags, progress, nothing-here.

use leptos::prelude::*;

use super::{Example, example};
use crate::ui::callout::{Callout, CalloutKind};
use crate::ui::card::Nothing;
use crate::ui::details::Details;
use crate::ui::fault::{Fault, FaultPanel};
use crate::ui::progress::Progress;
use crate::ui::tag::{Tag, TagKind};

pub(super) const EXAMPLES: &[Example] = &[
    example("fault-read", || {
        let fault = Fault {
            what: "Millbrook Surgery did not answer within 30 seconds.".to_owned(),
            saved: None,
            next: "Try again. If it keeps failing, telephone the practice.".to_owned(),
            trace_id: Some("09a01679-2564-4fb4-9129-aecc81ea2706".to_owned()),
            wait: None,
            details: Vec::new(),
        };
        view! { <FaultPanel fault=fault on_retry=Callback::new(|()| ()) /> }.into_any()
    }),
    example("fault-uncertain", || {
        let fault = Fault {
            what: "The answer to the booking was cut off part-way.".to_owned(),
            saved: Some("It is not known whether it was saved.".to_owned()),
            next: "Check the patient's appointments before booking again.".to_owned(),
            trace_id: Some("09a01679-2564-4fb4-9129-aecc81ea2706".to_owned()),
            wait: None,
            details: vec!["500 BAD_REQUEST".to_owned(), "No value present <b>not markup</b>".to_owned()],
        };
        view! { <FaultPanel fault=fault /> }.into_any()
    }),
    example("callout", || {
        view! {
            <Callout heading="Items withheld">
                "The practice has left out items for confidentiality or patient preference. This list is not complete."
            </Callout>
            <Callout kind=CalloutKind::Danger heading="2 details differ between the national record (PDS) and Millbrook Surgery">
                "Check with the patient before you open the record. Nothing has been opened yet."
            </Callout>
            <Callout kind=CalloutKind::Note heading="Machine generated">
                "No one clinician has signed this record off."
            </Callout>
        }
        .into_any()
    }),
    example("tags", || {
        view! {
            <Tag text="Acute" />
            " "
            <Tag kind=TagKind::Danger text="Referrals failed: try again" />
            " "
            <Tag kind=TagKind::Incomplete text="Degraded: original text shown" />
            " "
            <Tag kind=TagKind::Good text="patient's branch" />
            " "
            <Tag kind=TagKind::Here text="own practice" />
        }
        .into_any()
    }),
    example("progress", || view! { <Progress what="Asking Millbrook Surgery for medications" /> }.into_any()),
    example("nothing", || {
        view! {
            <Nothing words="Millbrook Surgery was asked for referrals and answered with none." />
        }
        .into_any()
    }),
    example("details", || {
        view! { <Details summary="Technical details">"422 INVALID_RESOURCE"</Details> }.into_any()
    }),
];
