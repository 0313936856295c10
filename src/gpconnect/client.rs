//! The one way out of the app: builds the request, sends it, reads the answer, tells the audit trail.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::error::{Error, Failure};
use super::held::{Held, retry_after};
use super::identity::Identity;
use super::interaction::{Interaction, Line};
use super::outcome::Outcome;
use super::provider::Provider;
use super::token;
use super::transport::{Cancel, Transport};
use super::wire::{Request, Response};
use crate::fhir::is_id;

/// Everything but the unreserved characters of RFC 3986 is encoded in a value (L-1).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Interaction ids are written without this in code.
pub const INTERACTION_PREFIX: &str = "urn:nhs:names:services:gpconnect:";

/// A PDS trace older than this blocks every call about the patient (ARH-01, ARS-02, FND-10).
pub const TRACE_LIFETIME_HOURS: i64 = 24;

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

/// One attempt, for the audit trail: successful, failed or blocked (ARH-56, ARS-60).
#[derive(Clone, Debug, PartialEq)]
pub struct Attempt {
    /// When it began.
    pub at: DateTime<Utc>,
    /// Interaction id without prefix.
    pub interaction: &'static str,
    /// ODS code of the practice asked; empty for PDS.
    pub ods: String,
    /// Trace id.
    pub trace_id: String,
    /// NHS number the call was about, where there is one.
    pub nhs_number: Option<String>,
    /// HTTP status, `None` when no answer came.
    pub status: Option<u16>,
    /// How it ended: `ok` or the failure in short.
    pub outcome: String,
}

/// Told of every attempt.
pub type Observer = Arc<dyn Fn(Attempt) + Send + Sync>;

/// An attempt that the observer is told of at its end, however it ends.
struct Told<'a>(&'a Observer, Attempt);

impl Drop for Told<'_> {
    fn drop(&mut self) {
        (self.0)(self.1.clone());
    }
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
        let mut wait = FIRST_PAUSE;
        for _ in 1..MOST_TRIES {
            match self.try_once(interaction, cancel).await {
                // The next try waits as long as was asked for.
                Err(error) if !interaction.changes_something() && is_short_wait(&error.failure) => {}
                Err(error) if !interaction.changes_something() && error.failure.is_transient() => {
                    self.connection.transport.pause(wait, cancel).await;
                    wait *= 3;
                }
                ended => return ended,
            }
        }
        self.try_once(interaction, cancel).await
    }

    async fn try_once<I: Interaction>(
        &self,
        interaction: &I,
        cancel: &Cancel,
    ) -> Result<Received<I::Response>, Error> {
        let held = &self.connection.held;
        let left = held.left(&self.provider.ods, self.now());
        let is_held = left > LONGEST_WAIT;
        if left > 0 && !is_held {
            self.connection.transport.pause(Duration::from_secs(left.into()), cancel).await;
        }
        let at = self.now();
        let trace_id = (self.connection.new_trace_id)();
        // Told when this is dropped, so that a read which ends with its patient half-way is told of too (ARH-56).
        let mut attempt = Told(
            &self.connection.observer,
            Attempt {
                at,
                interaction: interaction.id(),
                ods: self.provider.ods.clone(),
                trace_id: trace_id.clone(),
                nhs_number: interaction.nhs_number().map(str::to_owned),
                status: None,
                outcome: Failure::Cancelled.short(),
            },
        );
        let ended = match self.request(interaction, &trace_id, at) {
            Err(failure) => Err(failure),
            // Nothing leaves for a patient who has been closed meanwhile, a second try neither (ARH-29).
            Ok(_) if cancel.is_fired() => Err(Failure::Cancelled),
            Ok(_) if is_held => Err(Failure::Busy { status: None, seconds: left }),
            Ok(request) => match self.connection.transport.send(request, cancel).await {
                Err(error) => Err(Failure::from(error)),
                // A late answer must not land after the patient was closed (ARH-29).
                Ok(_) if cancel.is_fired() => Err(Failure::Cancelled),
                Ok(response) => {
                    attempt.1.status = Some(response.status);
                    let read = read(interaction, &response, self.now());
                    if let Err(Failure::Busy { seconds, .. }) = &read {
                        held.hold(&self.provider.ods, self.now(), *seconds);
                    }
                    self.connection.transport.spent(response.body);
                    read
                }
            },
        };
        attempt.1.outcome = match &ended {
            Ok(_) => "ok".to_owned(),
            Err(failure) => failure.short(),
        };
        drop(attempt);
        match ended {
            Ok(value) => Ok(Received { value, trace_id, at: self.now() }),
            Err(failure) => Err(Error {
                failure,
                interaction: interaction.id(),
                changes_something: interaction.changes_something(),
                trace_id,
                asked: self.provider.name.clone(),
            }),
        }
    }

    /// Builds the request as it leaves (golden tests: `tests/wire/requests.rs`).
    pub fn request<I: Interaction>(
        &self,
        interaction: &I,
        trace_id: &str,
        at: DateTime<Utc>,
    ) -> Result<Request, Failure> {
        if interaction.traced_at().is_some_and(|traced| !is_fresh(traced, at)) {
            return Err(Failure::TraceTooOld);
        }
        if interaction.practice_ods().is_some_and(|ods| !ods.eq_ignore_ascii_case(&self.provider.ods)) {
            return Err(Failure::not_sent(format!(
                "This patient was found at another practice than {}.",
                self.provider.name
            )));
        }
        interaction.check(at)?;
        let capability = interaction.capability();
        let root = self.provider.roots.of(capability).ok_or_else(|| Failure::NotSupported {
            what: format!("No address for {} is configured for this practice.", capability.name()),
        })?;
        let path = interaction.path();
        if !path.split('/').all(|segment| is_id(segment.strip_prefix('$').unwrap_or(segment))) {
            return Err(Failure::not_sent("An id from the practice's system cannot stand in an address."));
        }
        let line = capability.line();
        let body = interaction.body();
        let mut headers = vec![("Accept", line.media_type().to_owned())];
        if body.is_some() {
            headers.push(("Content-Type", format!("{};charset=utf-8", line.media_type())));
        }
        match line {
            Line::Pds => headers.push(("X-Request-ID", trace_id.to_owned())),
            Line::Stu3 | Line::Dstu2 => {
                headers.push(("Ssp-TraceID", trace_id.to_owned()));
                headers.push(("Ssp-InteractionID", format!("{INTERACTION_PREFIX}{}", interaction.id())));
                if self.connection.mode == Mode::Direct {
                    let identity = &self.connection.identity;
                    headers.push(("Ssp-From", identity.asid.clone()));
                    headers.push(("Ssp-To", self.provider.asid(capability).to_owned()));
                    let claims = token::Claims {
                        identity,
                        line,
                        root,
                        scope: interaction.scope(),
                        nhs_number: interaction.nhs_number(),
                        ods: &self.provider.ods,
                        at,
                    };
                    headers.push(("Authorization", format!("Bearer {}", claims.encode())));
                }
            }
        }
        if interaction.wants_representation() {
            headers.push(("Prefer", "return=representation".to_owned()));
        }
        if let Some(version) = interaction.version().filter(|_| self.checks_version()) {
            if !is_entity_tag(version) {
                return Err(Failure::not_sent(
                    "The practice's system gave this entry a version that cannot be sent back, so a change could not be kept from undoing somebody else's.",
                ));
            }
            headers.push(("If-Match", format!("W/\"{version}\"")));
        }
        if headers.iter().any(|(_, value)| !value.bytes().all(|byte| matches!(byte, b' '..=b'~'))) {
            return Err(Failure::not_sent(
                "The settings of this service hold a letter that no request may carry.",
            ));
        }
        Ok(Request {
            method: interaction.method(),
            url: address(root, &path, &interaction.query()),
            headers,
            body,
            timeout: self.connection.timeout,
            max_bytes: self.connection.max_bytes,
        })
    }
}

