//! The provider inside the page, behind the same door as a browser's fetch.

use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};

use crate::gpconnect::transport::{Cancel, Sending, Transport, TransportError};
use crate::gpconnect::{Method, Request, Response};
use crate::sandbox::door::answer::{Answer, Lost};
use crate::sandbox::provider::Provider;

/// Headers that a browser shows to a script of another origin (L-8, L-28).
const EXPOSED: [&str; 6] =
    ["Cache-Control", "Content-Length", "Content-Type", "Expires", "Last-Modified", "Retry-After"];

/// Sends to a [`Provider`] that lives in the same process.
#[derive(Clone)]
pub struct SandboxTransport {
    provider: Arc<Mutex<Provider>>,
    now: fn() -> DateTime<Utc>,
}

impl SandboxTransport {
    /// A transport to a shared provider; `now` is the app's clock.
    pub fn new(provider: Arc<Mutex<Provider>>, now: fn() -> DateTime<Utc>) -> Self {
        SandboxTransport { provider, now }
    }

    fn ask(&self, request: &Request) -> Result<Answer, TransportError> {
        let mut provider = self.provider.lock().unwrap_or_else(PoisonError::into_inner);
        // A browser asks first (preflight), and a PUT whose header is not allowed never leaves (L-28).
        if request.method == Method::Put
            && request.header("If-Match").is_some()
            && provider.behaviour_for(request).cors_without_if_match
        {
            return Err(TransportError::Network);
        }
        Ok(provider.handle(request, (self.now)()))
    }
}

impl Transport for SandboxTransport {
    fn send<'a>(&'a self, request: Request, cancel: &'a Cancel) -> Sending<'a> {
        Box::pin(async move {
            if cancel.is_fired() {
                return Err(TransportError::Cancelled);
            }
            // The provider works as soon as it is asked: who gives up waiting does not undo a booking.
            let answer = self.ask(&request)?;
            let whole = if answer.lost == Lost::No { answer.delay } else { Duration::MAX };
            wait(whole.min(request.timeout), cancel).await?;
            if whole >= request.timeout {
                return Err(TransportError::Timeout);
            }
            arrive(answer, request.max_bytes)
        })
    }

    fn pause<'a>(&'a self, duration: Duration, cancel: &'a Cancel) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        Box::pin(async move {
            // Cancelled or not, the pause is over.
            let _ = wait(duration, cancel).await;
        })
    }
}

fn arrive(answer: Answer, limit: usize) -> Result<Response, TransportError> {
    if answer.without_cors {
        return Err(TransportError::Network);
    }
    if (300..400).contains(&answer.response.status) {
        return Err(TransportError::Redirected);
    }
    if answer.response.body.len() > limit {
        return Err(TransportError::TooLarge { limit });
    }
    if answer.cut.is_some() {
        return Err(TransportError::Interrupted);
    }
    let mut response = answer.response;
    response.headers.retain(|(name, _)| EXPOSED.iter().any(|exposed| exposed.eq_ignore_ascii_case(name)));
    Ok(response)
}

#[cfg(target_arch = "wasm32")]
async fn wait(duration: Duration, cancel: &Cancel) -> Result<(), TransportError> {
    use futures::future::{Either, select};
    let milliseconds = u32::try_from(duration.as_millis()).unwrap_or(u32::MAX);
    match select(gloo_timers::future::TimeoutFuture::new(milliseconds), cancel.fired()).await {
        Either::Left(_) => Ok(()),
        Either::Right(_) => Err(TransportError::Cancelled),
    }
}

/// Natively nobody waits: tests run through delays at once.
#[cfg(not(target_arch = "wasm32"))]
async fn wait(_: Duration, cancel: &Cancel) -> Result<(), TransportError> {
    if cancel.is_fired() { Err(TransportError::Cancelled) } else { Ok(()) }
}
