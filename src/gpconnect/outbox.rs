//! The gateway's outbox, through which a consultation summary leaves (docs/write-back.md). No GP Connect call, and nothing
//! is ever sent a second time by itself.

use serde::Deserialize;

use super::client::{Attempt, Connection};
use super::error::Failure;
use super::transport::Cancel;
use super::wire::{Method, Request, Response};
use crate::format::NhsNumber;

/// How the audit trail names these calls.
const POSTING: &str = "local:consultation-summary";
/// The name of the look at what was sent.
const LOOKING: &str = "local:consultation-summaries";

/// The outbox of one organisation.
#[derive(Clone)]
pub struct Outbox {
    connection: Connection,
    /// With its slash at the end.
    base: String,
}

/// What became of a message that was posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Posted {
    /// MESH has it.
    Taken,
    /// It is there already, or MESH turned it away: its events say what is known.
    Known,
    /// Nothing has left; why, in words.
    NotSent(String),
    /// Nobody knows whether it has left.
    Unknown,
}

/// What the outbox says of a refusal.
#[derive(Default, Deserialize)]
struct Said {
    #[serde(default)]
    description: String,
}

impl Outbox {
    /// The outbox at an address.
    pub fn new(connection: Connection, base: &str) -> Self {
        Self { connection, base: base.to_owned() }
    }

    /// Puts a message into the outbox, once.
    pub async fn post(&self, body: Vec<u8>, about: &NhsNumber) -> Posted {
        self.posted("messages", Some(body), about).await
    }

    /// Sends the same bytes once more, because a person has decided so.
    pub async fn again(&self, header: &str, about: &NhsNumber) -> Posted {
        self.posted(&format!("messages/{header}/again"), None, about).await
    }

    /// Everything that this organisation sent and that is still kept, as the outbox wrote it.
    pub async fn messages(&self, cancel: &Cancel) -> Result<String, Failure> {
        let response = self.read("messages", cancel).await?;
        String::from_utf8(response.body).map_err(|_| Failure::decode("messages: not text"))
    }

    /// The exact bytes of a message.
    pub async fn message(&self, header: &str, cancel: &Cancel) -> Result<Vec<u8>, Failure> {
        Ok(self.read(&format!("messages/{header}/message"), cancel).await?.body)
    }

    async fn posted(&self, path: &str, body: Option<Vec<u8>>, about: &NhsNumber) -> Posted {
        match self.call(Method::Post, path, body, Some(about), &Cancel::new()).await {
            Ok(response) => meaning(&response),
            Err(_) => Posted::Unknown,
        }
    }

    async fn read(&self, path: &str, cancel: &Cancel) -> Result<Response, Failure> {
        let response = self.call(Method::Get, path, None, None, cancel).await?;
        if response.is_page() {
            return Err(Failure::SignIn);
        }
        match response.is_success() {
            true => Ok(response),
            false => Err(Failure::Status {
                status: response.status,
                content_type: response.header("Content-Type").map(str::to_owned),
            }),
        }
    }

    async fn call(
        &self,
        method: Method,
        path: &str,
        body: Option<Vec<u8>>,
        about: Option<&NhsNumber>,
        cancel: &Cancel,
    ) -> Result<Response, Failure> {
        let trace_id = (self.connection.new_trace_id)();
        let mut headers = vec![("Accept", "application/json".to_owned()), ("X-Request-ID", trace_id.clone())];
        if body.is_some() {
            headers.push(("Content-Type", "application/json".to_owned()));
        }
        let request = Request {
            method,
            url: format!("{}{path}", self.base),
            headers,
            body,
            timeout: self.connection.timeout,
            max_bytes: self.connection.max_bytes,
        };
        let at = (self.connection.now)();
        let ended = self.connection.transport.send(request, cancel).await.map_err(Failure::from);
        (self.connection.observer)(Attempt {
            at,
            interaction: if method == Method::Post { POSTING } else { LOOKING },
            ods: self.connection.identity.organisation.ods.clone(),
            trace_id,
            nhs_number: about.cloned(),
            status: ended.as_ref().ok().map(|response| response.status),
            outcome: match &ended {
                Ok(response) if response.is_success() => "ok".to_owned(),
                Ok(response) => format!("status {}", response.status),
                Err(failure) => failure.short(),
            },
        });
        ended
    }
}

/// What the answer to a message proves. Whatever is not promised to mean "nothing has left" leaves it open.
fn meaning(response: &Response) -> Posted {
    let said = || serde_json::from_slice::<Said>(&response.body).unwrap_or_default().description;
    match response.status {
        202 if !response.is_page() => Posted::Taken,
        409 | 422 if !response.is_page() => Posted::Known,
        400 | 401 | 403 | 404 | 413 | 503 if !response.is_page() => Posted::NotSent(match said() {
            words if words.is_empty() => not_sent(response.status).to_owned(),
            words => words,
        }),
        // A page of whatever stands before the gateway: the session is over, and nothing has reached it.
        _ => Posted::Unknown,
    }
}

fn not_sent(status: u16) -> &'static str {
    match status {
        401 => "You are no longer signed in.",
        403 => "The gateway does not let this organisation send summaries.",
        404 => "The gateway has no mailbox for this organisation.",
        413 => "The summary is too large.",
        503 => "The gateway cannot keep the summary just now.",
        _ => "The gateway refused the summary.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(status: u16, body: &str) -> Posted {
        meaning(&Response { status, headers: Vec::new(), body: body.as_bytes().to_vec() })
    }

    // proves: SDOC-42
    #[test]
    fn only_what_is_promised_to_mean_it_is_called_not_sent() {
        assert_eq!(answered(202, r#"{"message":"M1"}"#), Posted::Taken);
        for status in [400, 401, 403, 404, 413, 503] {
            assert!(
                matches!(answered(status, "{}"), Posted::NotSent(words) if !words.is_empty()),
                "{status}"
            );
        }
        assert_eq!(answered(400, r#"{"description":"No."}"#), Posted::NotSent("No.".to_owned()));
        for status in [200, 301, 405, 429, 500, 502, 504] {
            assert_eq!(answered(status, "{}"), Posted::Unknown, "{status}");
        }
        // A page is nothing that the gateway said.
        for status in [202, 404, 503] {
            assert_eq!(answered(status, "<!doctype html>"), Posted::Unknown, "{status}");
        }
        assert_eq!([answered(409, "{}"), answered(422, "{}")], [Posted::Known, Posted::Known]);
    }
}
