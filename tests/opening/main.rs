//! From a number to the open patient, and no way to a wrong record.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

#[path = "../wire/connection.rs"]
#[allow(dead_code, reason = "each crate uses its own part")]
mod connection;
#[path = "../wire/patients.rs"]
#[allow(dead_code, reason = "each crate uses its own part")]
mod patients;
#[path = "../wire/scene.rs"]
#[allow(dead_code, reason = "each crate uses its own part")]
mod scene;

mod compared;
mod record;
#[cfg(feature = "sandbox")]
mod sandbox;
mod ways_in;
