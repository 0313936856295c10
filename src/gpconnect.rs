//! The typed fetch layer: every GP Connect call the app can make is a type here.
//!
//! An [`Interaction`] says how it looks on the wire and what its answer means; [`Client::send`] is the
//! one way out of the app; a [`Transport`] moves plain [`Request`]s and [`Response`]s.

mod aftermath;
pub mod appointments;
pub mod care_record;
pub mod client;
pub mod decode;
pub mod documents;
pub mod error;
pub mod explain;
pub mod foundations;
mod held;
pub mod identity;
pub mod interaction;
mod learning;
pub mod outbox;
pub mod outcome;
pub mod patient;
pub mod pds;
pub mod pds_list;
pub mod period;
pub mod provider;
mod statements;
pub mod structured;
pub mod tasks;
pub mod token;
pub mod transport;
pub mod wire;

#[cfg(target_arch = "wasm32")]
pub mod browser;

pub use client::{Attempt, Client, Connection, Mode, Received};
pub use error::{Error, Failure};
pub use explain::Explanation;
pub use held::Held;
pub use identity::{Identity, Organisation, User};
pub use interaction::{About, Call, Capability, Interaction, Line, Scope};
pub use outcome::{Issue, Outcome};
pub use patient::{FoundPatient, Refusal, TracedPatient};
pub use period::Period;
pub use provider::{Provider, Roots};
pub use statements::Statements;
pub use transport::{Cancel, Transport, TransportError};
pub use wire::{Method, Request, Response};
