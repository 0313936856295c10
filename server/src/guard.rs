//! Who is answered: any page of the web can send a request to this machine, and a name of its own can be made to lead here.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::Options;

/// The names and origins that count as the server's own.
pub(crate) struct Guard {
    hosts: Vec<String>,
    origins: Vec<String>,
}

impl Guard {
    /// This machine by its two names, with the app's origin, and what the options add.
    pub fn new(options: &Options, app: SocketAddr) -> Self {
        let names = ["127.0.0.1", "localhost"];
        let own = names.map(|name| format!("http://{name}:{}", app.port()));
        Self {
            hosts: names.map(str::to_owned).into_iter().chain(options.hosts.iter().cloned()).collect(),
            origins: own.into_iter().chain(options.origins.iter().cloned()).collect(),
        }
    }

    /// Whether the answer may be read by a page of this origin.
    pub fn is_own_origin(&self, origin: &HeaderValue) -> bool {
        self.origins.iter().any(|own| origin == own.as_str())
    }

    fn is_own_host(&self, headers: &HeaderMap) -> bool {
        let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        self.hosts.iter().any(|own| own.eq_ignore_ascii_case(name))
    }
}

/// Answers only who asks for this server by a name of its own.
pub(crate) async fn own_host(State(guard): State<Arc<Guard>>, request: Request, next: Next) -> Response {
    if guard.is_own_host(request.headers()) {
        return next.run(request).await;
    }
    refused(StatusCode::MISDIRECTED_REQUEST, "not a name of this server; --host adds one\n")
}

/// A refusal in words for whoever set it up.
pub(crate) fn refused(status: StatusCode, why: &'static str) -> Response {
    let mut response = Response::new(Body::from(why));
    *response.status_mut() = status;
    response
}
