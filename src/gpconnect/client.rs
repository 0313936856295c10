//! The one way out of the app: writes the request, sends it, reads the answer, tells the audit trail.

mod asked;
mod attempt;

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};

use asked::Asked;
pub use asked::{INTERACTION_PREFIX, TRACE_LIFETIME_HOURS, encode};
pub use attempt::{Attempt, Observer};

use super::error::{Error, Failure};
use super::held::Held;
use super::identity::Identity;
use super::interaction::Interaction;
use super::provider::Provider;
use super::statements::Statements;
use super::transport::{Cancel, Transport};
use super::wire::Request;

/// How the app reaches practices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// A same-origin gateway adds identity, Spine headers and the client certificate.
    Gateway,
    /// The app builds the Spine headers and the unsigned audit token itself: test providers only.
    Direct,
}

/// A decoded answer with what a screen must say about it (ARH-40, ARS-58).
#[derive(Clone, Debug, PartialEq)]
pub struct Received<T> {
    /// The typed answer.
    pub value: T,
    /// Trace id of the call.
    pub trace_id: String,
    /// When it arrived.
    pub at: DateTime<Utc>,
}

/// What clients share: transport, mode, identity, clock, audit trail.
#[derive(Clone)]
pub struct Connection {
    /// Moves the bytes.
    pub transport: Arc<dyn Transport>,
    /// Gateway or direct.
    pub mode: Mode,
    /// On whose behalf.
    pub identity: Arc<Identity>,
    /// The clock.
    pub now: fn() -> DateTime<Utc>,
    /// Makes trace ids.
    pub new_trace_id: fn() -> String,
    /// Longest wait for one answer.
    pub timeout: Duration,
    /// Largest answer, in bytes.
    pub max_bytes: usize,
    /// Told of every attempt.
    pub observer: Observer,
    /// Practices that are to be left alone for a while.
    pub held: Held,
    /// What practices' systems say that they offer.
    pub statements: Statements,
}

impl Connection {
    /// A client for one practice (or PDS).
    pub fn client(&self, provider: Arc<Provider>) -> Client {
        Client { connection: self.clone(), provider }
    }
}

/// A trace id: a random UUID in lower case.
pub fn random_trace_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// Asks one practice.
#[derive(Clone)]
pub struct Client {
    connection: Connection,
    provider: Arc<Provider>,
}

impl Client {
    /// The practice it asks.
    pub fn provider(&self) -> &Arc<Provider> {
        &self.provider
    }

    /// What practices' systems say that they offer.
    pub fn statements(&self) -> &Statements {
        &self.connection.statements
    }

    /// On whose behalf it asks.
    pub fn identity(&self) -> &Identity {
        &self.connection.identity
    }

    /// The moment by the connection's clock.
    pub fn now(&self) -> DateTime<Utc> {
        (self.connection.now)()
    }

    /// Whether an update of this practice is guarded by `If-Match` (L-28); the gateway always sends it.
    pub fn checks_version(&self) -> bool {
        self.connection.mode == Mode::Gateway || self.provider.sends_if_match
    }

    /// Waits before a question is asked again; returns at once when `cancel` fires.
    pub async fn pause(&self, duration: Duration, cancel: &Cancel) {
        self.connection.transport.pause(duration, cancel).await;
    }

    /// Sends one interaction and reads its answer.
    ///
    /// Reads are tried up to three times when the fault is transient (ARH-20); anything that changes
    /// something is sent once (foundations digest 5.5). Every attempt has its own trace id and audit entry.
    pub async fn send<I: Interaction>(
        &self,
        interaction: &I,
        cancel: &Cancel,
    ) -> Result<Received<I::Response>, Error> {
        // Everything but the reading is compiled once for all interactions.
        let check = |at| interaction.check(at);
        let asked = Asked::by(interaction, &check);
        let (response, attempt) = self.ask(&asked, cancel).await?;
        match interaction.decode(&response) {
            Ok(value) => Ok(Received { value, trace_id: self.received(response, attempt), at: self.now() }),
            Err(failure) => Err(self.unreadable(&asked, response, attempt, failure)),
        }
    }

    /// The request as it leaves (golden tests: `tests/wire/requests.rs`).
    pub fn request<I: Interaction>(
        &self,
        interaction: &I,
        trace_id: &str,
        at: DateTime<Utc>,
    ) -> Result<Request, Failure> {
        self.write(&Asked::by(interaction, &|at| interaction.check(at)), trace_id, at)
    }
}
