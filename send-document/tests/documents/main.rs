//! Summaries into documents and messages, and what comes back into a state.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod cases;
mod golden;
mod message;
mod outbox;
mod pdf;
mod refusals;
mod request;
mod responses;
mod states;
