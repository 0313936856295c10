//! The provider's port: plain requests in, answers out with their fate carried out for real.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use futures::{StreamExt, stream};
use gp_connect_viewer::gpconnect;
use gp_connect_viewer::sandbox::{Answer, Lost, Provider};
use tower_http::compression::CompressionLayer;

use crate::clock::Clock;
use crate::guard::{Guard, refused};

/// Longest that a lost answer hangs.
const HANG: Duration = Duration::from_secs(300);
/// Largest request body, in bytes.
const LARGEST: usize = 4 * 1024 * 1024;
/// Bytes of one piece of an answer.
const PIECE: usize = 64 * 1024;

/// Headers that a consumer may send, as the fetch layer writes them.
const KNOWN: [&str; 11] = [
    "Accept",
    "Authorization",
    "Cache-Control",
    "Content-Type",
    "If-Match",
    "Prefer",
    "Ssp-From",
    "Ssp-InteractionID",
    "Ssp-To",
    "Ssp-TraceID",
    "X-Request-ID",
];

type Shared = Arc<Mutex<Provider>>;

/// The routes of the provider's port: the provider itself decides what an address means.
pub(crate) fn routes(provider: Shared, clock: Clock, guard: Arc<Guard>) -> Router {
    Router::new().fallback(answer).with_state((provider, clock, guard)).layer(CompressionLayer::new())
}

async fn answer(
    State((provider, clock, guard)): State<(Shared, Clock, Arc<Guard>)>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let origin = headers.get(header::ORIGIN).filter(|origin| guard.is_own_origin(origin)).cloned();
    // A page of any site may send a form or a text; for JSON its browser asks first, and is not allowed.
    let is_control = uri.path().split('/').any(|segment| segment == "sandbox");
    if method == Method::POST && is_control && !is_json(&headers) {
        return refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the sandbox is told by application/json\n");
    }
    let Ok(body) = axum::body::to_bytes(body, LARGEST).await else {
        return status(StatusCode::PAYLOAD_TOO_LARGE);
    };
    let verb = match method {
        Method::GET | Method::HEAD | Method::OPTIONS => gpconnect::Method::Get,
        Method::POST => gpconnect::Method::Post,
        Method::PUT => gpconnect::Method::Put,
        _ => return with_cors(status(StatusCode::METHOD_NOT_ALLOWED), origin),
    };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let request = gpconnect::Request {
        method: verb,
        url: format!("http://{host}{uri}"),
        headers: KNOWN
            .iter()
            .filter_map(|name| Some((*name, headers.get(*name)?.to_str().ok()?.to_owned())))
            .collect(),
        body: (!body.is_empty()).then(|| body.to_vec()),
        timeout: HANG,
        max_bytes: usize::MAX,
    };
    // The lock is held while one request is answered, never while anybody waits.
    let answer = {
        let mut provider = provider.lock().unwrap_or_else(PoisonError::into_inner);
        if method == Method::OPTIONS {
            return preflight(origin, !provider.behaviour_for(&request).cors_without_if_match);
        }
        provider.handle(&request, clock.now())
    };
    deliver(answer, origin).await
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

async fn deliver(answer: Answer, origin: Option<HeaderValue>) -> Response {
    if !answer.delay.is_zero() {
        tokio::time::sleep(answer.delay).await;
    }
    if answer.lost != Lost::No {
        tokio::time::sleep(HANG).await;
    }
    let gpconnect::Response { status: code, headers, body } = answer.response;
    let mut response = Response::new(pieces(body, answer.cut));
    *response.status_mut() = StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().append(name, value);
        }
    }
    if answer.without_cors { response } else { with_cors(response, origin) }
}

/// A body in pieces; one that is cut ends in an error, which breaks the connection.
fn pieces(body: Vec<u8>, cut: Option<usize>) -> Body {
    if body.is_empty() {
        return Body::empty();
    }
    let kept = body.get(..cut.unwrap_or(body.len())).unwrap_or(&body);
    let parts: Vec<Result<Bytes, std::io::Error>> =
        kept.chunks(PIECE).map(|part| Ok(Bytes::copy_from_slice(part))).collect();
    let parts = stream::iter(parts);
    if cut.is_none() {
        return Body::from_stream(parts);
    }
    // What was sent must have left before the connection breaks, or nothing of it arrives.
    let broken = stream::once(async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        Err(std::io::Error::other("cut on demand"))
    });
    Body::from_stream(parts.chain(broken))
}

fn status(code: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = code;
    response
}

/// Answers what a browser asks before a request that is not simple (L-28).
fn preflight(origin: Option<HeaderValue>, if_match: bool) -> Response {
    let mut allowed =
        "accept, authorization, cache-control, content-type, origin, prefer, ssp-from, ssp-interactionid, \
                       ssp-to, ssp-traceid, x-request-id"
            .to_owned();
    if if_match {
        allowed.push_str(", if-match");
    }
    let mut response = with_cors(status(StatusCode::OK), origin);
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST, PUT, DELETE"));
    headers.insert(header::ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("10"));
    if let Ok(allowed) = HeaderValue::try_from(allowed) {
        headers.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, allowed);
    }
    response
}

/// Names the origin, where it is one of the server's own; beyond the safelisted headers only the time to wait is exposed.
fn with_cors(mut response: Response, origin: Option<HeaderValue>) -> Response {
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    if headers.contains_key(header::RETRY_AFTER) {
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("Retry-After"));
    }
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
        headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    }
    response
}
