//! A GP Connect provider that behaves: practices, patients, diaries and a pretend PDS, with state and faults.
//!
//! One [`Provider`] holds every practice. It runs inside the page ([`SandboxTransport`]) and behind a native HTTP
//! server (`server/`); both hand it the same plain requests, so what is tested here is what a browser meets.
//! By the book unless a [`Behaviour`] switch says otherwise; everything in it is invented.
//!
//! Each room knows those before it: `world` (who and what there is), `resource` (how it is written), `door` (how a
//! request comes in and an answer leaves), `provider` (what is kept), `services` (who answers), `serve`.

mod behaviour;
mod config;
mod control;
mod door;
mod mailbox;
mod provider;
mod resource;
mod serve;
mod services;
mod told;
mod transport;
mod world;

pub use behaviour::Behaviour;
pub use config::{ORIGIN, config};
pub use door::answer::{Answer, Lost};
pub use door::faults::{Fault, FaultKind};
pub use mailbox::Conduct;
pub use provider::Provider;
pub use transport::SandboxTransport;
pub use world::{patient, patients};
