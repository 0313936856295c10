//! The second program, `send-document`: loaded when a consultation summary is first written, and asked in JSON.

use std::cell::RefCell;

use chrono::{DateTime, FixedOffset, Utc};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::about::Judgement;
use super::request::{Request, on_uk_clock};
use crate::ui::later::load;

/// Its script below the site's root; `tools/finish-dist.mjs` puts it there.
const SCRIPT: &str = "send-document.js";

thread_local! {
    static PROGRAM: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

/// Loads the program, unless it is there.
pub async fn ready() -> Result<(), ()> {
    if is_here() {
        return Ok(());
    }
    let script = load(SCRIPT).await.map_err(|_| ())?;
    let opening = call(&script, "open", &[]).map_err(|_| ())?;
    let opening = opening.dyn_into::<Promise>().map_err(|_| ())?;
    JsFuture::from(opening).await.map_err(|_| ())?;
    PROGRAM.with_borrow_mut(|program| *program = Some(script));
    Ok(())
}

/// Whether the program is there.
pub fn is_here() -> bool {
    PROGRAM.with_borrow(Option::is_some)
}

/// Something said beside a field.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Said {
    /// The part of the form.
    pub field: String,
    /// The words.
    pub words: String,
}

/// What the form shows while it is filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Review {
    /// What keeps the summary from being sent.
    pub refusals: Vec<Said>,
    /// What the sender should know.
    pub notices: Vec<String>,
    /// The address that MESH traces.
    pub address: String,
    /// The line in the practice's list.
    pub subject: String,
    /// The text of each page.
    pub pages: Vec<String>,
}

/// A document that can be seen and sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// The message.
    pub message: Vec<u8>,
    /// What MESH is told beside it, JSON.
    pub metadata: String,
    /// The text of each page.
    pub pages: Vec<String>,
}

/// Checks a summary and sets its pages.
pub fn review(request: &Request<'_>) -> Result<Review, String> {
    let request = serde_json::to_string(request).map_err(|_| unreadable())?;
    let answer = text(&ask("review", &[request.into()])?)?;
    serde_json::from_str(&answer).map_err(|_| unreadable())
}

/// Makes PDF and message.
pub fn make(request: &Request<'_>) -> Result<Made, String> {
    let request = serde_json::to_string(request).map_err(|_| unreadable())?;
    let document = ask("make", &[request.into()])?;
    let part = |name: &str| call(&document, name, &[]);
    let bytes = |value: JsValue| Uint8Array::new(&value).to_vec();
    let made = Made {
        pdf: bytes(part("pdf")?),
        message: bytes(part("message")?),
        metadata: text(&part("metadata")?)?,
        pages: Array::from(&part("pages")?).iter().filter_map(|page| page.as_string()).collect(),
    };
    part("free")?;
    Ok(made)
}

#[derive(Serialize)]
struct Asked<'a> {
    outbox: &'a RawValue,
    now: DateTime<FixedOffset>,
}

/// Judges what the outbox keeps.
pub fn judge(outbox: &str, now: DateTime<Utc>) -> Result<Judgement, String> {
    let outbox: &RawValue = serde_json::from_str(outbox).map_err(|_| unreadable())?;
    let asked = serde_json::to_string(&Asked { outbox, now: on_uk_clock(now) }).map_err(|_| unreadable())?;
    let answer = text(&ask("judge", &[asked.into()])?)?;
    serde_json::from_str(&answer).map_err(|_| unreadable())
}

/// The PDF in a message that was sent before.
pub fn document_in(message: &[u8]) -> Result<Vec<u8>, String> {
    let document = ask("document_in", &[Uint8Array::from(message).into()])?;
    Ok(Uint8Array::new(&document).to_vec())
}

fn ask(name: &str, given: &[JsValue]) -> Result<JsValue, String> {
    let program = PROGRAM.with_borrow(Clone::clone).ok_or_else(unreadable)?;
    call(&program, name, given)
}

/// Calls a function of an object; the error is the program's own words.
fn call(object: &JsValue, name: &str, given: &[JsValue]) -> Result<JsValue, String> {
    let said = |error: JsValue| {
        let message = Reflect::get(&error, &"message".into()).ok().and_then(|message| message.as_string());
        message.filter(|message| !message.is_empty()).unwrap_or_else(unreadable)
    };
    let function = Reflect::get(object, &name.into()).map_err(said)?;
    let function: Function = function.dyn_into().map_err(|_| unreadable())?;
    function.apply(object, &given.iter().collect::<Array>()).map_err(said)
}

fn text(value: &JsValue) -> Result<String, String> {
    value.as_string().ok_or_else(unreadable)
}

fn unreadable() -> String {
    "What makes the document gave no answer that can be read. Nothing was sent. Try again.".to_owned()
}
