//! Fetches `config.json` from beside the page. Not a GP Connect call, so it does not pass the client.

use gloo_net::http::Request;
use web_sys::{RequestCache, RequestRedirect};

use super::settings::SettingsFault;

/// Why there are no settings for somebody who is not signed in: no mistake of the site.
pub const SIGNED_OUT: &str = "the session has ended";

/// The bytes of `config.json`, or why there are none.
#[allow(clippy::disallowed_methods, reason = "config.json is the page's own file, not a provider's answer")]
pub async fn fetch_settings() -> Result<Vec<u8>, SettingsFault> {
    let fault = |message: String| SettingsFault { field: String::new(), message };
    let answer = Request::get("./config.json")
        .cache(RequestCache::NoCache)
        // Whoever can redirect it could name other practices.
        .redirect(RequestRedirect::Error)
        .send()
        .await
        .map_err(|_| fault("could not be fetched".to_owned()))?;
    if answer.status() == 404 {
        return Err(fault("is missing: there is none beside index.html".to_owned()));
    }
    if answer.status() == 401 {
        return Err(fault(SIGNED_OUT.to_owned()));
    }
    if !answer.ok() {
        return Err(fault(format!("could not be fetched: status {}", answer.status())));
    }
    answer.binary().await.map_err(|_| fault("broke off part-way".to_owned()))
}
