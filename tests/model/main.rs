//! The model and the rules of text read whatever arrives, and lose nothing.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test says what it expects by failing"
)]

mod any_input;
mod corpus;
mod narrative;
mod reading;
mod uk_days;
