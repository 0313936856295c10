//! The app's calls as they leave, and what it makes of what comes back.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod answers;
mod any_bytes;
mod asks;
mod calls;
mod connection;
mod documents;
mod errors;
mod gateway;
mod gateway_table;
mod golden;
mod not_enabled;
mod not_sent;
mod patients;
mod recorded;
mod recording;
mod replay;
mod requests;
mod retry;
mod tasks;
