//! A GP Connect provider that behaves: practices, patients, diaries and a pretend PDS, with state and faults.
//!
//! One [`Provider`] holds every practice. It runs inside the page ([`SandboxTransport`]) and behind a native HTTP
//! server (`server/`); both hand it the same plain requests, so what is tested here is what a browser meets.
//! By the book unless a [`Behaviour`] switch says otherwise; everything in it is invented.

mod behaviour;
mod config;
mod control;
mod door;
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
pub use provider::Provider;
pub use transport::SandboxTransport;
pub use world::{patient, patients};
