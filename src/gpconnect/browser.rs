//! The browser's fetch as a transport: abort, time-out, size limit, nothing cached.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use futures::future::{Either, select};
use gloo_net::http::{Headers, Method as Verb, RequestBuilder};
use gloo_timers::future::TimeoutFuture;
use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache, RequestCredentials,
    RequestRedirect,
};

use super::transport::{Cancel, Sending, Transport, TransportError};
use super::wire::{Method, Request, Response};

/// From how many bytes on the room of a body is kept.
const LARGE: usize = 1 << 20;

thread_local! {
    /// Room for the largest body so far: WebAssembly memory never shrinks, and megabytes in one piece are seldom found in it
    /// twice, so that each new one would make it larger.
    static ROOM: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Sends by `fetch`. Answers are never cached (FND-28, ARS-70) and no referrer leaves.
#[derive(Clone, Copy, Debug, Default)]
pub struct BrowserTransport;

impl Transport for BrowserTransport {
    fn send<'a>(&'a self, request: Request, cancel: &'a Cancel) -> Sending<'a> {
        Box::pin(send(request, cancel))
    }

    fn spent(&self, mut body: Vec<u8>) {
        if body.capacity() < LARGE {
            return;
        }
        // Nothing of a patient stays in it.
        body.fill(0);
        body.clear();
        ROOM.with_borrow_mut(|room| {
            if room.capacity() < body.capacity() {
                *room = body;
            }
        });
    }

    fn pause<'a>(&'a self, duration: Duration, cancel: &'a Cancel) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        Box::pin(async move {
            select(sleep(duration), cancel.fired()).await;
        })
    }
}

fn sleep(duration: Duration) -> TimeoutFuture {
    TimeoutFuture::new(u32::try_from(duration.as_millis()).unwrap_or(u32::MAX))
}

async fn send(request: Request, cancel: &Cancel) -> Result<Response, TransportError> {
    if cancel.is_fired() {
        return Err(TransportError::Cancelled);
    }
    let controller = AbortController::new().map_err(|_| TransportError::Network)?;
    let abort = AbortOnDrop(Some(controller.clone()));
    let ended = {
        let exchange = std::pin::pin!(exchange(&request, &controller));
        let deadline = sleep(request.timeout);
        let stop = select(deadline, cancel.fired());
        match select(exchange, stop).await {
            Either::Left((ended, _)) => {
                if ended.is_ok() {
                    abort.disarm();
                }
                return ended;
            }
            Either::Right((Either::Left(_), _)) => TransportError::Timeout,
            Either::Right((Either::Right(_), _)) => TransportError::Cancelled,
        }
    };
    Err(ended)
}

/// Ends the request when nobody waits any longer, also where the waiting task itself is dropped with its patient
/// (ARH-29). After a whole answer there is nothing left to end, and the browser would call the request cancelled.
struct AbortOnDrop(Option<AbortController>);

impl AbortOnDrop {
    fn disarm(mut self) {
        self.0 = None;
    }
}

impl Drop for AbortOnDrop {
    fn drop(&mut self) {
        if let Some(controller) = &self.0 {
            controller.abort();
        }
    }
}

async fn exchange(request: &Request, abort: &AbortController) -> Result<Response, TransportError> {
    let headers = web_sys::Headers::new().map_err(|_| TransportError::Network)?;
    for (name, value) in &request.headers {
        headers.append(name, value).map_err(|_| TransportError::Network)?;
    }
    let builder = RequestBuilder::new(&request.url)
        .method(match request.method {
            Method::Get => Verb::GET,
            Method::Post => Verb::POST,
            Method::Put => Verb::PUT,
        })
        .headers(Headers::from_raw(headers))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::SameOrigin)
        .redirect(RequestRedirect::Manual)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .abort_signal(Some(&abort.signal()));
    let built = match &request.body {
        Some(body) => builder.body(Uint8Array::from(body.as_slice())),
        None => builder.build(),
    };
    let sent = built.map_err(|_| TransportError::Network)?;
    let answer = sent.send().await.map_err(|_| TransportError::Network)?;
    // What a browser keeps from scripts has no status: a redirect, which is not followed, or an opaque answer.
    if answer.status() == 0 {
        return Err(TransportError::Redirected);
    }
    let headers = answer.headers().entries().collect();
    let body = match answer.body() {
        Some(stream) => {
            let reader = stream.get_reader().unchecked_into::<ReadableStreamDefaultReader>();
            whole_body(&reader, request.max_bytes).await.inspect_err(|_| abort.abort())?
        }
        None => Vec::new(),
    };
    Ok(Response { status: answer.status(), headers, body })
}

/// Reads to the end, or stops at the limit: part of a body is never handed on. The pieces stay outside the app's own
/// memory until their length is known: that memory never shrinks, and a body that grows in it leaves holes behind.
async fn whole_body(reader: &ReadableStreamDefaultReader, limit: usize) -> Result<Vec<u8>, TransportError> {
    let (mut pieces, mut length) = (Vec::<Uint8Array>::new(), 0);
    loop {
        let chunk = JsFuture::from(reader.read()).await.map_err(|_| TransportError::Interrupted)?;
        if field(&chunk, "done").is_truthy() {
            break;
        }
        let piece: Uint8Array = field(&chunk, "value").unchecked_into();
        length += piece.length() as usize;
        if length > limit {
            return Err(TransportError::TooLarge { limit });
        }
        pieces.push(piece);
    }
    let mut body = if length < LARGE { Vec::new() } else { ROOM.take() };
    if body.capacity() < length {
        body = Vec::with_capacity(length);
    }
    body.resize(length, 0);
    let mut room = body.as_mut_slice();
    for piece in pieces {
        let (here, after) = std::mem::take(&mut room).split_at_mut(piece.length() as usize);
        piece.copy_to(here);
        room = after;
    }
    Ok(body)
}

fn field(object: &JsValue, name: &str) -> JsValue {
    js_sys::Reflect::get(object, &name.into()).unwrap_or(JsValue::UNDEFINED)
}
