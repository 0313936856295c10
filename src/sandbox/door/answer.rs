//! What the provider gives back, with what must happen to it on the way.

use std::time::Duration;

use serde_json::Value;

use crate::sandbox::resource::numbers;

use crate::gpconnect::Line;
use crate::gpconnect::Response;

/// An answer and its fate. A transport or server carries the fate out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Status, headers, body.
    pub response: Response,
    /// How long the provider takes.
    pub delay: Duration,
    /// Send this many bytes of the body, then break the connection.
    pub cut: Option<usize>,
    /// Whether no answer comes at all.
    pub lost: Lost,
    /// The answer has no CORS headers: a script on another origin sees a network error (L-1, L-2).
    pub without_cors: bool,
}

/// No answer at all, and what had happened by then.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lost {
    /// It arrives.
    #[default]
    No,
    /// Lost before the provider saved anything.
    BeforeSave,
    /// Lost after the provider saved.
    AfterSave,
}

impl Answer {
    /// An answer that simply arrives.
    pub fn of(response: Response) -> Self {
        Answer { response, ..Answer::default() }
    }
}

/// The media type that a line reads and writes.
pub fn media_type(line: Line) -> &'static str {
    match line {
        Line::Dstu2 => "application/json+fhir",
        Line::Stu3 | Line::Pds => "application/fhir+json",
    }
}

/// A FHIR resource as an answer of one line.
pub fn fhir(line: Line, status: u16, body: &Value) -> Response {
    fhir_text(line, status, numbers::written(body))
}

/// The same from its text.
pub fn fhir_text(line: Line, status: u16, body: String) -> Response {
    respond(status, &format!("{};charset=utf-8", media_type(line)), body.into_bytes())
}

/// Any body; nothing is ever cached (foundations digest 1.1).
pub fn respond(status: u16, content_type: &str, body: Vec<u8>) -> Response {
    Response {
        status,
        headers: vec![
            ("Cache-Control".to_owned(), "no-store".to_owned()),
            ("Content-Type".to_owned(), content_type.to_owned()),
        ],
        body,
    }
}

/// The page that a servlet container or a proxy answers with: no FHIR in it.
pub fn html_page(status: u16, title: &str) -> Response {
    let body = format!(
        "<!doctype html><html lang=\"en\"><head><title>HTTP Status {status}</title></head><body><h1>HTTP Status \
         {status} - {title}</h1><hr></body></html>"
    );
    respond(status, "text/html;charset=utf-8", body.into_bytes())
}
