//! How bytes leave and arrive: browser fetch, or the sandbox provider inside the page.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use super::wire::{Request, Response};

/// The answer of a transport, later.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<Response, TransportError>> + 'a>>;

/// Moves one request and brings one answer. Implementations add nothing and judge nothing.
pub trait Transport: Send + Sync {
    /// Sends the request; ends early with `Cancelled` when `cancel` fires, with `Timeout` after `request.timeout`.
    fn send<'a>(&'a self, request: Request, cancel: &'a Cancel) -> Sending<'a>;

    /// Takes a body back that has been read, so that its room can be used again. By default it is dropped.
    fn spent(&self, _body: Vec<u8>) {}

    /// Waits between two tries; returns at once when `cancel` fires.
    fn pause<'a>(&'a self, duration: Duration, cancel: &'a Cancel) -> Pin<Box<dyn Future<Output = ()> + 'a>>;
}

/// Why no whole answer arrived.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TransportError {
    /// No connection, refused, or refused by the browser because the answer had no CORS headers (L-2).
    Network,
    /// The answer is another address, which is never followed.
    Redirected,
    /// The answer broke off part-way.
    Interrupted,
    /// No whole answer within the time allowed.
    Timeout,
    /// The user or the app gave up waiting (patient closed, screen left).
    Cancelled,
    /// The answer is larger than allowed, in bytes.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
}

/// Ends requests that nobody waits for any longer. Clones share one signal.
#[derive(Clone, Debug, Default)]
pub struct Cancel(Arc<CancelInner>);

#[derive(Debug, Default)]
struct CancelInner {
    fired: AtomicBool,
    wakers: Mutex<Vec<Waker>>,
}

impl Cancel {
    /// A signal that has not fired.
    pub fn new() -> Self {
        Self::default()
    }

    /// Ends every request that was sent with this signal or a clone of it.
    pub fn fire(&self) {
        self.0.fired.store(true, Ordering::SeqCst);
        let wakers = std::mem::take(&mut *self.0.wakers.lock().unwrap_or_else(PoisonError::into_inner));
        wakers.into_iter().for_each(Waker::wake);
    }

    /// Whether the other is a clone of this one.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether it has fired.
    pub fn is_fired(&self) -> bool {
        self.0.fired.load(Ordering::SeqCst)
    }

    /// Waits until it fires.
    pub fn fired(&self) -> Fired {
        Fired(self.clone())
    }
}

/// Ready once its [`Cancel`] has fired.
#[derive(Debug)]
pub struct Fired(Cancel);

impl Future for Fired {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let inner = &self.0.0;
        inner.wakers.lock().unwrap_or_else(PoisonError::into_inner).push(context.waker().clone());
        if inner.fired.load(Ordering::SeqCst) { Poll::Ready(()) } else { Poll::Pending }
    }
}
