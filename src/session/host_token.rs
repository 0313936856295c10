//! Calls with the token of the page around this one: a frame of another site has no cookie to rely on.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use futures::lock::Mutex;

use super::embedding::Token;
use crate::gpconnect::transport::{Sending, TransportError};
use crate::gpconnect::wire::{Request, Response};
use crate::gpconnect::{Cancel, Transport};

/// Why a token is asked for, as the host's `getToken` hears it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// There is none yet.
    Start,
    /// The one there is ends in a minute.
    Expiring,
    /// The gateway refused the one there is.
    Refused,
}

impl Reason {
    /// The word on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Expiring => "expiring",
            Self::Refused => "refused",
        }
    }
}

/// Asks the host; none where nobody is signed in.
pub type Ask = Arc<dyn Fn(Reason) -> Pin<Box<dyn Future<Output = Option<Token>>>> + Send + Sync>;

/// The one token, in memory only. Clones share it.
#[derive(Clone)]
pub struct HostToken {
    held: Arc<Mutex<Option<Token>>>,
    ask: Ask,
}

impl HostToken {
    /// Nothing is asked yet.
    pub fn new(ask: Ask) -> Self {
        Self { held: Arc::default(), ask }
    }

    /// A token other than `known`: the one that another call has brought meanwhile, else a new one. Whoever asks while the
    /// host is being asked waits for that answer, so that the host is asked once.
    pub async fn renew(&self, known: Option<&Token>, reason: Reason) -> Option<Token> {
        let mut held = self.held.lock().await;
        if held.is_some() && held.as_ref() != known {
            return held.clone();
        }
        *held = (self.ask)(reason).await;
        held.clone()
    }

    /// The token there is, if any.
    pub async fn held(&self) -> Option<Token> {
        self.held.lock().await.clone()
    }

    /// The token there is, or the first.
    async fn present(&self) -> Option<Token> {
        self.renew(None, Reason::Start).await
    }
}

/// A transport whose requests carry the token.
pub struct WithHostToken {
    inner: Arc<dyn Transport>,
    token: HostToken,
}

impl WithHostToken {
    /// Puts the token before another transport.
    pub fn new(inner: Arc<dyn Transport>, token: HostToken) -> Self {
        Self { inner, token }
    }

    async fn exchange(&self, request: Request, cancel: &Cancel) -> Result<Response, TransportError> {
        let Some(token) = self.token.present().await else { return Ok(not_signed_in()) };
        let answer = self.inner.send(with(&request, &token), cancel).await?;
        if answer.status != 401 || cancel.is_fired() {
            return Ok(answer);
        }
        // A gateway that refuses the token has passed nothing on, so this is no second booking. Once: a host that gives a
        // token which is refused again must sign somebody in.
        match self.token.renew(Some(&token), Reason::Refused).await {
            Some(new) if new != token && !cancel.is_fired() => {
                self.inner.send(with(&request, &new), cancel).await
            }
            _ => Ok(answer),
        }
    }
}

impl Transport for WithHostToken {
    fn send<'a>(&'a self, request: Request, cancel: &'a Cancel) -> Sending<'a> {
        Box::pin(self.exchange(request, cancel))
    }

    fn spent(&self, body: Vec<u8>) {
        self.inner.spent(body);
    }

    fn pause<'a>(&'a self, duration: Duration, cancel: &'a Cancel) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
        self.inner.pause(duration, cancel)
    }
}

fn with(request: &Request, token: &Token) -> Request {
    let mut request = request.clone();
    request.headers.push(("Authorization", token.authorization()));
    request
}

/// What the gateway would have said.
fn not_signed_in() -> Response {
    Response { status: 401, ..Response::default() }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex as Plain;

    use futures::executor::block_on;
    use serde_json::json;

    use super::*;
    use crate::gpconnect::wire::Method;

    /// A gateway that takes one token only, and what came.
    struct Gateway {
        takes: &'static str,
        came: Plain<Vec<String>>,
    }

    impl Transport for Gateway {
        fn send<'a>(&'a self, request: Request, _: &'a Cancel) -> Sending<'a> {
            let authorization = request.header("Authorization").unwrap_or_default().to_owned();
            let status = if authorization == format!("Bearer {}", self.takes) { 200 } else { 401 };
            self.came.lock().unwrap().push(authorization);
            Box::pin(async move { Ok(Response { status, ..Response::default() }) })
        }

        fn pause<'a>(&'a self, _: Duration, _: &'a Cancel) -> Pin<Box<dyn Future<Output = ()> + 'a>> {
            Box::pin(async {})
        }
    }

    struct Scene {
        gateway: Arc<Gateway>,
        asked: Arc<Plain<Vec<Reason>>>,
        app: WithHostToken,
    }

    /// A host that gives these tokens in turn, and none after them.
    fn scene(tokens: &'static [&'static str]) -> Scene {
        let gateway = Arc::new(Gateway { takes: "good", came: Plain::default() });
        let asked = Arc::new(Plain::new(Vec::new()));
        let noted = asked.clone();
        let ask: Ask = Arc::new(move |reason| {
            let mut noted = noted.lock().unwrap();
            noted.push(reason);
            let token = tokens.get(noted.len() - 1).and_then(|text| Token::read(&json!({ "token": text })));
            Box::pin(async move { token })
        });
        Scene { app: WithHostToken::new(gateway.clone(), HostToken::new(ask)), gateway, asked }
    }

    fn send(scene: &Scene) -> u16 {
        let request = Request {
            method: Method::Get,
            url: "/gateway/x".to_owned(),
            headers: Vec::new(),
            body: None,
            timeout: Duration::from_secs(1),
            max_bytes: 1,
        };
        block_on(scene.app.send(request, &Cancel::new())).unwrap().status
    }

    // proves: EM-14
    #[test]
    fn a_token_is_asked_for_at_the_start_and_once_more_where_it_is_refused() {
        let scene = scene(&["ended", "good"]);
        assert_eq!((send(&scene), send(&scene)), (200, 200));
        assert_eq!(*scene.asked.lock().unwrap(), [Reason::Start, Reason::Refused]);
        assert_eq!(*scene.gateway.came.lock().unwrap(), ["Bearer ended", "Bearer good", "Bearer good"]);
    }

    // proves: EM-14
    #[test]
    fn without_a_token_nothing_leaves_and_a_second_refusal_is_told() {
        let nobody = scene(&[]);
        assert_eq!(send(&nobody), 401);
        assert!(nobody.gateway.came.lock().unwrap().is_empty());
        let refused = scene(&["ended", "ended-too"]);
        assert_eq!(send(&refused), 401);
        assert_eq!(refused.gateway.came.lock().unwrap().len(), 2, "asked twice, not without end");
        let same = scene(&["ended", "ended"]);
        assert_eq!(send(&same), 401);
        assert_eq!(same.gateway.came.lock().unwrap().len(), 1, "the same token is not tried again");
    }
}
