//! Ends the gateway's session (FS-13). Not a GP Connect call, so it does not pass the client.

use gloo_net::http::Request;
use web_sys::{RequestCache, RequestCredentials, RequestRedirect};

use crate::gpconnect::client::random_trace_id;

/// Asks the gateway to end the session; why it may still be open, in words. A session that is over already is ended.
#[allow(
    clippy::disallowed_methods,
    reason = "the session is the page's own and the gateway's, no provider's"
)]
pub async fn sign_out(address: &str) -> Result<(), String> {
    let answer = Request::post(address)
        // Another site cannot send this header (GW-9).
        .header("X-Request-ID", &random_trace_id())
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::SameOrigin)
        .redirect(RequestRedirect::Error)
        .send()
        .await
        .map_err(|_| "The gateway could not be reached.".to_owned())?;
    // A host without such an address answers with a page, and nothing has ended.
    let is_page = answer.headers().get("Content-Type").is_some_and(|kind| kind.contains("html"));
    match answer.status() {
        200..=299 if is_page => Err("A web page came instead of an answer from the gateway.".to_owned()),
        200..=299 | 401 => Ok(()),
        status => Err(format!("The gateway answered with status {status}.")),
    }
}