/// Whether a version may stand between the quotes of an entity tag (RFC 9110, 8.8.3): seen letters, no quote.
fn is_entity_tag(version: &str) -> bool {
    !version.is_empty() && version.bytes().all(|byte| matches!(byte, b'!' | b'#'..=b'~'))
}

/// A trace of at most 24 hours ago. One from the future means that the clock was set back, so nobody knows its age.
fn is_fresh(traced: DateTime<Utc>, at: DateTime<Utc>) -> bool {
    let age = at - traced;
    age <= TimeDelta::hours(TRACE_LIFETIME_HOURS) && age >= -TimeDelta::minutes(CLOCK_STEP_MINUTES)
}

/// A clock that is set right may step back this much.
const CLOCK_STEP_MINUTES: i64 = 5;
const MOST_TRIES: u32 = 3;
const FIRST_PAUSE: Duration = Duration::from_millis(400);

/// Longer than this nobody should look at a screen that says nothing new: the failure is told, with the time left.
const LONGEST_WAIT: u32 = 10;

fn is_short_wait(failure: &Failure) -> bool {
    matches!(failure, Failure::Busy { seconds, .. } if *seconds <= LONGEST_WAIT)
}

fn read<I: Interaction>(
    interaction: &I,
    response: &Response,
    now: DateTime<Utc>,
) -> Result<I::Response, Failure> {
    // Part of an answer, which nobody asked for.
    if response.status == 206 {
        return Err(Failure::Interrupted);
    }
    if response.is_success() {
        return interaction.decode(response).map_err(|failure| match failure {
            Failure::Decode { .. } if response.is_page() => Failure::SignIn,
            failure => failure,
        });
    }
    if let (status @ (429 | 503), Some(seconds)) = (response.status, retry_after(response, now)) {
        return Err(Failure::Busy { status: Some(status), seconds });
    }
    Err(match Outcome::read(&response.body) {
        Some(outcome) => Failure::Outcome { status: response.status, outcome },
        None => Failure::Status {
            status: response.status,
            content_type: response.header("Content-Type").map(str::to_owned),
        },
    })
}

/// Percent-encodes one path segment or query value.
pub fn encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

fn address(root: &str, path: &str, query: &[(&'static str, String)]) -> String {
    let mut url = format!("{}/{path}", root.trim_end_matches('/'));
    for (index, (name, value)) in query.iter().enumerate() {
        url.push(if index == 0 { '?' } else { '&' });
        // Parameter names hold a colon (`_include:recurse`), which is legal in a query as it stands.
        url.push_str(name);
        url.push('=');
        url.push_str(&encode(value));
    }
    url
}
