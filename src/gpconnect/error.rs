//! The one error of the fetch layer.

use super::outcome::Outcome;
use super::transport::TransportError;

/// What went wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// Could not be reached, or refused the request before answering (L-2).
    Network,
    /// The answer broke off part-way: nothing of it is shown.
    Interrupted,
    /// No whole answer in time.
    Timeout,
    /// Nobody waited any longer.
    Cancelled,
    /// A web page or another address came in place of an answer: somebody on the way wants the user to sign in.
    SignIn,
    /// The practice's system is busy and asks for a while without questions (`Retry-After`).
    Busy {
        /// HTTP status; `None` where nothing was sent, because it had asked for that before.
        status: Option<u16>,
        /// How long from now.
        seconds: u32,
    },
    /// The answer is larger than allowed.
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// An error status with an OperationOutcome (provider or Spine proxy).
    Outcome {
        /// HTTP status.
        status: u16,
        /// What it said.
        outcome: Outcome,
    },
    /// An error status whose body is no OperationOutcome (an HTML page, nothing, a gateway's own words).
    Status {
        /// HTTP status.
        status: u16,
        /// The content type it claimed, for the technical details.
        content_type: Option<String>,
    },
    /// A 2xx answer that is not what was asked for.
    Decode {
        /// Where and what, without any value from the body: "entry[3].resource: no Composition".
        path: String,
    },
    /// The answer is about another patient: none of it is shown (ARH-24).
    PatientMismatch,
    /// The PDS trace is older than 24 hours: nothing was sent (ARH-01, FND-10).
    TraceTooOld,
    /// The call itself is wrong, so it was not sent: another practice's patient, an impossible period, no reason.
    NotSent {
        /// What is wrong, as a sentence without anything about the patient.
        why: String,
    },
    /// The practice or this site does not offer the interaction.
    NotSupported {
        /// What is missing, in words.
        what: String,
    },
}

impl From<TransportError> for Failure {
    fn from(error: TransportError) -> Self {
        match error {
            TransportError::Network => Failure::Network,
            TransportError::Redirected => Failure::SignIn,
            TransportError::Interrupted => Failure::Interrupted,
            TransportError::Timeout => Failure::Timeout,
            TransportError::Cancelled => Failure::Cancelled,
            TransportError::TooLarge { limit } => Failure::TooLarge { limit },
        }
    }
}

impl Failure {
    /// The failure in a few words for the audit trail: never anything about the patient.
    pub fn short(&self) -> String {
        match self {
            Failure::Network => "network".to_owned(),
            Failure::Interrupted => "interrupted".to_owned(),
            Failure::Timeout => "timeout".to_owned(),
            Failure::Cancelled => "cancelled".to_owned(),
            Failure::SignIn => "a page or an address in place of an answer".to_owned(),
            Failure::Busy { status: Some(status), seconds } => format!("{status}, to wait {seconds} s"),
            Failure::Busy { status: None, seconds } => format!("blocked: to wait {seconds} s"),
            Failure::TooLarge { .. } => "too large".to_owned(),
            Failure::Outcome { status, outcome } => match outcome.known_code() {
                Some(code) => format!("{status} {code}"),
                None => status.to_string(),
            },
            Failure::Status { status, .. } => status.to_string(),
            Failure::Decode { .. } => "unreadable answer".to_owned(),
            Failure::PatientMismatch => "patient mismatch".to_owned(),
            Failure::TraceTooOld => "blocked: trace older than 24 h".to_owned(),
            Failure::NotSent { .. } => "blocked: not a permitted request".to_owned(),
            Failure::NotSupported { .. } => "not supported".to_owned(),
        }
    }

    /// Whether the same read may succeed in a moment (SSP guide: 429, 502, 503, 504, 599, no connection).
    pub fn is_transient(&self) -> bool {
        matches!(
            self,
            Failure::Network
                | Failure::Outcome { status: 429 | 502 | 503 | 504 | 599, .. }
                | Failure::Status { status: 429 | 502 | 503 | 504 | 599, .. }
        )
    }

    /// The HTTP status of an answer that was an error.
    pub fn status(&self) -> Option<u16> {
        match self {
            Failure::Outcome { status, .. } | Failure::Status { status, .. } => Some(*status),
            Failure::Busy { status, .. } => *status,
            Failure::Network
            | Failure::Interrupted
            | Failure::Timeout
            | Failure::Cancelled
            | Failure::SignIn
            | Failure::TooLarge { .. }
            | Failure::Decode { .. }
            | Failure::PatientMismatch
            | Failure::TraceTooOld
            | Failure::NotSent { .. }
            | Failure::NotSupported { .. } => None,
        }
    }

    /// Whether a change was refused because somebody else was faster, whichever code the provider uses (L-10).
    pub fn is_conflict(&self) -> bool {
        matches!(self.status(), Some(409 | 412))
    }

    /// A call that is stopped before it is sent.
    pub fn not_sent(why: impl Into<String>) -> Self {
        Failure::NotSent { why: why.into() }
    }

    /// A decode failure with its place.
    pub fn decode(path: impl Into<String>) -> Self {
        Failure::Decode { path: path.into() }
    }
}

/// A failed call: what went wrong, in which call, under which trace id.
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    /// What went wrong.
    pub failure: Failure,
    /// Interaction id without the common prefix, or `pds`.
    pub interaction: &'static str,
    /// Whether a lost answer leaves open what was saved.
    pub changes_something: bool,
    /// `Ssp-TraceID` of the call, to quote to support.
    pub trace_id: String,
    /// The practice or service that was asked.
    pub asked: String,
}

impl std::fmt::Display for Error {
    /// Interaction, kind and trace id only: nothing about the patient (ARH-59).
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} trace {}", self.interaction, self.failure.short(), self.trace_id)
    }
}

impl std::error::Error for Error {}
