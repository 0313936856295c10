//! The door of the module that the page loads: JSON in, a review or a whole document out.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use crate::checks::{Checked, Draft, check};
use crate::message::{Message, MessageIds, build};
use crate::pages::{Page, pages};
use crate::pdf::draw;
use crate::settings::Settings;
use crate::summary::{Edition, Summary};

/// All that a document is made of.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Request {
    /// What the clinician wrote.
    pub summary: Summary,
    /// Which version it is.
    pub edition: Edition,
    /// The UK's clock.
    pub now: DateTime<FixedOffset>,
    /// The ids of the message; for a review they are not needed.
    #[serde(default)]
    pub ids: Option<MessageIds>,
    /// What the site agreed with the receivers.
    #[serde(default)]
    pub settings: Settings,
}

/// Something said beside a field of the form.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// The part of the form.
    pub field: &'static str,
    /// The words.
    pub words: String,
}

/// What the form shows while it is filled in.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Review {
    /// What keeps the summary from being sent.
    pub refusals: Vec<Remark>,
    /// What the sender should know.
    pub notices: Vec<String>,
    /// The address that MESH traces; empty where something is refused.
    pub address: String,
    /// The line in the practice's list; empty where something is refused.
    pub subject: String,
    /// The text of each page, as far as it is written.
    pub pages: Vec<String>,
}

/// A document ready to be seen and sent.
pub struct Made {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// The text of each page.
    pub pages: Vec<String>,
    /// The message with its metadata.
    pub message: Message,
}

/// Reads a request. What it says of a fault names a place, never a value.
pub fn read(json: &str) -> Result<Request, String> {
    serde_json::from_str(json).map_err(|error| {
        format!(
            "The summary cannot be read at line {}, column {}. Nothing was made.",
            error.line(),
            error.column()
        )
    })
}

/// Checks a request and sets its pages.
pub fn review(request: &Request) -> Review {
    match checked(request) {
        Err(refusals) => Review {
            refusals,
            notices: Vec::new(),
            address: String::new(),
            subject: String::new(),
            pages: texts(&Draft::of(&request.summary, &request.edition, &request.settings)),
        },
        Ok(checked) => Review {
            refusals: Vec::new(),
            notices: checked.notices().iter().map(ToString::to_string).collect(),
            address: checked.address().to_owned(),
            subject: checked.subject().to_owned(),
            pages: texts(checked.draft()),
        },
    }
}

/// Makes PDF and message; the error is words for the person who sends.
pub fn make(request: &Request) -> Result<Made, String> {
    let said = |remarks: Vec<Remark>| {
        remarks
            .into_iter()
            .map(|remark| format!("{}: {}", remark.field, remark.words))
            .collect::<Vec<_>>()
            .join("\n")
    };
    let checked = checked(request).map_err(said)?;
    let ids =
        request.ids.as_ref().ok_or("The message was not made: it has no identifiers. Nothing was sent.")?;
    let pages = pages(checked.draft());
    let pdf = draw(&checked, &pages).map_err(|fault| fault.to_string())?;
    let message = build(&checked, &pdf, ids).map_err(|fault| fault.to_string())?;
    Ok(Made { pdf, pages: pages.iter().map(Page::text).collect(), message })
}

fn texts(draft: &Draft<'_>) -> Vec<String> {
    pages(draft).iter().map(Page::text).collect()
}

fn checked(request: &Request) -> Result<Checked<'_>, Vec<Remark>> {
    check(&request.summary, &request.edition, request.now, &request.settings).map_err(|refusals| {
        let remark = |refusal: &crate::checks::Refusal| Remark {
            field: refusal.field().words(),
            words: refusal.to_string(),
        };
        refusals.iter().map(remark).collect()
    })
}
